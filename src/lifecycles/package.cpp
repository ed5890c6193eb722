// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of the stage package: guards, actions and policies.
#include <fairlead/lifecycles/package/approval.ipp>
#include <fairlead/lifecycles/package/artifact.ipp>
#include <fairlead/lifecycles/package/hold.ipp>
#include <fairlead/lifecycles/package/release_line.ipp>
