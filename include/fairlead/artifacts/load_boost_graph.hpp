// SPDX-License-Identifier: BSL-1.0
// An artifact_graph out of any graph of Boost.Graph. The other way, a snapshot as a graph of Boost.Graph, is
// boost_graph.hpp.
#ifndef FAIRLEAD_ARTIFACTS_LOAD_BOOST_GRAPH_HPP
#define FAIRLEAD_ARTIFACTS_LOAD_BOOST_GRAPH_HPP

#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/property_map/property_map.hpp>

#include "artifact_graph.hpp"
#include "dependency_kind.hpp"

namespace fairlead {

/// Every edge is of the kind runtime.
struct every_dependency_is_runtime {
  template <class Edge>
  [[nodiscard]] constexpr dependency_kind operator()(const Edge&) const noexcept {
    return dependency_kind::runtime;
  }
};

/// Adds to `graph` the vertices and edges of another, a directed VertexListGraph and IncidenceGraph; an edge leads to
/// what its source depends on. Parallel edges are merged and edges from a vertex to itself become self dependencies.
/// O(V + E). @returns the artifact of each vertex, by index
/// @param describe  called with each vertex descriptor: its `artifact`, or its key as anything that makes a string_view
/// @param kinds  called with each edge descriptor: its dependency_kind
/// @param index  a property map from vertex descriptors to 0 ... num_vertices(of) - 1
/// @throws fairlead::error as add_artifact and add_dependency do; `graph` then holds what was added before
template <class Graph, class Describe, class Kinds, class IndexMap>
std::vector<artifact_id> load_boost_graph(artifact_graph& graph, const Graph& of, Describe&& describe, Kinds&& kinds,
                                          IndexMap index) {
  using traits = boost::graph_traits<Graph>;
  static_assert(std::convertible_to<typename traits::directed_category, boost::directed_tag>,
                "fairlead::load_boost_graph: an undirected graph does not say who depends on whom: use a directed one");
  static_assert(std::convertible_to<typename traits::traversal_category, boost::vertex_list_graph_tag> &&
                    std::convertible_to<typename traits::traversal_category, boost::incidence_graph_tag>,
                "fairlead::load_boost_graph: the graph must be a VertexListGraph and an IncidenceGraph");
  std::vector<artifact_id> ids(num_vertices(of));
  const auto [first_vertex, last_vertex] = vertices(of);
  for (auto v = first_vertex; v != last_vertex; ++v) {
    using description = std::invoke_result_t<Describe&, typename traits::vertex_descriptor>;
    if constexpr (std::convertible_to<description, artifact>) {
      ids[static_cast<std::size_t>(get(index, *v))] = graph.add_artifact(describe(*v));
    } else {
      const auto& key = describe(*v);
      ids[static_cast<std::size_t>(get(index, *v))] = graph.add_artifact({std::string_view(key), {}, {}, {}});
    }
  }
  // Not over edges(): g++ 12 warns of what adjacency_list's edge iterator leaves uninitialized.
  for (auto v = first_vertex; v != last_vertex; ++v) {
    const auto [first_edge, last_edge] = out_edges(*v, of);
    for (auto e = first_edge; e != last_edge; ++e) {
      graph.add_dependency(ids[static_cast<std::size_t>(get(index, *v))],
                           ids[static_cast<std::size_t>(get(index, target(*e, of)))], kinds(*e));
    }
  }
  return ids;
}

/// The same into a graph of its own, over the vertex index that the graph has.
template <class Graph, class Describe, class Kinds = every_dependency_is_runtime>
[[nodiscard]] artifact_graph load_boost_graph(const Graph& of, Describe&& describe, Kinds&& kinds = {}) {
  artifact_graph graph;
  (void)load_boost_graph(graph, of, describe, kinds, get(boost::vertex_index, of));
  return graph;
}

}  // namespace fairlead

#endif
