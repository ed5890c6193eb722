// SPDX-License-Identifier: BSL-1.0
// The stock lifecycles of vcs/ on both engines in lockstep.
#include <fairlead/lifecycles/vcs/branch.hpp>
#include <fairlead/lifecycles/vcs/change.hpp>
#include <fairlead/lifecycles/vcs/version.hpp>

#include "lockstep.hpp"

TEST_CASE("branch goes the same way on every engine") {
  tests::lockstep<fairlead::vcs::branch>(40).walk(tests::lockstep_events());
}
TEST_CASE("change goes the same way on every engine") {
  tests::lockstep<fairlead::vcs::change>(41).walk(tests::lockstep_events());
}
TEST_CASE("version goes the same way on every engine") {
  tests::lockstep<fairlead::vcs::version>(42).walk(tests::lockstep_events());
}
