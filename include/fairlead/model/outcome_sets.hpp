// SPDX-License-Identifier: BSL-1.0
// How a lifecycle's ends are to be understood: its terminal states parted into success, failure and the like (G9).
#ifndef FAIRLEAD_MODEL_OUTCOME_SETS_HPP
#define FAIRLEAD_MODEL_OUTCOME_SETS_HPP

#include <array>
#include <cstddef>
#include <cstdint>

#include "reflection.hpp"
#include "rule.hpp"
#include "vocabulary.hpp"

namespace fairlead {

namespace checks {

/// G9.
template <class Lifecycle, class... Misplaced>
struct outcomes_are_a_partition {
  static_assert(
      sizeof...(Misplaced) == 0,
      "fairlead G9: `outcomes` must put every terminal state into exactly one set, and no other state; the states "
      "named here are in none, in several, or not terminal");
};

}  // namespace checks

namespace detail {

template <class Lifecycle, class Set>
inline constexpr sequence<std::uint16_t> places_in_set{};
template <class Lifecycle, template <class...> class Set, class... States>
inline constexpr sequence<std::uint16_t> places_in_set<Lifecycle, Set<States...>> =
    places_of<Lifecycle, any_of<States...>>;
// How many of the sets each state stands in.
template <class Lifecycle, class... Sets>
constexpr auto times_in_sets(partition<Sets...>) {
  std::array<std::size_t, reflection<Lifecycle>::state_count> times{};
  const sequence<std::uint16_t> sets[sizeof...(Sets) + 1]{places_in_set<Lifecycle, Sets>...};
  for (const sequence<std::uint16_t>& set : sets) {
    for (const std::uint16_t place : set) {
      if (place < times.size()) { ++times[place]; }
    }
  }
  return times;
}

// The states that `outcomes` puts where they do not belong, or nowhere; none if the lifecycle declares no outcomes.
template <class Lifecycle>
constexpr auto misplaced() {
  std::array<bool, reflection<Lifecycle>::state_count> wrong{};
  if constexpr (requires { typename Lifecycle::outcomes; }) {
    const auto times = times_in_sets<Lifecycle>(typename Lifecycle::outcomes{});
    for (std::size_t s = 0; s < wrong.size(); ++s) {
      wrong[s] = times[s] != (has(reflection<Lifecycle>::states[s]->marks, legend::terminal) ? 1U : 0U);
    }
  }
  return wrong;
}

}  // namespace detail
}  // namespace fairlead

#endif
