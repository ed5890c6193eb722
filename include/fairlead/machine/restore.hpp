// SPDX-License-Identifier: BSL-1.0
// Whether a snapshot is one of a lifecycle, and in which states: names become positions, earlier versions are migrated.
#ifndef FAIRLEAD_MACHINE_RESTORE_HPP
#define FAIRLEAD_MACHINE_RESTORE_HPP

#include <array>
#include <string>
#include <utility>

#include "../error.hpp"
#include "../model/migration.hpp"
#include "frame.hpp"
#include "snapshot.hpp"

namespace fairlead::detail {

template <class Lifecycle>
std::uint16_t restored_state(const std::string& name) {
  constexpr const lifecycle_description& lifecycle = description_of<Lifecycle>;
  const std::size_t state = lifecycle.find_state(name);
  if (state == lifecycle.states.size()) {
    throw error(errc::unknown_state, "lifecycle '" + std::string(lifecycle.name) + "' has no state '" + name +
                                         "'; it was saved by a program with other states");
  }
  return static_cast<std::uint16_t>(state);
}

// Puts what was saved of the regions into the order of ours, which another order of rows may have changed: a state's
// name tells its region.
template <class Lifecycle, class Data>
region_states<Lifecycle> order_regions(machine_snapshot<Data>& saved) {
  constexpr const lifecycle_description& lifecycle = description_of<Lifecycle>;
  region_states<Lifecycle> states{};
  std::array<region_snapshot, lifecycle.region_count> ours{};
  const auto take = [&](region_snapshot region) {
    const std::uint16_t state = restored_state<Lifecycle>(region.state);
    region_snapshot& place = ours[lifecycle.regions[state]];
    if (!place.state.empty()) {
      throw error(errc::unknown_state, "lifecycle '" + std::string(lifecycle.name) + "' has '" + region.state +
                                           "' in another region; it was saved by a program with other regions");
    }
    states[lifecycle.regions[state]] = state;
    place = std::move(region);
  };
  take({saved.state, saved.entered});
  for (const region_snapshot& each : saved.further_regions) { take(each); }
  saved.state = std::move(ours[0].state);
  saved.entered = ours[0].entered;
  for (std::size_t r = 1; r < ours.size(); ++r) { saved.further_regions[r - 1] = std::move(ours[r]); }
  return states;
}

// Migrates `saved` to the current version, and finds its states; its regions are in our order then.
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
  constexpr std::size_t regions = lifecycle.region_count;
  if (saved.further_regions.size() + 1 != regions) {
    throw error(errc::unknown_state, "lifecycle '" + saved.lifecycle + "' has " + std::to_string(regions) +
                                         " regions, this instance " + std::to_string(saved.further_regions.size() + 1));
  }
  return order_regions<Lifecycle>(saved);
}

}  // namespace fairlead::detail

#endif
