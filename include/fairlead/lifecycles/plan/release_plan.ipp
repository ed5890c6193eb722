// SPDX-License-Identifier: BSL-1.0
// The definitions of release_plan.hpp.
#ifndef FAIRLEAD_LIFECYCLES_PLAN_RELEASE_PLAN_IPP
#define FAIRLEAD_LIFECYCLES_PLAN_RELEASE_PLAN_IPP

#include <algorithm>
#include <cstddef>
#include <utility>

#include "../elements.hpp"
#include "release_plan.hpp"

namespace fairlead::plan {

FAIRLEAD_INLINE verdict release_plan::owners_set::operator()(const publish& event) const {
  std::vector<std::string> names{};
  for (const train_member& each : event.members) {
    if (each.owner.id.empty() || each.owner.is_robot()) { return refuse("a person must own " + each.name); }
    names.push_back(each.name);
  }
  return distinct(std::move(names), "member of the train");
}

FAIRLEAD_INLINE verdict release_plan::date_reached::operator()(const feature_freeze&, const data& of,
                                                               timestamp at) const {
  return reached(of.dates.feature_freeze, at);
}

FAIRLEAD_INLINE verdict release_plan::date_reached::operator()(const code_freeze&, const data& of, timestamp at) const {
  return reached(of.dates.code_freeze, at);
}

FAIRLEAD_INLINE verdict release_plan::date_reached::reached(timestamp date, timestamp at) {
  return date <= at ? pass() : fairlead::wait(date, "the date of the freeze has not come");
}

FAIRLEAD_INLINE verdict release_plan::freeze_exception::operator()(const admit& event, const data& of) const {
  if (event.item.empty() || event.reason.empty()) { return refuse("an exception says what for, and why"); }
  if (detail::contains(of.scope, event.item)) { return refuse(event.item + " is in the scope already"); }
  if (event.by.is_robot() || !detail::contains(of.release_team, event.by.id)) {
    return refuse(event.by.id + " does not belong to the release team");
  }
  return event.by == event.asked_by ? refuse("nobody grants an exception that they have asked for") : pass();
}

FAIRLEAD_INLINE verdict release_plan::candidate_cut::operator()(const code_freeze& event, const data& of) const {
  if (!event.contents) { return cannot_determine("the digest of the candidate"); }
  for (const train_member& each : of.members) {
    if (!contents_of(each.name, event.members)) { return refuse("nothing was cut of " + each.name); }
  }
  try {
    (void)semantic_version::parse(event.version);
  } catch (const error& problem) { return refuse(std::string(problem.what())); }
  return pass();
}

FAIRLEAD_INLINE verdict release_plan::notes_ready::operator()(const readiness_review& event, const data& of) const {
  if (event.notes.reference.empty() || !event.notes.content) { return refuse("refer to the notes as they are now"); }
  for (const std::string& item : of.scope) {
    if (!detail::contains(event.items, item)) { return refuse("the notes do not tell of " + item); }
  }
  return pass();
}

FAIRLEAD_INLINE verdict release_plan::all_gates_satisfied::operator()(const go& event, const data& of) const {
  for (const std::string& gate : of.gates) {
    const bool lets_pass = detail::any(
        event.gates, [&](const gate_reading& each) { return each.gate == gate && each.lets_pass(of.contents); });
    if (!lets_pass) { return refuse("the gate " + gate + " does not let " + of.contents.abbreviated() + " pass"); }
  }
  return of.gates.empty() ? cannot_determine("the gates of this train") : pass();
}

FAIRLEAD_INLINE verdict release_plan::same_candidate::operator()(const go& event, const data& of) const {
  if (event.contents == of.contents) { return pass(); }
  return refuse("decided on was " + event.contents.abbreviated() + ", frozen is " + of.contents.abbreviated());
}

FAIRLEAD_INLINE verdict release_plan::quorum_met::operator()(const go& event, const data& of) const {
  const std::size_t votes = counted_voters(of.approvals, event.votes, of.author, of.requester).size();
  return of.approvals.reached_by(votes)
             ? pass()
             : needs_approval(std::to_string(votes) + " of " + std::to_string(of.approvals.quorum) + " votes");
}

FAIRLEAD_INLINE verdict release_plan::members_healthy::operator()(const all_members_live& event, const data& of) const {
  for (const train_member& member : of.members) {
    const bool healthy =
        detail::any(event.health, [&](const health_report& each) { return each.healthy(member.contents); });
    if (!healthy) { return refuse("the checks of " + member.name + " do not all pass"); }
  }
  return pass();
}

FAIRLEAD_INLINE void release_plan::record_plan::operator()(const publish& event, data& of) const {
  of.dates = event.dates;
  of.members = event.members;
}

FAIRLEAD_INLINE void release_plan::amend_scope::operator()(const admit& event, data& of) const {
  of.scope.push_back(event.item);
  of.audit_trail.push_back(event.item + " admitted by " + event.by.id + ": " + event.reason);
}

FAIRLEAD_INLINE void release_plan::record_candidate::operator()(const code_freeze& event, data& of) const {
  of.version = event.version;
  of.contents = event.contents;
  for (train_member& each : of.members) { each.contents = contents_of(each.name, event.members); }
}

FAIRLEAD_INLINE void release_plan::record_notes::operator()(const readiness_review& event, data& of) const {
  of.requester = event.by;
  of.notes = event.notes;
}

FAIRLEAD_INLINE void release_plan::record_decision::operator()(const go& event, data& of) const {
  std::string line = "go:";
  for (const std::string& each : counted_voters(of.approvals, event.votes, of.author, of.requester)) {
    line += " " + each;
  }
  of.audit_trail.push_back(std::move(line));
}

FAIRLEAD_INLINE verdict release_plan::distinct(std::vector<std::string> names, const std::string& what) {
  std::ranges::sort(names);
  if (names.empty() || names.front().empty()) { return refuse("name every " + what); }
  const auto again = std::ranges::adjacent_find(names);
  return again == names.end() ? pass() : refuse("the " + what + " " + *again + " stands twice");
}

FAIRLEAD_INLINE digest release_plan::contents_of(const std::string& member_name,
                                                 const std::vector<train_member>& members) {
  const auto member = std::ranges::find(members, member_name, &train_member::name);
  return member == members.end() ? digest{} : member->contents;
}

FAIRLEAD_INLINE release_plan::announce_dates release_plan::announce_dates::from(const data& of) {
  return {of.id, of.dates, of.slips};
}
FAIRLEAD_INLINE release_plan::commit_train release_plan::commit_train::from(const data& of) {
  return {of.id, of.version, of.members};
}
FAIRLEAD_INLINE release_plan::publish_notes release_plan::publish_notes::from(const data& of) {
  return {of.version, of.notes};
}
FAIRLEAD_INLINE release_plan::escalate release_plan::escalate::from(const data& of) {
  return {of.id, of.version, of.members};
}

}  // namespace fairlead::plan

#endif
