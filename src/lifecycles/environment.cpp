// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of release::environment.
#include <fairlead/lifecycles/release/environment.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::release::environment>;
