// SPDX-License-Identifier: BSL-1.0
// The definitions of infra_run.hpp.
#ifndef FAIRLEAD_LIFECYCLES_CONFIGURE_INFRA_RUN_IPP
#define FAIRLEAD_LIFECYCLES_CONFIGURE_INFRA_RUN_IPP

#include <chrono>

#include "../elements.hpp"
#include "infra_run.hpp"

namespace fairlead::configure {

FAIRLEAD_INLINE verdict infra_run::lock_held::operator()(const run_started& event, const data& of, timestamp at) const {
  const fairlead::lease& held = event.lease;
  if (held.token == 0 || held.environment != of.environment) {
    return refuse("a lease of " + of.environment + " is needed");
  }
  if (held.owner != event.by.id) { return refuse("the lease is held by " + held.owner + ", not by " + event.by.id); }
  return at < held.expires ? pass() : refuse("the lease has lapsed");
}

FAIRLEAD_INLINE verdict infra_run::has_changes::operator()(const planned& event, const data&) const {
  const infra_run::plan& plan = event.plan;
  return plan.creates + plan.changes + plan.destroys > 0 ? pass("the plan has changes")
                                                         : refuse("the plan changes nothing");
}

FAIRLEAD_INLINE verdict infra_run::plan_identified::operator()(const planned& event, const data&) const {
  if (!event.plan.contents) { return refuse("without its digest nobody could tell what they confirm"); }
  return event.plan.state ? pass() : refuse("the digest of the state that was planned against is not known");
}

FAIRLEAD_INLINE verdict infra_run::auto_apply::operator()(const policy_closed&, const data& of) const {
  if (!of.auto_apply) { return refuse("this run waits for a confirmation"); }
  return of.plan.destroys <= of.unasked_destroys
             ? pass("this run is applied without a confirmation")
             : refuse("the plan destroys " + std::to_string(of.plan.destroys) + " resources: that is asked for");
}

FAIRLEAD_INLINE verdict infra_run::override_authority::operator()(const overridden& event, const data& of) const {
  if (event.by.is_robot()) { return refuse("a robot overrides no policy"); }
  return detail::contains(of.override_authorities, event.by.id)
             ? pass()
             : refuse(event.by.id + " may not override the policies of this run");
}

FAIRLEAD_INLINE verdict infra_run::authorized::operator()(const confirmed& event, const data& of) const {
  if (event.by.is_robot()) { return refuse("a robot confirms nothing"); }
  return detail::contains(of.approvers, event.by.id) ? pass() : refuse(event.by.id + " may not confirm this run");
}

FAIRLEAD_INLINE verdict infra_run::plan_fresh::operator()(const confirmed& event, const data& of, timestamp at) const {
  if (event.state != of.plan.state) { return refuse("the state has changed since the plan was made"); }
  return at < of.planned_at + std::chrono::minutes{of.plan_minutes} ? pass("the plan is fresh")
                                                                    : refuse("the plan has grown old");
}

FAIRLEAD_INLINE verdict infra_run::state_matches_reality::operator()(const reconciled& event, const data&) const {
  if (!event.found || event.source.reference.empty()) { return refuse("refer to what was found"); }
  return event.recorded == event.found ? pass() : refuse("the recorded state is not what was found");
}

FAIRLEAD_INLINE verdict infra_run::state_recorded::operator()(const abandoned& event, const data&) const {
  return event.recorded && !event.source.reference.empty() ? pass()
                                                           : refuse("write down the state that is left behind");
}

FAIRLEAD_INLINE void infra_run::save_plan_digest::operator()(const planned& event, data& of, timestamp at) const {
  of.plan = event.plan;
  of.planned_at = at;
}

FAIRLEAD_INLINE void infra_run::audit_override::operator()(const overridden& event, data& of) const {
  of.audit_trail.push_back("policy overridden by " + event.by.id + ": " + event.reason);
}

FAIRLEAD_INLINE void infra_run::audit_override::operator()(const confirmed& event, data& of) const {
  of.audit_trail.push_back("gate overridden by " + event.override_by->by.id + ": " + event.override_by->reason);
}

}  // namespace fairlead::configure

#endif
