// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of vcs::version.
#include <fairlead/lifecycles/vcs/version.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::vcs::version>;
