// SPDX-License-Identifier: BSL-1.0
// The definitions of hold.hpp.
#ifndef FAIRLEAD_LIFECYCLES_PACKAGE_HOLD_IPP
#define FAIRLEAD_LIFECYCLES_PACKAGE_HOLD_IPP

#include <algorithm>

#include "../elements.hpp"
#include "hold.hpp"

namespace fairlead::package {

FAIRLEAD_INLINE verdict hold::new_defect::operator()(const place& event, const data& subject) const {
  if (event.defect.empty()) { return refuse("a hold names the defect that it is for"); }
  return detail::any(subject.defects, [&](const defect& each) { return each.id == event.defect; })
             ? refuse("the defect " + event.defect + " already holds this subject")
             : pass();
}

FAIRLEAD_INLINE verdict hold::resolver_role::operator()(const resolve& event, const data& subject) const {
  return detail::contains(subject.resolvers, event.by)
             ? pass()
             : refuse(event.by.id + " may not resolve defects of this subject");
}

FAIRLEAD_INLINE verdict hold::defect_open::operator()(const resolve& event, const data& subject) const {
  return detail::any(subject.defects, [&](const defect& each) { return each.id == event.defect; })
             ? pass()
             : refuse("the defect " + event.defect + " is not open");
}

FAIRLEAD_INLINE verdict hold::last_defect::operator()(const resolve& event, const data& subject) const {
  return subject.defects.size() == 1 && subject.defects.front().id == event.defect
             ? pass()
             : refuse(std::to_string(subject.defects.size()) + " defects are open");
}

FAIRLEAD_INLINE void hold::open_defect::operator()(const place& event, data& subject) const {
  subject.defects.push_back({event.defect, event.by, event.reason});
}

FAIRLEAD_INLINE void hold::close_defect::operator()(const resolve& event, data& subject) const {
  std::erase_if(subject.defects, [&](const defect& each) { return each.id == event.defect; });
}

FAIRLEAD_INLINE hold::remind_holder hold::remind_holder::from(const data& subject) { return {subject.defects}; }

}  // namespace fairlead::package

#endif
