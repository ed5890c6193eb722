// SPDX-License-Identifier: BSL-1.0
// What has changed between two releases of a graph, and what that touches.
#ifndef FAIRLEAD_ARTIFACTS_GRAPH_DIFFERENCE_HPP
#define FAIRLEAD_ARTIFACTS_GRAPH_DIFFERENCE_HPP

#include <compare>
#include <vector>

#include "../config.hpp"
#include "dependency_kind.hpp"
#include "graph_snapshot.hpp"

namespace fairlead {

/// One artifact in two snapshots: the same key, each its own position.
struct changed_artifact {
  artifact_position before = 0;
  artifact_position after = 0;

  friend constexpr auto operator<=>(const changed_artifact&, const changed_artifact&) noexcept = default;
};

/// One dependency that has come, gone, or is of other kinds; positions are those of the snapshot that has it.
struct changed_dependency {
  artifact_position from = 0;
  artifact_position to = 0;
  dependency_kind kinds = dependency_kind::none;  ///< of an edge whose kinds changed: those that have come, or gone

  friend constexpr auto operator<=>(const changed_dependency&, const changed_dependency&) noexcept = default;
};

/// Every list is in order of release. A renamed artifact is one removed and one added: artifacts are told apart by key.
struct graph_difference {
  std::vector<artifact_position> added;    ///< positions after
  std::vector<artifact_position> removed;  ///< positions before
  std::vector<changed_artifact> changed;   ///< name, version, digest or completeness
  std::vector<changed_dependency> gained;  ///< edges, or kinds of edges, of the snapshot after
  std::vector<changed_dependency> lost;    ///< of the snapshot before
  /// Positions after: what was added or changed itself, gained or lost a dependency, and all that depends on these.
  std::vector<artifact_position> impact;

  [[nodiscard]] bool empty() const noexcept {
    return added.empty() && removed.empty() && changed.empty() && gained.empty() && lost.empty();
  }
};

/// Provenance and dangling references are not compared. O(V + E log degree).
[[nodiscard]] graph_difference difference(const graph_snapshot& before, const graph_snapshot& after);

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "graph_difference.ipp"
#endif

#endif
