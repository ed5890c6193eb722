// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/graph_difference.hpp.
#include <fairlead/artifacts/graph_difference.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "random_graph.hpp"

using namespace fairlead;
using test::pair_of_graphs;
using positions = std::vector<artifact_position>;

TEST_CASE("a release differs in what came, went and changed, and in all that this touches") {
  artifact_graph old_graph;
  for (const char* key : {"app", "gone", "lib", "tool"}) { old_graph.add_artifact({key, "", "1", ""}); }
  old_graph.add_dependency({0}, {1});
  old_graph.add_dependency({0}, {2}, dependency_kind::runtime | dependency_kind::build);
  artifact_graph new_graph;
  for (const char* key : {"app", "lib", "new", "tool"}) {
    new_graph.add_artifact({key, "", std::string_view(key) == "lib" ? "2" : "1", ""});
  }
  new_graph.add_dependency({0}, {1}, dependency_kind::runtime | dependency_kind::test);
  new_graph.add_dependency({0}, {2});
  const graph_snapshot before = freeze(old_graph, cycle_policy::reject);
  const graph_snapshot after = freeze(new_graph, cycle_policy::reject);
  const graph_difference found = difference(before, after);
  CHECK(found.added == positions{after.at("new")});
  CHECK(found.removed == positions{before.at("gone")});
  CHECK(found.changed == std::vector<changed_artifact>{{before.at("lib"), after.at("lib")}});
  CHECK(found.gained == std::vector<changed_dependency>{{after.at("app"), after.at("lib"), dependency_kind::test},
                                                        {after.at("app"), after.at("new"), dependency_kind::runtime}});
  CHECK(found.lost == std::vector<changed_dependency>{{before.at("app"), before.at("gone"), dependency_kind::runtime},
                                                      {before.at("app"), before.at("lib"), dependency_kind::build}});
  CHECK(found.impact == positions{after.at("lib"), after.at("new"), after.at("app")});
  CHECK(difference(after, after).empty());
  CHECK(difference(after, after).impact.empty());
}

TEST_CASE("a difference is what sets of names and of edges differ in") {
  std::mt19937 random(34);
  const auto edges_of = [](const graph_snapshot& graph) {
    std::map<std::pair<std::string, std::string>, unsigned> edges;
    for (artifact_position v = 0; v != graph.artifact_count(); ++v) {
      for (const artifact_position to : graph.dependencies(v)) {
        edges[{std::string(graph.key(v)), std::string(graph.key(to))}] = static_cast<unsigned>(graph.kinds(v, to));
      }
    }
    return edges;
  };
  const auto edge_set = [](const graph_snapshot& graph, const std::vector<changed_dependency>& list) {
    std::map<std::pair<std::string, std::string>, unsigned> edges;
    for (const auto& each : list) {
      edges[{std::string(graph.key(each.from)), std::string(graph.key(each.to))}] = static_cast<unsigned>(each.kinds);
    }
    CHECK(edges.size() == list.size());
    return edges;
  };
  for (int round = 0; round != 200; ++round) {
    const pair_of_graphs first(random, 25);
    const pair_of_graphs second(random, 25);
    const graph_snapshot& a = first.frozen;
    const graph_snapshot& b = second.frozen;
    const graph_difference found = difference(a, b);
    auto gained = edges_of(b);
    auto lost = edges_of(a);
    for (auto& [edge, kinds] : edges_of(a)) {
      if (gained.contains(edge)) { gained[edge] &= ~kinds; }
    }
    for (auto& [edge, kinds] : edges_of(b)) {
      if (lost.contains(edge)) { lost[edge] &= ~kinds; }
    }
    std::erase_if(gained, [](const auto& each) { return each.second == 0; });
    std::erase_if(lost, [](const auto& each) { return each.second == 0; });
    REQUIRE(edge_set(b, found.gained) == gained);
    REQUIRE(edge_set(a, found.lost) == lost);
    std::set<artifact_position> touched(found.added.begin(), found.added.end());
    for (artifact_position v = 0; v != b.artifact_count(); ++v) {
      REQUIRE(std::binary_search(found.added.begin(), found.added.end(), v) == !a.find(b.key(v)).has_value());
    }
    for (artifact_position v = 0; v != a.artifact_count(); ++v) {
      REQUIRE(std::binary_search(found.removed.begin(), found.removed.end(), v) == !b.find(a.key(v)).has_value());
    }
    for (const auto& each : found.changed) { touched.insert(each.after); }
    for (const auto& each : found.gained) { touched.insert(each.from); }
    for (const auto& each : found.lost) {
      if (const auto there = b.find(a.key(each.from))) { touched.insert(*there); }
    }
    REQUIRE(found.impact == b.impact(positions(touched.begin(), touched.end())));
  }
}
