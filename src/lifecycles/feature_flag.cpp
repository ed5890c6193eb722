// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of release::feature_flag.
#include <fairlead/lifecycles/release/feature_flag.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::release::feature_flag>;
