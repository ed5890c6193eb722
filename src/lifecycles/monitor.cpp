// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of the stage monitor: guards, actions and policies.
#include <fairlead/lifecycles/monitor/alert.ipp>
#include <fairlead/lifecycles/monitor/error_budget.ipp>
#include <fairlead/lifecycles/monitor/incident.ipp>
#include <fairlead/lifecycles/monitor/probe.ipp>
