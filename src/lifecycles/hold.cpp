// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of package::hold.
#include <fairlead/lifecycles/package/hold.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::package::hold>;
