// SPDX-License-Identifier: BSL-1.0
// A machine at rest: everything by name, nothing by position. How it becomes bytes is archive's business.
#ifndef FAIRLEAD_MACHINE_SNAPSHOT_HPP
#define FAIRLEAD_MACHINE_SNAPSHOT_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../identity/timestamp.hpp"

namespace fairlead {

/// One region more, of a lifecycle with orthogonal regions.
struct region_snapshot {
  std::string state{};
  std::optional<timestamp> entered{};

  friend bool operator==(const region_snapshot&, const region_snapshot&) = default;

  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("state", self.state);
    visit("entered", self.entered);
  }
};

/// What `machine::snapshot` gives and `machine::restore` takes. `Data` is the lifecycle's extended state.
template <class Data>
struct machine_snapshot {
  std::string lifecycle{};    ///< name of the lifecycle
  std::uint32_t version = 0;  ///< version of the lifecycle that wrote it, from 1 on
  /// Of that lifecycle's table, 32 lower-case hexadecimal digits; empty if unknown, in a snapshot made by hand. It only
  /// tells which rules were in force: rows and guards may change within a version, so another fingerprint is restored.
  std::string fingerprint{};
  std::string state{};                 ///< name of the state; of the first region's, where there are several
  std::optional<timestamp> entered{};  ///< when the state's patience began to run; none if the host gave no time
  Data data{};
  std::vector<region_snapshot> further_regions{};  ///< empty for a lifecycle of one region

  friend bool operator==(const machine_snapshot&, const machine_snapshot&) = default;

  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("lifecycle", self.lifecycle);
    visit("version", self.version);
    visit("fingerprint", self.fingerprint);
    visit("state", self.state);
    visit("entered", self.entered);
    visit("data", self.data);
    visit("further_regions", self.further_regions);
  }
};

}  // namespace fairlead

#endif
