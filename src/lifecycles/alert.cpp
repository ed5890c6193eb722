// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of monitor::alert.
#include <fairlead/lifecycles/monitor/alert.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::monitor::alert>;
