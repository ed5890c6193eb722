// SPDX-License-Identifier: BSL-1.0
// The definitions of deploy_gate.hpp.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_DEPLOY_GATE_IPP
#define FAIRLEAD_LIFECYCLES_RELEASE_DEPLOY_GATE_IPP

#include <algorithm>

#include "deploy_gate.hpp"

namespace fairlead::release {

FAIRLEAD_INLINE verdict deploy_gate::no_active_window::operator()(const thaw&, const data& gate, timestamp at) const {
  for (const window& each : gate.windows) {
    if (each.active(at)) { return fairlead::wait(each.ends, "the window " + each.id + " is still active"); }
  }
  return pass();
}

FAIRLEAD_INLINE verdict deploy_gate::authority::operator()(const relax& event, const data& gate) const {
  for (const actor& each : gate.authorities) {
    if (each == event.by) { return pass(); }
  }
  return refuse(event.by.id + " has no authority over this gate");
}

FAIRLEAD_INLINE void deploy_gate::drop_ended_windows::operator()(const deadline&, data& gate, timestamp at) const {
  std::erase_if(gate.windows, [&](const window& each) { return each.ends <= at; });
}

FAIRLEAD_INLINE deploy_gate::announce deploy_gate::announce::from(const data& gate) { return {gate.windows}; }
FAIRLEAD_INLINE deploy_gate::audit deploy_gate::audit::from(const relax& event, const data&) {
  return {event.by, event.reason};
}
FAIRLEAD_INLINE deploy_gate::reevaluate_windows deploy_gate::reevaluate_windows::from(const data& gate) {
  return {gate.windows};
}

}  // namespace fairlead::release

#endif
