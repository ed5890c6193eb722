// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of monitor::probe.
#include <fairlead/lifecycles/monitor/probe.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::monitor::probe>;
