// SPDX-License-Identifier: BSL-1.0
// Parts of a frozen graph as graphs of their own, and the way back from a snapshot to a builder.
#ifndef FAIRLEAD_ARTIFACTS_SUBGRAPH_HPP
#define FAIRLEAD_ARTIFACTS_SUBGRAPH_HPP

#include <concepts>
#include <span>
#include <vector>

#include "../config.hpp"
#include "artifact_graph.hpp"
#include "dependency_kind.hpp"
#include "graph_snapshot.hpp"

namespace fairlead {

/// A builder that freezes into an equal snapshot; its ids are the positions. Of dependencies recorded several times it
/// knows the sum: all kinds with each provenance. O(V + E).
[[nodiscard]] artifact_graph thaw(const graph_snapshot& graph);

/// `members` and the dependencies of `kinds` between them, frozen; positions are its own, keys stay. What members say
/// of artifacts outside is left out and no dangling reference: it is not lost in the source. Dangling references of
/// members are kept. O(V + E + n log n of the members).
[[nodiscard]] graph_snapshot subgraph(const graph_snapshot& graph, std::span<const artifact_position> members,
                                      dependency_kind kinds = all_dependency_kinds);

/// The members are the artifacts for which `keep(position)` is true; asked once for each, ascending.
template <class Keep>
  requires std::predicate<Keep&, artifact_position>
[[nodiscard]] graph_snapshot subgraph(const graph_snapshot& graph, Keep&& keep,
                                      dependency_kind kinds = all_dependency_kinds) {
  std::vector<artifact_position> members;
  for (artifact_position v = 0; v != graph.artifact_count(); ++v) {
    if (keep(v)) { members.push_back(v); }
  }
  return subgraph(graph, std::span<const artifact_position>(members), kinds);
}

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "subgraph.ipp"
#endif

#endif
