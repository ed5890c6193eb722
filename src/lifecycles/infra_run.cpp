// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of configure::infra_run.
#include <fairlead/lifecycles/configure/infra_run.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::configure::infra_run>;
