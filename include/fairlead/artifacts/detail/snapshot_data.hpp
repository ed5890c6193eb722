// SPDX-License-Identifier: BSL-1.0
// What a graph_snapshot holds, and the compressed adjacency that freezing works with. Private to artifacts/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_SNAPSHOT_DATA_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_SNAPSHOT_DATA_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "../artifact_graph.hpp"
#include "../dependency_kind.hpp"
#include "../wave_list.hpp"
#include "artifact_texts.hpp"
#include "packed_numbers.hpp"

namespace fairlead::detail {

/// One direction of all edges: the neighbours of v are neighbours[first[v] .. first[v + 1]).
struct adjacency {
  std::vector<std::uint32_t> first{0};
  std::vector<artifact_position> neighbours;
  packed_numbers notes;  ///< one per neighbour, an index into snapshot_data::note_kinds; empty where nobody asks

  [[nodiscard]] std::size_t size() const noexcept { return first.size() - 1; }
  [[nodiscard]] std::span<const artifact_position> of(artifact_position v) const noexcept {
    return {neighbours.data() + first[v], neighbours.data() + first[v + 1]};
  }
};

/// Positions [first, last) that depend on each other in a circle.
struct cyclic_group {
  artifact_position first, last;
};

struct snapshot_data {
  artifact_texts texts;              ///< by id of the builder
  std::vector<std::uint32_t> id_at;  ///< of each position
  std::vector<completeness> complete;
  adjacency dependencies;  ///< sorted by position
  adjacency dependents;    ///< sorted by position
  // What is known of an edge besides its ends is one of few different notes.
  std::vector<dependency_kind> note_kinds;
  std::vector<std::uint32_t> note_first{0};   ///< the provenance of note n: provenance[note_first[n] ..)
  std::vector<std::uint32_t> provenance;      ///< indexes into provenance_texts; ascending within a note
  std::vector<std::string> provenance_texts;  ///< sorted
  std::vector<artifact_position> by_key;
  std::vector<std::uint32_t> wave_ends;
  std::vector<cyclic_group> cyclic;  ///< ascending
  std::string dangling_text;
  std::vector<dangling_reference> dangling;  ///< views into dangling_text

  [[nodiscard]] std::size_t size() const noexcept { return complete.size(); }
  /// @param field  0 key, 1 name, 2 version, 3 digest
  [[nodiscard]] std::string_view field(artifact_position v, std::size_t field) const noexcept {
    return field == 0 ? texts.key(id_at[v]) : texts.field(id_at[v], field - 1);
  }

  /// Whether every edge is of one of `kinds`: then no edge needs to be looked at.
  [[nodiscard]] bool all_of(dependency_kind kinds) const noexcept {
    return std::all_of(note_kinds.begin(), note_kinds.end(), [kinds](auto each) { return overlaps(each, kinds); });
  }
  /// Calls `visit` with each neighbour of `v` over an edge of one of `kinds`, ascending.
  template <class Visit>
  void each(const adjacency& edges, artifact_position v, dependency_kind kinds, Visit&& visit) const {
    for (std::uint32_t i = edges.first[v]; i != edges.first[v + 1]; ++i) {
      if (overlaps(note_kinds[edges.notes[i]], kinds)) { visit(edges.neighbours[i]); }
    }
  }
  /// The cyclic group of `v`, or one of `v` alone. O(log of the groups).
  [[nodiscard]] cyclic_group group_of(artifact_position v) const noexcept {
    const auto group = std::upper_bound(cyclic.begin(), cyclic.end(), v,
                                        [](artifact_position p, const cyclic_group& g) { return p < g.last; });
    return group != cyclic.end() && group->first <= v ? *group : cyclic_group{v, v + 1};
  }
};

}  // namespace fairlead::detail

#endif
