// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/paths.hpp>

#include <set>

#include <doctest/doctest.h>

#include <fairlead/lifecycles.hpp>

#include "hotfix.hpp"

using fairlead::description_of;
using tests::hotfix;

namespace {

template <class Lifecycle>
void require_cover() {
  const auto& lifecycle = description_of<Lifecycle>;
  std::set<std::uint16_t> taken;
  for (const auto& path : fairlead::covering_paths(lifecycle)) {
    REQUIRE_FALSE(path.empty());
    CHECK(has(lifecycle.states[lifecycle.edges[path.front()].source]->marks, fairlead::legend::initial));
    for (std::size_t i = 0; i < path.size(); ++i) {
      taken.insert(path[i]);
      if (i > 0) { CHECK(lifecycle.edges[path[i]].source == lifecycle.edges[path[i - 1]].target); }
    }
  }
  CHECK(taken.size() == lifecycle.edges.size());
}

}  // namespace

TEST_CASE("the shortest path to a state is told in names") {
  const auto path = fairlead::shortest_path(description_of<hotfix>, "live");
  REQUIRE(path);
  CHECK(spell(description_of<hotfix>, *path) == "draft submit in_review vote approved deploy live");
}

TEST_CASE("to the initial state it is empty, and to a state that is not there, there is none") {
  CHECK(fairlead::shortest_path(description_of<hotfix>, "draft")->empty());
  CHECK_FALSE(fairlead::shortest_path(description_of<hotfix>, "nowhere"));
}

TEST_CASE("the covering paths take every edge, each from the initial state without a gap") {
  require_cover<hotfix>();
  require_cover<tests::siren>();
  require_cover<fairlead::create::release_candidate>();
  require_cover<fairlead::release::deployment>();
  require_cover<fairlead::package::approval>();
}
