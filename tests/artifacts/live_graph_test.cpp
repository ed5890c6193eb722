// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/live_graph.hpp, against searching the whole graph for each dependency.
#include <fairlead/artifacts/live_graph.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <fairlead/artifacts/graph_difference.hpp>

#include "random_graph.hpp"

using namespace fairlead;
using test::pair_of_graphs;

TEST_CASE("a dependency that closes a cycle is refused with the cycle, and changes nothing") {
  artifact_graph graph;
  for (const char* key : {"app", "lib", "base"}) { graph.add_artifact({key, "", "", ""}); }
  graph.add_dependency({0}, {1});
  live_graph live(freeze(graph, cycle_policy::reject));
  const artifact_id app = *live.find("app"), lib = *live.find("lib"), base = *live.find("base");
  CHECK(live.add_dependency(lib, base));
  const insertion refused = live.add_dependency(base, app);
  CHECK_FALSE(refused);
  CHECK(live.spell(refused) == "app -> lib -> base -> app");
  CHECK_FALSE(live.may_depend(base, lib));
  CHECK(live.may_depend(app, base));
  CHECK(live.add_dependency(app, app));
  const artifact_id late = live.add_artifact({"late", "", "", ""});
  CHECK(live.add_artifact({"late", "", "", ""}) == late);
  CHECK(live.add_dependency(base, late));
  CHECK(live.spell(live.add_dependency(late, app)) == "app -> lib -> base -> late -> app");
  const graph_snapshot frozen = live.freeze();
  CHECK(frozen.spell(frozen.why(frozen.at("app"), frozen.at("late"))) == "app -> lib -> base -> late");
  CHECK(frozen.dependency_count() == 3);
}

TEST_CASE("what is no artifact of a live graph, or contradicts it, is refused") {
  artifact_graph graph;
  graph.add_artifact({"a", "", "1", ""});
  live_graph live(freeze(graph, cycle_policy::reject));
  CHECK_THROWS_AS((void)live.may_depend({0}, {1}), error);
  CHECK_THROWS_AS(live.add_dependency({1}, {0}), error);
  CHECK_THROWS_AS(live.add_dependency({0}, {0}, dependency_kind::none), error);
  CHECK_THROWS_AS((void)live.key({1}), error);
  CHECK_THROWS_AS(live.add_artifact({"a", "", "2", ""}), error);
  CHECK_THROWS_AS(live.add_artifact({"", "", "2", ""}), error);
  CHECK(live.add_artifact({"a", "", "1", ""}) == artifact_id{0});
  CHECK(live.artifact_count() == 1);
}

TEST_CASE("every insertion is accepted exactly if a search of the whole graph finds no way back") {
  std::mt19937 random(61);
  for (int round = 0; round != 150; ++round) {
    const pair_of_graphs both(random, 25);
    live_graph live(both.frozen);
    std::size_t size = both.plain.size;
    std::vector<std::set<std::uint32_t>> edges(size);
    for (artifact_position v = 0; v != size; ++v) {
      edges[v].insert(both.frozen.dependencies(v).begin(), both.frozen.dependencies(v).end());
    }
    const auto reach = both.reach();
    const auto distance = [&](std::uint32_t from, std::uint32_t to) {
      std::vector<std::pair<std::uint32_t, std::size_t>> queue{{from, 1}};
      std::set<std::uint32_t> seen{from};
      for (std::size_t next = 0; next != queue.size(); ++next) {
        if (queue[next].first == to) { return queue[next].second; }
        for (const std::uint32_t each : edges[queue[next].first]) {
          if (seen.insert(each).second) { queue.emplace_back(each, queue[next].second + 1); }
        }
      }
      return std::size_t{0};
    };
    for (int step = 0; step != 60; ++step) {
      if (test::below(random, 10) == 0) {
        live.add_artifact({"late" + std::to_string(size), "", "", ""});
        edges.emplace_back();
        ++size;
      }
      const auto from = static_cast<std::uint32_t>(test::below(random, size));
      const auto to = static_cast<std::uint32_t>(test::below(random, size));
      if (from == to) { continue; }
      const std::size_t back = distance(to, from);
      const bool old_cycle =
          from < reach.size() && to < reach.size() && reach[from].contains(to) && reach[to].contains(from);
      const bool expected = back == 0 || old_cycle;
      REQUIRE(static_cast<bool>(live.may_depend({from}, {to})) == expected);
      const insertion made = live.add_dependency({from}, {to});
      REQUIRE(static_cast<bool>(made) == expected);
      if (expected) {
        edges[from].insert(to);
        continue;
      }
      REQUIRE(made.cycle.size() == back);
      REQUIRE(made.cycle.front() == artifact_id{to});
      REQUIRE(made.cycle.back() == artifact_id{from});
      for (std::size_t i = 0; i + 1 != made.cycle.size(); ++i) {
        REQUIRE(edges[made.cycle[i].value].contains(made.cycle[i + 1].value));
      }
    }
    const graph_snapshot frozen = live.freeze();
    REQUIRE(frozen.artifact_count() == size);
    REQUIRE(frozen.cyclic_groups().size() == both.frozen.cyclic_groups().size());
    for (std::uint32_t v = 0; v != size; ++v) {
      std::set<std::string> expected;
      std::set<std::string> found;
      for (const std::uint32_t each : edges[v]) { expected.emplace(live.key({each})); }
      for (const artifact_position each : frozen.dependencies(frozen.at(live.key({v})))) {
        found.emplace(frozen.key(each));
      }
      REQUIRE(found == expected);
    }
  }
}

TEST_CASE("insertions that turn a long chain round end by making the order anew") {
  constexpr std::uint32_t size = 20'000;
  artifact_graph graph;
  for (std::uint32_t i = 0; i != size; ++i) { graph.add_artifact({std::to_string(100'000 + i), "", "", ""}); }
  for (std::uint32_t i = 0; i + 1 != size / 2; ++i) {
    graph.add_dependency({i}, {i + 1});
    graph.add_dependency({size / 2 + i}, {size / 2 + i + 1});
  }
  live_graph live(freeze(graph, cycle_policy::reject));
  const auto at = [&](std::uint32_t i) { return *live.find(std::to_string(100'000 + i)); };
  CHECK(live.add_dependency(at(size / 2 - 1), at(size / 2)));
  CHECK_FALSE(live.may_depend(at(size - 1), at(0)));
  const insertion refused = live.add_dependency(at(size - 1), at(0));
  CHECK(refused.cycle.size() == size);
  CHECK(live.spell(refused).find("(19968 more)") != std::string::npos);
  CHECK(live.add_dependency(at(0), at(size - 1)));
  CHECK(live.freeze().wave_count() == size);
}
