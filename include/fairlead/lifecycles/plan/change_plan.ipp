// SPDX-License-Identifier: BSL-1.0
// The definitions of change_plan.hpp.
#ifndef FAIRLEAD_LIFECYCLES_PLAN_CHANGE_PLAN_IPP
#define FAIRLEAD_LIFECYCLES_PLAN_CHANGE_PLAN_IPP

#include <utility>

#include "../elements.hpp"
#include "change_plan.hpp"

namespace fairlead::plan {

FAIRLEAD_INLINE verdict change_plan::complete(timestamp at) const {
  if (!contents || scope.empty()) { return cannot_determine("the plan's digest and scope"); }
  for (const auto& [what, document] :
       {std::pair("how to implement it", &implementation), {"how to back out", &backout}, {"how to test it", &test}}) {
    if (document->reference.empty()) { return refuse(std::string("the plan does not say ") + what); }
  }
  if (ends <= begins || ends <= at) { return refuse("the window of the change must lie ahead"); }
  if (begins + longest_window < ends) { return refuse("a window lasts 168 hours at most"); }
  return ends <= at + farthest_ahead ? pass() : refuse("a window ends 2160 hours ahead at most");
}

FAIRLEAD_INLINE bool change_plan::covered_by(const preapproval& grant) const {
  return scope_covers(grant.scope, scope) &&
         detail::none(grant.excluded, [&](const std::string& each) { return scope_covers(each, scope); });
}

FAIRLEAD_INLINE verdict change_level_scored(std::uint32_t level, const std::string& what) {
  if (level == 0) { return cannot_determine("its " + what); }
  return level <= highest_change_level ? pass() : refuse(what + " is at most " + std::to_string(highest_change_level));
}

FAIRLEAD_INLINE const approval_policy* authority_over(const std::vector<change_authority>& authorities,
                                                      std::uint32_t score) {
  const change_authority* highest = nullptr;
  for (const change_authority& each : authorities) {
    if (each.lowest_score <= score && (highest == nullptr || each.lowest_score > highest->lowest_score)) {
      highest = &each;
    }
  }
  return highest == nullptr ? nullptr : &highest->approvals;
}

}  // namespace fairlead::plan

#endif
