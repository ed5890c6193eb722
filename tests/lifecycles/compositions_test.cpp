// SPDX-License-Identifier: BSL-1.0
// What stock lifecycles say about each other: P1 to P4, with the numbers of states that a design of theirs had.
#include <fairlead/lifecycles.hpp>
#include <fairlead/model/compose.hpp>

#include <doctest/doctest.h>

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
using fairlead::reaching;
using fairlead::create::release_candidate;
using fairlead::monitor::error_budget;
using fairlead::package::hold;
using fairlead::release::deploy_gate;
using fairlead::release::env_lock;
using fairlead::release::environment;

// P1. A frozen environment never starts a deployment without break-glass, a restricted one never without an exception.
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

// P3. A held candidate never moves forward.
struct held_candidate : compose<release_candidate, hold> {
  using rules = composition_rules<given<hold::subject_closed, release_candidate::withdrawn>>;
  using invariants = prove<never_fires_while<release_candidate::stage, hold::held>,
                           never_fires_while<release_candidate::release, hold::held>>;
};
static_assert(holds_together<held_candidate>);
static_assert(reachable_combinations<held_candidate> == 33, "32, and the retired hold of a withdrawn candidate");

// P2. Two deployments to one environment, and its lock. Whoever begins takes the lock, whoever ends gives it back; one
// that does not begin gives it back at once, which changes nothing. Whose lock it is follows from who is active. An
// operator unlocks by force only what nobody uses any more.
using d = fairlead::release::deployment;
template <class Lock, std::size_t Member>
using takes_and_gives =
    composition_rules<jointly<reaching<of<Member, d::lock_acquired>, d::in_progress>, typename Lock::acquire>,
                      jointly<of<Member, d::verify_passed>, typename Lock::release>,
                      jointly<reaching<of<Member, d::rollback_done>, d::rolled_back>, typename Lock::release>,
                      jointly<of<Member, d::operator_resolved>, typename Lock::release>>;
using unlocked_when_quiet =
    composition_rules<fairlead::unless<env_lock::force_unlock, of<0, d::in_progress>, of<0, d::verifying>,
                                       of<0, d::rolling_back>, of<0, d::needs_operator>, of<1, d::in_progress>,
                                       of<1, d::verifying>, of<1, d::rolling_back>, of<1, d::needs_operator>>>;
template <class... Lists>
struct joined_rules;
template <class... All>
struct joined_rules<composition_rules<All...>> {
  using type = composition_rules<All...>;
};
template <class... First, class... Second, class... Others>
struct joined_rules<composition_rules<First...>, composition_rules<Second...>, Others...>
    : joined_rules<composition_rules<First..., Second...>, Others...> {};

template <class State>
using alone =
    prove<never_together<of<0, State>, of<1, d::in_progress>>, never_together<of<0, State>, of<1, d::verifying>>,
          never_together<of<0, State>, of<1, d::rolling_back>>>;
template <class State>
using keeps_the_lock = never_together<of<0, State>, env_lock::free>;
template <std::size_t Member>
using ended = any_of<of<Member, d::succeeded>, of<Member, d::rolled_back>, of<Member, d::failed>,
                     of<Member, d::rejected>, of<Member, d::canceled>, of<Member, d::superseded>>;

struct two_deployments : compose<d, d, env_lock> {
  using rules = joined_rules<takes_and_gives<env_lock, 0>, takes_and_gives<env_lock, 1>, unlocked_when_quiet>::type;
  using invariants = prove<keeps_the_lock<d::in_progress>, keeps_the_lock<d::verifying>,
                           keeps_the_lock<d::rolling_back>, keeps_the_lock<d::needs_operator>,
                           fairlead::always_possible<ended<0>, ended<1>, any_of<env_lock::free, env_lock::retired>>>;
};
template <class List>
struct two_alone;
template <class... Rules>
struct two_alone<prove<Rules...>> : two_deployments {
  using invariants = prove<Rules...>;
};
static_assert(holds_together<two_deployments>);
static_assert(holds_together<two_alone<alone<d::in_progress>>>);
static_assert(holds_together<two_alone<alone<d::verifying>>>);
static_assert(holds_together<two_alone<alone<d::rolling_back>>>);
static_assert(reachable_combinations<two_deployments> == 260 + 100, "260, and 100 in which the lock is retired");

// P2'. The naive design: a lease that has lapsed frees the lock, whatever its owner still does. Who owns it is no
// longer plain from who is active, and so is part of the state; whoever does not own it gives nothing back.
struct naive_lock : fairlead::lifecycle {
  struct free : initial {};
  struct held_by_first {};
  struct held_by_second {};
  struct take_first {};
  struct take_second {};
  struct give_first {};
  struct give_second {};
  struct lapse {};
  using transitions =
      table<row<free, take_first, held_by_first>, row<free, take_second, held_by_second>,
            row<any_of<held_by_first, free>, give_first, free>, row<any_of<held_by_second, free>, give_second, free>,
            row<held_by_first, give_second, stay>, row<held_by_second, give_first, stay>,
            row<any_of<held_by_first, held_by_second>, lapse, free>>;
};
struct first_lock : naive_lock {
  using acquire = take_first;
  using release = give_first;
};
struct second_lock : naive_lock {
  using acquire = take_second;
  using release = give_second;
};
struct naively_locked : compose<d, d, naive_lock> {
  using rules = joined_rules<takes_and_gives<first_lock, 0>, takes_and_gives<second_lock, 1>>::type;
};
static_assert(!proves_together<naively_locked, never_together<of<0, d::in_progress>, of<1, d::in_progress>>>,
              "the second begins as soon as the first's lease has lapsed");

// P4. The freeze that an exhausted budget asks for: a flag that the budget's signals switch.
struct freeze_flag : fairlead::lifecycle {
  struct thawed : initial {};
  struct frozen {};
  struct freeze {};
  struct thaw {};
  using transitions = table<row<any_of<thawed, frozen>, freeze, frozen>, row<any_of<thawed, frozen>, thaw, thawed>>;
};
struct budgeted : compose<error_budget, freeze_flag> {
  using rules = composition_rules<jointly<error_budget::budget_exhausted, freeze_flag::freeze>,
                                  jointly<error_budget::window_clean, freeze_flag::thaw>,
                                  jointly<error_budget::slo_retired, freeze_flag::thaw>>;
  using invariants = prove<never_together<error_budget::exhausted, freeze_flag::thawed>,
                           never_together<error_budget::recovering, freeze_flag::thawed>>;
};
static_assert(holds_together<budgeted>);
static_assert(reachable_combinations<budgeted> == 5);

}  // namespace

TEST_CASE("a lock that its lapsed lease frees lets two deployments be active at once, in 27 ways") {
  using space = fairlead::detail::product_of<naively_locked>;
  const auto& all = fairlead::detail::exploration<naively_locked>::all;
  const auto active = [](std::size_t state, std::size_t member) {
    const std::string_view name = fairlead::description_of<d>.states[space::current(state, member)]->name;
    return name == "in_progress" || name == "verifying" || name == "rolling_back";
  };
  int both = 0;
  for (std::size_t i = 0; i < all.count; ++i) { both += active(all.order[i], 0) && active(all.order[i], 1) ? 1 : 0; }
  CHECK(both == 27);
}
