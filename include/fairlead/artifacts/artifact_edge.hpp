// SPDX-License-Identifier: BSL-1.0
// One dependency of a graph_snapshot, by its ends.
#ifndef FAIRLEAD_ARTIFACTS_ARTIFACT_EDGE_HPP
#define FAIRLEAD_ARTIFACTS_ARTIFACT_EDGE_HPP

#include <compare>

#include "wave_list.hpp"

namespace fairlead {

/// `from` depends on `to`. Its kinds and provenance are the snapshot's to tell.
struct artifact_edge {
  artifact_position from = 0;
  artifact_position to = 0;

  friend constexpr auto operator<=>(const artifact_edge&, const artifact_edge&) noexcept = default;
};

}  // namespace fairlead

#endif
