// SPDX-License-Identifier: BSL-1.0
// Definitions of restore.hpp.
#ifndef FAIRLEAD_MACHINE_RESTORE_IPP
#define FAIRLEAD_MACHINE_RESTORE_IPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../error.hpp"
#include "outcome.hpp"
#include "restore.hpp"

namespace fairlead::detail {

FAIRLEAD_INLINE void check_saved(const lifecycle_description& lifecycle, const std::string& name, std::uint32_t version,
                                 const std::string& fingerprint) {
  if (name != lifecycle.name) {
    throw error(errc::wrong_lifecycle,
                "this is an instance of lifecycle '" + name + "', not of '" + std::string(lifecycle.name) + "'");
  }
  if (version > lifecycle.version) {
    throw error(errc::schema_too_new, "lifecycle '" + name + "' was saved in version " + std::to_string(version) +
                                          ", this program knows up to " + std::to_string(lifecycle.version) +
                                          "; use a newer program");
  }
  if (version == 0) {
    throw error(errc::corrupt, "lifecycle '" + name + "' was saved in version 0, but versions begin at 1");
  }
  if (!fingerprint.empty() &&
      (fingerprint.size() != 32 || fingerprint.find_first_not_of("0123456789abcdef") != std::string::npos)) {
    throw error(errc::corrupt, "lifecycle '" + name + "' was saved with the fingerprint '" + fingerprint +
                                   "', which is not 32 lower-case hexadecimal digits");
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
  std::string* names[most_regions]{&state};
  std::optional<timestamp>* moments[most_regions]{&entered};
  for (std::size_t r = 1; r < lifecycle.region_count; ++r) {
    names[r] = &further[r - 1].state;
    moments[r] = &further[r - 1].entered;
  }
  bool taken[most_regions]{};
  std::size_t place[most_regions]{};
  for (std::size_t r = 0; r < lifecycle.region_count; ++r) {
    const std::uint16_t position = restored_state(lifecycle, *names[r]);
    place[r] = lifecycle.regions[position];
    if (taken[place[r]]) {
      throw error(errc::unknown_state, "lifecycle '" + std::string(lifecycle.name) + "' has '" + *names[r] +
                                           "' in another region; it was saved by a program with other regions");
    }
    taken[place[r]] = true;
    states[place[r]] = position;
  }
  for (std::size_t r = 0; r < lifecycle.region_count; ++r) {
    while (place[r] != r) {
      const std::size_t other = place[r];
      names[r]->swap(*names[other]);
      const std::optional<timestamp> moment = *moments[r];
      *moments[r] = *moments[other];
      *moments[other] = moment;
      place[r] = place[other];
      place[other] = other;
    }
  }
}

}  // namespace fairlead::detail

#endif
