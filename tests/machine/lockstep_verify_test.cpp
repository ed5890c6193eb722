// SPDX-License-Identifier: BSL-1.0
// The stock lifecycles of verify/ on both engines in lockstep.
#include <fairlead/lifecycles/verify/check_run.hpp>
#include <fairlead/lifecycles/verify/finding.hpp>
#include <fairlead/lifecycles/verify/quality_gate.hpp>

#include "lockstep.hpp"

TEST_CASE("check_run goes the same way on every engine") {
  tests::lockstep<fairlead::verify::check_run>(26).walk(tests::lockstep_events());
}
TEST_CASE("finding goes the same way on every engine") {
  tests::lockstep<fairlead::verify::finding>(27).walk(tests::lockstep_events());
}
TEST_CASE("quality_gate goes the same way on every engine") {
  tests::lockstep<fairlead::verify::quality_gate>(28).walk(tests::lockstep_events());
}
