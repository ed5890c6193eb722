// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of package::approval.
#include <fairlead/lifecycles/package/approval.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::package::approval>;
