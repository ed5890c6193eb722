// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of plan::requirement.
#include <fairlead/lifecycles/plan/requirement.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::plan::requirement>;
