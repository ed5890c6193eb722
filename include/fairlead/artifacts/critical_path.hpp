// SPDX-License-Identifier: BSL-1.0
// How long a release takes if everything starts as early as it can, what decides that, and what has time to spare.
#ifndef FAIRLEAD_ARTIFACTS_CRITICAL_PATH_HPP
#define FAIRLEAD_ARTIFACTS_CRITICAL_PATH_HPP

#include <concepts>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

#include "../config.hpp"
#include "dependency_kind.hpp"
#include "graph_snapshot.hpp"

namespace fairlead {

/// Times are in the unit of the weights; 0 is the start of the release.
struct release_schedule {
  /// What decides the duration: each artifact starts when the one before it ends. Of paths that last equally long the
  /// one whose artifacts, from the last back, have the smallest positions. Empty for an empty graph.
  std::vector<artifact_position> path;
  std::uint64_t duration = 0;        ///< until the last artifact is out
  std::vector<std::uint64_t> start;  ///< by position: when it can start at the earliest
  std::vector<std::uint64_t> slack;  ///< by position: how much later it may end without any delay of the whole
};

/// Artifacts in a cycle start together, and who waits for one of them waits for all. O(V + E).
/// @param weights  by position: how long each artifact takes
/// @throws fairlead::error invalid_value if there are not as many weights as artifacts; capacity_exceeded if a path
/// takes
///   more than 2^64 - 1
[[nodiscard]] release_schedule critical_path(const graph_snapshot& graph, std::span<const std::uint64_t> weights,
                                             dependency_kind kinds = all_dependency_kinds);

/// The same; `weight` is called once with each position, ascending.
template <class Weight>
  requires std::convertible_to<std::invoke_result_t<Weight&, artifact_position>, std::uint64_t>
[[nodiscard]] release_schedule critical_path(const graph_snapshot& graph, Weight&& weight,
                                             dependency_kind kinds = all_dependency_kinds) {
  std::vector<std::uint64_t> weights(graph.artifact_count());
  for (artifact_position v = 0; v != weights.size(); ++v) { weights[v] = static_cast<std::uint64_t>(weight(v)); }
  return critical_path(graph, std::span<const std::uint64_t>(weights), kinds);
}

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "critical_path.ipp"
#endif

#endif
