// SPDX-License-Identifier: BSL-1.0
// Definitions of roots_and_leaves.hpp.
#ifndef FAIRLEAD_ARTIFACTS_ROOTS_AND_LEAVES_IPP
#define FAIRLEAD_ARTIFACTS_ROOTS_AND_LEAVES_IPP

#include <algorithm>
#include <string_view>

#include "roots_and_leaves.hpp"

namespace fairlead {
namespace detail {

[[nodiscard]] inline bool is_stated_in_full(const graph_snapshot& graph, artifact_position v) {
  return graph.completeness_of(v) == completeness::known && dangling_from(graph, v).empty();
}

[[nodiscard]] inline bool has_any(const snapshot_data& data, const adjacency& edges, artifact_position v,
                                  dependency_kind kinds) {
  for (std::uint32_t i = edges.first[v]; i != edges.first[v + 1]; ++i) {
    if (overlaps(data.note_kinds[edges.notes[i]], kinds)) { return true; }
  }
  return false;
}

}  // namespace detail

FAIRLEAD_INLINE std::vector<artifact_position> roots(const graph_snapshot& graph, dependency_kind kinds) {
  const detail::snapshot_data& data = detail::snapshot_access::data(graph);
  std::vector<artifact_position> found;
  for (artifact_position v = 0; v != data.size(); ++v) {
    if (!detail::has_any(data, data.dependents, v, kinds)) { found.push_back(v); }
  }
  return found;
}

FAIRLEAD_INLINE std::vector<artifact_position> leaves(const graph_snapshot& graph, dependency_kind kinds) {
  const detail::snapshot_data& data = detail::snapshot_access::data(graph);
  std::vector<artifact_position> found;
  for (artifact_position v = 0; v != data.size(); ++v) {
    if (!detail::has_any(data, data.dependencies, v, kinds) && detail::is_stated_in_full(graph, v)) {
      found.push_back(v);
    }
  }
  return found;
}

FAIRLEAD_INLINE std::vector<artifact_position> incomplete(const graph_snapshot& graph,
                                                          std::span<const artifact_position> wanted,
                                                          dependency_kind kinds) {
  std::vector<artifact_position> found = graph.closure(wanted, kinds);
  std::erase_if(found, [&](artifact_position v) { return detail::is_stated_in_full(graph, v); });
  return found;
}

FAIRLEAD_INLINE completeness completeness_of_closure(const graph_snapshot& graph, artifact_position v,
                                                     dependency_kind kinds) {
  return incomplete(graph, std::span(&v, 1), kinds).empty() ? completeness::known : completeness::unknown;
}

FAIRLEAD_INLINE std::span<const dangling_reference> dangling_from(const graph_snapshot& graph, artifact_position v) {
  const std::string_view key = graph.key(v);
  const auto all = graph.dangling();
  const auto first = std::lower_bound(all.begin(), all.end(), key,
                                      [](const dangling_reference& each, std::string_view k) { return each.from < k; });
  auto last = first;
  while (last != all.end() && last->from == key) { ++last; }
  return {first, last};
}

}  // namespace fairlead

#endif
