// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of the stage vcs: guards, actions and policies.
#include <fairlead/lifecycles/vcs/branch.ipp>
#include <fairlead/lifecycles/vcs/branch_protection.ipp>
#include <fairlead/lifecycles/vcs/change.ipp>
#include <fairlead/lifecycles/vcs/review_policy.ipp>
#include <fairlead/lifecycles/vcs/version.ipp>
