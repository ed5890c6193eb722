// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of monitor::incident.
#include <fairlead/lifecycles/monitor/incident.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::monitor::incident>;
