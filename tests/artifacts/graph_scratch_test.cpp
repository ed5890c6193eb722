// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/graph_scratch.hpp: what one question leaves behind never shows in the next.
#include <fairlead/artifacts/graph_scratch.hpp>

#include <random>
#include <vector>

#include <doctest/doctest.h>

#include <fairlead/artifacts/freeze.hpp>

#include "random_graph.hpp"

using namespace fairlead;

TEST_CASE("a scratch may go from question to question and from snapshot to snapshot") {
  std::mt19937 random(11);
  graph_scratch scratch;
  for (int round = 0; round != 100; ++round) {
    const test::plain_graph plain = test::random_plain_graph(random, 200);
    const graph_snapshot graph = freeze(test::built(plain, random), cycle_policy::condense);
    for (int query = 0; query != 10; ++query) {
      const std::vector<artifact_position> start{static_cast<artifact_position>(test::below(random, plain.size))};
      const auto used = graph.impact(start, scratch);
      REQUIRE(std::vector<artifact_position>(used.begin(), used.end()) == graph.impact(start));
      REQUIRE(graph.why(start[0], 0, scratch) == graph.why(start[0], 0));
      REQUIRE(graph.waves_of(start, scratch) == graph.waves_of(start));
    }
  }
}

TEST_CASE("a refused question leaves a scratch usable") {
  artifact_graph builder;
  builder.add_artifact({"a", "", "", ""});
  const graph_snapshot graph = freeze(builder, cycle_policy::reject);
  graph_scratch scratch;
  const std::vector<artifact_position> good{0};
  const std::vector<artifact_position> bad{0, 9};
  CHECK_THROWS_AS((void)graph.impact(bad, scratch), error);
  CHECK(graph.impact(good, scratch).size() == 1);
}
