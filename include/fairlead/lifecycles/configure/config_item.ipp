// SPDX-License-Identifier: BSL-1.0
// The definitions of config_item.hpp.
#ifndef FAIRLEAD_LIFECYCLES_CONFIGURE_CONFIG_ITEM_IPP
#define FAIRLEAD_LIFECYCLES_CONFIGURE_CONFIG_ITEM_IPP

#include "../elements.hpp"
#include "config_item.hpp"

namespace fairlead::configure {

FAIRLEAD_INLINE verdict config_item::baseline_approved::operator()(const baseline_set& event, const data&,
                                                                   timestamp at) const {
  return approved(event.approval, event.desired, at);
}

FAIRLEAD_INLINE verdict config_item::change_authorized::operator()(const desired_changed& event, const data&,
                                                                   timestamp at) const {
  return approved(event.approval, event.desired, at);
}

FAIRLEAD_INLINE verdict config_item::change_authorized::operator()(const accept_drift& event, const data& of,
                                                                   timestamp at) const {
  return approved(event.approval, of.observed, at);
}

FAIRLEAD_INLINE verdict config_item::differs::operator()(const drift_detected& event, const data& of) const {
  if (!event.observed) { return cannot_determine("the digest of what was observed"); }
  return event.observed != of.desired ? pass() : refuse("what was observed is what should be there");
}

FAIRLEAD_INLINE verdict config_item::authority::operator()(const suspend& event, const data& of) const {
  if (event.by.is_robot()) { return refuse("a robot suspends nothing"); }
  return detail::contains(of.authorities, event.by.id)
             ? pass()
             : refuse(event.by.id + " may not suspend the management of this item");
}

FAIRLEAD_INLINE void config_item::record_drift::operator()(const drift_detected& event, data& of) const {
  of.observed = event.observed;
  of.author = event.changed_by;
}

FAIRLEAD_INLINE void config_item::rebaseline::operator()(const accept_drift& event, data& of) const {
  of.desired = of.observed;
  of.audit_trail.push_back("drift accepted by " + event.by.id);
}

FAIRLEAD_INLINE void config_item::record_suspension::operator()(const suspend& event, data& of) const {
  of.suspended_by = suspension{event.by, event.reason, event.expires};
  of.audit_trail.push_back("suspended by " + event.by.id + ": " + event.reason);
}

FAIRLEAD_INLINE void config_item::audit_override::operator()(const remediate& event, data& of) const {
  of.audit_trail.push_back("gate overridden by " + event.override_by->by.id + ": " + event.override_by->reason);
}

FAIRLEAD_INLINE void config_item::audit::operator()(const operator_fixed& event, data& of) const {
  of.audit_trail.push_back("repaired by operator " + event.by.id + ": " + event.source.reference);
}

FAIRLEAD_INLINE void config_item::record_retirement::operator()(const retire& event, data& of) const {
  of.audit_trail.push_back("retired by " + event.by.id + ": " + event.reason);
}

FAIRLEAD_INLINE verdict config_item::approved(const approval_record& approval, const digest& contents, timestamp at) {
  if (!approval.valid(contents, at)) { return needs_approval("of " + contents.abbreviated()); }
  return approval.approvers.empty() ? needs_approval("by somebody with a name") : pass();
}

}  // namespace fairlead::configure

#endif
