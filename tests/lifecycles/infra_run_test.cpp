// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/configure/infra_run.hpp>

#include "rows.hpp"

using fairlead::beside;
using fairlead::configure::infra_run;
using fairlead::release::deploy_gate;
using tests::content;

namespace {

const fairlead::evidence log_entry{"log", {}};
const fairlead::lease lock{"prod", "ci", 7, tests::later};
const fairlead::override_statement glass{{"dora", {"break_glass"}}, "outage", "INC-1"};
const fairlead::actor ada{"ada"};

infra_run::data shop() {
  infra_run::data data{};
  data.environment = "prod";
  data.author = "bob";
  data.requester = "ada";
  data.approvers = {"ada", "bob", "cleo", "ci"};
  data.override_authorities = {"ada", "cleo", "ci"};
  data.lease = lock;
  data.plan = {content('a'), content('b'), 1, 0, 0};
  data.planned_at = tests::now + std::chrono::minutes{-59};
  return data;
}
infra_run::data automatic(std::uint32_t destroys = 0) {
  infra_run::data data = shop();
  data.auto_apply = true;
  data.plan.destroys = destroys;
  return data;
}
infra_run::confirmed confirmation(fairlead::actor by = {"cleo"}) {
  return {std::move(by), content('a'), content('b'), {}};
}
infra_run::policy_closed checked(infra_run::policy_result outcome) { return {outcome, content('a'), log_entry}; }

template <class Signal>
struct counting {
  std::vector<Signal>& seen;
  void operator()(const Signal& signal) const { seen.push_back(signal); }
};

}  // namespace

TEST_CASE("every row of infra_run fires, and every refusal says why") {
  tests::rows<infra_run> rows;
  const auto open = tests::in_state<deploy_gate>("open");
  const auto restricted = tests::in_state<deploy_gate>("restricted");
  const auto frozen = tests::in_state<deploy_gate>("frozen");

  CHECK(rows.fires("pending", shop(), infra_run::run_started{"ci", lock}, "planning").data().lease == lock);
  rows.fires("pending", shop(), fairlead::deadline{}, "canceled");
  const infra_run::plan plan{content('c'), content('d'), 0, 1, 2};
  const auto planned = rows.fires("planning", shop(), infra_run::planned{plan, log_entry}, "policy_checking").data();
  CHECK(planned.plan == plan);
  CHECK(planned.planned_at == tests::now);
  rows.fires("planning", shop(), infra_run::planned{{}, log_entry}, "no_changes");
  rows.fires("planning", shop(), infra_run::plan_failed{"syntax"}, "errored");
  rows.fires("planning", shop(), fairlead::deadline{}, "errored");
  rows.fires("policy_checking", automatic(), checked(infra_run::policy_result::passed), "applying", beside(open));
  rows.fires("policy_checking", automatic(), checked(infra_run::policy_result::passed), "awaiting_confirmation",
             beside(frozen));
  rows.fires("policy_checking", automatic(), checked(infra_run::policy_result::passed), "awaiting_confirmation",
             beside(restricted));
  rows.fires("policy_checking", automatic(1), checked(infra_run::policy_result::passed), "awaiting_confirmation",
             beside(open));
  rows.fires("policy_checking", shop(), checked(infra_run::policy_result::passed), "awaiting_confirmation",
             beside(open));
  rows.fires("policy_checking", shop(), checked(infra_run::policy_result::soft_failed), "policy_override",
             beside(open));
  rows.fires("policy_checking", shop(), checked(infra_run::policy_result::hard_failed), "errored", beside(open));
  rows.fires("policy_checking", shop(), fairlead::deadline{}, "errored");
  const infra_run::overridden override{"cleo", content('a'), "a known exception"};
  CHECK(rows.fires("policy_override", shop(), override, "awaiting_confirmation").data().audit_trail.size() == 1);
  rows.fires("awaiting_confirmation", shop(), confirmation(), "applying", beside(open));
  auto in_spite = confirmation();
  in_spite.override_by = glass;
  const auto broken = rows.fires("awaiting_confirmation", shop(), in_spite, "applying", beside(frozen)).data();
  CHECK(broken.audit_trail == std::vector<std::string>{"gate overridden by dora: outage"});
  rows.fires("awaiting_confirmation", shop(), in_spite, "applying", beside(restricted));
  auto outdated = confirmation();
  outdated.state = content('c');
  rows.fires("awaiting_confirmation", shop(), outdated, "discarded", beside(open));
  infra_run::data old = shop();
  old.planned_at = tests::now + std::chrono::hours{-1};
  rows.fires("awaiting_confirmation", old, confirmation(), "discarded", beside(open));
  for (const char* from : {"policy_override", "awaiting_confirmation"}) {
    rows.fires(from, shop(), infra_run::discard{"ada", "no"}, "discarded");
    rows.fires(from, shop(), fairlead::deadline{}, "discarded");
  }
  CHECK(rows.fires("applying", shop(), infra_run::applied{content('e'), log_entry}, "applied").data().state ==
        content('e'));
  rows.fires("applying", shop(), infra_run::apply_failed{"quota"}, "needs_operator");
  rows.fires("applying", shop(), infra_run::interrupted{"power"}, "needs_operator");
  rows.fires("applying", shop(), fairlead::deadline{}, "needs_operator");
  const infra_run::reconciled reconciled{tests::the_operator, content('e'), content('e'), log_entry};
  const auto after = rows.fires("needs_operator", shop(), reconciled, "applied").data();
  CHECK(after.state == content('e'));
  CHECK(after.audit_trail == std::vector<std::string>{"decided by operator olga: log"});
  const infra_run::abandoned abandoned{tests::the_operator, content('e'), log_entry};
  CHECK(rows.fires("needs_operator", shop(), abandoned, "errored").data().state == content('e'));
  rows.fires("needs_operator", shop(), fairlead::deadline{}, "needs_operator");
  for (const char* from : {"pending", "planning", "policy_checking"}) {
    rows.fires(from, shop(), infra_run::cancel{"ada", "wrong branch"}, "canceled");
  }
  rows.complete();
}

TEST_CASE("a run starts with a lock, and plans what can be told apart") {
  tests::rows<infra_run> rows;
  const auto start = [&](const fairlead::lease& lease, const char* reason) {
    rows.refuses("pending", shop(), infra_run::run_started{"ci", lease}, reason);
  };
  start({"prod", "ci", 0, tests::later}, "lock_held: a lease of prod is needed");
  start({"dev", "ci", 7, tests::later}, "lock_held: a lease of prod is needed");
  start({"prod", "bob", 7, tests::later}, "lock_held: the lease is held by bob, not by ci");
  start({"prod", "ci", 7, tests::now}, "lock_held: the lease has lapsed");
  rows.refuses("planning", shop(), infra_run::planned{{{}, content('b'), 1, 0, 0}, {}},
               "plan_identified: without its digest");
  rows.refuses("planning", shop(), infra_run::planned{{content('a'), {}, 1, 0, 0}, {}},
               "plan_identified: the digest of the state");
  rows.refuses("planning", shop(), infra_run::cancel{"bob", "no"}, "requester_or_operator: only the requester");
  rows.refuses("awaiting_confirmation", shop(), infra_run::discard{"bob", "no"}, "requester_or_operator: only the");
}

TEST_CASE(
    "what was checked, overridden and confirmed is the plan that is applied, and somebody else has confirmed it") {
  tests::rows<infra_run> rows;
  const auto open = tests::in_state<deploy_gate>("open");
  const auto frozen = tests::in_state<deploy_gate>("frozen");
  const infra_run::policy_closed other{infra_run::policy_result::passed, content('c'), log_entry};
  rows.refuses("policy_checking", automatic(), other, "same_plan: this is about the plan", beside(open));
  infra_run::data lapsed = automatic();
  lapsed.lease->expires = tests::now;
  rows.refuses("policy_checking", lapsed, checked(infra_run::policy_result::passed), "lock_lasts: the lease has lapsed",
               beside(open));

  const auto overrides = [&](fairlead::actor by, const char* reason, const char* refusal) {
    rows.refuses("policy_override", shop(), infra_run::overridden{std::move(by), content('a'), reason}, refusal);
  };
  overrides("dora", "why not", "override_authority: dora may not override");
  overrides({"ci", {}, true}, "why not", "override_authority: a robot");
  overrides("ada", "why not", "not_self: the requester");
  overrides("cleo", "", "reason_given: a reason must be given");

  const auto confirms = [&](const infra_run::confirmed& event, const char* refusal) {
    rows.refuses("awaiting_confirmation", shop(), event, refusal, beside(open));
  };
  confirms(confirmation("dora"), "authorized: dora may not confirm");
  confirms(confirmation({"ci", {}, true}), "authorized: a robot confirms nothing");
  confirms(confirmation("ada"), "not_self: the requester");
  confirms(confirmation("bob"), "not_self: the author");
  confirms({"cleo", content('c'), content('b'), {}}, "same_plan: this is about the plan");
  rows.refuses("awaiting_confirmation", lapsed, confirmation(), "lock_lasts: the lease has lapsed", beside(open));
  rows.refuses("awaiting_confirmation", shop(), confirmation(), "break_glass: a freeze needs an override",
               beside(frozen));
}

TEST_CASE("what was half applied is ended by an operator who has looked") {
  tests::rows<infra_run> rows;
  const auto reconciles = [&](const infra_run::reconciled& event, const char* refusal) {
    rows.refuses("needs_operator", shop(), event, refusal);
  };
  const auto& olga = tests::the_operator;
  reconciles({ada, content('e'), content('e'), log_entry}, "operator: ada does not have the role");
  reconciles({olga, content('e'), content('f'), log_entry}, "state_matches_reality: the recorded state is not");
  reconciles({olga, {}, {}, log_entry}, "state_matches_reality: refer to what was found");
  rows.refuses("needs_operator", shop(), infra_run::abandoned{olga, {}, log_entry}, "state_recorded: write down");

  std::vector<infra_run::keep_lock> kept;
  std::vector<infra_run::release_lock> released;
  const counting<infra_run::keep_lock> keeper{kept};
  const counting<infra_run::release_lock> releaser{released};
  auto it = tests::in_state<infra_run>("applying", shop());
  CHECK(it.tick(tests::now + std::chrono::hours{2}, fairlead::tell(keeper)));
  CHECK(it.is<infra_run::needs_operator>());
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].lease == lock);
  CHECK(it.fire(infra_run::abandoned{olga, content('e'), log_entry}, tests::later, fairlead::tell(releaser)));
  REQUIRE(released.size() == 1);
  CHECK(released[0].lease == lock);
}
