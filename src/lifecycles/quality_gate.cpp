// SPDX-License-Identifier: BSL-1.0
// The precompiled machine of verify::quality_gate.
#include <fairlead/lifecycles/verify/quality_gate.hpp>
#include <fairlead/machine/msm.hpp>

template struct fairlead::detail::msm_engine<fairlead::verify::quality_gate>;
