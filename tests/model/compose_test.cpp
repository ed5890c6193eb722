// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/compose.hpp>

#include <doctest/doctest.h>

#include <fairlead/lifecycles.hpp>

#include "hotfix.hpp"

namespace {

using fairlead::any_of;
using fairlead::compose;
using fairlead::composition_rules;
using fairlead::given;
using fairlead::holds_together;
using fairlead::jointly;
using fairlead::never_fires_while;
using fairlead::never_together;
using fairlead::of;
using fairlead::prove;
using fairlead::proves_together;
using fairlead::reachable_combinations;
using fairlead::create::release_candidate;
using fairlead::package::hold;
using fairlead::release::deploy_gate;
using fairlead::release::environment;

// A frozen environment never starts a deployment without break-glass, a restricted one never without an exception.
struct gated_environment : compose<environment, deploy_gate> {
  using rules = composition_rules<given<deploy_gate::env_decommissioned, environment::decommissioned>>;
  using invariants =
      prove<never_fires_while<environment::deploy_started, deploy_gate::frozen, fairlead::break_glass>,
            never_fires_while<environment::deploy_started, deploy_gate::restricted, environment::freeze_exception>,
            never_together<environment::live, deploy_gate::retired>>;
};
static_assert(holds_together<gated_environment>);
static_assert(reachable_combinations<gated_environment> == 25);
static_assert(!proves_together<gated_environment, never_together<environment::live, deploy_gate::frozen>>,
              "a freeze does not take down what runs");
static_assert(!proves_together<gated_environment, never_fires_while<environment::deploy_started, deploy_gate::open>>);
static_assert(proves_together<gated_environment,
                              never_fires_while<environment::deploy_started, deploy_gate::frozen,
                                                any_of<fairlead::break_glass, environment::freeze_exception>>>);

// A held candidate never moves forward.
struct held_candidate : compose<release_candidate, hold> {
  using rules = composition_rules<given<hold::subject_closed, release_candidate::withdrawn>>;
  using invariants = prove<never_fires_while<release_candidate::stage, hold::held>,
                           never_fires_while<release_candidate::release, hold::held>>;
};
static_assert(holds_together<held_candidate>);
static_assert(reachable_combinations<held_candidate> == 33, "32, and the retired hold of a withdrawn candidate");

// Two hotfixes that share one lock: with the lock they are never live at once, without it they may be.
struct lock : fairlead::lifecycle {
  struct free : initial {};
  struct first_has_it {};
  struct second_has_it {};
  struct first_takes {};
  struct second_takes {};
  struct first_gives {};
  struct second_gives {};
  using transitions = table<row<free, first_takes, first_has_it>, row<free, second_takes, second_has_it>,
                            row<first_has_it, first_gives, free>, row<second_has_it, second_gives, free>>;
};
using tests::hotfix;
using both_live = never_together<of<0, hotfix::live>, of<1, hotfix::live>>;
struct careful_pair : compose<hotfix, hotfix, lock> {
  using rules = composition_rules<
      jointly<of<0, hotfix::deploy>, lock::first_takes>, jointly<of<0, hotfix::fail>, lock::first_gives>,
      jointly<of<1, hotfix::deploy>, lock::second_takes>, jointly<of<1, hotfix::fail>, lock::second_gives>>;
  using invariants = prove<both_live>;
};
struct careless_pair : compose<hotfix, hotfix> {};
static_assert(holds_together<careful_pair>);
static_assert(!proves_together<careless_pair, both_live>);
static_assert(reachable_combinations<careless_pair> == 36, "without rules, everything with everything");

}  // namespace

TEST_CASE("a counterexample of a composition ends where the rule is broken") {
  constexpr auto walk = both_live::search_together<careless_pair>();
  REQUIRE(walk.found);
  CHECK(fairlead::detail::length_of<careless_pair>(walk.end) == 6);
}
