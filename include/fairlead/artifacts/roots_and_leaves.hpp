// SPDX-License-Identifier: BSL-1.0
// Where a graph begins and ends, and where nobody knows whether it does.
#ifndef FAIRLEAD_ARTIFACTS_ROOTS_AND_LEAVES_HPP
#define FAIRLEAD_ARTIFACTS_ROOTS_AND_LEAVES_HPP

#include <span>
#include <vector>

#include "../config.hpp"
#include "dependency_kind.hpp"
#include "graph_snapshot.hpp"

namespace fairlead {

/// Artifacts that nothing depends on; ascending. Of a circle on which nothing else depends there is none. O(V + E).
[[nodiscard]] std::vector<artifact_position> roots(const graph_snapshot& graph,
                                                   dependency_kind kinds = all_dependency_kinds);

/// Artifacts that are known to depend on nothing; ascending. One without dependencies of which it is unknown whether
/// they are all stated is no leaf, nor is one that refers to something that the source does not describe. O(V + E).
[[nodiscard]] std::vector<artifact_position> leaves(const graph_snapshot& graph,
                                                    dependency_kind kinds = all_dependency_kinds);

/// Of all that `wanted` needs, the artifacts of which more may be needed than is stated: their completeness is unknown,
/// or they refer to something that the source does not describe; ascending. If there is none, the closure of `wanted`
/// is complete. O(edges of the closure).
[[nodiscard]] std::vector<artifact_position> incomplete(const graph_snapshot& graph,
                                                        std::span<const artifact_position> wanted,
                                                        dependency_kind kinds = all_dependency_kinds);

/// Whether `v` is known to need nothing but what its closure holds. O(edges of the closure).
[[nodiscard]] completeness completeness_of_closure(const graph_snapshot& graph, artifact_position v,
                                                   dependency_kind kinds = all_dependency_kinds);

/// What `v` refers to but the source does not describe; sorted. O(log of the dangling references).
[[nodiscard]] std::span<const dangling_reference> dangling_from(const graph_snapshot& graph, artifact_position v);

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "roots_and_leaves.ipp"
#endif

#endif
