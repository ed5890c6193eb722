// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/dominators.hpp, against taking each artifact away and looking what is still reached.
#include <fairlead/artifacts/dominators.hpp>

#include <algorithm>
#include <optional>
#include <random>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "random_graph.hpp"

using namespace fairlead;
using test::pair_of_graphs;
using positions = std::vector<artifact_position>;

namespace {

std::set<artifact_position> reached(const graph_snapshot& graph, artifact_position root,
                                    std::optional<artifact_position> without, dependency_kind kinds) {
  std::set<artifact_position> found;
  positions queue{root};
  while (!queue.empty()) {
    const artifact_position v = queue.back();
    queue.pop_back();
    if (v == without || !found.insert(v).second) { continue; }
    for (const artifact_position each : graph.dependencies(v)) {
      if (overlaps(graph.kinds(v, each), kinds)) { queue.push_back(each); }
    }
  }
  return found;
}

}  // namespace

TEST_CASE("an artifact dominates what is out of reach without it") {
  std::mt19937 random(41);
  for (int round = 0; round != 150; ++round) {
    const pair_of_graphs both(random, 30);
    const auto kinds = round % 2 == 0 ? all_dependency_kinds : dependency_kind::build;
    const auto size = static_cast<artifact_position>(both.plain.size);
    const auto root = static_cast<artifact_position>(test::below(random, size));
    const dominator_tree tree(both.frozen, root, kinds);
    const auto all = reached(both.frozen, root, std::nullopt, kinds);
    std::vector<std::set<artifact_position>> dominators(size);
    for (artifact_position x = 0; x != size; ++x) {
      const auto left = reached(both.frozen, root, x, kinds);
      positions lost;
      for (const artifact_position v : all) {
        if (!left.contains(v)) {
          lost.push_back(v);
          dominators[v].insert(x);
        }
      }
      REQUIRE(tree.is_reached(x) == all.contains(x));
      REQUIRE(tree.dominated_by(x) == lost);
    }
    for (artifact_position v = 0; v != size; ++v) {
      const positions path = tree.of(v);
      REQUIRE(std::set(path.begin(), path.end()) == dominators[v]);
      REQUIRE(path.size() == dominators[v].size());
      if (!path.empty()) {
        REQUIRE(path.front() == root);
        REQUIRE(path.back() == v);
      }
      REQUIRE(tree.immediate(v).has_value() == (path.size() > 1));
      if (path.size() > 1) { REQUIRE(tree.immediate(v) == path[path.size() - 2]); }
      REQUIRE(chokepoints(both.frozen, root, v, kinds) == path);
    }
  }
}

TEST_CASE("artifacts that the root does not need have no say, unlike in Boost 1.81") {
  artifact_graph graph;
  for (const char* key : {"a", "b", "c", "d"}) { graph.add_artifact({key, "", "", ""}); }
  graph.add_dependency({2}, {3});
  graph.add_dependency({0}, {2});
  graph.add_dependency({1}, {3});
  const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
  CHECK(dominator_tree(frozen, frozen.at("a")).immediate(frozen.at("d")) == frozen.at("c"));
  CHECK_THROWS_AS(dominator_tree(frozen, 4), error);
  CHECK_THROWS_AS((void)dominator_tree(frozen, 0).immediate(4), error);
}
