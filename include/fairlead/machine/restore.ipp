// SPDX-License-Identifier: BSL-1.0
// Definitions of restore.hpp.
#ifndef FAIRLEAD_MACHINE_RESTORE_IPP
#define FAIRLEAD_MACHINE_RESTORE_IPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "../error.hpp"
#include "restore.hpp"

namespace fairlead::detail {

FAIRLEAD_INLINE void check_saved(const lifecycle_description& lifecycle, const std::string& name,
                                 std::uint32_t version) {
  if (name != lifecycle.name) {
    throw error(errc::wrong_lifecycle,
                "this is an instance of lifecycle '" + name + "', not of '" + std::string(lifecycle.name) + "'");
  }
  if (version > lifecycle.version) {
    throw error(errc::schema_too_new, "lifecycle '" + name + "' was saved in version " + std::to_string(version) +
                                          ", this program knows up to " + std::to_string(lifecycle.version) +
                                          "; use a newer program");
  }
}

inline std::uint16_t restored_state(const lifecycle_description& lifecycle, const std::string& name) {
  const std::size_t state = lifecycle.find_state(name);
  if (state == lifecycle.states.size()) {
    throw error(errc::unknown_state, "lifecycle '" + std::string(lifecycle.name) + "' has no state '" + name +
                                         "'; it was saved by a program with other states");
  }
  return static_cast<std::uint16_t>(state);
}

FAIRLEAD_INLINE void order_regions(const lifecycle_description& lifecycle, std::string& state,
                                   std::optional<timestamp>& entered, std::vector<region_snapshot>& further,
                                   std::uint16_t* states) {
  if (further.size() + 1 != lifecycle.region_count) {
    throw error(errc::unknown_state, "lifecycle '" + std::string(lifecycle.name) + "' has " +
                                         std::to_string(lifecycle.region_count) + " regions, this instance " +
                                         std::to_string(further.size() + 1));
  }
  std::vector<region_snapshot> ours(lifecycle.region_count);
  const auto take = [&](region_snapshot region) {
    const std::uint16_t position = restored_state(lifecycle, region.state);
    region_snapshot& place = ours[lifecycle.regions[position]];
    if (!place.state.empty()) {
      throw error(errc::unknown_state, "lifecycle '" + std::string(lifecycle.name) + "' has '" + region.state +
                                           "' in another region; it was saved by a program with other regions");
    }
    states[lifecycle.regions[position]] = position;
    place = std::move(region);
  };
  take({state, entered});
  for (const region_snapshot& each : further) { take(each); }
  state = std::move(ours[0].state);
  entered = ours[0].entered;
  for (std::size_t r = 1; r < ours.size(); ++r) { further[r - 1] = std::move(ours[r]); }
}

}  // namespace fairlead::detail

#endif
