// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of release::env_lock.
#include <fairlead/lifecycles/release/env_lock.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::release::env_lock>;
