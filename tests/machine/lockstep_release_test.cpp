// SPDX-License-Identifier: BSL-1.0
// The stock lifecycles of release/ on both engines in lockstep.
#include <fairlead/lifecycles/release/deploy_gate.hpp>
#include <fairlead/lifecycles/release/deployment.hpp>
#include <fairlead/lifecycles/release/env_lock.hpp>
#include <fairlead/lifecycles/release/environment.hpp>
#include <fairlead/lifecycles/release/feature_flag.hpp>
#include <fairlead/lifecycles/release/freeze_window.hpp>
#include <fairlead/lifecycles/release/promotion.hpp>
#include <fairlead/lifecycles/release/rollout.hpp>

#include "lockstep.hpp"

TEST_CASE("deploy_gate goes the same way on every engine") {
  tests::lockstep<fairlead::release::deploy_gate>(17).walk(tests::lockstep_events());
}
TEST_CASE("deployment goes the same way on every engine") {
  tests::lockstep<fairlead::release::deployment>(18).walk(tests::lockstep_events());
}
TEST_CASE("env_lock goes the same way on every engine") {
  tests::lockstep<fairlead::release::env_lock>(19).walk(tests::lockstep_events());
}
TEST_CASE("environment goes the same way on every engine") {
  tests::lockstep<fairlead::release::environment>(20).walk(tests::lockstep_events());
}
TEST_CASE("feature_flag goes the same way on every engine") {
  tests::lockstep<fairlead::release::feature_flag>(21).walk(tests::lockstep_events());
}
TEST_CASE("freeze_window goes the same way on every engine") {
  tests::lockstep<fairlead::release::freeze_window>(22).walk(tests::lockstep_events());
}
TEST_CASE("promotion goes the same way on every engine") {
  tests::lockstep<fairlead::release::promotion>(23).walk(tests::lockstep_events());
}
TEST_CASE("rollout goes the same way on every engine") {
  tests::lockstep<fairlead::release::rollout>(24).walk(tests::lockstep_events());
}
