// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of package::artifact.
#include <fairlead/lifecycles/package/artifact.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::package::artifact>;
