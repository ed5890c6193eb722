// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of configure::config_item.
#include <fairlead/lifecycles/configure/config_item.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::configure::config_item>;
