// SPDX-License-Identifier: BSL-1.0
// Whether an event brings along the siblings that its guards ask about: found missing when compiling, not when running.
#ifndef FAIRLEAD_MACHINE_SIBLING_CHECK_HPP
#define FAIRLEAD_MACHINE_SIBLING_CHECK_HPP

#include <type_traits>

#include "frame.hpp"
#include "options.hpp"

namespace fairlead::detail {

template <class State, bool Present>
struct sibling_must_be_present {
  static_assert(Present,
                "fairlead: a guard of this event asks in<State> of a sibling; hand its machine over with the event: "
                "fire(event, beside(sibling))");
};

template <class Option, class State>
inline constexpr bool brings = false;
template <class... Machines, class State>
inline constexpr bool brings<siblings<Machines...>, State> = siblings<Machines...>::template include<State>;

template <class Lifecycle, class... Options>
struct sibling_check {
  template <class Guard>
  static constexpr bool of_guard(std::type_identity<Guard>) {
    return true;
  }
  template <class Guard>
  static constexpr bool of_guard(std::type_identity<not_<Guard>>) {
    return of_guard(std::type_identity<Guard>{});
  }
  template <class State>
  static constexpr bool of_guard(std::type_identity<in<State>>) {
    constexpr bool present = has_state<Lifecycle, State> || (brings<Options, State> || ...);
    return sizeof(sibling_must_be_present<State, present>) > 0;
  }
  template <class... Guards>
  static constexpr bool of_guards(type_list<Guards...>) {
    return (of_guard(std::type_identity<Guards>{}) && ...);
  }
  template <class Event, class Row>
  static constexpr bool of_row() {
    if constexpr (std::is_same_v<typename Row::event, Event>) {
      return of_guards(typename Row::guards{});
    } else {
      return true;
    }
  }
  template <class Event, class... Rows>
  static constexpr bool of_rows(type_list<Rows...>) {
    return all_true({of_row<Event, Rows>()...});
  }
};

// True, or it does not compile.
template <class Lifecycle, class Event, class... Options>
constexpr bool siblings_are_present() {
  return sibling_check<Lifecycle, Options...>::template of_rows<Event>(typename reflection<Lifecycle>::rows{});
}

}  // namespace fairlead::detail

#endif
