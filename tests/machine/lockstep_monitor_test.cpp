// SPDX-License-Identifier: BSL-1.0
// The stock lifecycles of monitor/ on both engines in lockstep.
#include <fairlead/lifecycles/monitor/alert.hpp>
#include <fairlead/lifecycles/monitor/error_budget.hpp>
#include <fairlead/lifecycles/monitor/incident.hpp>
#include <fairlead/lifecycles/monitor/probe.hpp>

#include "lockstep.hpp"

TEST_CASE("alert goes the same way on every engine") {
  tests::lockstep<fairlead::monitor::alert>(5).walk(tests::lockstep_events());
}
TEST_CASE("error_budget goes the same way on every engine") {
  tests::lockstep<fairlead::monitor::error_budget>(6).walk(tests::lockstep_events());
}
TEST_CASE("incident goes the same way on every engine") {
  tests::lockstep<fairlead::monitor::incident>(7).walk(tests::lockstep_events());
}
TEST_CASE("probe goes the same way on every engine") {
  tests::lockstep<fairlead::monitor::probe>(8).walk(tests::lockstep_events());
}
