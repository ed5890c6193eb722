// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/release/deploy_gate.hpp>

#include "rows.hpp"

using fairlead::release::deploy_gate;

namespace {

const deploy_gate::window active{"christmas", tests::earlier, tests::later};
const deploy_gate::window over{"easter", tests::earlier, tests::now};
const deploy_gate::window to_come{"summer", tests::later, tests::later + std::chrono::hours{1}};

}  // namespace

TEST_CASE("every row of deploy_gate fires, and every refusal says why") {
  tests::rows<deploy_gate> rows;
  const deploy_gate::data frozen{"ada", {active}, {"dora"}};
  const deploy_gate::data thawing{"ada", {over}, {"dora"}};
  CHECK(rows.fires("open", {}, deploy_gate::restrict_deploys{active}, "restricted").data().windows.size() == 1);
  rows.fires("open", {}, deploy_gate::freeze{active}, "frozen");
  rows.fires("restricted", {}, deploy_gate::freeze{active}, "frozen");
  rows.fires("restricted", thawing, deploy_gate::thaw{}, "open");
  rows.fires("frozen", thawing, deploy_gate::thaw{}, "open");
  rows.fires("frozen", frozen, deploy_gate::relax{"dora", "hotfix"}, "restricted");
  CHECK(rows.fires("restricted", thawing, fairlead::deadline{}, "restricted").data().windows.empty());
  CHECK(rows.fires("frozen", frozen, fairlead::deadline{}, "frozen").data().windows.size() == 1);
  rows.fires("frozen", frozen, deploy_gate::env_decommissioned{}, "retired");
  rows.complete();

  rows.refuses("open", {}, deploy_gate::freeze{to_come}, "window_or_policy: the window summer is not active");
  rows.refuses("open", {}, deploy_gate::freeze{over}, "the window easter is not active");
  rows.refuses("open", {}, deploy_gate::freeze{{"", tests::earlier, tests::later}}, "a freeze names its window");
  rows.refuses("frozen", frozen, deploy_gate::thaw{},
               "no_active_window: not yet: the window christmas is still active");
  rows.refuses("frozen", frozen, deploy_gate::relax{"bob", "please"}, "authority: bob has no authority");
  rows.refuses("frozen", {"dora", {active}, {"dora"}}, deploy_gate::relax{"dora", "mine"},
               "not_self: the author may not");
}

TEST_CASE("a thaw that comes too early says when it is worth asking again") {
  auto gate = tests::in_state<deploy_gate>("frozen", {"ada", {active}, {}});
  const auto outcome = gate.fire(deploy_gate::thaw{}, tests::now);
  REQUIRE(outcome.refusals().size() == 1);
  CHECK(outcome.refusals()[0].why.kind() == fairlead::verdict_kind::wait);
  CHECK(outcome.refusals()[0].why.until() == tests::later);
  CHECK(gate.fire(deploy_gate::thaw{}, tests::later));
}
