// SPDX-License-Identifier: BSL-1.0
// Definitions of conflicts.hpp.
#ifndef FAIRLEAD_ARTIFACTS_CONFLICTS_IPP
#define FAIRLEAD_ARTIFACTS_CONFLICTS_IPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "conflicts.hpp"

namespace fairlead {

FAIRLEAD_INLINE std::vector<version_conflict> conflicts(const graph_snapshot& graph,
                                                        std::span<const artifact_position> wanted,
                                                        dependency_kind kinds) {
  constexpr std::uint32_t nothing = 0xffffffff;
  const detail::snapshot_data& data = detail::snapshot_access::data(graph);
  // Breadth first from all that is wanted, in the order of positions: the same paths whatever the order of `wanted`.
  std::vector<artifact_position> found = graph.deploy_order(wanted);
  std::vector<std::uint32_t> previous(graph.artifact_count(), nothing);
  for (const artifact_position v : found) { previous[v] = v; }
  for (std::size_t next = 0; next != found.size(); ++next) {
    const artifact_position v = found[next];
    data.each(data.dependencies, v, kinds, [&](artifact_position below) {
      if (previous[below] != nothing) { return; }
      previous[below] = v;
      found.push_back(below);
    });
  }
  std::vector<std::uint32_t> rank(graph.artifact_count());
  for (std::uint32_t i = 0; i != found.size(); ++i) { rank[found[i]] = i; }
  std::erase_if(found, [&](artifact_position v) { return data.field(v, 1).empty(); });
  // Of one version the first found comes first.
  std::sort(found.begin(), found.end(), [&](artifact_position a, artifact_position b) {
    return std::tuple(data.field(a, 1), data.field(a, 2), rank[a]) <
           std::tuple(data.field(b, 1), data.field(b, 2), rank[b]);
  });
  std::vector<version_conflict> all;
  for (std::size_t first = 0; first != found.size();) {
    version_conflict conflict{data.field(found[first], 1), {}};
    std::size_t last = first;
    for (; last != found.size() && data.field(found[last], 1) == conflict.name; ++last) {}
    // Paths only where there is something to witness.
    if (data.field(found[first], 2) != data.field(found[last - 1], 2)) {
      for (std::size_t i = first; i != last; ++i) {
        const std::string_view version = data.field(found[i], 2);
        if (i != first && version == conflict.versions.back().version) { continue; }
        std::vector<artifact_position> path{found[i]};
        while (previous[path.back()] != path.back()) { path.push_back(previous[path.back()]); }
        std::reverse(path.begin(), path.end());
        conflict.versions.push_back({version, std::move(path)});
      }
      all.push_back(std::move(conflict));
    }
    first = last;
  }
  return all;
}

FAIRLEAD_INLINE std::string spell(const graph_snapshot& graph, const version_conflict& conflict) {
  std::string text = std::string(conflict.name) + " is needed as ";
  for (std::size_t i = 0; i != conflict.versions.size(); ++i) {
    if (i != 0) { text += i + 1 == conflict.versions.size() ? " and " : ", "; }
    const conflicting_version& each = conflict.versions[i];
    text.append(each.version.empty() ? "no version" : each.version).append(" (");
    text.append(graph.spell(each.path)).append(")");
  }
  return text;
}

}  // namespace fairlead

#endif
