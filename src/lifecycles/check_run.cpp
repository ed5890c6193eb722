// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of verify::check_run.
#include <fairlead/lifecycles/verify/check_run.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::verify::check_run>;
