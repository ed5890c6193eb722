// SPDX-License-Identifier: BSL-1.0
#include <fairlead/identity/actor.hpp>

#include <doctest/doctest.h>

using fairlead::actor;

TEST_CASE("two actors are the same if their ids are, whatever their roles") {
  CHECK(actor("ada", {"operator"}) == actor("ada"));
  CHECK_FALSE(actor("ada") == actor("bob"));
}

TEST_CASE("a role is had by its whole name only") {
  const actor ada("ada", {"operator", "admin"});
  CHECK(ada.has_role("admin"));
  CHECK_FALSE(ada.has_role("oper"));
  CHECK_FALSE(actor("ada").has_role(""));
}

TEST_CASE("whether an actor is a robot is told when it is made") {
  CHECK(actor("ci", {}, true).is_robot());
  CHECK_FALSE(actor("ada").is_robot());
}
