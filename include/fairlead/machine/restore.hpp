// SPDX-License-Identifier: BSL-1.0
// Whether a snapshot is one of a lifecycle, and in which states: names become positions, earlier versions are migrated.
#ifndef FAIRLEAD_MACHINE_RESTORE_HPP
#define FAIRLEAD_MACHINE_RESTORE_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../config.hpp"
#include "../model/description.hpp"
#include "../model/migration.hpp"
#include "frame.hpp"
#include "snapshot.hpp"

namespace fairlead::detail {

// Throws unless what was saved is of `lifecycle`, in a version that this program knows.
void check_saved(const lifecycle_description& lifecycle, const std::string& name, std::uint32_t version);

// Puts what was saved of the regions into the order of ours, which another order of rows may have changed: a state's
// name tells its region.
// @param states  receives the position of the state of each region
void order_regions(const lifecycle_description& lifecycle, std::string& state, std::optional<timestamp>& entered,
                   std::vector<region_snapshot>& further, std::uint16_t* states);

// Migrates `saved` to the current version, and finds its states; its regions are in our order then.
template <class Lifecycle, class Data>
region_states<Lifecycle> restored_states(machine_snapshot<Data>& saved) {
  check_saved(description_of<Lifecycle>, saved.lifecycle, saved.version);
  each_step_since(typename migrations_of<Lifecycle>::type{}, saved.version, [&](const auto& step) { step(saved); });
  region_states<Lifecycle> states{};
  order_regions(description_of<Lifecycle>, saved.state, saved.entered, saved.further_regions, states.data());
  return states;
}

}  // namespace fairlead::detail

#if FAIRLEAD_DEFINE_INLINE
#include "restore.ipp"
#endif

#endif
