// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/dependency_kind.hpp.
#include <fairlead/artifacts/dependency_kind.hpp>

#include <doctest/doctest.h>

using fairlead::dependency_kind;

static_assert((dependency_kind::runtime | dependency_kind::runtime) == dependency_kind::runtime);
static_assert(overlaps(dependency_kind::runtime | dependency_kind::pre, dependency_kind::pre));
static_assert(!overlaps(dependency_kind::runtime | dependency_kind::pre, dependency_kind::build));
static_assert(!overlaps(dependency_kind::none, fairlead::all_dependency_kinds));
static_assert((fairlead::all_dependency_kinds & dependency_kind::provides) == dependency_kind::provides);

TEST_CASE("a set of kinds is spelled in the order of the enumeration") {
  CHECK(to_string(dependency_kind::pre | dependency_kind::runtime) == "runtime|pre");
  CHECK(to_string(dependency_kind::none) == "none");
  CHECK(to_string(fairlead::all_dependency_kinds) ==
        "runtime|build|test|dev|optional|peer|pre|order_only|contains|provides");
}

TEST_CASE("kinds are added in place") {
  dependency_kind kinds = dependency_kind::test;
  kinds |= dependency_kind::dev;
  CHECK(kinds == (dependency_kind::dev | dependency_kind::test));
}
