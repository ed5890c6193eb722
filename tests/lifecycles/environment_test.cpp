// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/release/environment.hpp>

#include "rows.hpp"

using fairlead::beside;
using fairlead::table_machine;
using fairlead::release::deploy_gate;
using fairlead::release::environment;
using tests::ailing;
using tests::healthy;
using tests::the_operator;

namespace {

const fairlead::digest old_contents = tests::content('a');
const fairlead::digest new_contents = tests::content('b');
const fairlead::actor train{"train", {}, true};
const fairlead::lease held{"prod", "train", 7, tests::later};
const fairlead::override_statement glass{{"dora", {"break_glass"}}, "customers are down", "INC-7"};

table_machine<deploy_gate> gate(const char* state) { return tests::in_state<deploy_gate>(state); }
environment::data running(const fairlead::digest& contents, const fairlead::digest& last_good) {
  environment::data data{};
  data.environment = "prod";
  data.running = contents;
  data.last_good = last_good;
  data.newest_token = 6;
  return data;
}
environment::deploy_started start(const fairlead::lease& lease = held) { return {train, lease, new_contents, {}}; }

}  // namespace

TEST_CASE("every row of environment fires, and every refusal says why") {
  tests::rows<environment> rows;
  const auto fresh = running({}, {});
  const auto upgrading = running(new_contents, old_contents);
  const auto first = running(new_contents, {});
  const environment::rollback_requested back{train, held, "errors"};

  rows.fires("provisioning", fresh, environment::provisioned{}, "vacant");
  rows.fires("provisioning", fresh, environment::provision_failed{"quota"}, "needs_operator");
  rows.fires("provisioning", fresh, fairlead::deadline{}, "needs_operator");
  const auto deploying = rows.fires("vacant", fresh, start(), "deploying", beside(gate("open")));
  CHECK(deploying.data().running == new_contents);
  CHECK(deploying.data().newest_token == 7);
  auto excepted = start();
  excepted.override_by = fairlead::override_statement{"dora", "agreed", "CHG-1"};
  rows.fires("live", upgrading, excepted, "deploying", beside(gate("restricted")));
  auto broken = start();
  broken.override_by = glass;
  CHECK(rows.fires("live", upgrading, broken, "deploying", beside(gate("frozen"))).data().audit_trail.size() == 1);
  rows.fires("deploying", upgrading, environment::deployed{}, "verifying");
  rows.fires("deploying", upgrading, environment::deploy_failed{"disk"}, "rolling_back");
  rows.fires("deploying", first, environment::deploy_failed{"disk"}, "needs_operator");
  rows.fires("deploying", upgrading, fairlead::deadline{}, "rolling_back");
  rows.fires("deploying", first, fairlead::deadline{}, "needs_operator");
  CHECK(
      rows.fires("verifying", upgrading, environment::verify_passed{healthy(new_contents)}, "live").data().last_good ==
      new_contents);
  rows.fires("verifying", upgrading, environment::verify_failed{ailing(new_contents)}, "rolling_back");
  rows.fires("verifying", first, environment::verify_failed{ailing(new_contents)}, "needs_operator");
  rows.fires("verifying", upgrading, fairlead::deadline{}, "rolling_back");
  rows.fires("verifying", first, fairlead::deadline{}, "needs_operator");
  CHECK(rows.fires("live", upgrading, back, "rolling_back").data().newest_token == 7);
  rows.fires("live", first, back, "needs_operator");
  CHECK(
      rows.fires("rolling_back", upgrading, environment::rollback_done{healthy(old_contents)}, "live").data().running ==
      old_contents);
  rows.fires("rolling_back", upgrading, environment::rollback_done{ailing(old_contents)}, "needs_operator");
  rows.fires("rolling_back", upgrading, environment::rollback_failed{"disk"}, "needs_operator");
  rows.fires("rolling_back", upgrading, fairlead::deadline{}, "needs_operator");
  rows.fires("needs_operator", upgrading, environment::operator_restored{the_operator, healthy(old_contents)}, "live");
  CHECK_FALSE(
      rows.fires("needs_operator", upgrading, environment::operator_cleared{the_operator}, "vacant").data().running);
  rows.fires("needs_operator", upgrading, fairlead::deadline{}, "needs_operator");
  rows.fires("live", upgrading, environment::decommission{the_operator, {"CHG-2", {}}, "moved"}, "decommissioned");
  rows.complete();

  const auto open = gate("open");
  rows.refuses("vacant", fresh, start({"dev", "train", 7, tests::later}), "lock_held: a lease of prod is needed",
               beside(open));
  rows.refuses("vacant", fresh, start({"prod", "train", 0, tests::later}), "lock_held: a lease of prod is needed",
               beside(open));
  rows.refuses("vacant", fresh, start({"prod", "bob", 7, tests::later}), "the lease is held by bob, not by train",
               beside(open));
  rows.refuses("vacant", fresh, start({"prod", "train", 7, tests::now}), "the lease has lapsed", beside(open));
  rows.refuses("vacant", fresh, start({"prod", "train", 5, tests::later}), "a later lease has acted on prod",
               beside(open));
  rows.refuses("vacant", fresh, environment::deploy_started{train, held, {}, {}}, "contents_known: the digest",
               beside(open));
  rows.refuses("live", upgrading, start(), "break_glass: a freeze needs an override", beside(gate("frozen")));
  auto by_nobody = start();
  by_nobody.override_by = fairlead::override_statement{"bob", "please", ""};
  rows.refuses("live", upgrading, by_nobody, "bob does not have the role break_glass", beside(gate("frozen")));
  by_nobody.override_by = fairlead::override_statement{glass.by, "", ""};
  rows.refuses("live", upgrading, by_nobody, "an override must say why", beside(gate("frozen")));
  rows.refuses("live", upgrading, start(), "freeze_exception: a restricted environment needs",
               beside(gate("restricted")));
  excepted.override_by->by = train;
  rows.refuses("live", upgrading, excepted, "nobody excepts their own deployment", beside(gate("restricted")));
  rows.refuses("live", upgrading, start(), "deploy_gate=open: deploy_gate is retired", beside(gate("retired")));
  rows.refuses("live", upgrading, environment::rollback_requested{train, {}, "errors"},
               "lock_held: a lease of prod is needed");
  rows.refuses("needs_operator", upgrading, environment::operator_restored{"bob", healthy(old_contents)},
               "operator: bob does not have the role");
  rows.refuses("needs_operator", upgrading,
               environment::operator_restored{{"bot", {"operator"}, true}, healthy(old_contents)},
               "an operator is a person");
  rows.refuses("needs_operator", upgrading, environment::operator_restored{the_operator, ailing(old_contents)},
               "target_healthy: last good is not healthy: 2 of 3");
  rows.refuses("live", upgrading, environment::decommission{the_operator, {}, "moved"},
               "decommission_approved: needs approval");
}

TEST_CASE("a freeze cannot block a rollback") {
  auto here = tests::in_state<environment>("live", running(new_contents, old_contents));
  CHECK(here.fire(environment::rollback_requested{train, held, "errors"}, tests::now));  // no gate is even asked for
}

TEST_CASE("an operator is paged where nothing can be rolled back") {
  std::string paged;
  const auto listener = [&](const environment::page_operator& signal) { paged = signal.environment; };
  auto here = tests::in_state<environment>("deploying", running(new_contents, {}));
  CHECK(here.fire(environment::deploy_failed{"disk"}, tests::now, fairlead::tell(listener)));
  CHECK(paged == "prod");
}
