// SPDX-License-Identifier: BSL-1.0
// Where a machine and its siblings stand while an event is decided on: what in<> asks.
#ifndef FAIRLEAD_MACHINE_SURROUNDINGS_HPP
#define FAIRLEAD_MACHINE_SURROUNDINGS_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "../config.hpp"
#include "../model/reflection.hpp"

namespace fairlead::detail {

// The scopes of all lifecycles that `Lifecycle` asks about with in<>, each once.
template <class Lifecycle>
struct sibling_scopes {
  struct found {
    std::array<std::string_view, 8> scopes{};
    std::size_t count = 0;
  };
  static constexpr found all = [] {
    found result{};
    for (const row_description& row : description_of<Lifecycle>.rows) {
      for (const guard_description& guard : row.guards) {
        std::size_t i = 0;
        while (i < result.count && result.scopes[i] != guard.scope) { ++i; }
        const bool another = !guard.scope.empty() && guard.scope != reflection<Lifecycle>::states[0]->scope;
        if (another && i == result.count) { result.scopes[result.count++] = guard.scope; }
      }
    }
    return result;
  }();

  static constexpr std::size_t position(std::string_view scope) {
    std::size_t i = 0;
    while (i < all.count && all.scopes[i] != scope) { ++i; }
    return i;
  }
};

// The current states of a machine, one of each region, as positions.
template <class Lifecycle>
using region_states = std::array<std::uint16_t, reflection<Lifecycle>::region_count>;

// The same as an instance keeps them: one byte a region, as long as that suffices; one number is left over, for what is
// no state.
template <class Lifecycle>
using state_number = std::conditional_t<(reflection<Lifecycle>::state_count < 256), std::uint8_t, std::uint16_t>;
template <class Lifecycle>
using state_numbers = std::array<state_number<Lifecycle>, reflection<Lifecycle>::region_count>;

template <class Lifecycle>
region_states<Lifecycle> positions(const state_numbers<Lifecycle>& states) noexcept {
  region_states<Lifecycle> all{};
  for (std::size_t r = 0; r < all.size(); ++r) { all[r] = states[r]; }
  return all;
}

// What in<> says of a sibling of lifecycle `scope` that is in another state, `now`.
verdict stands_elsewhere(std::string_view scope, std::string_view now);

// What in<> asks: the current states of the siblings, by position in sibling_scopes (null where the event brought none
// along), and the machine's own.
template <class Lifecycle>
struct surroundings {
  static constexpr std::size_t count = sibling_scopes<Lifecycle>::all.count;
  struct nobody {};

  const state_numbers<Lifecycle>* own;
  // An array of nothing would take room.
  [[no_unique_address]] std::conditional_t<count == 0, nobody, std::array<const state_description*, count>> siblings{};

  template <class State>
  [[nodiscard]] const state_description* of() const noexcept {
    if constexpr (has_state<Lifecycle, State>) {
      constexpr std::size_t region = reflection<Lifecycle>::regions.of[position_of_state<Lifecycle, State>];
      return reflection<Lifecycle>::states[(*own)[region]];
    } else {
      return siblings[sibling_scopes<Lifecycle>::position(scope_of<State>())];
    }
  }
  template <class State>
  [[nodiscard]] bool holds() const noexcept {
    return of<State>() == &state_of<State>;
  }
  template <class State>
  [[nodiscard]] verdict is_in() const {
    const state_description* now = of<State>();
    if (now == &state_of<State>) { return pass(); }
    return stands_elsewhere(stored_scope_name<State>, now->name);
  }
};

}  // namespace fairlead::detail

#if FAIRLEAD_DEFINE_INLINE
#include "surroundings.ipp"
#endif

#endif
