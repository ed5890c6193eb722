// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of release::freeze_window.
#include <fairlead/lifecycles/release/freeze_window.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::release::freeze_window>;
