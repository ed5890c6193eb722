// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of the stage release: guards, actions and policies.
#include <fairlead/lifecycles/release/deploy_gate.ipp>
#include <fairlead/lifecycles/release/deployment.ipp>
#include <fairlead/lifecycles/release/env_lock.ipp>
#include <fairlead/lifecycles/release/environment.ipp>
#include <fairlead/lifecycles/release/feature_flag.ipp>
#include <fairlead/lifecycles/release/freeze_window.ipp>
#include <fairlead/lifecycles/release/promotion.ipp>
#include <fairlead/lifecycles/release/promotion_set.ipp>
#include <fairlead/lifecycles/release/rollout.ipp>
#include <fairlead/lifecycles/release/rollout_plan.ipp>
#include <fairlead/lifecycles/release/upstream_policy.ipp>
