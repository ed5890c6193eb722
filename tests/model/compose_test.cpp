// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/compose.hpp>

#include <doctest/doctest.h>

#include "hotfix.hpp"

namespace {

using fairlead::compose;
using fairlead::composition_rules;
using fairlead::holds_together;
using fairlead::jointly;
using fairlead::never_together;
using fairlead::of;
using fairlead::prove;
using fairlead::proves_together;
using fairlead::reachable_combinations;

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

// The lock is never lost; without somebody who gives it back, it would be.
using lock_comes_free =
    fairlead::always_possible<fairlead::any_of<of<0, hotfix::rolled_back>, of<0, hotfix::refused>>,
                              fairlead::any_of<of<1, hotfix::rolled_back>, of<1, hotfix::refused>>, lock::free>;
struct forgetful_pair : compose<hotfix, hotfix, lock> {
  using rules = composition_rules<jointly<of<0, hotfix::deploy>, lock::first_takes>,
                                  jointly<of<1, hotfix::deploy>, lock::second_takes>,
                                  fairlead::unless<lock::first_gives, of<1, hotfix::draft>, of<0, hotfix::live>>,
                                  jointly<of<1, hotfix::fail>, lock::second_gives>>;
};
static_assert(proves_together<careful_pair, lock_comes_free>);
static_assert(proves_together<forgetful_pair, lock_comes_free>);
struct clinging_pair : compose<hotfix, hotfix, lock> {
  using rules = composition_rules<
      jointly<of<0, hotfix::deploy>, lock::first_takes>, jointly<of<1, hotfix::deploy>, lock::second_takes>,
      fairlead::given<lock::first_gives, of<0, hotfix::draft>>, jointly<of<1, hotfix::fail>, lock::second_gives>>;
};
static_assert(!proves_together<clinging_pair, lock_comes_free>, "the first takes it and never gives it back");
static_assert(!proves_together<careless_pair, both_live>);
static_assert(reachable_combinations<careless_pair> == 36, "without rules, everything with everything");

}  // namespace

TEST_CASE("a counterexample of a composition ends where the rule is broken") {
  constexpr auto walk = both_live::search_together<careless_pair>();
  REQUIRE(walk.found);
  CHECK(fairlead::detail::length_of<careless_pair>(walk.end) == 6);
}
