// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of package::release_line.
#include <fairlead/lifecycles/package/release_line.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::package::release_line>;
