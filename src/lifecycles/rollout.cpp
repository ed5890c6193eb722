// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of release::rollout.
#include <fairlead/lifecycles/release/rollout.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::release::rollout>;
