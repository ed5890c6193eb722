// SPDX-License-Identifier: BSL-1.0
#include <fairlead/machine/options.hpp>

#include <doctest/doctest.h>

#include "fragile.hpp"

using fairlead::beside;
using fairlead::machine;

static_assert(fairlead::detail::fire_option<fairlead::timestamp>);
static_assert(!fairlead::detail::fire_option<int>);
static_assert(fairlead::siblings<machine<tests::siren>>::include<tests::siren::silent>);
static_assert(!fairlead::siblings<machine<tests::siren>>::include<tests::hotfix::draft>);

TEST_CASE("a sibling is found by the lifecycle that it runs, wherever it stands") {
  const machine<tests::siren> alarm{};
  const machine<tests::fragile> glass{};
  const auto both = beside(glass, alarm);
  const auto scope = fairlead::scope_of<tests::siren::silent>();
  REQUIRE(both.find(scope) != nullptr);
  CHECK(both.find(scope)->name == "silent");
  CHECK(beside(alarm, glass).find(scope) == both.find(scope));
}

TEST_CASE("a sibling that was not brought along is not found") {
  const machine<tests::fragile> glass{};
  CHECK(beside(glass).find(fairlead::scope_of<tests::siren::silent>()) == nullptr);
}
