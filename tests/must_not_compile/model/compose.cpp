// SPDX-License-Identifier: BSL-1.0
// Two deployments that are never to be active at once, with the lock between them left out; and a gate that is passed by.
#include <fairlead/model.hpp>

struct lock : fairlead::lifecycle {
  struct free : initial {};
  struct taken {};
  struct take {};
  struct give {};
  using transitions = table<row<free, take, taken>, row<taken, give, free>>;
};
struct gate : fairlead::lifecycle {
  struct open : initial {};
  struct frozen {};
  struct freeze {};
  using transitions = table<row<open, freeze, frozen>>;
};
struct regional : fairlead::lifecycle {
  struct north : initial {};
  struct busy {};
  struct call {};
#if defined(FAIL_several_regions)  // FAIL several_regions: fairlead: a member of a composition has one region
  // FAIL several_regions also: regional
  struct south : initial {};
  using regions = orthogonal<north, south>;
  using transitions = table<row<north, call, busy>, row<south, call, stay>>;
#else
  using transitions = table<row<north, call, busy>>;
#endif
};
struct deployment : fairlead::lifecycle {
  struct idle : initial {};
  struct active {};
  struct start {};
  struct finish {};
  using transitions = table<row<idle, start, active
#if !defined(FAIL_gate_passed_by)
                                ,
                                when<in<gate::open>>
#endif
                                >,
                            row<active, finish, idle>>;
};

using fairlead::jointly;
using fairlead::of;
struct pair : fairlead::compose<deployment, deployment, lock> {
#if defined(FAIL_two_active)  // FAIL two_active: fairlead: never_together<States...> does not hold
  // FAIL two_active also: counterexample<pair, fairlead::step<deployment::idle, deployment::start>, fairlead::step<deployment::idle, deployment::start>, fairlead::reaches_together<deployment::active, deployment::active, lock::free>
#elif defined(FAIL_rule_about_nothing)  // FAIL rule_about_nothing: fairlead: compose<...>: the type named here is no rule about compositions
  // FAIL rule_about_nothing also: names_of_a_composition<pair, fairlead::given<deployment::start, gate::open>
  using rules = fairlead::composition_rules<fairlead::given<deployment::start, gate::open>>;
#else
  using rules = fairlead::composition_rules<jointly<of<0, deployment::start>, lock::take>, jointly<of<1, deployment::start>, lock::take>,
                                            jointly<of<0, deployment::finish>, lock::give>, jointly<of<1, deployment::finish>, lock::give>>;
#endif
#if defined(FAIL_member_that_is_not_there)  // FAIL member_that_is_not_there: fairlead: compose<...>: the type named here is no rule about compositions
  // FAIL member_that_is_not_there also: names_of_a_composition<pair, fairlead::never_together<fairlead::of<3, deployment::active>
  using invariants = fairlead::prove<fairlead::never_together<of<3, deployment::active>, of<1, deployment::active>>>;
#elif defined(FAIL_state_of_no_member)  // FAIL state_of_no_member: fairlead: compose<...>: the type named here is no rule about compositions
  // FAIL state_of_no_member also: names_of_a_composition<pair, fairlead::always_possible<gate::open>
  using invariants = fairlead::prove<fairlead::always_possible<gate::open>>;
#elif defined(FAIL_rule_of_one_lifecycle)  // FAIL rule_of_one_lifecycle: fairlead: compose<...>: the type named here is no rule about compositions
  // FAIL rule_of_one_lifecycle also: names_of_a_composition<pair, fairlead::no_path<lock::taken, lock::free>
  using invariants = fairlead::prove<fairlead::no_path<lock::taken, lock::free>>;
#else
  using invariants = fairlead::prove<fairlead::never_together<of<0, deployment::active>, of<1, deployment::active>>>;
#endif
};
static_assert(fairlead::holds_together<pair>);

struct gated : fairlead::compose<deployment, gate> {
  // FAIL gate_passed_by: fairlead: never_fires_while<Event, State, Guard> does not hold
  // FAIL gate_passed_by also: counterexample<gated, fairlead::step<gate::open, gate::freeze>, fairlead::reaches_together<deployment::idle, gate::frozen>, fairlead::step<deployment::idle, deployment::start>
#if defined(FAIL_invariants_hidden)  // FAIL invariants_hidden: fairlead: a composition needs `using invariants = prove<...>;`
  // FAIL invariants_hidden also: composition_can_be_read<gated, false>
private:
#elif defined(FAIL_rules_to_prove)  // FAIL rules_to_prove: fairlead: a composition needs `using invariants = prove<...>;`
  // FAIL rules_to_prove also: composition_can_be_read<gated, false>
  using rules = fairlead::prove<fairlead::given<deployment::start, gate::open>>;
#endif
#if defined(FAIL_invariant)  // FAIL invariant: fairlead: a composition needs `using invariants = prove<...>;`
  // FAIL invariant also: composition_can_be_read<gated, false>
  using invariant = fairlead::prove<fairlead::never_fires_while<deployment::start, gate::frozen>>;
#else
  using invariants = fairlead::prove<fairlead::never_fires_while<deployment::start, gate::frozen>>;
#endif
};
static_assert(fairlead::holds_together<gated>);

static_assert(fairlead::reachable_combinations<fairlead::compose<lock, regional>> == 4);

struct stuck : fairlead::compose<deployment, lock> {
#if defined(FAIL_stuck)  // FAIL stuck: fairlead: always_possible<States...> does not hold
  // FAIL stuck also: reaches_together<deployment::active, lock::taken>
  using rules = fairlead::composition_rules<jointly<deployment::start, lock::take>, fairlead::unless<lock::give, deployment::active>,
                                            fairlead::given<deployment::finish, lock::free>>;
#else
  using rules = fairlead::composition_rules<jointly<deployment::start, lock::take>, jointly<deployment::finish, lock::give>>;
#endif
  using invariants = fairlead::prove<fairlead::always_possible<deployment::idle, lock::free>>;
};
static_assert(fairlead::holds_together<stuck>);

#if defined(FAIL_too_large)  // FAIL too_large: fairlead: compose<...>: more than 4,096 combinations of states
using pairs = fairlead::compose<deployment, deployment, deployment, deployment, deployment, deployment, deployment, deployment,
                                deployment, deployment, deployment, deployment, deployment>;
static_assert(fairlead::reachable_combinations<pairs> > 0);
#endif
