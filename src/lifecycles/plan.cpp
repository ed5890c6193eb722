// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of the stage plan: guards, actions and policies.
#include <fairlead/lifecycles/plan/change_plan.ipp>
#include <fairlead/lifecycles/plan/change_request.ipp>
#include <fairlead/lifecycles/plan/release_plan.ipp>
#include <fairlead/lifecycles/plan/release_train.ipp>
#include <fairlead/lifecycles/plan/requirement.ipp>
#include <fairlead/lifecycles/plan/risk.ipp>
