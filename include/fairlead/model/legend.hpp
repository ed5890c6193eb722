// SPDX-License-Identifier: BSL-1.0
// The bases that say what a state is for, and the two words of a table that are neither state nor event of the user's.
#ifndef FAIRLEAD_MODEL_LEGEND_HPP
#define FAIRLEAD_MODEL_LEGEND_HPP

#include <cstdint>
#include <string_view>
#include <type_traits>

#include "../identity/timestamp.hpp"

namespace fairlead {

/// Base of the state in which an instance begins. A lifecycle has exactly one.
struct initial {};
/// Base of a state that is left by nothing: the end of the road.
struct terminal {};
/// Base of a state that waits for the world: it must own a `deadline` row, so that no instance waits for ever.
/// How long is `static constexpr auto patience`, one of identity/duration.hpp or a std::chrono duration, more than
/// zero; without it only the host knows.
struct waiting {};
/// Base of a state in which a person has to act before anything moves on.
struct needs_operator {};

/// The target of a row that leaves the state as it is: its actions run, nothing is entered or left.
struct stay {};

/// The timer event: a waiting state's patience has run out. Fired by `machine::tick`, or by the host.
struct deadline {
  static constexpr std::string_view name = "deadline";
};

/// The legend of a state as bits, as they stand in a `state_description`.
enum class legend : std::uint8_t { none = 0, initial = 1, terminal = 2, waiting = 4, needs_operator = 8 };

[[nodiscard]] constexpr legend operator|(legend a, legend b) noexcept {
  return static_cast<legend>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
/// True if `whole` contains `part`.
[[nodiscard]] constexpr bool has(legend whole, legend part) noexcept {
  return (static_cast<std::uint8_t>(whole) & static_cast<std::uint8_t>(part)) != 0;
}

namespace detail {

constexpr legend legend_from(bool begins, bool ends, bool waits, bool needs_a_person) noexcept {
  return static_cast<legend>((begins ? 1 : 0) + (ends ? 2 : 0) + (waits ? 4 : 0) + (needs_a_person ? 8 : 0));
}

}  // namespace detail

namespace checks {

/// A declared patience is a time to wait.
template <class State, bool IsTime>
struct patience_can_be_read {
  static_assert(
      IsTime,
      "fairlead: `patience` is a constant duration of more than zero, as in `static constexpr auto patience = "
      "fairlead::hours{48}`; that of the state named here is not");
};

}  // namespace checks

namespace detail {

// How long a state waits, in nanoseconds.
template <class State>
struct declared_patience {
  static_assert(sizeof(checks::patience_can_be_read<State, false>) > 0);
  static constexpr std::int64_t value = 0;
};
template <class State>
  requires requires {
    *&State::patience;  // no member of each object
    typename std::integral_constant<std::int64_t, timestamp::to_nanoseconds(State::patience)>;
  }
struct declared_patience<State> {
  static constexpr std::int64_t value = timestamp::to_nanoseconds(State::patience);
  static_assert(sizeof(checks::patience_can_be_read<State, (value > 0)>) > 0);
};
// -1 if its type does not say.
template <class State>
constexpr std::int64_t patience_of() noexcept {
  if constexpr (requires { State::patience; }) {
    return declared_patience<State>::value;
  } else {
    return -1;
  }
}

}  // namespace detail

/// The legend that the bases of `State` spell out.
template <class State>
[[nodiscard]] constexpr legend legend_of() noexcept {
  // The builtin that std::is_base_of stands on, without a class for each pair.
  return detail::legend_from(__is_base_of(initial, State), __is_base_of(terminal, State), __is_base_of(waiting, State),
                             __is_base_of(needs_operator, State));
}

}  // namespace fairlead

#endif
