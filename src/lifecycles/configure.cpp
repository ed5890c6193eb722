// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of the stage configure: guards, actions and policies.
#include <fairlead/lifecycles/configure/config_item.ipp>
#include <fairlead/lifecycles/configure/infra_run.ipp>
