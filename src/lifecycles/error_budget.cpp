// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of monitor::error_budget.
#include <fairlead/lifecycles/monitor/error_budget.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::monitor::error_budget>;
