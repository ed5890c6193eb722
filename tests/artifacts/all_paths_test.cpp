// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/all_paths.hpp.
#include <fairlead/artifacts/all_paths.hpp>

#include <algorithm>
#include <functional>
#include <random>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "random_graph.hpp"

using namespace fairlead;
using test::pair_of_graphs;
using positions = std::vector<artifact_position>;

TEST_CASE("what lies between two artifacts is what one needs and the other is needed by") {
  std::mt19937 random(48);
  graph_scratch scratch;
  for (int round = 0; round != 100; ++round) {
    const pair_of_graphs both(random, 30);
    const auto kinds = round % 2 == 0 ? all_dependency_kinds : dependency_kind::build;
    for (artifact_position from = 0; from != both.plain.size; ++from) {
      const auto to = static_cast<artifact_position>(test::below(random, both.plain.size));
      const positions down = both.frozen.closure(from, kinds);
      const positions up = both.frozen.impact(to, kinds);
      positions expected;
      std::set_intersection(down.begin(), down.end(), up.begin(), up.end(), std::back_inserter(expected));
      const auto found = all_paths(both.frozen, from, to, scratch, kinds);
      REQUIRE(positions(found.begin(), found.end()) == expected);
      REQUIRE(all_paths(both.frozen, from, to, kinds) == expected);
    }
  }
  CHECK_THROWS_AS((void)all_paths(freeze(artifact_graph{}, cycle_policy::reject), 0, 0), error);
}

TEST_CASE("the first paths are all paths, shortest first, where there are not more") {
  std::mt19937 random(49);
  for (int round = 0; round != 200; ++round) {
    const pair_of_graphs both(random, 10);
    const graph_snapshot& graph = both.frozen;
    const auto from = static_cast<artifact_position>(test::below(random, both.plain.size));
    const auto to = static_cast<artifact_position>(test::below(random, both.plain.size));
    std::vector<positions> expected;
    positions path{from};
    const std::function<void()> follow = [&] {
      if (path.back() == to) {
        expected.push_back(path);
        return;
      }
      for (const artifact_position next : graph.dependencies(path.back())) {
        if (std::find(path.begin(), path.end(), next) != path.end()) { continue; }
        path.push_back(next);
        follow();
        path.pop_back();
      }
    };
    follow();
    std::sort(expected.begin(), expected.end(), [](const positions& a, const positions& b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    REQUIRE(first_paths(graph, from, to, 1'000'000) == expected);
    const auto few = first_paths(graph, from, to, 2);
    REQUIRE(few.size() == std::min<std::size_t>(2, expected.size()));
    REQUIRE(std::equal(few.begin(), few.end(), expected.begin()));
  }
}

TEST_CASE("exponentially many paths end with the budget") {
  artifact_graph graph;
  graph.add_artifact({"000", "", "", ""});
  for (std::uint32_t i = 0; i != 100; ++i) {
    const std::uint32_t top = 3 * i;
    for (std::uint32_t j = 1; j != 4; ++j) { graph.add_artifact({std::to_string(1'000 + top + j), "", "", ""}); }
    graph.add_dependency({top}, {top + 1});
    graph.add_dependency({top}, {top + 2});
    graph.add_dependency({top + 1}, {top + 3});
    graph.add_dependency({top + 2}, {top + 3});
  }
  const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
  CHECK(first_paths(frozen, frozen.at("000"), frozen.at("1300"), 10).empty());
  CHECK(first_paths(frozen, frozen.at("000"), frozen.at("1015"), 10).size() == 10);
  CHECK(all_paths(frozen, frozen.at("000"), frozen.at("1300")).size() == 301);
}
