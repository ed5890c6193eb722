// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/load_boost_graph.hpp.
#include <fairlead/artifacts/load_boost_graph.hpp>

#include <map>
#include <random>
#include <string>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <doctest/doctest.h>

#include <fairlead/artifacts/boost_graph.hpp>
#include <fairlead/artifacts/graph_difference.hpp>

#include "random_graph.hpp"

using namespace fairlead;
using test::pair_of_graphs;

namespace {

struct part {
  std::string name, version;
};
struct need {
  dependency_kind kinds = dependency_kind::runtime;
};

}  // namespace

TEST_CASE("a snapshot loaded through Boost.Graph is the same but for what Boost.Graph does not know") {
  std::mt19937 random(71);
  for (int round = 0; round != 50; ++round) {
    const pair_of_graphs both(random, 40);
    const graph_snapshot& graph = both.frozen;
    const graph_snapshot again =
        freeze(load_boost_graph(
                   graph,
                   [&](artifact_position v) {
                     return artifact{graph.key(v), graph.name(v), graph.version(v), graph.digest(v)};
                   },
                   [&](snapshot_edge e) { return graph.kinds(e.source, e.target); }),
               cycle_policy::condense);
    const graph_difference found = difference(graph, again);
    REQUIRE(found.added.empty());
    REQUIRE(found.removed.empty());
    REQUIRE(found.gained.empty());
    REQUIRE(found.lost.empty());
  }
}

TEST_CASE("an adjacency_list with bundled properties loads with its kinds, parallel edges merged") {
  boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, part, need> graph;
  const auto app = add_vertex(part{"app", "1"}, graph);
  const auto lib = add_vertex(part{"lib", "2"}, graph);
  add_edge(app, lib, need{dependency_kind::build}, graph);
  add_edge(app, lib, need{dependency_kind::test}, graph);
  add_edge(lib, lib, need{}, graph);
  const artifact_graph loaded = load_boost_graph(
      graph,
      [&](auto v) {
        return artifact{graph[v].name, graph[v].name, graph[v].version, ""};
      },
      [&](auto e) { return graph[e].kinds; });
  CHECK(loaded.self_dependencies() == std::vector<std::string_view>{"lib"});
  const graph_snapshot frozen = freeze(loaded, cycle_policy::reject);
  CHECK(frozen.version(frozen.at("lib")) == "2");
  CHECK(frozen.kinds(frozen.at("app"), frozen.at("lib")) == (dependency_kind::build | dependency_kind::test));
}

TEST_CASE("vertices that are no numbers load with a map of their indexes, keys made on the way") {
  boost::adjacency_list<boost::setS, boost::listS, boost::bidirectionalS> graph;
  using vertex = decltype(graph)::vertex_descriptor;
  std::map<vertex, std::size_t> index;
  const vertex a = add_vertex(graph);
  const vertex b = add_vertex(graph);
  index[a] = 0;
  index[b] = 1;
  add_edge(b, a, graph);
  artifact_graph loaded;
  const auto ids = load_boost_graph(
      loaded, graph, [&](vertex v) { return "n" + std::to_string(index[v]); }, every_dependency_is_runtime{},
      boost::make_assoc_property_map(index));
  CHECK(loaded.at(ids[1]).key == "n1");
  const graph_snapshot frozen = freeze(loaded, cycle_policy::reject);
  CHECK(frozen.dependencies(frozen.at("n1")).size() == 1);
}
