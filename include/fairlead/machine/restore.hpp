// SPDX-License-Identifier: BSL-1.0
// Whether a snapshot is one of a lifecycle, and in which states: names become positions, earlier versions are migrated.
#ifndef FAIRLEAD_MACHINE_RESTORE_HPP
#define FAIRLEAD_MACHINE_RESTORE_HPP

#include <string>

#include "../error.hpp"
#include "../model/migration.hpp"
#include "frame.hpp"
#include "snapshot.hpp"

namespace fairlead::detail {

template <class Lifecycle>
std::uint16_t restored_state(const std::string& name, std::size_t region) {
  constexpr const lifecycle_description& lifecycle = description_of<Lifecycle>;
  const std::size_t state = lifecycle.find_state(name);
  if (state == lifecycle.states.size()) {
    throw error(errc::unknown_state, "lifecycle '" + std::string(lifecycle.name) + "' has no state '" + name +
                                         "'; it was saved by a program with other states");
  }
  if (lifecycle.regions[state] != region) {
    throw error(errc::unknown_state, "lifecycle '" + std::string(lifecycle.name) + "' has '" + name +
                                         "' in another region; it was saved by a program with other regions");
  }
  return static_cast<std::uint16_t>(state);
}

// Migrates `saved` to the current version, and finds its states.
template <class Lifecycle, class Data>
region_states<Lifecycle> restored_states(machine_snapshot<Data>& saved) {
  constexpr const lifecycle_description& lifecycle = description_of<Lifecycle>;
  if (saved.lifecycle != lifecycle.name) {
    throw error(errc::wrong_lifecycle, "this is an instance of lifecycle '" + saved.lifecycle + "', not of '" +
                                           std::string(lifecycle.name) + "'");
  }
  if (saved.version > lifecycle.version) {
    throw error(errc::schema_too_new, "lifecycle '" + saved.lifecycle + "' was saved in version " +
                                          std::to_string(saved.version) + ", this program knows up to " +
                                          std::to_string(lifecycle.version) + "; use a newer program");
  }
  each_step_since(typename migrations_of<Lifecycle>::type{}, saved.version, [&](const auto& step) { step(saved); });
  region_states<Lifecycle> states{};
  if (saved.further_regions.size() + 1 != states.size()) {
    throw error(errc::unknown_state, "lifecycle '" + saved.lifecycle + "' has " + std::to_string(states.size()) +
                                         " regions, this instance " + std::to_string(saved.further_regions.size() + 1));
  }
  states[0] = restored_state<Lifecycle>(saved.state, 0);
  for (std::size_t r = 1; r < states.size(); ++r) {
    states[r] = restored_state<Lifecycle>(saved.further_regions[r - 1].state, r);
  }
  return states;
}

}  // namespace fairlead::detail

#endif
