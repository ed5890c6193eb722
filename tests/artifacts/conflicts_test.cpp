// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/conflicts.hpp.
#include <fairlead/artifacts/conflicts.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "random_graph.hpp"

using namespace fairlead;
using test::pair_of_graphs;
using positions = std::vector<artifact_position>;

TEST_CASE("two versions of one name are told with the paths that bring them in") {
  artifact_graph graph;
  graph.add_artifact({"app", "app", "1", ""});
  graph.add_artifact({"curl", "curl", "8", ""});
  graph.add_artifact({"zlib@1.2", "zlib", "1.2", ""});
  graph.add_artifact({"zlib@1.3", "zlib", "1.3", ""});
  graph.add_artifact({"zlib@1.3#copy", "zlib", "1.3", ""});
  graph.add_artifact({"alone", "zlib", "0.9", ""});
  graph.add_dependency({0}, {1});
  graph.add_dependency({1}, {2});
  graph.add_dependency({0}, {3});
  graph.add_dependency({1}, {4}, dependency_kind::test);
  const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
  const auto found = conflicts(frozen, positions{frozen.at("app")});
  REQUIRE(found.size() == 1);
  CHECK(spell(frozen, found[0]) == "zlib is needed as 1.2 (app -> curl -> zlib@1.2) and 1.3 (app -> zlib@1.3)");
  CHECK(conflicts(frozen, positions{frozen.at("curl")}, dependency_kind::runtime).empty());
  CHECK(conflicts(frozen, positions{frozen.at("curl")}).size() == 1);
  CHECK_THROWS_AS((void)conflicts(frozen, positions{99}), error);
}

TEST_CASE("conflicts are the names with several versions in the closure, witnessed by shortest paths") {
  std::mt19937 random(44);
  for (int round = 0; round != 200; ++round) {
    const test::plain_graph plain = test::random_plain_graph(random, 30);
    artifact_graph graph;
    for (std::size_t i = 0; i != plain.size; ++i) {
      const std::string key = test::plain_graph::key(i);
      const std::string name = i % 4 == 0 ? "" : "name" + std::to_string(i % 5);
      graph.add_artifact({key, name, std::to_string(i % 3), ""});
    }
    for (const auto& [from, to] : plain.edges) {
      graph.add_dependency({static_cast<std::uint32_t>(from)}, {static_cast<std::uint32_t>(to)});
    }
    const graph_snapshot frozen = freeze(graph, cycle_policy::condense);
    positions wanted(1 + test::below(random, 3));
    for (artifact_position& v : wanted) { v = static_cast<artifact_position>(test::below(random, plain.size)); }
    std::map<std::string, std::map<std::string, std::size_t>> versions;  // the shortest path to each
    for (const artifact_position v : frozen.closure(wanted)) {
      if (frozen.name(v).empty()) { continue; }
      std::size_t& shortest =
          versions[std::string(frozen.name(v))].try_emplace(std::string(frozen.version(v)), 99).first->second;
      for (const artifact_position w : wanted) {
        const std::size_t length = frozen.why(w, v).size();
        if (length != 0) { shortest = std::min(shortest, length); }
      }
    }
    std::erase_if(versions, [](const auto& each) { return each.second.size() < 2; });
    const auto found = conflicts(frozen, wanted);
    REQUIRE(found.size() == versions.size());
    auto expected = versions.begin();
    for (const version_conflict& conflict : found) {
      REQUIRE(conflict.name == expected->first);
      REQUIRE(conflict.versions.size() == expected->second.size());
      auto version = expected->second.begin();
      for (const conflicting_version& each : conflict.versions) {
        REQUIRE(each.version == version->first);
        REQUIRE(each.path.size() == version->second);
        REQUIRE(std::find(wanted.begin(), wanted.end(), each.path.front()) != wanted.end());
        REQUIRE(frozen.version(each.path.back()) == each.version);
        for (std::size_t i = 0; i + 1 != each.path.size(); ++i) {
          REQUIRE(frozen.kinds(each.path[i], each.path[i + 1]) != dependency_kind::none);
        }
        ++version;
      }
      ++expected;
    }
  }
}
