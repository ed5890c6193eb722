// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/after.hpp>

#include <fairlead/model.hpp>

#include <doctest/doctest.h>

#include "hotfix.hpp"

namespace {

using fairlead::after;
using fairlead::always_passes;
using fairlead::no_path;
using fairlead::proves;

// From fresh, done is reached directly; once it was broken, only through repair.
struct machine_tool : fairlead::lifecycle {
  struct fresh : initial {};
  struct running {};
  struct broken {};
  struct repaired {};
  struct done : terminal {};
  struct go {};
  struct breaks {};
  struct mend {};
  using transitions = table<row<fresh, go, running>, row<running, go, done>, row<fresh, breaks, broken>,
                            row<broken, mend, repaired>, row<repaired, go, done>, row<repaired, breaks, broken>>;
};
using m = machine_tool;

static_assert(!proves<m, always_passes<m::fresh, m::done, m::repaired>>);
static_assert(proves<m, after<m::broken, always_passes<m::broken, m::done, m::repaired>>>);
static_assert(proves<m, after<m::broken, no_path<m::repaired, m::running>>>);
static_assert(proves<m, after<m::running, no_path<m::broken, m::done>>>, "broken is never reached after running");
static_assert(!proves<m, after<m::broken, no_path<m::repaired, m::done>>>);

constexpr auto walk = fairlead::detail::found_walk<m, after<m::fresh, no_path<m::broken, m::done>>>::value;
static_assert(walk.found && walk.length == 3, "the way to the beginning is part of the counterexample");

}  // namespace

TEST_CASE("a counterexample of after begins in the state that was visited") {
  CHECK(fairlead::description_of<m>.states[walk.start]->name == "fresh");
  CHECK(fairlead::description_of<m>.edges[walk.edges[0]].source == walk.start);
}
