// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of release::promotion.
#include <fairlead/lifecycles/release/promotion.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::release::promotion>;
