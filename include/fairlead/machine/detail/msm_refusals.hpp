// SPDX-License-Identifier: BSL-1.0
// What of Boost.MSM cannot be adopted, in a sentence each: what a table does not say, what a snapshot would lose.
#ifndef FAIRLEAD_MACHINE_DETAIL_MSM_REFUSALS_HPP
#define FAIRLEAD_MACHINE_DETAIL_MSM_REFUSALS_HPP

#include "../../model/invariants.hpp"
#include "msm_states.hpp"

namespace fairlead {

namespace checks {

/// What is adopted is a front end.
template <class Front>
struct adopts_a_front_end {
  static_assert(detail::msm_front_end<Front> && !detail::is_submachine<Front>,
                "fairlead: adopt<Front>: Front must be a front end of Boost.MSM, a class with transition_table and "
                "initial_state; name the front end, not the state_machine<Front> of the back end");
};

/// Rows lead from state to state.
template <class Front, class State>
struct adopts_no_pseudo_state {
  static_assert(detail::never<State>,
                "fairlead: adopt<Front>: entry points, exit points, direct entries and forks cannot be adopted; let "
                "rows lead to a submachine as a whole and from it, or make its states the front end's own");
};

/// Nothing waits where no table shows it.
template <class Front, class Deferring>
struct adopts_no_deferred_event {
  static_assert(detail::never<Deferring>,
                "fairlead: adopt<Front>: a deferred event waits in a queue, which no table shows and no snapshot "
                "saves; in place of the Defer or deferred_events of the row or state named here, refuse the event and "
                "let its sender repeat it, or remember it in a state of its own");
};

/// A row says what guards it and what it does.
template <class Front, class Row>
struct adopts_a_legible_row {
  static_assert(detail::never<Row>,
                "fairlead: adopt<Front>: the type of the row named here does not tell its guard and action; make it a "
                "functor row (boost::msm::front::Row) or one of MSM's basic rows");
};

/// Where a submachine is entered does not depend on the past.
template <class Front, class Submachine>
struct adopts_no_history {
  static_assert(detail::never<Submachine>,
                "fairlead: adopt<Front>: a submachine with history is entered where it was left, which no table says; "
                "drop the history of the one named here, or make its states the front end's own");
};

/// A submachine is in one state at a time.
template <class Front, class Submachine>
struct adopts_submachines_of_one_region {
  static_assert(detail::never<Submachine>,
                "fairlead: adopt<Front>: the submachine named here has orthogonal regions; only the front end itself "
                "may have them");
};

/// Only what is seen from outside stops events.
template <class Front, class State>
struct adopts_no_blocking_inside {
  static_assert(detail::never<State>,
                "fairlead: adopt<Front>: a terminate_state or interrupt_state inside a submachine stops events of the "
                "submachine alone; make the state named here one of the front end itself");
};

/// Internal rows of a front end.
template <class Front>
struct adopts_internal_rows_of_one_region {
  static_assert(detail::never<Front>,
                "fairlead: adopt<Front>: rows of an internal_transition_table of a front end with regions belong to no "
                "region; make them internal rows of the states that they are meant for");
};

/// MSM asks the last row of a state and event first, and goes on upwards.
template <class Front, class Row>
struct adopts_rows_that_can_fire {
  static_assert(detail::never<Row>,
                "fairlead: adopt<Front>: the row named here never fires: MSM takes the last row of a state and event "
                "whose guard passes, and where this one's does, one below it does too; or its source stops events");
};

}  // namespace checks

namespace detail {

template <class Action>
using defers = std::is_same<Action, boost::msm::front::Defer>;

template <class Row>
struct defers_its_event : mp11::mp_any_of<typename msm_actions<typename row_calls<Row>::action>::type, defers> {};
template <class Row>
struct is_illegible : std::bool_constant<!row_calls<Row>::legible> {};

// A state that is none of a machine's own but stands for one, or for several: direct<S>, entry_pt<P>, exit_pt<P>, a
// fork of these, and the states that are declared to be entered and left by.
template <class State>
constexpr bool stands_for_others() {
  if constexpr (is_submachine<State>) {
    return false;
  } else {
    return requires { typename State::wrapped_entry; }
    || requires { typename State::wrapped_exit; }
    || requires { typename State::pseudo_entry; }
    || requires { typename State::pseudo_exit; }
    || boost::mpl::is_sequence<State>::value;
  }
}
template <class State>
struct is_pseudo_state : std::bool_constant<stands_for_others<State>()> {};

template <class State>
constexpr bool has_deferred_events() {
  if constexpr (is_submachine<State>) {
    return mp11::mp_size<elements_of<typename submachine_front<State>::deferred_events>>::value != 0;
  } else if constexpr (requires { typename State::deferred_events; }) {
    return mp11::mp_size<elements_of<typename State::deferred_events>>::value != 0;
  } else {
    return false;
  }
}
template <class State>
struct defers_events : std::bool_constant<has_deferred_events<State>()> {};
template <class State>
struct has_history : mp11::mp_any_of<typename submachine<State>::policies, remembers> {};
template <class State>
constexpr bool has_several_regions() {
  if constexpr (is_submachine<State>) {
    return mp11::mp_size<beginnings_of<submachine_front<State>>>::value > 1;
  } else {
    return false;
  }
}
template <class State>
struct has_regions : std::bool_constant<has_several_regions<State>()> {};
template <class State>
struct blocks_events : std::bool_constant<terminates<State> || interrupts<State>> {};

template <class State>
constexpr auto internal_rows() {
  if constexpr (is_submachine<State>) {
    return mp11::mp_identity<mp11::mp_list<>>{};  // they are looked at with the submachine
  } else {
    return mp11::mp_identity<internal_rows_of<State>>{};
  }
}
template <class State>
using internal_rows_of_leaf = typename decltype(internal_rows<State>())::type;

// The first element of `List` that `Is` holds for, as the argument of `Check`; void if it holds for none.
template <class Front, template <class, class> class Check, class List, template <class> class Is>
constexpr auto first_refused() {
  constexpr std::size_t first = mp11::mp_find_if<List, Is>::value;
  if constexpr (first < mp11::mp_size<List>::value) {
    return std::type_identity<Check<Front, mp11::mp_at_c<List, first>>>{};
  } else {
    return std::type_identity<void>{};
  }
}
// Called by its full name, as it must not look into what it is given: a check that is not passed would speak up there.
constexpr auto first_of() { return std::type_identity<void>{}; }
template <class First, class... Rest>
constexpr auto first_of(std::type_identity<First> first, Rest... rest) {
  if constexpr (std::is_void_v<First>) {
    return detail::first_of(rest...);
  } else {
    return first;
  }
}

template <class Root, class Front, bool Inside>
constexpr auto refusal_of_level();
template <class Root, class State>
constexpr auto refusal_of_submachine() {
  if constexpr (is_submachine<State>) {
    return refusal_of_level<Root, submachine_front<State>, true>();
  } else {
    return std::type_identity<void>{};
  }
}
template <class Root, class... States>
constexpr auto refusal_of_submachines(mp11::mp_list<States...>*) {
  return detail::first_of(refusal_of_submachine<Root, States>()...);
}
template <class Root, class Front, bool Inside>
constexpr auto refusal_of_states() {
  using states = level_states<Front>;
  using rows = mp11::mp_append<msm_rows_of<Front>, internal_rows_of<Front>,
                               mp11::mp_flatten<mp11::mp_transform<internal_rows_of_leaf, states>>>;
  return detail::first_of(first_refused<Root, checks::adopts_no_deferred_event, states, defers_events>(),
                          first_refused<Root, checks::adopts_no_deferred_event, rows, defers_its_event>(),
                          first_refused<Root, checks::adopts_a_legible_row, rows, is_illegible>(),
                          first_refused<Root, checks::adopts_no_history, states, has_history>(),
                          first_refused<Root, checks::adopts_submachines_of_one_region, states, has_regions>(),
                          first_refused<Root, checks::adopts_no_blocking_inside,
                                        std::conditional_t<Inside, states, mp11::mp_list<>>, blocks_events>(),
                          detail::refusal_of_submachines<Root>(static_cast<states*>(nullptr)));
}
template <class Root, class Front, bool Inside>
constexpr auto refusal_of_level() {
  using pseudo = decltype(first_refused<Root, checks::adopts_no_pseudo_state, level_states<Front>, is_pseudo_state>());
  if constexpr (!std::is_void_v<typename pseudo::type>) {
    return pseudo{};
  } else {
    return refusal_of_states<Root, Front, Inside>();
  }
}

// The check that `Front` does not pass, to be instantiated by whoever reports it; void if it passes all.
template <class Front>
constexpr auto refusal_of() {
  if constexpr (!msm_front_end<Front> || is_submachine<Front>) {
    return std::type_identity<checks::adopts_a_front_end<Front>>{};
  } else if constexpr (mp11::mp_size<beginnings_of<Front>>::value > 1 &&
                       mp11::mp_size<internal_rows_of<Front>>::value > 0) {
    return std::type_identity<checks::adopts_internal_rows_of_one_region<Front>>{};
  } else {
    return refusal_of_level<Front, Front, false>();
  }
}
template <class Front>
using msm_refusal = typename decltype(refusal_of<Front>())::type;

}  // namespace detail
}  // namespace fairlead

#endif
