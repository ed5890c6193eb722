// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of plan::risk.
#include <fairlead/lifecycles/plan/risk.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::plan::risk>;
