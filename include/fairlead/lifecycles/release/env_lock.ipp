// SPDX-License-Identifier: BSL-1.0
// The definitions of env_lock.hpp.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_ENV_LOCK_IPP
#define FAIRLEAD_LIFECYCLES_RELEASE_ENV_LOCK_IPP

#include "env_lock.hpp"

namespace fairlead::release {

FAIRLEAD_INLINE verdict env_lock::requester_is_head_of_queue::operator()(const acquire& event, const data& lock) const {
  if (event.by.id.empty()) { return refuse("nobody in particular cannot hold a lock"); }
  const request* head = nullptr;
  for (const request& each : event.queue) {
    const bool before = head == nullptr || (lock.policy == order::oldest_first ? each.sequence < head->sequence
                                                                               : each.sequence > head->sequence);
    head = before ? &each : head;
  }
  if (head == nullptr) { return refuse(event.by.id + " has not asked for the lock"); }
  return head->principal == event.by.id ? pass() : blocked_by(head->principal);
}

FAIRLEAD_INLINE verdict env_lock::lease_runs::operator()(const renew&, const data& lock, timestamp at) const {
  return at < lock.expires ? pass() : refuse("the lease has lapsed: it is resumed, not renewed");
}

FAIRLEAD_INLINE verdict env_lock::environment_quiescent::operator()(const force_unlock& event, const data& lock,
                                                                    timestamp at) const {
  const activity_report& seen = event.activity;
  if (seen.environment != lock.environment || seen.source.reference.empty()) {
    return cannot_determine("whether " + lock.environment + " is quiescent: no report of it is referred to");
  }
  if (seen.observed < lock.orphaned_at || seen.observed > at) {
    return cannot_determine("whether " + lock.environment +
                            " is quiescent: the report is not of the time since "
                            "the lease lapsed");
  }
  return seen.running == 0 ? pass()
                           : refuse(std::to_string(seen.running) + " operations still run in " + lock.environment);
}

FAIRLEAD_INLINE void env_lock::issue_fencing_token::operator()(const acquire&, data& lock, timestamp at) const {
  ++lock.token;
  lock.expires = at + held::patience;
}

FAIRLEAD_INLINE void env_lock::record_orphan::operator()(const deadline&, data& lock, timestamp at) const {
  lock.orphaned_at = at;
  lock.audit_trail.push_back("the lease of " + lock.requester.id + " lapsed");
}

FAIRLEAD_INLINE void env_lock::audit::operator()(const force_unlock& event, data& lock) const {
  lock.audit_trail.push_back("unlocked by operator " + event.by.id + " from " + lock.requester.id + ", see " +
                             event.activity.source.reference);
}

FAIRLEAD_INLINE env_lock::lease_granted env_lock::lease_granted::from(const data& lock) {
  return {{lock.environment, lock.requester.id, lock.token, lock.expires}};
}

}  // namespace fairlead::release

#endif
