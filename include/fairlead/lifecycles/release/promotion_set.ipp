// SPDX-License-Identifier: BSL-1.0
// The definitions of promotion_set.hpp.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_PROMOTION_SET_IPP
#define FAIRLEAD_LIFECYCLES_RELEASE_PROMOTION_SET_IPP

#include <algorithm>

#include "../elements.hpp"
#include "promotion_set.hpp"

namespace fairlead::release {

FAIRLEAD_INLINE bool promotion_member::is_previous(const health_report& health) const {
  return previous ? health.healthy(previous) : !health.subject && health.total == 0 && !health.source.reference.empty();
}

FAIRLEAD_INLINE verdict promotion_set::sound() const {
  if (members.empty()) { return refuse("the set is empty"); }
  std::vector<std::string> names{};
  for (const promotion_member& each : members) {
    if (each.artifact.empty() || each.environment.empty() || !each.contents) {
      return refuse("a member has a name, an environment and contents: '" + each.artifact + "' has not");
    }
    names.push_back(each.artifact);
  }
  std::ranges::sort(names);
  const auto twice = std::ranges::adjacent_find(names);
  return twice == names.end() ? pass() : refuse(*twice + " stands twice in the set");
}

FAIRLEAD_INLINE const promotion_member* promotion_set::find(const std::string& artifact) const {
  const auto found = std::ranges::find(members, artifact, &promotion_member::artifact);
  return found == members.end() ? nullptr : &*found;
}

FAIRLEAD_INLINE void promotion_set::mark(const std::string& artifact, member_stage stage) {
  const auto found = std::ranges::find(members, artifact, &promotion_member::artifact);
  if (found != members.end()) { found->stage = stage; }
}

FAIRLEAD_INLINE verdict promotion_set::locked(const actor& who, const std::vector<lease>& locks, timestamp at) const {
  for (const promotion_member& each : members) {
    const std::string& there = each.environment;
    const auto lock = std::ranges::find(locks, there, &lease::environment);
    if (lock == locks.end() || lock->token == 0) { return refuse("a lease of " + there + " is needed"); }
    if (lock->owner != who.id) {
      return refuse("the lease of " + there + " is held by " + lock->owner + ", not by " + who.id);
    }
    if (at >= lock->expires) { return refuse("the lease of " + there + " has lapsed"); }
  }
  return pass();
}

FAIRLEAD_INLINE verdict promotion_set::gates_open(const std::vector<gate_report>& gates) const {
  std::string shut{};
  for (const promotion_member& each : members) {
    const auto report = std::ranges::find(gates, each.environment, &gate_report::environment);
    if (report == gates.end()) { return cannot_determine("whether the gate of " + each.environment + " is open"); }
    if (report->gate != gate_report::reading::open) { shut = each.environment; }
  }
  return shut.empty() ? pass() : refuse("the gate of " + shut + " is not open");
}

FAIRLEAD_INLINE verdict promotion_set::is_healthy(const std::vector<health_report>& reports) const {
  const bool all = detail::every(members, [&](const promotion_member& member) {
    return detail::any(reports, [&](const health_report& each) { return each.healthy(member.contents); });
  });
  return all ? pass() : refuse("the checks of the members do not all pass");
}

FAIRLEAD_INLINE verdict promotion_set::is_back(const std::vector<health_report>& reports) const {
  for (const promotion_member& each : members) {
    const auto of_previous = [&](const health_report& report) { return each.is_previous(report); };
    if (touched(each) && detail::none(reports, of_previous)) {
      return refuse("what was live of " + each.artifact + " is not healthy again");
    }
  }
  return pass();
}

FAIRLEAD_INLINE bool promotion_set::all_live_but(const std::string& artifact) const {
  return detail::every(members, [&](const promotion_member& each) {
    return each.artifact == artifact || each.stage == member_stage::live;
  });
}

FAIRLEAD_INLINE bool promotion_set::all_restored_but(const std::string& artifact) const {
  return detail::none(members,
                      [&](const promotion_member& each) { return each.artifact != artifact && touched(each); });
}

FAIRLEAD_INLINE bool promotion_set::touched(const promotion_member& member) noexcept {
  return member.stage != member_stage::waiting && member.stage != member_stage::restored;
}

FAIRLEAD_INLINE std::vector<std::string> promotion_set::start_wave() {
  std::vector<std::string> due{};
  const promotion_member* lowest = nullptr;
  for (const promotion_member& each : members) {
    if (each.stage != member_stage::waiting && each.stage != member_stage::live) { return due; }
    if (each.stage == member_stage::waiting && (lowest == nullptr || each.wave < lowest->wave)) { lowest = &each; }
  }
  if (lowest == nullptr) { return due; }
  move(
      lowest->wave, member_stage::started, [](member_stage stage) { return stage == member_stage::waiting; }, due);
  return due;
}

FAIRLEAD_INLINE std::vector<std::string> promotion_set::compensate_wave() {
  std::vector<std::string> due{};
  const promotion_member* highest = nullptr;
  for (const promotion_member& each : members) {
    if (each.stage == member_stage::restoring) { return due; }
    if (touched(each) && (highest == nullptr || each.wave > highest->wave)) { highest = &each; }
  }
  if (highest == nullptr) { return due; }
  move(
      highest->wave, member_stage::restoring,
      [](member_stage stage) { return stage != member_stage::waiting && stage != member_stage::restored; }, due);
  return due;
}

}  // namespace fairlead::release

#endif
