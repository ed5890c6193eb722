// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/critical_path.hpp.
#include <fairlead/artifacts/critical_path.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <fairlead/artifacts/condensation.hpp>

#include "random_graph.hpp"

using namespace fairlead;
using test::pair_of_graphs;
using positions = std::vector<artifact_position>;

TEST_CASE("the critical path of a diamond goes through its slower side, and the other has time to spare") {
  artifact_graph graph;
  for (const char* key : {"app", "fast", "slow", "base"}) { graph.add_artifact({key, "", "", ""}); }
  graph.add_dependency({0}, {1});
  graph.add_dependency({0}, {2});
  graph.add_dependency({1}, {3});
  graph.add_dependency({2}, {3});
  const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
  const auto app = frozen.at("app"), fast = frozen.at("fast"), slow = frozen.at("slow"), base = frozen.at("base");
  const release_schedule schedule = critical_path(frozen, [&](artifact_position v) {
    return v == slow ? 10U : v == fast ? 3U : 1U;
  });
  CHECK(schedule.path == positions{base, slow, app});
  CHECK(schedule.duration == 12);
  CHECK(schedule.start[app] == 11);
  CHECK(schedule.slack[fast] == 7);
  CHECK(schedule.slack[slow] == 0);
}

TEST_CASE("an empty graph takes no time") {
  const auto schedule = critical_path(freeze(artifact_graph{}, cycle_policy::reject), std::vector<std::uint64_t>{});
  CHECK(schedule.duration == 0);
  CHECK(schedule.path.empty());
}

TEST_CASE("weights that cannot be added up, or are not one for each, are refused") {
  artifact_graph graph;
  graph.add_artifact({"a", "", "", ""});
  graph.add_artifact({"b", "", "", ""});
  graph.add_dependency({0}, {1});
  const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
  CHECK_THROWS_AS((void)critical_path(frozen, std::vector<std::uint64_t>{1}), error);
  const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  CHECK(critical_path(frozen, std::vector<std::uint64_t>{most, 0}).duration == most);
  try {
    (void)critical_path(frozen, std::vector<std::uint64_t>{most, 1});
    CHECK(false);
  } catch (const error& problem) {
    CHECK(problem.code() == errc::capacity_exceeded);
    CHECK(std::string(problem.what()).find("up to \"a\"") != std::string::npos);
  }
}

TEST_CASE("starts, slack and path agree with trying every delay") {
  std::mt19937 random(33);
  for (int round = 0; round != 200; ++round) {
    const pair_of_graphs both(random, 25);
    const auto kinds = round % 2 == 0 ? all_dependency_kinds : dependency_kind::runtime;
    const auto size = static_cast<artifact_position>(both.plain.size);
    std::vector<std::uint64_t> weights(size);
    for (std::uint64_t& each : weights) { each = test::below(random, 6); }
    const condensation units(both.frozen, kinds);
    const auto reach = both.reach(kinds);
    const auto starts = [&](const std::vector<std::uint64_t>& lasts) {
      std::vector<std::uint64_t> start(size, 0);
      for (bool changed = true; changed;) {
        changed = false;
        for (artifact_position a = 0; a != size; ++a) {
          for (artifact_position b = 0; b != size; ++b) {
            const bool together = units.unit_of(a) == units.unit_of(b);
            const bool after = !together && reach[a].contains(b);
            const std::uint64_t earliest = together ? start[b] : after ? start[b] + lasts[b] : 0;
            changed = changed || earliest > start[a];
            start[a] = std::max(start[a], earliest);
          }
        }
      }
      return start;
    };
    const auto duration = [&](const std::vector<std::uint64_t>& lasts) {
      const auto start = starts(lasts);
      std::uint64_t longest = 0;
      for (artifact_position v = 0; v != size; ++v) { longest = std::max(longest, start[v] + lasts[v]); }
      return longest;
    };
    const release_schedule schedule = critical_path(both.frozen, weights, kinds);
    REQUIRE(schedule.start == starts(weights));
    REQUIRE(schedule.duration == duration(weights));
    for (artifact_position v = 0; v != size; ++v) {
      auto later = weights;
      later[v] += schedule.slack[v];
      REQUIRE(duration(later) == schedule.duration);
      ++later[v];
      REQUIRE(duration(later) == schedule.duration + 1);
    }
    std::uint64_t time = 0;
    for (const artifact_position v : schedule.path) {
      REQUIRE(schedule.start[v] == time);
      REQUIRE(schedule.slack[v] == 0);
      time += weights[v];
    }
    REQUIRE(time == schedule.duration);
  }
}
