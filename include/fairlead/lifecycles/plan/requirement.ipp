// SPDX-License-Identifier: BSL-1.0
// The definitions of requirement.hpp.
#ifndef FAIRLEAD_LIFECYCLES_PLAN_REQUIREMENT_IPP
#define FAIRLEAD_LIFECYCLES_PLAN_REQUIREMENT_IPP

#include <algorithm>
#include <utility>

#include "../elements.hpp"
#include "requirement.hpp"

namespace fairlead::plan {

FAIRLEAD_INLINE verdict requirement::acceptance_criteria::operator()(const accept& event) const {
  std::vector<std::string> sorted = event.criteria;
  std::ranges::sort(sorted);
  if (sorted.empty() || sorted.front().empty()) { return refuse("it must be said what is to be verified"); }
  const auto again = std::ranges::adjacent_find(sorted);
  return again == sorted.end() ? pass() : refuse("the criterion '" + *again + "' stands twice");
}

FAIRLEAD_INLINE verdict requirement::value_scored::operator()(const accept& event) const {
  for (const auto& [what, points] : {std::pair("user value", event.score.user_value),
                                     {"time criticality", event.score.time_criticality},
                                     {"risk reduction", event.score.risk_reduction},
                                     {"job size", event.score.job_size}}) {
    if (points == 0) { return cannot_determine(std::string("its ") + what); }
    if (!detail::contains(scale, points)) { return refuse(std::string(what) + " is 1, 2, 3, 5, 8, 13 or 20"); }
  }
  return pass();
}

FAIRLEAD_INLINE verdict requirement::original_known::operator()(const mark_duplicate& event, const data& of) const {
  if (event.original.empty() || event.source.reference.empty()) { return refuse("refer to the original"); }
  return event.original == of.id ? refuse("a requirement is no duplicate of itself") : pass();
}

FAIRLEAD_INLINE verdict requirement::linked_change::operator()(const change_merged& event, const data& of) const {
  const auto& named = event.requirements;
  if (event.change.id.empty() || (event.change.id != of.change && !detail::contains(named, of.id))) {
    return refuse("the change " + event.change.id + " is not linked to " + of.id);
  }
  return event.revision ? pass() : cannot_determine("the revision that the change has led to");
}

FAIRLEAD_INLINE verdict requirement::criteria_all_covered::operator()(const verify_passed& event,
                                                                      const data& of) const {
  if (event.revision != of.revision) {
    return refuse("verified was " + event.revision.abbreviated() + ", merged is " + of.revision.abbreviated());
  }
  for (const std::string& criterion : of.criteria) {
    bool tested = false;
    for (const criterion_result& each : event.results) {
      if (each.criterion != criterion || each.source.reference.empty()) { continue; }
      if (each.failing > 0) { return refuse("tests of '" + criterion + "' fail"); }
      tested = true;
    }
    if (!tested) { return refuse("'" + criterion + "' is not covered by a test"); }
  }
  return pass();
}

FAIRLEAD_INLINE verdict requirement::in_live_candidate::operator()(const release_live& event, const data& of) const {
  if (event.release.empty() || event.deployment.reference.empty()) {
    return cannot_determine("which release is live, and where that is to be seen");
  }
  for (const merged_change& each : of.changes) {
    if (!detail::contains(event.changes, each.id)) {
      return refuse("the change " + each.id + " is not in " + event.release);
    }
  }
  return pass();
}

FAIRLEAD_INLINE verdict requirement::delivered_release::operator()(const rolled_back& event, const data& of) const {
  return of.delivery && of.delivery->release == event.release
             ? pass()
             : refuse("this requirement is not live in " + event.release);
}

FAIRLEAD_INLINE verdict requirement::is_owner::operator()(const accepted_by_owner& event, const data& of) const {
  return event.by == of.owner && !event.by.is_robot() ? pass() : refuse(event.by.id + " does not own this requirement");
}

FAIRLEAD_INLINE verdict requirement::wrote_no_change::operator()(const accepted_by_owner& event, const data& of) const {
  const auto own = std::ranges::find_if(of.changes, [&](const merged_change& each) { return each.author == event.by; });
  return own == of.changes.end() ? pass() : refuse(event.by.id + " has written the change " + own->id);
}

FAIRLEAD_INLINE void requirement::baseline::operator()(const accept& event, data& of) const {
  of.criteria = event.criteria;
  of.score = event.score;
}

FAIRLEAD_INLINE void requirement::link_change::operator()(const start& event, data& of) const {
  of.author = event.by;
  of.change = event.change;
}

FAIRLEAD_INLINE void requirement::record_change::operator()(const change_merged& event, data& of) const {
  of.changes.push_back(event.change);
  of.revision = event.revision;
  of.results.clear();
}

FAIRLEAD_INLINE void requirement::stamp_delivery::operator()(const release_live& event, data& of, timestamp at) const {
  of.delivery = requirement::delivery{event.release, at};
}

FAIRLEAD_INLINE void requirement::unstamp_delivery::operator()(const rolled_back& event, data& of) const {
  of.delivery.reset();
  of.reports.push_back(event.deployment);
}

FAIRLEAD_INLINE requirement::ask_owner requirement::ask_owner::from(const release_live& event, const data& of) {
  return {of.id, of.owner, event.release};
}

}  // namespace fairlead::plan

#endif
