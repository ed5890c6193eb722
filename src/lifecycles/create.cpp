// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of the stage create: guards, actions and policies.
#include <fairlead/lifecycles/create/build.ipp>
#include <fairlead/lifecycles/create/release_candidate.ipp>
