// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of plan::release_plan.
#include <fairlead/lifecycles/plan/release_plan.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::plan::release_plan>;
