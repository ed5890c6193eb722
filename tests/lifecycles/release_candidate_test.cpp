// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/create/release_candidate.hpp>

#include "rows.hpp"

using fairlead::approval_record;
using fairlead::approval_status;
using fairlead::beside;
using fairlead::table_machine;
using fairlead::create::release_candidate;
using fairlead::package::hold;
using fairlead::release::deploy_gate;
using tests::ailing;
using tests::healthy;
using tests::the_operator;

namespace {

const fairlead::digest contents = tests::content('b');
const fairlead::digest last_good = tests::content('a');
const approval_record approved{contents, {"bob", "cleo"}, tests::later};
const fairlead::preapproval standard{"STD-1", "prod/", tests::later, {"prod/bank"}};
const fairlead::override_statement glass{{"dora", {"break_glass"}}, "customers are down", "INC-7"};

table_machine<deploy_gate> gate(const char* state) { return tests::in_state<deploy_gate>(state); }
table_machine<hold> holds(const char* state) { return tests::in_state<hold>(state); }

release_candidate::member member(const char* key, std::uint32_t wave, std::vector<std::string> needs = {}) {
  return {key, tests::content('c'), wave, static_cast<std::uint32_t>(key[0]), std::move(needs)};
}
release_candidate::data data() {
  release_candidate::data result{};
  result.author = "ada";
  result.scope = "prod/shop";
  result.previous_version = "1.0.0";
  result.standard_change = true;
  result.judges = {"judy", "ada"};
  result.last_good = last_good;
  result.members = {member("a", 0), member("b", 1, {"a"})};
  result.version = "1.1.0";
  result.contents = contents;
  result.approval = approved;
  return result;
}
release_candidate::data with(auto change) {
  release_candidate::data result = data();
  change(result);
  return result;
}
release_candidate::approval_closed closed(approval_status status, const fairlead::digest& of = contents) {
  return {status, {of, {"bob", "cleo"}, tests::later}, "said so"};
}
release_candidate::cut cut(const char* version = "1.1.0", std::vector<std::string> baseline = {}) {
  return {version, {"release calendar", {}}, contents, std::move(baseline)};
}

}  // namespace

TEST_CASE("every row of release_candidate fires") {
  using verdicts = release_candidate::gate_verdict;
  using judgments = release_candidate::judgment;
  using promotions = release_candidate::promotion_result;
  using rollbacks = release_candidate::rollback_result;
  tests::rows<release_candidate> rows;
  const auto full = data();
  const auto first = with([](auto& d) { d.last_good = {}; });
  const auto clear = holds("clear");
  const auto open = gate("open");

  CHECK(rows.fires("draft", full, release_candidate::add_artifact{member("c", 2, {"b"})}, "draft")
            .data()
            .members.size() == 3);
  CHECK(rows.fires("draft", full, cut(), "candidate").data().contents == contents);
  CHECK(rows.fires("candidate", full, release_candidate::verification_started{{"unit"}}, "verifying").data().gates ==
        std::vector<std::string>{"unit"});
  rows.fires("verifying", full, release_candidate::gate_closed{verdicts::pass, "", {}}, "verified");
  CHECK(rows.fires("verifying", full, release_candidate::gate_closed{verdicts::fail, "3 tests", {}}, "rejected")
            .data()
            .reasons.back() == "3 tests");
  rows.fires("verifying", full, release_candidate::gate_closed{verdicts::inconclusive, "", {}}, "needs_judgment");
  rows.fires("verifying", full, fairlead::deadline{}, "needs_judgment");
  CHECK(rows.fires("needs_judgment", full, release_candidate::judged{"judy", judgments::proceed, "flaky"}, "verified")
            .data()
            .reasons.back() == "waived by judy: flaky");
  rows.fires("needs_judgment", full, release_candidate::judged{"ada", judgments::stop, "mine, and wrong"}, "rejected");
  rows.fires("needs_judgment", full, fairlead::deadline{}, "rejected");
  rows.fires("verified", full, release_candidate::request_approval{"ada"}, "awaiting_approval");
  CHECK(rows.fires("verified", full, release_candidate::preapprove{standard}, "approved").data().approval->subject ==
        contents);
  rows.fires("verified", full, release_candidate::evidence_invalidated{"base image"}, "candidate");
  CHECK(rows.fires("awaiting_approval", full, closed(approval_status::approved), "approved").data().approval ==
        approved);
  rows.fires("awaiting_approval", full, closed(approval_status::approved, last_good), "verified");
  rows.fires("awaiting_approval", full, closed(approval_status::rejected), "rejected");
  rows.fires("awaiting_approval", full, closed(approval_status::cancelled), "verified");
  rows.fires("awaiting_approval", full, closed(approval_status::expired), "verified");
  rows.fires("awaiting_approval", full, fairlead::deadline{}, "verified");
  rows.fires("awaiting_approval", full, release_candidate::evidence_invalidated{"x"}, "candidate");
  rows.fires("approved", full, release_candidate::stage{"ci"}, "staged", beside(clear));
  for (const char* state : {"approved", "staged"}) {
    CHECK_FALSE(rows.fires(state, full, release_candidate::approval_expired{}, "verified").data().approval);
    CHECK_FALSE(rows.fires(state, full, fairlead::deadline{}, "verified").data().approval);
    CHECK_FALSE(rows.fires(state, full, release_candidate::evidence_invalidated{"x"}, "candidate").data().approval);
  }
  rows.fires("staged", full, release_candidate::release{"ci", {}}, "releasing", beside(clear, open));
  CHECK(rows.fires("staged", full, release_candidate::release{"ci", glass}, "releasing", beside(clear, gate("frozen")))
            .data()
            .reasons.back() == "freeze overridden by dora: customers are down");
  CHECK(rows.fires("releasing", full, release_candidate::promotion_closed{promotions::succeeded}, "live")
            .data()
            .reasons.back() == "live: 1.1.0");
  rows.fires("releasing", full, release_candidate::promotion_closed{promotions::aborted}, "rolled_back");
  rows.fires("releasing", full, release_candidate::promotion_closed{promotions::stuck}, "needs_operator");
  rows.fires("releasing", full, fairlead::deadline{}, "needs_operator");
  rows.fires("live", full, release_candidate::supersede{tests::content('d')}, "superseded");
  rows.fires("live", full, release_candidate::rollback_requested{"ci", "errors"}, "rolling_back");
  rows.fires("live", first, release_candidate::rollback_requested{"ci", "errors"}, "needs_operator");
  rows.fires("rolling_back", full, release_candidate::rollback_closed{rollbacks::restored}, "rolled_back");
  rows.fires("rolling_back", full, release_candidate::rollback_closed{rollbacks::failed}, "needs_operator");
  rows.fires("rolling_back", full, fairlead::deadline{}, "needs_operator");
  rows.fires("needs_operator", full, release_candidate::operator_restored{the_operator, healthy(last_good)},
             "rolled_back");
  rows.fires("needs_operator", full, release_candidate::operator_accepted{the_operator, healthy(contents)}, "live");
  rows.fires("needs_operator", full, fairlead::deadline{}, "needs_operator");
  CHECK_FALSE(
      rows.fires("rolled_back", full, release_candidate::requalify{"bob", "leak, fixed"}, "candidate").data().approval);
  rows.fires("rolled_back", full, release_candidate::retire{"superseded elsewhere"}, "withdrawn");
  CHECK(rows.fires("rolled_back", full, fairlead::deadline{}, "withdrawn").data().reasons.size() == 1);
  rows.fires("verified", full, release_candidate::withdraw{"ada", "not needed"}, "withdrawn");
  rows.complete();
}

TEST_CASE("every refusal of release_candidate says why") {
  tests::rows<release_candidate> rows;
  const auto full = data();
  const auto clear = holds("clear");
  auto unknown = member("c", 2);
  unknown.content = {};
  rows.refuses("draft", full, release_candidate::add_artifact{unknown}, "digest_known: the digest of c is not known");
  rows.refuses("draft", full, release_candidate::add_artifact{member("a", 0)}, "a is in the candidate already");
  rows.refuses("draft", full, release_candidate::add_artifact{member("c", 1, {"b"})},
               "acyclic: c needs b, which is not released before it");
  rows.refuses("draft", with([](auto& d) { d.members[0].dependencies = {"c"}; }),
               release_candidate::add_artifact{member("c", 0)}, "acyclic: a needs c, which is not released before it");
  const auto open_set = with([](auto& d) { d.members[0].dependencies = {"z"}; });
  rows.refuses("draft", open_set, cut(),
               "closed_dependency_set: a needs z, which is neither in the candidate nor live");
  rows.fires("draft", open_set, cut("1.1.0", {"z"}), "candidate");
  rows.refuses("draft", full, cut("1.0.0"), "version_reserved: the version 1.0.0 does not follow 1.0.0");
  rows.refuses("draft", full, cut("one"), "version_reserved: byte 0: not a semantic version");
  rows.refuses("draft", full, release_candidate::cut{"1.1.0", {}, contents, {}}, "the version 1.1.0 is not reserved");
  rows.refuses("draft", with([](auto& d) { d.members.clear(); }), cut(), "!empty: nothing is in the candidate");
  using judgments = release_candidate::judgment;
  rows.refuses("needs_judgment", full, release_candidate::judged{"bob", judgments::proceed, "x"},
               "eligible: bob is not among the judges");
  rows.refuses("needs_judgment", full, release_candidate::judged{"ada", judgments::proceed, "x"},
               "not_self: the author may not");
  rows.refuses("verified", with([](auto& d) { d.standard_change = false; }), release_candidate::preapprove{standard},
               "standard_change: this is no standard change");
  rows.refuses("verified", full, release_candidate::preapprove{{"STD-1", "dev/", tests::later, {}}},
               "the preapproval does not cover prod/shop");
  rows.refuses("verified", full, release_candidate::preapprove{{"STD-1", "prod/", tests::later, {"prod/shop"}}},
               "the preapproval excludes prod/shop");
  rows.refuses("verified", full, release_candidate::preapprove{{"STD-1", "prod/", tests::now, {}}},
               "the preapproval has expired");
  rows.refuses("approved", full, release_candidate::stage{"ci"}, "hold=clear: hold is held", beside(holds("held")));
  rows.refuses("staged", full, release_candidate::release{"ci", {}}, "hold=clear: hold is held",
               beside(holds("held"), gate("open")));
  rows.refuses("staged", full, release_candidate::release{"ci", {}}, "break_glass: a freeze needs an override",
               beside(clear, gate("frozen")));
  rows.refuses("staged", with([](auto& d) { d.approval->expires = tests::now; }), release_candidate::release{"ci", {}},
               "approval_valid: needs approval: the approval has expired", beside(clear, gate("open")));
  rows.refuses("staged", with([](auto& d) { d.approval.reset(); }), release_candidate::release{"ci", {}},
               "approval_valid: needs approval: the candidate has no approval", beside(clear, gate("open")));
  rows.refuses("needs_operator", full, release_candidate::operator_restored{the_operator, ailing(last_good)},
               "target_healthy: last good is not healthy");
  rows.refuses("needs_operator", full, release_candidate::operator_accepted{the_operator, healthy(last_good)},
               "candidate_healthy: the checks");
  rows.refuses("needs_operator", with([](auto& d) { d.author = the_operator; }),
               release_candidate::operator_accepted{the_operator, healthy(contents)}, "not_self");
  rows.refuses("rolled_back", full, release_candidate::requalify{"bob", ""}, "cause_recorded: record the cause");
  rows.refuses("rolled_back", full, release_candidate::requalify{"ada", "x"}, "not_self: the author may not");
  rows.refuses("rolled_back", full, release_candidate::retire{""}, "reason_given");
}

TEST_CASE("artifacts of one cycle are released together") {
  tests::rows<release_candidate> rows;
  auto one = member("x", 1, {"y"});
  auto other = member("y", 1, {"x"});
  one.group = other.group = 5;
  const auto half = rows.fires("draft", data(), release_candidate::add_artifact{one}, "draft");
  rows.fires("draft", half.data(), release_candidate::add_artifact{other}, "draft");
}
