// SPDX-License-Identifier: BSL-1.0
// Whether a payload can make any event of a lifecycle: asked before one is fired by its name.
#ifndef FAIRLEAD_MACHINE_PAYLOAD_CHECK_HPP
#define FAIRLEAD_MACHINE_PAYLOAD_CHECK_HPP

#include <type_traits>
#include <utility>

namespace fairlead {

namespace detail {

template <class Payload, class Event>
constexpr bool makes() {
  if constexpr (std::is_invocable_v<Payload&, std::type_identity<Event>>) {
    return std::is_same_v<std::remove_cvref_t<std::invoke_result_t<Payload&, std::type_identity<Event>>>, Event>;
  } else {
    return false;
  }
}

}  // namespace detail

namespace checks {

/// A payload makes every event of the lifecycle, since its name is known at run time only.
template <class Payload, class Event>
struct payload_makes_the_event {
  static_assert(
      detail::makes<Payload, Event>(),
      "fairlead: machine::fire_by_name: for every event of the lifecycle, payload(std::type_identity<Event>{}) "
      "must return that Event; for the one named here it does not");
};

}  // namespace checks
}  // namespace fairlead

#endif
