// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/boost_graph.hpp: the concepts, and the snapshot's answers against Boost.Graph's own.
#include <fairlead/artifacts/boost_graph.hpp>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/graph/transitive_closure.hpp>
#include <doctest/doctest.h>

#include <fairlead/artifacts/freeze.hpp>

#include "random_graph.hpp"

using namespace fairlead;

BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<graph_snapshot>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<graph_snapshot>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<graph_snapshot>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<graph_snapshot>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<graph_snapshot>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<graph_snapshot, artifact_position, boost::vertex_index_t>));

namespace {

using reference_graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

// The snapshot rebuilt from the plain graph in Boost's own container, vertex for vertex.
struct both_graphs {
  explicit both_graphs(std::mt19937& random)
      : plain(test::random_plain_graph(random, 120)),
        frozen(freeze(test::built(plain, random), cycle_policy::condense)),
        reference(plain.size) {
    for (const auto& [from, to] : std::set(plain.edges.begin(), plain.edges.end())) {
      add_edge(frozen.at(test::plain_graph::key(from)), frozen.at(test::plain_graph::key(to)), reference);
    }
  }
  test::plain_graph plain;
  graph_snapshot frozen;
  reference_graph reference;
};

template <class Graph>
std::vector<artifact_position> reached(const Graph& graph, artifact_position start) {
  std::vector<artifact_position> found;
  struct visitor : boost::default_bfs_visitor {
    explicit visitor(std::vector<artifact_position>& to) : found(&to) {}
    void discover_vertex(typename boost::graph_traits<Graph>::vertex_descriptor v, const Graph&) {
      found->push_back(static_cast<artifact_position>(v));
    }
    std::vector<artifact_position>* found;
  };
  boost::breadth_first_search(graph, start, boost::visitor(visitor(found)));
  std::sort(found.begin(), found.end());
  return found;
}

template <class Graph>
std::vector<int> components(const Graph& graph) {
  std::vector<int> component(num_vertices(graph));
  boost::strong_components(graph,
                           boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, graph)));
  return component;
}

}  // namespace

TEST_CASE("a snapshot has the vertices and edges of the same graph in Boost's own container") {
  std::mt19937 random(21);
  for (int round = 0; round != 100; ++round) {
    const both_graphs both(random);
    REQUIRE(num_vertices(both.frozen) == num_vertices(both.reference));
    REQUIRE(num_edges(both.frozen) == num_edges(both.reference));
    const auto [first, last] = edges(both.frozen);
    REQUIRE(static_cast<std::size_t>(std::distance(first, last)) == num_edges(both.reference));
    for (auto each = first; each != last; ++each) {
      REQUIRE(edge(source(*each, both.frozen), target(*each, both.frozen), both.reference).second);
    }
    for (const artifact_position v : boost::make_iterator_range(vertices(both.frozen))) {
      REQUIRE(out_degree(v, both.frozen) == out_degree(v, both.reference));
      REQUIRE(in_degree(v, both.frozen) == in_degree(v, both.reference));
      REQUIRE(degree(v, both.frozen) == degree(v, both.reference));
      for (const snapshot_edge e : boost::make_iterator_range(in_edges(v, both.frozen))) {
        REQUIRE(target(e, both.frozen) == v);
        REQUIRE(edge(source(e, both.frozen), v, both.reference).second);
      }
      for (const snapshot_edge e : boost::make_iterator_range(out_edges(v, both.frozen))) {
        REQUIRE(source(e, both.frozen) == v);
        REQUIRE(edge(v, target(e, both.frozen), both.reference).second);
      }
    }
  }
}

TEST_CASE("cyclic groups are Boost's strong components, on the snapshot and on its own container") {
  std::mt19937 random(22);
  for (int round = 0; round != 200; ++round) {
    const both_graphs both(random);
    std::vector<int> group(both.plain.size);
    for (std::size_t v = 0; v != group.size(); ++v) { group[v] = -1 - static_cast<int>(v); }
    int number = 0;
    for (const auto& members : both.frozen.cyclic_groups()) {
      for (const artifact_position v : members) { group[v] = number; }
      ++number;
    }
    for (const std::vector<int>& component : {components(both.frozen), components(both.reference)}) {
      for (std::size_t a = 0; a != group.size(); ++a) {
        for (std::size_t b = 0; b != a; ++b) { REQUIRE((component[a] == component[b]) == (group[a] == group[b])); }
      }
    }
  }
}

TEST_CASE("positions are a topological order exactly where Boost finds one") {
  std::mt19937 random(23);
  int acyclic = 0;
  for (int round = 0; round != 300; ++round) {
    const both_graphs both(random);
    bool sorted = true;
    std::vector<std::size_t> order;
    try {
      boost::topological_sort(both.reference, std::back_inserter(order));  // dependencies first, as here
    } catch (const boost::not_a_dag&) { sorted = false; }
    REQUIRE(sorted == both.frozen.is_acyclic());
    if (!sorted) { continue; }
    ++acyclic;
    // The longest chain below each vertex, by Boost's order: that is its wave.
    std::vector<std::size_t> chain(both.plain.size, 0);
    for (const std::size_t v : order) {
      for (const auto below : boost::make_iterator_range(adjacent_vertices(v, both.reference))) {
        chain[v] = std::max(chain[v], chain[below] + 1);
      }
    }
    const wave_list waves = both.frozen.waves();
    for (std::size_t i = 0; i != waves.size(); ++i) {
      for (const artifact_position v : waves[i]) { REQUIRE(chain[v] == i); }
    }
    for (const snapshot_edge e : boost::make_iterator_range(edges(both.frozen))) { REQUIRE(e.target < e.source); }
  }
  CHECK(acyclic > 20);
}

TEST_CASE("impact and closure are what Boost's breadth-first search and transitive closure reach") {
  std::mt19937 random(24);
  for (int round = 0; round != 60; ++round) {
    const both_graphs both(random);
    const auto reversed = boost::make_reverse_graph(both.reference);
    boost::adjacency_list<> closed;
    boost::transitive_closure(both.reference, closed);
    for (artifact_position v = 0; v != both.plain.size; ++v) {
      const auto closure = both.frozen.closure(v);
      REQUIRE(closure == reached(both.reference, v));
      REQUIRE(closure == reached(both.frozen, v));
      REQUIRE(both.frozen.impact(v) == reached(reversed, v));
      std::set<artifact_position> below{v};
      for (const auto each : boost::make_iterator_range(adjacent_vertices(v, closed))) {
        below.insert(static_cast<artifact_position>(each));
      }
      REQUIRE(std::equal(closure.begin(), closure.end(), below.begin(), below.end()));
    }
  }
}
