// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of verify::finding.
#include <fairlead/lifecycles/verify/finding.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::verify::finding>;
