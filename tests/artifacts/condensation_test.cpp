// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/condensation.hpp.
#include <fairlead/artifacts/condensation.hpp>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "random_graph.hpp"

using namespace fairlead;
using test::pair_of_graphs;

TEST_CASE("a unit is what depends on each other in circles, and depends on smaller units alone") {
  std::mt19937 random(31);
  for (int round = 0; round != 300; ++round) {
    const pair_of_graphs both(random, 40);
    for (const dependency_kind kinds : {all_dependency_kinds, dependency_kind::runtime}) {
      const auto reach = both.reach(kinds);
      const condensation units(both.frozen, kinds);
      std::set<std::pair<release_unit, release_unit>> pairs;
      for (artifact_position a = 0; a != reach.size(); ++a) {
        const auto members = units.members(units.unit_of(a));
        REQUIRE(std::binary_search(members.begin(), members.end(), a));
        REQUIRE(units.is_cyclic(units.unit_of(a)) == reach[a].contains(a));
        for (artifact_position b = 0; b != reach.size(); ++b) {
          if (a == b) { continue; }
          REQUIRE((units.unit_of(a) == units.unit_of(b)) == (reach[a].contains(b) && reach[b].contains(a)));
          if (overlaps(both.frozen.kinds(a, b), kinds) && units.unit_of(a) != units.unit_of(b)) {
            pairs.emplace(units.unit_of(a), units.unit_of(b));
          }
        }
      }
      REQUIRE(units.dependency_count() == pairs.size());
      for (release_unit unit = 0; unit != units.size(); ++unit) {
        std::vector<release_unit> down;
        std::vector<release_unit> up;
        for (const auto& [from, to] : pairs) {
          REQUIRE(to < from);
          if (from == unit) { down.push_back(to); }
          if (to == unit) { up.push_back(from); }
        }
        REQUIRE(std::equal(down.begin(), down.end(), units.dependencies(unit).begin(), units.dependencies(unit).end()));
        REQUIRE(std::equal(up.begin(), up.end(), units.dependents(unit).begin(), units.dependents(unit).end()));
      }
    }
  }
}

TEST_CASE("a position of another snapshot is refused by a condensation") {
  const condensation units(freeze(artifact_graph{}, cycle_policy::reject));
  CHECK(units.size() == 0);
  CHECK_THROWS_AS((void)units.unit_of(0), error);
}
