// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of release::deploy_gate.
#include <fairlead/lifecycles/release/deploy_gate.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::release::deploy_gate>;
