// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/release_walker.hpp.
#include <fairlead/artifacts/release_walker.hpp>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "random_graph.hpp"

using namespace fairlead;
using test::pair_of_graphs;
using positions = std::vector<artifact_position>;

namespace {

artifact_graph chain() {
  artifact_graph graph;
  for (const char* key : {"app", "between", "base", "other"}) { graph.add_artifact({key, "", "", ""}); }
  graph.add_dependency({0}, {1});
  graph.add_dependency({1}, {2});
  return graph;
}

}  // namespace

TEST_CASE("what is ready is handed out once, and the rest when its dependencies are done") {
  const graph_snapshot graph = freeze(chain(), cycle_policy::reject);
  const auto app = graph.at("app"), base = graph.at("base"), other = graph.at("other");
  release_walker walker(graph, positions{app, base, other, app});
  CHECK(walker.state_of(graph.at("between")) == walk_state::outside);
  CHECK(walker.ready() == positions{base, other});
  CHECK(walker.ready().empty());
  CHECK_FALSE(walker.is_finished());
  walker.done(other);
  CHECK(walker.ready().empty());
  walker.done(base);
  CHECK(walker.ready() == positions{app});
  walker.done(app);
  CHECK(walker.is_finished());
  CHECK(walker.count(walk_state::done) == 3);
}

TEST_CASE("a failure blocks what waits for it, and nothing else") {
  const graph_snapshot graph = freeze(chain(), cycle_policy::reject);
  release_walker walker(graph);
  CHECK(walker.ready() == positions{graph.at("base"), graph.at("other")});
  walker.fail(graph.at("base"));
  CHECK(walker.all(walk_state::blocked) == positions{graph.at("between"), graph.at("app")});
  CHECK_FALSE(walker.is_finished());
  walker.done(graph.at("other"));
  CHECK(walker.is_finished());
  CHECK(walker.all(walk_state::failed) == positions{graph.at("base")});
}

TEST_CASE("removal goes the other way") {
  const graph_snapshot graph = freeze(chain(), cycle_policy::reject);
  release_walker walker(graph, release_direction::remove);
  CHECK(walker.ready() == positions{graph.at("other"), graph.at("app")});
  walker.done(graph.at("app"));
  CHECK(walker.ready() == positions{graph.at("between")});
  walker.fail(graph.at("between"));
  CHECK(walker.all(walk_state::blocked) == positions{graph.at("base")});
}

TEST_CASE("reports about what is not running are refused, and change nothing") {
  const graph_snapshot graph = freeze(chain(), cycle_policy::reject);
  release_walker walker(graph);
  CHECK_THROWS_AS(walker.done(graph.at("base")), error);
  CHECK(walker.ready().size() == 2);
  walker.done(graph.at("base"));
  CHECK_THROWS_AS(walker.fail(graph.at("base")), error);
  CHECK_THROWS_AS(walker.done(4), error);
  CHECK_THROWS_AS(release_walker(graph, positions{4}), error);
  CHECK(walker.count(walk_state::done) == 1);
}

TEST_CASE("artifacts in a cycle start together, and a failure of one blocks those not started") {
  artifact_graph graph;
  for (const char* key : {"a", "b", "top"}) { graph.add_artifact({key, "", "", ""}); }
  graph.add_dependency({0}, {1});
  graph.add_dependency({1}, {0});
  graph.add_dependency({2}, {1});
  const graph_snapshot frozen = freeze(graph, cycle_policy::condense);
  release_walker walker(frozen);
  CHECK(walker.ready() == positions{0, 1});
  walker.done(0);
  CHECK(walker.ready().empty());
  walker.fail(1);
  CHECK(walker.state_of(2) == walk_state::blocked);
  CHECK(walker.is_finished());
}

TEST_CASE("a walk in any order starts everything after what it needs, and blocks exactly what needs a failure") {
  std::mt19937 random(32);
  for (int round = 0; round != 400; ++round) {
    const pair_of_graphs both(random, 40);
    const auto kinds = round % 2 == 0 ? all_dependency_kinds : dependency_kind::build;
    const bool removes = round % 4 >= 2;
    const auto reach = both.reach(kinds);
    const positions some = both.some(random);
    const std::set<artifact_position> members(some.begin(), some.end());
    release_walker walker(both.frozen, some, removes ? release_direction::remove : release_direction::deploy, kinds);
    const auto needs = [&](artifact_position a, artifact_position b) {
      return removes ? reach[b].contains(a) : reach[a].contains(b);
    };
    std::set<artifact_position> done, failed, blocked;
    positions running;
    for (;;) {
      for (const artifact_position v : walker.ready()) {
        for (const artifact_position w : members) {
          if (w != v && needs(v, w) && !needs(w, v)) { REQUIRE(done.contains(w)); }
        }
        running.push_back(v);
      }
      // Nothing is held back that could start.
      for (const artifact_position v : members) {
        if (walker.state_of(v) != walk_state::waiting) { continue; }
        REQUIRE(std::any_of(members.begin(), members.end(),
                            [&](artifact_position w) { return needs(v, w) && !needs(w, v) && !done.contains(w); }));
      }
      if (running.empty()) { break; }
      const std::size_t chosen = test::below(random, running.size());
      const artifact_position v = running[chosen];
      running.erase(running.begin() + static_cast<std::ptrdiff_t>(chosen));
      if (test::below(random, 10) == 0) {
        walker.fail(v);
        failed.insert(v);
      } else {
        walker.done(v);
        done.insert(v);
      }
    }
    REQUIRE(walker.is_finished());
    for (const artifact_position v : members) {
      const bool hopeless = std::any_of(failed.begin(), failed.end(), [&](artifact_position w) { return needs(v, w); });
      if (!done.contains(v) && !failed.contains(v)) {
        REQUIRE(hopeless);
        REQUIRE(walker.state_of(v) == walk_state::blocked);
      }
    }
    REQUIRE(walker.count(walk_state::done) == done.size());
    REQUIRE(walker.count(walk_state::failed) == failed.size());
  }
}
