// SPDX-License-Identifier: BSL-1.0
// The definitions of environment.hpp.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_ENVIRONMENT_IPP
#define FAIRLEAD_LIFECYCLES_RELEASE_ENVIRONMENT_IPP

#include "environment.hpp"

namespace fairlead::release {

FAIRLEAD_INLINE verdict environment::contents_known::operator()(const deploy_started& event, const data&) const {
  return event.contents ? pass() : refuse("the digest of what is to be deployed is not known");
}

FAIRLEAD_INLINE verdict environment::freeze_exception::operator()(const deploy_started& event, const data&) const {
  if (!event.override_by || event.override_by->reason.empty()) {
    return refuse("a restricted environment needs an exception with a reason");
  }
  return event.override_by->by == event.by ? refuse("nobody excepts their own deployment") : pass();
}

FAIRLEAD_INLINE verdict environment::decommission_approved::operator()(const decommission& event, const data&) const {
  return event.approval.reference.empty() ? needs_approval("to decommission, refer to the approval") : pass();
}

FAIRLEAD_INLINE void environment::bind_running::operator()(const deploy_started& event, data& here) const {
  here.running = event.contents;
  here.newest_token = event.lease.token;
}

FAIRLEAD_INLINE void environment::audit_override::operator()(const deploy_started& event, data& here) const {
  here.audit_trail.push_back("gate overridden by " + event.override_by->by.id + ": " + event.override_by->reason);
}

}  // namespace fairlead::release

#endif
