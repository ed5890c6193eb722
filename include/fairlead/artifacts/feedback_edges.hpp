// SPDX-License-Identifier: BSL-1.0
// Which dependencies to give up so that no cycle is left.
#ifndef FAIRLEAD_ARTIFACTS_FEEDBACK_EDGES_HPP
#define FAIRLEAD_ARTIFACTS_FEEDBACK_EDGES_HPP

#include <vector>

#include "../config.hpp"
#include "artifact_edge.hpp"
#include "dependency_kind.hpp"
#include "graph_snapshot.hpp"

namespace fairlead {

/// Dependencies of `kinds` without which the others of `kinds` have no cycle; sorted, empty if there is none. Few, but
/// not always the fewest, which would take exponential time: at most half of the edges in cyclic groups. O(V + E). A
/// proposal for people: fairlead itself never leaves out a dependency to get an order.
/// @source Eades, Lin, Smyth: A fast and effective heuristic for the feedback arc set problem (1993)
[[nodiscard]] std::vector<artifact_edge> feedback_edges(const graph_snapshot& graph,
                                                        dependency_kind kinds = all_dependency_kinds);

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "feedback_edges.ipp"
#endif

#endif
