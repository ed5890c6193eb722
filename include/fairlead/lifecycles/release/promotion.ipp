// SPDX-License-Identifier: BSL-1.0
// The definitions of promotion.hpp.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_PROMOTION_IPP
#define FAIRLEAD_LIFECYCLES_RELEASE_PROMOTION_IPP

#include "promotion.hpp"

namespace fairlead::release {

FAIRLEAD_INLINE upstream_verdict promotion::data::evaluate(const std::vector<verification>& reports,
                                                           timestamp at) const {
  const bool sound = contents && set.sound().passes();
  return sound ? upstream.evaluate(contents, reports, at) : upstream_verdict::fail;
}

FAIRLEAD_INLINE bool promotion::data::approved(timestamp at) const {
  return !approval_required || (approval && approval->valid(contents, at));
}

FAIRLEAD_INLINE verdict promotion::upstream_says_so::operator()(const evaluated& event, const data& of,
                                                                timestamp at) const {
  const upstream_verdict come_to = of.evaluate(event.upstream, at);
  return come_to == event.verdict
             ? pass()
             : refuse("the set and what is known of it upstream come to " + std::string(enumerator_name(come_to)));
}

FAIRLEAD_INLINE verdict promotion::digest_matches::operator()(const approval_closed& event, const data& of) const {
  return event.record.subject == of.contents ? pass() : refuse("the approval is for other contents");
}

FAIRLEAD_INLINE verdict promotion::all_locks_held::operator()(const started& event, const data& of,
                                                              timestamp at) const {
  return of.set.locked(event.by, event.locks, at);
}

FAIRLEAD_INLINE verdict promotion::gate_permits::operator()(const started& event, const data& of) const {
  const verdict open = of.set.gates_open(event.gates);
  return event.override_by && open.kind() == verdict_kind::refuse ? break_glass{}(event) : open;
}

FAIRLEAD_INLINE verdict promotion::newer::operator()(const superseded& event, const data& of) const {
  return event.sequence > of.sequence ? pass() : refuse("the other promotion is not newer");
}

FAIRLEAD_INLINE verdict promotion::member_healthy::operator()(const member_live& event, const data& of) const {
  const promotion_member* member = of.set.find(event.artifact);
  if (member == nullptr || member->stage != member_stage::started) {
    return refuse(event.artifact + " was not started");
  }
  return event.health.healthy(member->contents) ? pass()
                                                : refuse("the checks of " + event.artifact + " do not all pass");
}

FAIRLEAD_INLINE verdict promotion::previous_healthy::operator()(const member_restored& event, const data& of) const {
  const promotion_member* member = of.set.find(event.artifact);
  if (member == nullptr || member->stage != member_stage::restoring) {
    return refuse(event.artifact + " was not to be restored");
  }
  return member->is_previous(event.health) ? pass()
                                           : refuse("what was live of " + event.artifact + " is not healthy again");
}

FAIRLEAD_INLINE verdict promotion::all_members_live::operator()(const member_live& event, const data& of) const {
  return of.set.all_live_but(event.artifact) ? pass("all members are live") : refuse("members are not yet live");
}

FAIRLEAD_INLINE verdict promotion::all_members_restored::operator()(const member_restored& event,
                                                                    const data& of) const {
  return of.set.all_restored_but(event.artifact) ? pass("all are restored") : refuse("some are not yet restored");
}

FAIRLEAD_INLINE void promotion::record_reasons::operator()(const evaluated& event, data& of) const {
  of.audit_trail.push_back("refused: " + std::string(of.set.sound().reason()));
  for (const verification& each : event.upstream) {
    of.audit_trail.push_back(each.environment + ": " + std::to_string(each.health.passing) + " of " +
                             std::to_string(each.health.total) + " checks, " + each.health.source.reference);
  }
}

FAIRLEAD_INLINE void promotion::audit_mismatch::operator()(const approval_closed& event, data& of) const {
  of.audit_trail.push_back("an approval of other contents was turned down: " + event.record.subject.to_string());
}

FAIRLEAD_INLINE void promotion::audit_start::operator()(const started& event, data& of) const {
  if (of.set.gates_open(event.gates).passes()) { return; }  // the override was not needed
  of.audit_trail.push_back("gate overridden by " + event.override_by->by.id + ": " + event.override_by->reason);
}

FAIRLEAD_INLINE void promotion::advance::operator()(const member_live& event, data& of) const {
  of.set.mark(event.artifact, member_stage::live);
  of.due = of.set.start_wave();
}

FAIRLEAD_INLINE void promotion::retreat::operator()(const member_restored& event, data& of) const {
  of.set.mark(event.artifact, member_stage::restored);
  of.due = of.set.compensate_wave();
}

FAIRLEAD_INLINE void promotion::audit::operator()(const operator_resolved& event, data& of) const {
  of.audit_trail.push_back("decided by operator " + event.by.id);
}

FAIRLEAD_INLINE promotion::subscribe_dependency promotion::subscribe_dependency::from(const data& of) {
  return {of.upstream.environments};
}
FAIRLEAD_INLINE promotion::start_soak promotion::start_soak::from(const data& of) {
  return {of.contents, of.verified_at};
}

}  // namespace fairlead::release

#endif
