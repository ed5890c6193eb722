// SPDX-License-Identifier: BSL-1.0
// Makes `graph_snapshot` a graph of Boost.Graph: VertexListGraph, EdgeListGraph, AdjacencyGraph, IncidenceGraph and
// BidirectionalGraph, with its positions as vertex index. Out-edges lead to what an artifact depends on.
#ifndef FAIRLEAD_ARTIFACTS_BOOST_GRAPH_HPP
#define FAIRLEAD_ARTIFACTS_BOOST_GRAPH_HPP

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/property_map/property_map.hpp>

#include "graph_snapshot.hpp"

namespace fairlead {

/// An edge of a snapshot as Boost.Graph names it: `source` depends on `target`.
struct snapshot_edge {
  artifact_position source = 0;
  artifact_position target = 0;

  friend constexpr auto operator<=>(const snapshot_edge&, const snapshot_edge&) noexcept = default;
};

namespace detail {

/// Pairs a neighbour with the vertex whose neighbour it is.
struct edge_to {
  artifact_position source = 0;
  snapshot_edge operator()(artifact_position target) const noexcept { return {source, target}; }
};
struct edge_from {
  artifact_position target = 0;
  snapshot_edge operator()(artifact_position source) const noexcept { return {source, target}; }
};

/// All edges, by source and then target.
class snapshot_edge_iterator : public boost::iterator_facade<snapshot_edge_iterator, snapshot_edge,
                                                             boost::forward_traversal_tag, snapshot_edge> {
public:
  snapshot_edge_iterator() = default;
  /// From the first edge of `source` or of one after it.
  snapshot_edge_iterator(const graph_snapshot& graph, artifact_position source)
      : snapshot_edge_iterator(snapshot_access::data(graph).dependencies, source) {}

private:
  friend class boost::iterator_core_access;

  snapshot_edge_iterator(const adjacency& edges, artifact_position source)
      : first_(edges.first.data()),
        neighbours_(edges.neighbours.data()),
        count_(edges.first.back()),
        source_(source),
        index_(edges.first[source]) {
    find_source();
  }

  [[nodiscard]] snapshot_edge dereference() const noexcept { return {source_, neighbours_[index_]}; }
  [[nodiscard]] bool equal(const snapshot_edge_iterator& other) const noexcept { return index_ == other.index_; }
  void increment() noexcept {
    if (++index_ == end_of_source_) { find_source(); }
  }
  void find_source() noexcept {
    if (index_ == count_) { return; }
    while (first_[source_ + 1] == index_) { ++source_; }
    end_of_source_ = first_[source_ + 1];
  }

  // Not through the vectors: an algorithm that writes to memory between two edges would have their sizes read again.
  const std::uint32_t* first_ = nullptr;
  const artifact_position* neighbours_ = nullptr;
  std::uint32_t count_ = 0;
  artifact_position source_ = 0;
  std::uint32_t index_ = 0;
  std::uint32_t end_of_source_ = 0;
};

struct snapshot_traversal : boost::vertex_list_graph_tag,
                            boost::edge_list_graph_tag,
                            boost::adjacency_graph_tag,
                            boost::bidirectional_graph_tag {};

}  // namespace detail
}  // namespace fairlead

namespace boost {

template <>
struct graph_traits<fairlead::graph_snapshot> {
  using vertex_descriptor = fairlead::artifact_position;
  using edge_descriptor = fairlead::snapshot_edge;
  using directed_category = boost::bidirectional_tag;
  using edge_parallel_category = boost::disallow_parallel_edge_tag;
  using traversal_category = fairlead::detail::snapshot_traversal;
  using adjacency_iterator = const fairlead::artifact_position*;
  using out_edge_iterator = boost::transform_iterator<fairlead::detail::edge_to, const fairlead::artifact_position*>;
  using in_edge_iterator = boost::transform_iterator<fairlead::detail::edge_from, const fairlead::artifact_position*>;
  using vertex_iterator = boost::counting_iterator<vertex_descriptor>;
  using edge_iterator = fairlead::detail::snapshot_edge_iterator;
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;

  static vertex_descriptor null_vertex() noexcept { return static_cast<vertex_descriptor>(-1); }
};

// Algorithms that take `Graph&` ask a const snapshot.
template <>
struct graph_traits<const fairlead::graph_snapshot> : graph_traits<fairlead::graph_snapshot> {};

template <>
struct property_map<fairlead::graph_snapshot, vertex_index_t> {
  using type = typed_identity_property_map<fairlead::artifact_position>;
  using const_type = type;
};
template <>
struct property_map<const fairlead::graph_snapshot, vertex_index_t>
    : property_map<fairlead::graph_snapshot, vertex_index_t> {};

}  // namespace boost

namespace fairlead {

/// The functions that Boost.Graph's concepts ask for; found by argument-dependent lookup.
using snapshot_traits = boost::graph_traits<graph_snapshot>;

[[nodiscard]] inline std::size_t num_vertices(const graph_snapshot& graph) noexcept { return graph.artifact_count(); }
[[nodiscard]] inline std::size_t num_edges(const graph_snapshot& graph) noexcept { return graph.dependency_count(); }

[[nodiscard]] inline std::pair<snapshot_traits::vertex_iterator, snapshot_traits::vertex_iterator> vertices(
    const graph_snapshot& graph) {
  using iterator = snapshot_traits::vertex_iterator;
  return {iterator(0), iterator(static_cast<artifact_position>(graph.artifact_count()))};
}

[[nodiscard]] inline std::pair<snapshot_traits::edge_iterator, snapshot_traits::edge_iterator> edges(
    const graph_snapshot& graph) {
  using iterator = snapshot_traits::edge_iterator;
  return {iterator(graph, 0), iterator(graph, static_cast<artifact_position>(graph.artifact_count()))};
}

[[nodiscard]] constexpr artifact_position source(snapshot_edge edge, const graph_snapshot&) noexcept {
  return edge.source;
}
[[nodiscard]] constexpr artifact_position target(snapshot_edge edge, const graph_snapshot&) noexcept {
  return edge.target;
}

[[nodiscard]] inline std::pair<const artifact_position*, const artifact_position*> adjacent_vertices(
    artifact_position v, const graph_snapshot& graph) {
  const auto targets = graph.dependencies(v);
  return {targets.data(), targets.data() + targets.size()};
}

[[nodiscard]] inline std::pair<snapshot_traits::out_edge_iterator, snapshot_traits::out_edge_iterator> out_edges(
    artifact_position v, const graph_snapshot& graph) {
  using iterator = snapshot_traits::out_edge_iterator;
  const auto [first, last] = adjacent_vertices(v, graph);
  return {iterator(first, {v}), iterator(last, {v})};
}

[[nodiscard]] inline std::pair<snapshot_traits::in_edge_iterator, snapshot_traits::in_edge_iterator> in_edges(
    artifact_position v, const graph_snapshot& graph) {
  using iterator = snapshot_traits::in_edge_iterator;
  const auto sources = graph.dependents(v);
  return {iterator(sources.data(), {v}), iterator(sources.data() + sources.size(), {v})};
}

[[nodiscard]] inline std::size_t out_degree(artifact_position v, const graph_snapshot& graph) {
  return graph.dependencies(v).size();
}
[[nodiscard]] inline std::size_t in_degree(artifact_position v, const graph_snapshot& graph) {
  return graph.dependents(v).size();
}
[[nodiscard]] inline std::size_t degree(artifact_position v, const graph_snapshot& graph) {
  return out_degree(v, graph) + in_degree(v, graph);
}

[[nodiscard]] constexpr boost::typed_identity_property_map<artifact_position> get(boost::vertex_index_t,
                                                                                  const graph_snapshot&) noexcept {
  return {};
}
[[nodiscard]] constexpr artifact_position get(boost::vertex_index_t, const graph_snapshot&,
                                              artifact_position v) noexcept {
  return v;
}

}  // namespace fairlead

#endif
