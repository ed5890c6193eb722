// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/monitor/incident.hpp>

#include "rows.hpp"

using fairlead::monitor::action_item;
using fairlead::monitor::incident;
using fairlead::monitor::incident_impact;
using fairlead::monitor::incident_severity;

namespace {

const fairlead::evidence log_entry{"log", {}};
const incident_impact trifle{incident_severity::minor, 1, 0, 0};
const incident_impact outage{incident_severity::critical, 30, 0, 0};

incident::data shop() {
  incident::data data{};
  data.id = "INC-1";
  data.service = "shop";
  data.environment = "prod";
  data.alert = "latency";
  data.requester = "ada";
  data.detected = tests::earlier;
  data.rota = {{"bob", tests::earlier, tests::later, 0},
               {"cleo", tests::earlier, tests::later, 1},
               {"dora", tests::earlier, tests::now, 0},
               {"ci", tests::earlier, tests::later, 0}};
  data.last_change = tests::earlier;
  data.resolved_at = tests::now;
  data.assignee = "bob";
  return data;
}
incident::data reviewed() {
  incident::data data = shop();
  data.author = "bob";
  data.actions = {{"add an index", ""}, {"alert on slow queries", ""}};
  return data;
}
incident::submit postmortem() {
  return {"bob", {{tests::earlier, "deployed"}, {tests::now, "rolled back"}}, {{"add an index", ""}}};
}
incident::accepted tickets() { return {"cleo", {{"add an index", "OPS-1"}, {"alert on slow queries", "OPS-2"}}}; }
incident::fix_verified fixed(fairlead::timestamp checked = tests::now) {
  return {"bob", tests::healthy(tests::content('a')), checked};
}
template <class Signal>
struct counting {
  std::vector<Signal>& seen;
  void operator()(const Signal& signal) const { seen.push_back(signal); }
};

}  // namespace

TEST_CASE("every row of incident fires, and every refusal says why") {
  tests::rows<incident> rows;
  auto data = rows.fires("triggered", shop(), incident::acknowledge{"bob"}, "acknowledged").data();
  CHECK(data.assignee == "bob");
  CHECK(data.last_change == tests::now);
  CHECK(rows.fires("triggered", shop(), fairlead::deadline{}, "triggered").data().level == 1);
  rows.fires("triggered", shop(), incident::auto_resolved{"latency", log_entry}, "resolved");
  CHECK(rows.fires("acknowledged", shop(), fairlead::deadline{}, "triggered").data().assignee.empty());
  data = rows.fires("acknowledged", shop(), incident::mitigation_done{"bob", "rolled back", log_entry}, "mitigated")
             .data();
  CHECK(data.log == std::vector<std::string>{"mitigated by bob: rolled back (log)"});
  for (const char* from : {"acknowledged", "mitigated"}) {
    CHECK(rows.fires(from, shop(), fixed(), "resolved").data().resolved_at == tests::now);
  }
  CHECK(rows.fires("mitigated", shop(), incident::regressed{}, "acknowledged").data().last_change == tests::now);
  CHECK(rows.fires("mitigated", shop(), fairlead::deadline{}, "acknowledged").data().level == 1);
  rows.fires("resolved", shop(), incident::reopened{"ada"}, "acknowledged");
  data = rows.fires("resolved", shop(), incident::triaged{"ada", "cleo", outage}, "postmortem_draft").data();
  CHECK(data.owner == "cleo");
  CHECK(data.impact == outage);
  CHECK(rows.fires("resolved", shop(), incident::triaged{"ada", "", trifle}, "closed").data().impact == trifle);
  CHECK(rows.fires("resolved", shop(), fairlead::deadline{}, "postmortem_draft").data().owner == "bob");
  data = rows.fires("postmortem_draft", shop(), postmortem(), "postmortem_review").data();
  CHECK(data.author == fairlead::actor("bob"));
  CHECK(data.timeline.size() == 2);
  rows.fires("postmortem_draft", shop(), fairlead::deadline{}, "postmortem_draft");
  rows.fires("postmortem_review", reviewed(), incident::rework{"cleo"}, "postmortem_draft");
  CHECK(rows.fires("postmortem_review", reviewed(), tickets(), "closed").data().actions == tickets().actions);
  rows.fires("postmortem_review", reviewed(), fairlead::deadline{}, "postmortem_review");
  for (const char* from : {"triggered", "acknowledged"}) {
    data = rows.fires(from, shop(), incident::dismiss{"bob", "a drill"}, "dismissed").data();
    CHECK(data.log == std::vector<std::string>{"dismissed by bob: a drill"});
    data = rows.fires(from, shop(), incident::mark_duplicate{"bob", "INC-0", log_entry}, "duplicate").data();
    CHECK(data.original == "INC-0");
  }
  rows.complete();
}

TEST_CASE("an incident is acknowledged by who is on call, and not dismissed by who has reported it") {
  tests::rows<incident> rows;
  rows.refuses("triggered", shop(), incident::acknowledge{"cleo"},
               "on_call: cleo is not on call at this time and level");
  rows.refuses("triggered", shop(), incident::acknowledge{"dora"}, "on_call: dora is not on call");
  rows.refuses("triggered", shop(), incident::acknowledge{{"ci", {}, true}}, "on_call: a robot");
  incident::data escalated = shop();
  escalated.level = 1;
  rows.fires("triggered", escalated, incident::acknowledge{"cleo"}, "acknowledged");

  rows.refuses("triggered", shop(), incident::auto_resolved{"disk", log_entry},
               "same_alert: the incident was raised by");
  rows.refuses("triggered", shop(), incident::auto_resolved{"latency", {}}, "same_alert: refer to the alert");
  incident::data by_people = shop();
  by_people.alert.clear();
  rows.refuses("triggered", by_people, incident::auto_resolved{"", log_entry}, "same_alert: no alert has raised");

  rows.refuses("triggered", shop(), incident::dismiss{"ada", "a drill"}, "not_self: the requester may not");
  rows.refuses("triggered", shop(), incident::dismiss{"bob", ""}, "reason_given: a reason must be given");
  rows.refuses("triggered", shop(), incident::mark_duplicate{"bob", "INC-1", log_entry}, "no duplicate of itself");
  rows.refuses("triggered", shop(), incident::mark_duplicate{"bob", "INC-0", {}}, "original_known: refer to");
}

TEST_CASE("an incident is resolved by checks that were made after the last change, and reopened for a while") {
  tests::rows<incident> rows;
  rows.refuses("acknowledged", shop(), incident::mitigation_done{"bob", "", log_entry},
               "mitigation_recorded: say what");
  rows.refuses("acknowledged", shop(), incident::mitigation_done{"bob", "patched", {}}, "mitigation_recorded: refer");
  auto unhealthy = fixed();
  unhealthy.health = tests::ailing(tests::content('a'));
  for (const char* from : {"acknowledged", "mitigated"}) {
    rows.refuses(from, shop(), unhealthy, "service_healthy: 2 of 3 checks pass");
    rows.refuses(from, shop(), fixed(tests::earlier), "service_healthy: the checks were not made after");
    rows.refuses(from, shop(), fixed(tests::later), "service_healthy: the checks were not made after");
  }
  incident::data old = shop();
  old.resolved_at = tests::now + std::chrono::hours{-24};
  rows.refuses("resolved", old, incident::reopened{"ada"}, "within_reopen_window: it was resolved more than 24 hours");
}

TEST_CASE("what asks for a postmortem, and what a postmortem has to hold") {
  const auto asks = [](const incident_impact& impact, const incident::data& data = shop()) {
    auto it = tests::in_state<incident>("resolved", data);
    REQUIRE(it.fire(incident::triaged{"ada", "bob", impact}, tests::now));
    return it.is<incident::postmortem_draft>();
  };
  CHECK_FALSE(asks(trifle));
  CHECK(asks({incident_severity::major, 0, 0, 0}));
  CHECK(asks({incident_severity::minor, 5, 0, 0}));
  CHECK(asks({incident_severity::cosmetic, 0, 1, 0}));
  CHECK(asks({incident_severity::cosmetic, 0, 0, 1}));
  incident::data slow = shop();
  slow.detected = tests::now + std::chrono::hours{-4};
  CHECK(asks(trifle, slow));

  tests::rows<incident> rows;
  rows.refuses("resolved", shop(), incident::triaged{"ada", "", outage}, "owner_named: say who writes");

  const auto refuses_line = [&](const std::vector<fairlead::monitor::timeline_entry>& line, const char* reason) {
    auto draft = postmortem();
    draft.timeline = line;
    rows.refuses("postmortem_draft", shop(), draft, reason);
  };
  refuses_line({}, "timeline_complete: the timeline is empty");
  refuses_line({{tests::earlier, ""}, {tests::now, "b"}}, "an entry without a text");
  refuses_line({{tests::now, "b"}, {tests::earlier, "a"}}, "or out of order");
  refuses_line({{tests::now, "b"}}, "begins after the incident was detected");
  refuses_line({{tests::earlier, "a"}}, "ends before the incident was resolved");

  auto by_author = tickets();
  by_author.by = "bob";
  rows.refuses("postmortem_review", reviewed(), by_author, "not_self: the author may not do this");
  auto half = tickets();
  half.actions.pop_back();
  rows.refuses("postmortem_review", reviewed(), half, "actions_ticketed: there is no ticket to alert on slow queries");
  incident::data idle = reviewed();
  idle.actions.clear();
  rows.refuses("postmortem_review", idle, tickets(), "actions_ticketed: a postmortem without an action");
}

TEST_CASE("an incident that nobody answers climbs the rota, and its lessons become work") {
  std::vector<incident::escalate> pages;
  std::vector<incident::feed_plan> work;
  const counting<incident::escalate> pager{pages};
  const counting<incident::feed_plan> planner{work};
  incident::data data = shop();
  data.rota.push_back({"cleo", tests::now, tests::now + std::chrono::hours{2}, 1});
  fairlead::table_machine<incident> it{data, tests::now};
  auto time = tests::now + std::chrono::minutes{15};
  CHECK(it.tick(time, fairlead::tell(pager)));
  REQUIRE(pages.size() == 1);
  CHECK(pages[0].level == 1);
  CHECK(it.fire(incident::acknowledge{"cleo"}, time));
  time = time + std::chrono::minutes{10};
  CHECK(it.fire(incident::mitigation_done{"cleo", "rolled back", log_entry}, time));
  time = time + std::chrono::minutes{10};
  CHECK(it.fire(fixed(time), time));
  CHECK(it.fire(incident::triaged{"ada", "cleo", outage}, time));
  incident::submit draft{"cleo", {{tests::earlier, "deployed"}, {time, "fixed"}}, {{"add an index", ""}}};
  CHECK(it.fire(draft, time));
  CHECK_FALSE(it.fire(incident::accepted{"bob", draft.actions}, time));
  CHECK(it.fire(incident::accepted{"bob", {{"add an index", "OPS-1"}}}, time, fairlead::tell(planner)));
  CHECK(it.is<incident::closed>());
  REQUIRE(work.size() == 1);
  CHECK(work[0].actions == std::vector<action_item>{{"add an index", "OPS-1"}});
}
