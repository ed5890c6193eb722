// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/plan/change_request.hpp>

#include "rows.hpp"

using fairlead::beside;
using fairlead::preapproval;
using fairlead::plan::change_authority;
using fairlead::plan::change_outcome;
using fairlead::plan::change_plan;
using fairlead::plan::change_request;
using fairlead::plan::change_type;
using fairlead::plan::ticket_resolution;
using fairlead::release::deploy_gate;
using tests::content;

namespace {

using execution = fairlead::plan::change_execution;

const fairlead::evidence report{"https://changes.example/7", {}};
const fairlead::override_statement glass{{"dora", {"break_glass"}}, "leak", "INC-7"};
const preapproval grant{"STD-1", "prod/", tests::now + std::chrono::minutes{30}, {"prod/pay"}};

change_plan plan() { return {content('a'), "prod/shop", report, report, report, tests::earlier, tests::later}; }
fairlead::approval_policy quorum(std::uint32_t votes, std::vector<std::string> voters) {
  fairlead::approval_policy policy{};
  policy.quorum = votes;
  policy.voters = std::move(voters);
  return policy;
}
change_request::data draft() {
  change_request::data data{};
  data.id = "CHG-7";
  data.author = "ada";
  data.authorities = {{1, quorum(1, {"cleo"})}, {10, quorum(2, {"ada", "bob", "cleo", "dora"})}};
  data.emergency_board = quorum(1, {"dora"});
  data.preapprovals = {"STD-1"};
  return data;
}
change_request::data submitted(change_type type = change_type::normal) {
  auto data = draft();
  data.requester = "bob";
  data.type = type;
  data.plan = plan();
  return data;
}
change_request::data scored(std::uint32_t risk, std::uint32_t impact) {
  auto data = submitted();
  data.risk = risk;
  data.impact = impact;
  data.reports = {report};
  return data;
}
change_request::data authorized() {
  auto data = scored(2, 3);
  data.authorization = fairlead::approval_record{content('a'), {"cleo"}, tests::later};
  return data;
}
change_request::data begun(execution ended) {
  auto data = authorized();
  data.ended = ended;
  return data;
}
change_request::submit normal() { return {"bob", change_type::normal, plan(), {}}; }

}  // namespace

TEST_CASE("every row of change_request fires, and every refusal says why") {
  const auto open = tests::in_state<deploy_gate>("open");
  const auto frozen = tests::in_state<deploy_gate>("frozen");
  const auto restricted = tests::in_state<deploy_gate>("restricted");
  tests::rows<change_request> rows;
  CHECK(rows.fires("draft", draft(), normal(), "assess").data() == submitted());
  const auto standard =
      rows.fires("draft", draft(), change_request::submit{"bob", change_type::standard, plan(), grant}, "scheduled");
  CHECK(standard.data().authorization == fairlead::approval_record{content('a'), {"STD-1"}, grant.expires});
  CHECK(
      rows.fires("draft", scored(2, 3), change_request::submit{"bob", change_type::emergency, plan(), {}}, "authorize")
          .data()
          .risk == 0);
  CHECK(rows.fires("assess", submitted(), change_request::assessed{"cleo", 2, 3, report}, "authorize").data() ==
        scored(2, 3));
  CHECK(rows.fires("assess", submitted(), change_request::rework_requested{"cleo", "how long?"}, "draft")
            .data()
            .audit_trail.back() == "cleo: how long?");
  rows.fires("assess", submitted(), fairlead::deadline{}, "assess");
  CHECK(rows.fires("authorize", scored(2, 3), change_request::authorized{"cleo", content('a'), {"cleo"}}, "scheduled")
            .data() == authorized());
  rows.fires("authorize", scored(5, 2), change_request::authorized{"cleo", content('a'), {"cleo", "dora"}},
             "scheduled");
  rows.fires("authorize", submitted(change_type::emergency), change_request::authorized{"dora", content('a'), {"dora"}},
             "scheduled");
  CHECK(rows.fires("authorize", scored(2, 3), change_request::refused{"cleo", "not on a Friday"}, "draft")
            .data()
            .audit_trail.back() == "cleo: not on a Friday");
  CHECK(rows.fires("authorize", scored(2, 3), fairlead::deadline{}, "draft").data().audit_trail.back() ==
        "not authorized in time");
  rows.fires("scheduled", authorized(), change_request::start{"ada", {}}, "implement", beside(open));
  for (const auto& gate : {frozen, restricted}) {
    CHECK(rows.fires("scheduled", authorized(), change_request::start{"ada", glass}, "implement", beside(gate))
              .data()
              .audit_trail.back() == "gate overridden by dora: leak");
  }
  CHECK_FALSE(
      rows.fires("scheduled", authorized(), change_request::authorization_expired{}, "draft").data().authorization);
  const auto missed = rows.fires("scheduled", authorized(), fairlead::deadline{}, "draft");
  CHECK_FALSE(missed.data().authorization);
  CHECK(missed.data().audit_trail.back() == "not begun within its window");
  CHECK(rows.fires("implement", authorized(), change_request::implemented{"ada", report}, "review").data().ended ==
        execution::implemented);
  CHECK(rows.fires("implement", authorized(), change_request::backed_out{"ada", "errors", report}, "review")
            .data()
            .ended == execution::backed_out);
  CHECK(rows.fires("implement", authorized(), fairlead::deadline{}, "review").data().ended == execution::overrun);
  CHECK(rows.fires("review", begun(execution::implemented),
                   change_request::close{"cleo", report, change_outcome::successful}, "closed")
            .data()
            .outcome == change_outcome::successful);
  rows.fires("review", begun(execution::overrun),
             change_request::close{"cleo", report, change_outcome::successful_with_issues}, "closed");
  rows.fires("review", begun(execution::backed_out),
             change_request::close{"cleo", report, change_outcome::unsuccessful}, "closed");
  rows.fires("review", begun(execution::implemented), fairlead::deadline{}, "review");
  for (const char* from : {"draft", "assess", "authorize", "scheduled"}) {
    CHECK(rows.fires(from, submitted(), change_request::cancel{"bob", "not needed"}, "canceled")
              .data()
              .audit_trail.back() == "bob: not needed");
  }
  rows.complete();

  auto wrong = normal();
  wrong.plan.contents = {};
  rows.refuses("draft", draft(), wrong, "plan_complete: cannot determine: the plan's digest and scope");
  wrong = normal();
  wrong.plan.backout = {};
  rows.refuses("draft", draft(), wrong, "plan_complete: the plan does not say how to back out");
  wrong.plan = plan();
  wrong.plan.ends = tests::now;
  rows.refuses("draft", draft(), wrong, "plan_complete: the window of the change must lie ahead");
  wrong.plan.ends = tests::earlier + std::chrono::hours{169};
  rows.refuses("draft", draft(), wrong, "plan_complete: a window lasts 168 hours at most");
  wrong.plan.begins = tests::now + std::chrono::hours{2160};
  wrong.plan.ends = tests::now + std::chrono::hours{2161};
  rows.refuses("draft", draft(), wrong, "plan_complete: a window ends 2160 hours ahead at most");
  change_request::submit pre{"bob", change_type::standard, plan(), grant};
  pre.grant.id = "STD-2";
  rows.refuses("draft", draft(), pre, "preapproval_valid: the preapproval is not in force");
  pre.grant = grant;
  pre.plan.scope = "prod/pay";
  rows.refuses("draft", draft(), pre, "preapproval_valid: the preapproval does not cover prod/pay");
  pre.plan.scope = "test/shop";
  rows.refuses("draft", draft(), pre, "preapproval_valid: the preapproval does not cover test/shop");
  pre.plan = plan();
  pre.grant.expires = tests::now;
  rows.refuses("draft", draft(), pre, "preapproval_valid: the preapproval has expired");
  rows.refuses("assess", submitted(), change_request::assessed{"cleo", 0, 3, report}, "risk_scored: cannot determine");
  rows.refuses("assess", submitted(), change_request::assessed{"cleo", 2, 3, {}}, "risk_scored: cannot determine: how");
  rows.refuses("assess", submitted(), change_request::assessed{"cleo", 2, 6, report},
               "impact_scored: impact is at most");
  rows.refuses("authorize", scored(2, 3), change_request::authorized{"cleo", content('b'), {"cleo"}},
               "same_plan: voted on was sha256:bbbbbbbbbbbb, the plan is sha256:aaaaaaaaaaaa");
  rows.refuses("authorize", scored(5, 2), change_request::authorized{"cleo", content('a'), {"ada", "bob", "cleo"}},
               "quorum_met: needs approval: 1 of 2 votes");
  rows.refuses("authorize", scored(2, 3), change_request::authorized{"cleo", content('a'), {"dora"}},
               "quorum_met: needs approval: 0 of 1 votes");
  auto nobody = scored(2, 3);
  nobody.authorities.erase(nobody.authorities.begin());
  rows.refuses("authorize", nobody, change_request::authorized{"cleo", content('a'), {"cleo"}},
               "quorum_met: nobody decides on changes of the score 6");
  rows.refuses("authorize", scored(2, 3), change_request::authorized{"bob", content('a'), {"cleo"}},
               "not_self: the requester may not");
  rows.refuses("authorize", scored(2, 3), change_request::authorized{"ada", content('a'), {"cleo"}},
               "not_self: the author");
  rows.refuses("scheduled", submitted(), change_request::start{"ada", {}}, "authorization_fresh: needs approval",
               beside(open));
  auto other = authorized();
  other.authorization->expires = tests::now;
  rows.refuses("scheduled", other, change_request::start{"ada", {}}, "authorization_fresh", beside(open));
  other = authorized();
  other.plan.contents = content('b');
  rows.refuses("scheduled", other, change_request::start{"ada", glass}, "authorization_fresh", beside(frozen));
  other = authorized();
  other.plan.begins = tests::now + std::chrono::minutes{1};
  rows.refuses("scheduled", other, change_request::start{"ada", {}}, "window_begun: not yet: the window", beside(open));
  rows.refuses("scheduled", authorized(), change_request::start{"ada", {}}, "break_glass: a freeze needs an override",
               beside(frozen));
  rows.refuses("review", begun(execution::implemented), change_request::close{"cleo", {}, change_outcome::successful},
               "review_recorded: refer to the review");
  rows.refuses("review", begun(execution::implemented), change_request::close{"cleo", report, {}},
               "outcome_recorded: cannot determine: how the change went");
  rows.refuses("review", begun(execution::backed_out),
               change_request::close{"cleo", report, change_outcome::successful_with_issues},
               "outcome_recorded: a change that was backed out was not successful");
  rows.refuses("review", begun(execution::overrun), change_request::close{"cleo", report, change_outcome::successful},
               "outcome_recorded: a change that has overrun its window had issues");
  rows.refuses("draft", draft(), change_request::cancel{"bob", ""}, "reason_given");
}

TEST_CASE("a change is authorized by those whom its score comes up to, begun in its window, and reviewed") {
  const fairlead::table_machine<deploy_gate> gate{{}, tests::now};
  std::vector<std::string> heard;
  const auto assess = [&](const change_request::open_assessment& signal) { heard.push_back(signal.plan.scope); };
  const auto ask = [&](const change_request::ask_authority& signal) {
    heard.push_back("ask for " + std::to_string(signal.approvals.quorum));
  };
  const auto calendar = [&](const change_request::schedule_change& signal) {
    CHECK(signal.plan.ends == tests::now + std::chrono::hours{3});
    heard.push_back("on the calendar");
  };
  const auto late = [&](const change_request::overrun_alarm& signal) { heard.push_back(signal.change + " is late"); };
  const auto closed = [&](const change_request::emit_ticket_closed& signal) {
    heard.emplace_back(fairlead::enumerator_name(signal.resolution));
  };
  auto tonight = normal();
  tonight.plan.begins = tests::now + std::chrono::hours{2};
  tonight.plan.ends = tests::now + std::chrono::hours{3};
  fairlead::table_machine<change_request> it{draft(), tests::now};
  CHECK(it.fire(tonight, tests::now, fairlead::tell(assess)));
  CHECK(it.fire(change_request::assessed{"cleo", 4, 3, report}, tests::now, fairlead::tell(ask)));
  CHECK_FALSE(it.fire(change_request::authorized{"cleo", content('a'), {"cleo", "cleo"}}, tests::now));
  CHECK(it.fire(change_request::authorized{"cleo", content('a'), {"cleo", "dora"}}, tests::now,
                fairlead::tell(calendar)));
  const auto early = it.fire(change_request::start{"ada", {}}, tests::later, beside(gate));
  CHECK(early.reason().find("has not begun") != std::string::npos);
  CHECK_FALSE(it.fire(change_request::start{"ada", {}}, tonight.plan.ends, beside(gate)));
  CHECK(it.fire(change_request::start{"ada", {}}, tonight.plan.begins, beside(gate)));
  CHECK_FALSE(it.fire(change_request::cancel{"bob", "too late"}, tonight.plan.begins));
  CHECK(it.fire(fairlead::deadline{}, tonight.plan.ends, fairlead::tell(late)));
  CHECK(it.fire(change_request::close{"cleo", report, change_outcome::unsuccessful}, tonight.plan.ends,
                fairlead::tell(closed)));
  CHECK(heard == std::vector<std::string>{"prod/shop", "ask for 2", "on the calendar", "CHG-7 is late", "completed"});
}

TEST_CASE("a change that is sent back tells its requester, an emergency its board, and a canceled one its ticket") {
  std::vector<std::string> heard;
  const auto sent_back = [&](const change_request::notify_requester& signal) {
    heard.push_back(signal.requester.id + ": " + signal.reason);
  };
  const auto paged = [&](const change_request::page_ecab& signal) { heard.push_back(signal.approvals.voters.front()); };
  const auto closed = [&](const change_request::emit_ticket_closed& signal) {
    heard.emplace_back(fairlead::enumerator_name(signal.resolution));
  };
  fairlead::table_machine<change_request> it{draft(), tests::now};
  CHECK(it.fire(normal(), tests::now));
  CHECK(it.fire(change_request::rework_requested{"cleo", "how long?"}, tests::now, fairlead::tell(sent_back)));
  CHECK(it.fire(change_request::submit{"bob", change_type::emergency, plan(), {}}, tests::now, fairlead::tell(paged)));
  CHECK(it.tick(tests::now + std::chrono::hours{72}));
  CHECK(it.is<change_request::draft>());
  CHECK(it.fire(change_request::cancel{"bob", "over"}, tests::now + std::chrono::hours{72}, fairlead::tell(closed)));
  CHECK(heard == std::vector<std::string>{"bob: how long?", "dora", "withdrawn"});
}
