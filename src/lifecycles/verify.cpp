// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of the stage verify: guards, actions and policies.
#include <fairlead/lifecycles/verify/check_result.ipp>
#include <fairlead/lifecycles/verify/check_run.ipp>
#include <fairlead/lifecycles/verify/finding.ipp>
#include <fairlead/lifecycles/verify/quality_gate.ipp>
