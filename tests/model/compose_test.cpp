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
// Two deployments to one environment and its lock, whose owner is part of the state. A deployment takes the lock when
// it begins, and gives it back when it ends; one that does not begin gives it back at once, which changes nothing.
struct owned_lock : fairlead::lifecycle {
  struct free : initial {};
  struct held_by_first {};
  struct held_by_second {};
  struct orphaned_by_first {};
  struct orphaned_by_second {};
  struct take_first {};
  struct take_second {};
  struct give_first {};
  struct give_second {};
  struct lapse {};
  struct resume {};
  using transitions =
      table<row<free, take_first, held_by_first>, row<free, take_second, held_by_second>,
            row<any_of<held_by_first, orphaned_by_first>, give_first, free>,
            row<any_of<held_by_second, orphaned_by_second>, give_second, free>,
            row<held_by_first, lapse, orphaned_by_first>, row<held_by_second, lapse, orphaned_by_second>,
            row<orphaned_by_first, resume, held_by_first>, row<orphaned_by_second, resume, held_by_second>>;
};
// As in a naive design: a lease that has lapsed frees the lock, whatever its owner still does.
struct naive_lock : fairlead::lifecycle {
  struct free : initial {};
  struct held_by_first {};
  struct held_by_second {};
  using o = owned_lock;
  using transitions =
      table<row<free, o::take_first, held_by_first>, row<free, o::take_second, held_by_second>,
            row<held_by_first, o::give_first, free>, row<held_by_second, o::give_second, free>,
            row<free, o::give_first, stay>, row<free, o::give_second, stay>, row<held_by_first, o::give_second, stay>,
            row<held_by_second, o::give_first, stay>, row<any_of<held_by_first, held_by_second>, o::lapse, free>>;
};

using fairlead::reaching;
using d = fairlead::release::deployment;
template <std::size_t Member, class Take, class Give>
using takes_and_gives = composition_rules<jointly<reaching<of<Member, d::lock_acquired>, d::in_progress>, Take>,
                                          jointly<of<Member, d::verify_passed>, Give>,
                                          jointly<reaching<of<Member, d::rollback_done>, d::rolled_back>, Give>,
                                          jointly<of<Member, d::operator_resolved>, Give>>;
template <class First, class Second>
struct joined_rules;
template <class... First, class... Second>
struct joined_rules<composition_rules<First...>, composition_rules<Second...>> {
  using type = composition_rules<First..., Second...>;
};
using both_deployments = joined_rules<takes_and_gives<0, owned_lock::take_first, owned_lock::give_first>,
                                      takes_and_gives<1, owned_lock::take_second, owned_lock::give_second>>::type;

// No two of the active states, one of each deployment, at once.
template <class First>
using alone =
    prove<never_together<of<0, First>, of<1, d::in_progress>>, never_together<of<0, First>, of<1, d::verifying>>,
          never_together<of<0, First>, of<1, d::rolling_back>>>;
template <class State>
using keeps_the_lock = never_together<of<0, State>, owned_lock::free>;
template <class State>
using gives_it_back = never_together<of<0, State>, owned_lock::held_by_first>;
template <class... Rules>
struct locked : compose<d, d, owned_lock> {
  using rules = both_deployments;
  using invariants = prove<Rules...>;
};
template <class List>
struct locked_by_list;
template <class... Rules>
struct locked_by_list<prove<Rules...>> : locked<Rules...> {};

static_assert(holds_together<locked_by_list<alone<d::in_progress>>>);
static_assert(holds_together<locked_by_list<alone<d::verifying>>>);
static_assert(holds_together<locked_by_list<alone<d::rolling_back>>>);
static_assert(holds_together<locked<keeps_the_lock<d::in_progress>, keeps_the_lock<d::verifying>,
                                    keeps_the_lock<d::rolling_back>, keeps_the_lock<d::needs_operator>>>);
static_assert(
    holds_together<locked<gives_it_back<d::succeeded>, gives_it_back<d::rolled_back>, gives_it_back<d::failed>,
                          gives_it_back<d::rejected>, gives_it_back<d::canceled>, gives_it_back<d::superseded>>>);

struct naively_locked : compose<d, d, naive_lock> {
  using rules = both_deployments;
};
using two_active = never_together<of<0, d::in_progress>, of<1, d::in_progress>>;
static_assert(!proves_together<naively_locked, two_active>, "a lapsed lease lets a second deployment begin");
static_assert(proves_together<locked<>, two_active>);

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
