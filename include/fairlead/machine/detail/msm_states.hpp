// SPDX-License-Identifier: BSL-1.0
// The states of a Boost.MSM front end, its submachines taken apart into the states that they can be in.
#ifndef FAIRLEAD_MACHINE_DETAIL_MSM_STATES_HPP
#define FAIRLEAD_MACHINE_DETAIL_MSM_STATES_HPP

#include <boost/mpl/is_sequence.hpp>
#include <boost/msm/back/history_policies.hpp>

#include "msm_rows.hpp"

namespace fairlead::detail {

// Every state has an (empty) transition_table too.
template <class T>
concept msm_front_end = requires {
  typename T::transition_table;
  typename T::initial_state;
};

// The front end and the policies of a state that is a machine itself; of another, void.
template <class State>
struct submachine {
  using front = void;
  using policies = mp11::mp_list<>;
};
template <template <class...> class Back, msm_front_end Front, class... Policies>
struct submachine<Back<Front, Policies...>> {
  using front = Front;
  using policies = mp11::mp_list<Policies...>;
};
template <class State>
using submachine_front = typename submachine<State>::front;
template <class State>
inline constexpr bool is_submachine = !std::is_void_v<submachine_front<State>>;

template <class Policy>
struct remembers : std::false_type {};
template <>
struct remembers<boost::msm::back::AlwaysHistory> : std::true_type {};
template <class Events>
struct remembers<boost::msm::back::ShallowHistory<Events>> : std::true_type {};

// The states in which a front end begins: one, or one for each region.
template <class Declared>
constexpr auto beginnings() {
  if constexpr (is_submachine<Declared> || !boost::mpl::is_sequence<Declared>::value) {
    return mp11::mp_identity<mp11::mp_list<Declared>>{};
  } else {
    return elements<Declared>{};
  }
}
template <class Front>
using beginnings_of = typename decltype(beginnings<typename Front::initial_state>())::type;

template <class Front>
using msm_rows_of = elements_of<typename Front::transition_table>;
// Rows of a front end or a state that concern no other state.
template <class Owner>
using internal_rows_of = elements_of<typename Owner::internal_transition_table>;

template <class Row>
using states_of_row = mp11::mp_list<typename Row::Source, typename Row::Target>;
// The states of one front end, submachines whole.
template <class Front>
using level_states = mp11::mp_unique<
    mp11::mp_append<beginnings_of<Front>, mp11::mp_flatten<mp11::mp_transform<states_of_row, msm_rows_of<Front>>>>>;

// A state that is no machine, and the submachines that it lies in, the outermost first.
template <class State, class... Owners>
struct leaf {};

template <class State, class... Owners>
struct leaf_list;
template <class States, class... Owners>
struct leaves_of_all;
template <class... States, class... Owners>
struct leaves_of_all<mp11::mp_list<States...>, Owners...> {
  using type = mp11::mp_append<mp11::mp_list<>, typename leaf_list<States, Owners...>::type...>;
};
template <class State, class... Owners>
constexpr auto find_leaves() {
  if constexpr (is_submachine<State>) {
    return leaves_of_all<level_states<submachine_front<State>>, Owners..., State>{};
  } else {
    return mp11::mp_identity<mp11::mp_list<leaf<State, Owners...>>>{};
  }
}
template <class State, class... Owners>
struct leaf_list : decltype(find_leaves<State, Owners...>()) {};

// The leaf that entering `State` leads to.
template <class State, class... Owners>
constexpr auto entered_leaf() {
  if constexpr (is_submachine<State>) {
    return entered_leaf<mp11::mp_front<beginnings_of<submachine_front<State>>>, Owners..., State>();
  } else {
    return mp11::mp_identity<leaf<State, Owners...>>{};
  }
}
template <class State, class... Owners>
using entered = typename decltype(entered_leaf<State, Owners...>())::type;

// The flags by which MSM stops events: terminate_state and interrupt_state have them.
template <class State>
constexpr auto blocking_flags() {
  if constexpr (requires { typename State::internal_flag_list; }) {
    return elements<typename State::internal_flag_list>{};
  } else {
    return mp11::mp_identity<mp11::mp_list<>>{};
  }
}
template <class State>
using blocking_flags_of = typename decltype(blocking_flags<State>())::type;
template <class State>
inline constexpr bool terminates = mp11::mp_contains<blocking_flags_of<State>, boost::msm::TerminateFlag>::value;
template <class State>
inline constexpr bool interrupts = mp11::mp_contains<blocking_flags_of<State>, boost::msm::InterruptedFlag>::value;
template <class State, class Event>
inline constexpr bool ends_interrupt =
    mp11::mp_contains<blocking_flags_of<State>, boost::msm::EndInterruptFlag<Event>>::value;

}  // namespace fairlead::detail

#endif
