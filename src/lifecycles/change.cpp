// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of vcs::change.
#include <fairlead/lifecycles/vcs/change.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::vcs::change>;
