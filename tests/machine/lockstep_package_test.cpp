// SPDX-License-Identifier: BSL-1.0
// The stock lifecycles of package/ on both engines in lockstep.
#include <fairlead/lifecycles/package/approval.hpp>
#include <fairlead/lifecycles/package/artifact.hpp>
#include <fairlead/lifecycles/package/hold.hpp>
#include <fairlead/lifecycles/package/release_line.hpp>

#include "lockstep.hpp"

TEST_CASE("approval goes the same way on every engine") {
  tests::lockstep<fairlead::package::approval>(9).walk(tests::lockstep_events());
}
TEST_CASE("artifact goes the same way on every engine") {
  tests::lockstep<fairlead::package::artifact>(10).walk(tests::lockstep_events());
}
TEST_CASE("hold goes the same way on every engine") {
  tests::lockstep<fairlead::package::hold>(11).walk(tests::lockstep_events());
}
TEST_CASE("release_line goes the same way on every engine") {
  tests::lockstep<fairlead::package::release_line>(12).walk(tests::lockstep_events());
}
