// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of release::deployment.
#include <fairlead/lifecycles/release/deployment.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::release::deployment>;
