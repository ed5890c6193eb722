// SPDX-License-Identifier: BSL-1.0
// The definitions of alert.hpp.
#ifndef FAIRLEAD_LIFECYCLES_MONITOR_ALERT_IPP
#define FAIRLEAD_LIFECYCLES_MONITOR_ALERT_IPP

#include "alert.hpp"

namespace fairlead::monitor {

FAIRLEAD_INLINE verdict alert::holds_for_zero::operator()(const condition_true&, const data& of) const {
  return of.for_seconds == 0 ? pass("the condition need not hold for any time")
                             : refuse("the condition must hold for " + std::to_string(of.for_seconds) + " seconds");
}

}  // namespace fairlead::monitor

#endif
