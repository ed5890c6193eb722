// SPDX-License-Identifier: BSL-1.0
// What a lifecycle consists of, as constant data by name, for hosts that list, choose or document.
#ifndef FAIRLEAD_MODEL_READING_HPP
#define FAIRLEAD_MODEL_READING_HPP

#include <array>
#include <cstddef>
#include <string_view>

#include "reflection.hpp"

namespace fairlead {

/// Names of the states of `Lifecycle`, in order of first mention.
template <class Lifecycle>
inline constexpr auto states_of = [] {
  std::array<std::string_view, reflection<Lifecycle>::state_count> names{};
  for (std::size_t s = 0; s < names.size(); ++s) { names[s] = reflection<Lifecycle>::states[s]->name; }
  return names;
}();

/// Names of its events, in order of first mention.
template <class Lifecycle>
inline constexpr auto events_of = [] {
  std::array<std::string_view, reflection<Lifecycle>::event_count> names{};
  for (std::size_t e = 0; e < names.size(); ++e) { names[e] = reflection<Lifecycle>::events[e]->name; }
  return names;
}();

/// Its rows as written.
template <class Lifecycle>
inline constexpr sequence<row_description> rows_of = description_of<Lifecycle>.rows;

/// Names of the events that have a row in `State`; their guards may still refuse. What `machine::permitted` says there.
template <class Lifecycle, class State>
inline constexpr auto permitted_in = [] {
  static_assert(has_state<Lifecycle, State>, "fairlead: permitted_in<Lifecycle, State>: it has no such state");
  constexpr std::size_t state = position_of_state<Lifecycle, State>;
  constexpr std::size_t count = [] {
    std::size_t n = 0;
    for (std::size_t e = 0; e < events_of<Lifecycle>.size(); ++e) {
      n += description_of<Lifecycle>.has_row(state, e) ? 1U : 0U;
    }
    return n;
  }();
  std::array<std::string_view, count> names{};
  std::size_t next = 0;
  for (std::size_t e = 0; e < events_of<Lifecycle>.size(); ++e) {
    if (description_of<Lifecycle>.has_row(state, e)) { names[next++] = events_of<Lifecycle>[e]; }
  }
  return names;
}();

}  // namespace fairlead

#endif
