// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of what several stages share.
#include <fairlead/lifecycles/approval_policy.ipp>
#include <fairlead/lifecycles/evidence.ipp>
#include <fairlead/lifecycles/recurrence.ipp>
