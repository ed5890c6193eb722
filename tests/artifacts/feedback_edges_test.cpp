// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/feedback_edges.hpp.
#include <fairlead/artifacts/feedback_edges.hpp>

#include <algorithm>
#include <random>
#include <vector>

#include <doctest/doctest.h>

#include "random_graph.hpp"

using namespace fairlead;
using test::pair_of_graphs;

TEST_CASE("without its feedback edges a graph has no cycle, and they are at most half of the cyclic ones") {
  std::mt19937 random(47);
  for (int round = 0; round != 300; ++round) {
    const pair_of_graphs both(random, 40);
    const graph_snapshot& graph = both.frozen;
    const auto kinds = round % 2 == 0 ? all_dependency_kinds : dependency_kind::build;
    const auto found = feedback_edges(graph, kinds);
    REQUIRE(std::is_sorted(found.begin(), found.end()));
    const auto reach = both.reach(kinds);
    artifact_graph rest;
    for (artifact_position v = 0; v != graph.artifact_count(); ++v) { rest.add_artifact({graph.key(v), "", "", ""}); }
    std::size_t cyclic = 0;
    for (artifact_position v = 0; v != graph.artifact_count(); ++v) {
      for (const artifact_position to : graph.dependencies(v)) {
        if (!overlaps(graph.kinds(v, to), kinds)) { continue; }
        cyclic += reach[to].contains(v) ? 1U : 0U;
        if (std::binary_search(found.begin(), found.end(), artifact_edge{v, to})) {
          REQUIRE(reach[to].contains(v));
        } else {
          rest.add_dependency({v}, {to});
        }
      }
    }
    REQUIRE(freeze(rest, cycle_policy::condense).is_acyclic());
    REQUIRE(2 * found.size() <= cyclic);
  }
}

TEST_CASE("of a ring one edge is given up, of an acyclic graph none") {
  artifact_graph graph;
  for (std::uint32_t i = 0; i != 100; ++i) { graph.add_artifact({std::to_string(i), "", "", ""}); }
  for (std::uint32_t i = 0; i != 99; ++i) { graph.add_dependency({i}, {i + 1}); }
  CHECK(feedback_edges(freeze(graph, cycle_policy::reject)).empty());
  graph.add_dependency({99}, {0});
  CHECK(feedback_edges(freeze(graph, cycle_policy::condense)).size() == 1);
}
