// SPDX-License-Identifier: BSL-1.0
// What a graph_snapshot holds, and the compressed adjacency that freezing works with. Private to artifacts/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_SNAPSHOT_DATA_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_SNAPSHOT_DATA_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "../artifact_graph.hpp"
#include "../dependency_kind.hpp"
#include "../wave_list.hpp"

namespace fairlead::detail {

/// One direction of all edges: the neighbours of v are neighbours[first[v] .. first[v + 1]).
struct adjacency {
  std::vector<std::uint32_t> first{0};
  std::vector<artifact_position> neighbours;
  std::vector<dependency_kind> kinds;  ///< one per neighbour; empty where nobody asks

  [[nodiscard]] std::size_t size() const noexcept { return first.size() - 1; }
  [[nodiscard]] std::span<const artifact_position> of(artifact_position v) const noexcept {
    return std::span(neighbours).subspan(first[v], first[v + 1] - first[v]);
  }
  [[nodiscard]] std::span<const dependency_kind> kinds_of(artifact_position v) const noexcept {
    return std::span(kinds).subspan(first[v], first[v + 1] - first[v]);
  }
};

/// Positions [first, last) that depend on each other in a circle.
struct cyclic_group {
  artifact_position first, last;
};

struct snapshot_data {
  std::string text;                          ///< of artifact v: key, name, version, digest, end to end
  std::vector<std::uint32_t> text_first{0};  ///< four per artifact, and the end
  std::vector<completeness> complete;
  adjacency dependencies;  ///< sorted by position; with kinds
  adjacency dependents;    ///< sorted by position; without kinds
  std::vector<artifact_position> by_key;
  std::vector<std::uint32_t> wave_ends;
  std::vector<cyclic_group> cyclic;  ///< ascending
  std::string dangling_text;
  std::vector<dangling_reference> dangling;  ///< views into dangling_text

  [[nodiscard]] std::size_t size() const noexcept { return complete.size(); }
  /// @param field  0 key, 1 name, 2 version, 3 digest
  [[nodiscard]] std::string_view field(artifact_position v, std::size_t field) const noexcept {
    const std::size_t index = std::size_t{v} * 4 + field;
    return std::string_view(text).substr(text_first[index], text_first[index + 1] - text_first[index]);
  }
};

}  // namespace fairlead::detail

#endif
