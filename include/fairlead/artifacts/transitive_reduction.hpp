// SPDX-License-Identifier: BSL-1.0
// The dependencies that say something, and those that follow from others.
#ifndef FAIRLEAD_ARTIFACTS_TRANSITIVE_REDUCTION_HPP
#define FAIRLEAD_ARTIFACTS_TRANSITIVE_REDUCTION_HPP

#include <vector>

#include "../config.hpp"
#include "artifact_edge.hpp"
#include "dependency_kind.hpp"
#include "graph_snapshot.hpp"

namespace fairlead {

/// The parts of a graph's dependencies; each sorted.
struct reduced_dependencies {
  std::vector<artifact_edge> kept;
  std::vector<artifact_edge> redundant;
};

/// Parts the dependencies of `kinds`: over `kept` alone, every artifact reaches what it reaches over all. Without
/// cycles `kept` is the smallest such set. Inside of a cyclic group everything is kept, and from one group to another
/// the first edge of those that say the same. 512 targets at once, of which only what depends on them is visited: O(V E
/// / 512) if everything depends on everything, in 64 B per artifact. Half of Debian's dependencies are redundant.
[[nodiscard]] reduced_dependencies transitive_reduction(const graph_snapshot& graph,
                                                        dependency_kind kinds = all_dependency_kinds);

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "transitive_reduction.ipp"
#endif

#endif
