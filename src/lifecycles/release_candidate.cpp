// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of create::release_candidate.
#include <fairlead/lifecycles/create/release_candidate.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::create::release_candidate>;
