// SPDX-License-Identifier: BSL-1.0
// Everything that lies between two artifacts. One shortest path alone is graph_snapshot::why.
#ifndef FAIRLEAD_ARTIFACTS_ALL_PATHS_HPP
#define FAIRLEAD_ARTIFACTS_ALL_PATHS_HPP

#include <cstddef>
#include <span>
#include <vector>

#include "../config.hpp"
#include "dependency_kind.hpp"
#include "graph_scratch.hpp"
#include "graph_snapshot.hpp"

namespace fairlead {

/// The artifacts on any path by which `from` depends on `to`, both included, in order of release; empty if there is
/// none. `subgraph` makes a graph of them. There may be exponentially many paths, so they are not listed: `first_paths`
/// does. O(edges of what `from` needs in the waves down to that of `to`). The span is good until the scratch is used
/// again.
/// @throws fairlead::error unknown_artifact
[[nodiscard]] std::span<const artifact_position> all_paths(const graph_snapshot& graph, artifact_position from,
                                                           artifact_position to, graph_scratch& scratch,
                                                           dependency_kind kinds = all_dependency_kinds);
[[nodiscard]] std::vector<artifact_position> all_paths(const graph_snapshot& graph, artifact_position from,
                                                       artifact_position to,
                                                       dependency_kind kinds = all_dependency_kinds);

/// Up to `most` different paths, shortest first and then by position; an artifact comes once on each. Takes at most
/// `budget` steps (each 8 B of memory at most): where that does not suffice, it returns fewer paths than there are.
/// @throws fairlead::error unknown_artifact
[[nodiscard]] std::vector<std::vector<artifact_position>> first_paths(const graph_snapshot& graph,
                                                                      artifact_position from, artifact_position to,
                                                                      std::size_t most,
                                                                      dependency_kind kinds = all_dependency_kinds,
                                                                      std::size_t budget = 4'000'000);

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "all_paths.ipp"
#endif

#endif
