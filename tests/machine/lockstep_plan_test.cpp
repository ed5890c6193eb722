// SPDX-License-Identifier: BSL-1.0
// The stock lifecycles of plan/ on both engines in lockstep.
#include <fairlead/lifecycles/plan/change_request.hpp>
#include <fairlead/lifecycles/plan/release_plan.hpp>
#include <fairlead/lifecycles/plan/requirement.hpp>
#include <fairlead/lifecycles/plan/risk.hpp>

#include "lockstep.hpp"

TEST_CASE("change_request goes the same way on every engine") {
  tests::lockstep<fairlead::plan::change_request>(13).walk(tests::lockstep_events());
}
TEST_CASE("release_plan goes the same way on every engine") {
  tests::lockstep<fairlead::plan::release_plan>(14).walk(tests::lockstep_events());
}
TEST_CASE("requirement goes the same way on every engine") {
  tests::lockstep<fairlead::plan::requirement>(15).walk(tests::lockstep_events());
}
TEST_CASE("risk goes the same way on every engine") {
  tests::lockstep<fairlead::plan::risk>(16).walk(tests::lockstep_events());
}
