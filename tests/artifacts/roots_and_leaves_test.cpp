// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/roots_and_leaves.hpp.
#include <fairlead/artifacts/roots_and_leaves.hpp>

#include <vector>

#include <doctest/doctest.h>

#include <fairlead/artifacts/freeze.hpp>

using namespace fairlead;
using positions = std::vector<artifact_position>;

TEST_CASE("a leaf is known to depend on nothing, a root is depended on by nothing") {
  artifact_graph graph;
  for (const char* key : {"app", "closed", "lost", "open"}) { graph.add_artifact({key, "", "", ""}); }
  for (std::uint32_t i = 0; i != 3; ++i) { graph.set_completeness({i}, completeness::known); }
  graph.add_dependency({0}, {1});
  graph.add_dependency({0}, {2}, dependency_kind::test);
  graph.add_dependency({0}, {3}, dependency_kind::build);
  graph.add_dangling({2}, "nowhere");
  const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
  const auto app = frozen.at("app"), closed = frozen.at("closed"), lost = frozen.at("lost"), open = frozen.at("open");
  CHECK(roots(frozen) == positions{app});
  CHECK(roots(frozen, dependency_kind::runtime) == positions{lost, open, app});
  CHECK(leaves(frozen) == positions{closed});
  CHECK(leaves(frozen, dependency_kind::peer) == positions{closed, app});
  CHECK(incomplete(frozen, positions{app}) == positions{lost, open});
  CHECK(incomplete(frozen, positions{app}, dependency_kind::test) == positions{lost});
  CHECK(completeness_of_closure(frozen, app) == completeness::unknown);
  CHECK(completeness_of_closure(frozen, app, dependency_kind::runtime) == completeness::known);
  REQUIRE(dangling_from(frozen, lost).size() == 1);
  CHECK(dangling_from(frozen, lost)[0].reference == "nowhere");
  CHECK(dangling_from(frozen, app).empty());
  CHECK_THROWS_AS((void)dangling_from(frozen, 4), error);
}

TEST_CASE("a circle on which nothing depends has no root") {
  artifact_graph graph;
  graph.add_artifact({"a", "", "", ""});
  graph.add_artifact({"b", "", "", ""});
  graph.add_dependency({0}, {1});
  graph.add_dependency({1}, {0});
  CHECK(roots(freeze(graph, cycle_policy::condense)).empty());
}
