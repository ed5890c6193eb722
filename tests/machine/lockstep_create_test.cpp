// SPDX-License-Identifier: BSL-1.0
// The stock lifecycles of create/ on both engines in lockstep.
#include <fairlead/lifecycles/create/build.hpp>
#include <fairlead/lifecycles/create/release_candidate.hpp>

#include "lockstep.hpp"

TEST_CASE("build goes the same way on every engine") {
  tests::lockstep<fairlead::create::build>(3).walk(tests::lockstep_events());
}
TEST_CASE("release_candidate goes the same way on every engine") {
  tests::lockstep<fairlead::create::release_candidate>(4).walk(tests::lockstep_events());
}
