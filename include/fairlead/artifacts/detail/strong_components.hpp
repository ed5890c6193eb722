// SPDX-License-Identifier: BSL-1.0
// Groups of vertices that depend on each other in circles, by Boost.Graph. Private to artifacts/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_STRONG_COMPONENTS_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_STRONG_COMPONENTS_HPP

#include <cstdint>
#include <utility>
#include <vector>

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/property_map/property_map.hpp>

#include "snapshot_data.hpp"

namespace fairlead::detail {

/// The number of the component of each of `count` vertices; what a component depends on has a smaller number.
/// O(V + E), without recursion. @param edges  (from, to), sorted by from
[[nodiscard]] inline std::vector<std::uint32_t> strong_components_of(
    std::uint32_t count, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges) {
  using graph_type = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                        boost::no_property, std::uint32_t, std::uint32_t>;
  const graph_type graph(boost::edges_are_sorted, edges.begin(), edges.end(), count);
  std::vector<std::uint32_t> component(count);
  boost::strong_components(graph,
                           boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, graph)));
  return component;
}

/// The same of the members of one cyclic group, over edges of `kinds` alone.
[[nodiscard]] inline std::vector<std::uint32_t> components_within(const snapshot_data& data, cyclic_group group,
                                                                  dependency_kind kinds) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
  for (artifact_position v = group.first; v != group.last; ++v) {
    data.each(data.dependencies, v, kinds, [&](artifact_position below) {
      if (below >= group.first && below < group.last) { edges.emplace_back(v - group.first, below - group.first); }
    });
  }
  return strong_components_of(group.last - group.first, edges);
}

}  // namespace fairlead::detail

#endif
