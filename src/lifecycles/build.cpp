// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of create::build.
#include <fairlead/lifecycles/create/build.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::create::build>;
