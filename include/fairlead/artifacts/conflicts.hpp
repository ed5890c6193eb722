// SPDX-License-Identifier: BSL-1.0
// One name, several versions: where a release would hold both, and who wants which.
#ifndef FAIRLEAD_ARTIFACTS_CONFLICTS_HPP
#define FAIRLEAD_ARTIFACTS_CONFLICTS_HPP

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "../config.hpp"
#include "dependency_kind.hpp"
#include "graph_snapshot.hpp"

namespace fairlead {

/// One of the versions of a conflict, and a shortest path from what is wanted to it: who brings it in.
struct conflicting_version {
  std::string_view version;
  std::vector<artifact_position> path;  ///< from one of the wanted artifacts to the one of this version, both included
};

/// Versions of one name that are needed at once; two at least, by their text. Views live as long as the snapshot.
struct version_conflict {
  std::string_view name;
  std::vector<conflicting_version> versions;
};

/// The conflicts in all that `wanted` needs, by name. Names and versions are compared as texts; artifacts without a
/// name are in no conflict, an empty version is one of its own. Of several artifacts with one version the nearest is
/// witness. O(edges of the closure + n log n of its artifacts), and the paths.
[[nodiscard]] std::vector<version_conflict> conflicts(const graph_snapshot& graph,
                                                      std::span<const artifact_position> wanted,
                                                      dependency_kind kinds = all_dependency_kinds);

/// One line for people: `zlib is needed as 1.2 (app -> curl -> zlib) and 1.3 (app -> zlib-next)`.
[[nodiscard]] std::string spell(const graph_snapshot& graph, const version_conflict& conflict);

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "conflicts.ipp"
#endif

#endif
