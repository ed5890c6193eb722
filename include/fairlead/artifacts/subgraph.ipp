// SPDX-License-Identifier: BSL-1.0
// Definitions of subgraph.hpp.
#ifndef FAIRLEAD_ARTIFACTS_SUBGRAPH_IPP
#define FAIRLEAD_ARTIFACTS_SUBGRAPH_IPP

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "freeze.hpp"
#include "subgraph.hpp"

namespace fairlead {
namespace detail {

/// @param members  ascending, without repetition
[[nodiscard]] inline artifact_graph thawed(const graph_snapshot& graph, std::span<const artifact_position> members,
                                           dependency_kind kinds) {
  constexpr std::uint32_t nothing = 0xffffffff;
  const snapshot_data& data = snapshot_access::data(graph);
  artifact_graph copy;
  std::vector<std::uint32_t> id_of(data.size(), nothing);
  for (const artifact_position v : members) {
    const artifact_id id = copy.add_artifact({data.field(v, 0), data.field(v, 1), data.field(v, 2), data.field(v, 3)});
    copy.set_completeness(id, data.complete[v]);
    id_of[v] = id.value;
  }
  std::vector<provenance_id> provenance;
  for (const std::string& text : data.provenance_texts) { provenance.push_back(copy.add_provenance(text)); }
  for (const artifact_position v : members) {
    for (std::uint32_t i = data.dependencies.first[v]; i != data.dependencies.first[v + 1]; ++i) {
      const artifact_id to{id_of[data.dependencies.neighbours[i]]};
      const std::uint32_t note = data.dependencies.notes[i];
      const dependency_kind some = data.note_kinds[note] & kinds;
      if (to.value == nothing || some == dependency_kind::none) { continue; }
      const std::uint32_t first = data.note_first[note];
      const std::uint32_t last = data.note_first[note + 1];
      if (first == last) { copy.add_dependency({id_of[v]}, to, some); }
      for (std::uint32_t p = first; p != last; ++p) {
        copy.add_dependency({id_of[v]}, to, some, provenance[data.provenance[p]]);
      }
    }
  }
  for (const dangling_reference& each : data.dangling) {
    if (each.from.empty()) { continue; }
    if (const auto from = copy.find(each.from)) { copy.add_dangling(*from, each.reference); }
  }
  return copy;
}

}  // namespace detail

FAIRLEAD_INLINE artifact_graph thaw(const graph_snapshot& graph) {
  std::vector<artifact_position> all(graph.artifact_count());
  for (artifact_position v = 0; v != all.size(); ++v) { all[v] = v; }
  artifact_graph copy = detail::thawed(graph, all, all_dependency_kinds);
  for (const dangling_reference& each : graph.dangling()) {
    if (each.from.empty()) { copy.add_dangling(each.reference); }
  }
  return copy;
}

FAIRLEAD_INLINE graph_snapshot subgraph(const graph_snapshot& graph, std::span<const artifact_position> members,
                                        dependency_kind kinds) {
  return freeze(detail::thawed(graph, graph.deploy_order(members), kinds), cycle_policy::condense);
}

}  // namespace fairlead

#endif
