// SPDX-License-Identifier: BSL-1.0
// The definitions of deployment.hpp.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_DEPLOYMENT_IPP
#define FAIRLEAD_LIFECYCLES_RELEASE_DEPLOYMENT_IPP

#include "deployment.hpp"

namespace fairlead::release {

FAIRLEAD_INLINE verdict deployment::needs_approval::operator()(const admit&, const data& of, timestamp at) const {
  const bool covered = of.approval && of.approval->valid(of.contents, at);
  return of.approval_required && !covered ? pass() : refuse("no approval is needed, or a valid one is there");
}

FAIRLEAD_INLINE verdict deployment::digest_matches::operator()(const approval_closed& event, const data& of) const {
  return event.record.subject == of.contents ? pass() : refuse("the approval is for other contents");
}

FAIRLEAD_INLINE verdict deployment::approval_valid::operator()(const window_opened&, const data& of,
                                                               timestamp at) const {
  if (!of.approval_required) { return pass(); }
  return of.approval && of.approval->valid(of.contents, at)
             ? pass()
             : fairlead::needs_approval("the approval has expired or is for other contents");
}

FAIRLEAD_INLINE verdict deployment::candidate_current::operator()(const lock_acquired& event, const data& of) const {
  return event.newest_sequence <= of.sequence ? pass() : refuse("a later deployment was requested");
}

FAIRLEAD_INLINE verdict deployment::gate_permits::operator()(const lock_acquired& event, const data& of,
                                                             timestamp at) const {
  if (event.lease.token == 0 || event.lease.environment != of.environment || at >= event.lease.expires) {
    return refuse("a lease of " + of.environment + " that has not lapsed is needed");
  }
  return event.gate == gate_reading::open || of.overridden ? pass() : refuse("the gate is not open");
}

FAIRLEAD_INLINE verdict deployment::newer::operator()(const newer_enqueued& event, const data& of) const {
  return event.sequence > of.sequence ? pass() : refuse("the other deployment is not newer");
}

FAIRLEAD_INLINE verdict deployment::authorized::operator()(const abort& event, const data& of) const {
  return event.by == of.requester || event.by.has_role(operator_role)
             ? pass()
             : refuse(event.by.id + " is neither the requester nor an operator");
}

FAIRLEAD_INLINE verdict deployment::candidate_healthy::operator()(const operator_resolved& event,
                                                                  const data& of) const {
  return event.health.healthy(of.contents) ? pass() : refuse("the checks of the candidate do not all pass");
}

FAIRLEAD_INLINE verdict deployment::requester_or_operator::operator()(const cancel& event, const data& of) const {
  return event.by == of.requester || event.by.has_role(operator_role)
             ? pass()
             : refuse(event.by.id + " is neither the requester nor an operator");
}

FAIRLEAD_INLINE void deployment::audit_mismatch::operator()(const approval_closed& event, data& of) const {
  of.audit_trail.push_back("an approval of other contents was turned down: " + event.record.subject.to_string());
}

FAIRLEAD_INLINE void deployment::audit_override::operator()(const break_glass_used& event, data& of) const {
  of.overridden = true;
  of.audit_trail.push_back("gate overridden by " + event.by.id + ": " + event.reason);
}

FAIRLEAD_INLINE void deployment::audit::operator()(const operator_resolved& event, data& of) const {
  of.audit_trail.push_back("decided by operator " + event.by.id);
}

}  // namespace fairlead::release

#endif
