// SPDX-License-Identifier: BSL-1.0
// The surroundings of one artifact as text that Graphviz, Mermaid or PlantUML draws: a whole graph is too large to be
// looked at.
#ifndef FAIRLEAD_EXCHANGE_NEIGHBOURHOOD_DIAGRAM_HPP
#define FAIRLEAD_EXCHANGE_NEIGHBOURHOOD_DIAGRAM_HPP

#include <cstddef>
#include <string>

#include "../artifacts/graph_snapshot.hpp"
#include "../model/diagram.hpp"

namespace fairlead {

/// How much of a graph is drawn.
struct neighbourhood_limits {
  std::size_t depth = 2;           ///< steps from the artifact in the middle
  std::size_t max_artifacts = 60;  ///< boxes, the one in the middle included; more than about 100 cannot be read
};

/// `centre` (marked), what it depends on, and what depends on it. The nearest come first; at each distance what is
/// depended on before what depends, and these in order of release. An arrow leads from an artifact to what it depends
/// on, and bears the kinds unless it is for run time alone; all arrows between what is drawn are there.
///
/// What is cut is said: a dashed arrow between an artifact and "N more" stands for the N dependencies that are not
/// drawn of what `centre` depends on, or the N dependents of what depends on it.
///
/// An artifact is shown by name and version, or by key if it has no name; of long texts the first 80 bytes, and '?' for
/// what cannot be printed. O(dependencies and dependents of what is drawn).
/// @throws fairlead::error unknown_artifact; invalid_value if `max_artifacts` is 0
[[nodiscard]] std::string neighbourhood_diagram(const graph_snapshot& graph, artifact_position centre,
                                                diagram_format format, const neighbourhood_limits& limits = {},
                                                dependency_kind kinds = all_dependency_kinds);

}  // namespace fairlead

#endif
