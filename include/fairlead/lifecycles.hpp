// SPDX-License-Identifier: BSL-1.0
// All stock lifecycles, by the stage of the release that they belong to. C++20 only.
#ifndef FAIRLEAD_LIFECYCLES_HPP
#define FAIRLEAD_LIFECYCLES_HPP

// IWYU pragma: begin_exports
#include "lifecycles/approval_policy.hpp"
#include "lifecycles/configure/config_item.hpp"
#include "lifecycles/configure/infra_run.hpp"
#include "lifecycles/create/build.hpp"
#include "lifecycles/create/release_candidate.hpp"
#include "lifecycles/monitor/alert.hpp"
#include "lifecycles/monitor/error_budget.hpp"
#include "lifecycles/monitor/incident.hpp"
#include "lifecycles/monitor/probe.hpp"
#include "lifecycles/package/approval.hpp"
#include "lifecycles/package/artifact.hpp"
#include "lifecycles/package/hold.hpp"
#include "lifecycles/package/release_line.hpp"
#include "lifecycles/plan/change_request.hpp"
#include "lifecycles/plan/release_plan.hpp"
#include "lifecycles/plan/requirement.hpp"
#include "lifecycles/plan/risk.hpp"
#include "lifecycles/release/deploy_gate.hpp"
#include "lifecycles/release/deployment.hpp"
#include "lifecycles/release/env_lock.hpp"
#include "lifecycles/release/environment.hpp"
#include "lifecycles/release/feature_flag.hpp"
#include "lifecycles/release/freeze_window.hpp"
#include "lifecycles/release/promotion.hpp"
#include "lifecycles/release/rollout.hpp"
#include "lifecycles/vcs/branch.hpp"
#include "lifecycles/vcs/change.hpp"
#include "lifecycles/vcs/version.hpp"
#include "lifecycles/verify/check_run.hpp"
#include "lifecycles/verify/finding.hpp"
#include "lifecycles/verify/quality_gate.hpp"
// IWYU pragma: end_exports

#endif
