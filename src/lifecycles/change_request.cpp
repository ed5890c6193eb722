// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of plan::change_request.
#include <fairlead/lifecycles/plan/change_request.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::plan::change_request>;
