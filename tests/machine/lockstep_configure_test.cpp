// SPDX-License-Identifier: BSL-1.0
// The stock lifecycles of configure/ on both engines in lockstep.
#include <fairlead/lifecycles/configure/config_item.hpp>
#include <fairlead/lifecycles/configure/infra_run.hpp>

#include "lockstep.hpp"

TEST_CASE("config_item goes the same way on every engine") {
  tests::lockstep<fairlead::configure::config_item>(1).walk(tests::lockstep_events());
}
TEST_CASE("infra_run goes the same way on every engine") {
  tests::lockstep<fairlead::configure::infra_run>(2).walk(tests::lockstep_events());
}
