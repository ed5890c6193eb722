// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/subgraph.hpp.
#include <fairlead/artifacts/subgraph.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <fairlead/artifacts/graph_difference.hpp>

#include "random_graph.hpp"

using namespace fairlead;
using test::pair_of_graphs;
using positions = std::vector<artifact_position>;

TEST_CASE("a thawed snapshot freezes into the same") {
  std::mt19937 random(45);
  for (int round = 0; round != 100; ++round) {
    const pair_of_graphs both(random, 40);
    const graph_snapshot again = freeze(thaw(both.frozen), cycle_policy::condense);
    REQUIRE(difference(both.frozen, again).empty());
    REQUIRE(std::equal(again.dangling().begin(), again.dangling().end(), both.frozen.dangling().begin(),
                       both.frozen.dangling().end()));
    REQUIRE(again.waves() == both.frozen.waves());
  }
}

TEST_CASE("a part has its members, the dependencies between them, and what they say of themselves") {
  std::mt19937 random(46);
  for (int round = 0; round != 200; ++round) {
    const pair_of_graphs both(random, 30);
    const graph_snapshot& whole = both.frozen;
    const positions members = whole.deploy_order(both.some(random));
    const auto kinds = round % 2 == 0 ? all_dependency_kinds : dependency_kind::build;
    const graph_snapshot part = subgraph(whole, members, kinds);
    REQUIRE(part.artifact_count() == members.size());
    std::size_t edges = 0;
    for (const artifact_position a : members) {
      const artifact_position mine = part.at(whole.key(a));
      REQUIRE(part.version(mine) == whole.version(a));
      REQUIRE(part.completeness_of(mine) == whole.completeness_of(a));
      for (const artifact_position b : members) {
        const dependency_kind expected = whole.kinds(a, b) & kinds;
        REQUIRE(part.kinds(mine, part.at(whole.key(b))) == expected);
        edges += expected == dependency_kind::none ? 0U : 1U;
      }
    }
    REQUIRE(part.dependency_count() == edges);
  }
}

TEST_CASE("members can be chosen by a predicate, and provenance and references come along") {
  artifact_graph graph;
  for (const char* key : {"a", "b", "c"}) { graph.add_artifact({key, "", "", ""}); }
  graph.add_dependency({0}, {1}, dependency_kind::runtime, graph.add_provenance("lock file"));
  graph.add_dependency({0}, {2});
  graph.add_dangling({0}, "lost");
  graph.add_dangling({2}, "other");
  graph.add_dangling("stray");
  const graph_snapshot whole = freeze(graph, cycle_policy::reject);
  const graph_snapshot part = subgraph(whole, [&](artifact_position v) { return whole.key(v) != "c"; });
  CHECK(part.artifact_count() == 2);
  CHECK(part.provenance(part.at("a"), part.at("b")) == std::vector<std::string_view>{"lock file"});
  REQUIRE(part.dangling().size() == 1);
  CHECK(part.dangling()[0] == dangling_reference{"a", "lost"});
  CHECK(freeze(thaw(whole), cycle_policy::reject).dangling().size() == 3);
}
