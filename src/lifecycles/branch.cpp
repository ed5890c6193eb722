// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of vcs::branch.
#include <fairlead/lifecycles/vcs/branch.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::vcs::branch>;
