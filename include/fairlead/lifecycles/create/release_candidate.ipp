// SPDX-License-Identifier: BSL-1.0
// The definitions of release_candidate.hpp.
#ifndef FAIRLEAD_LIFECYCLES_CREATE_RELEASE_CANDIDATE_IPP
#define FAIRLEAD_LIFECYCLES_CREATE_RELEASE_CANDIDATE_IPP

#include <algorithm>
#include <string_view>

#include "release_candidate.hpp"

namespace fairlead::create {

FAIRLEAD_INLINE verdict release_candidate::digest_known::operator()(const add_artifact& event, const data& of) const {
  if (!event.artifact.content) { return refuse("the digest of " + event.artifact.key + " is not known"); }
  return detail::any(of.members, [&](const member& each) { return each.key == event.artifact.key; })
             ? refuse(event.artifact.key + " is in the candidate already")
             : pass();
}

FAIRLEAD_INLINE verdict release_candidate::acyclic::operator()(const add_artifact& event, const data& of) const {
  const member& added = event.artifact;
  for (const member& each : of.members) {
    if (needs(added, each) && each.wave >= added.wave && each.group != added.group) {
      return out_of_order(added, each);
    }
    if (needs(each, added) && added.wave >= each.wave && each.group != added.group) {
      return out_of_order(each, added);
    }
  }
  return pass();
}

FAIRLEAD_INLINE verdict release_candidate::acyclic::out_of_order(const member& one, const member& other) {
  return refuse(one.key + " needs " + other.key + ", which is not released before it");
}

FAIRLEAD_INLINE verdict release_candidate::closed_dependency_set::operator()(const cut& event, const data& of) const {
  std::vector<std::string_view> inside{};
  for (const member& each : of.members) { inside.push_back(each.key); }
  std::ranges::sort(inside);
  for (const member& each : of.members) {
    for (const std::string& needed : each.dependencies) {
      if (!std::ranges::binary_search(inside, std::string_view(needed)) &&
          !std::ranges::binary_search(event.baseline, needed)) {
        return refuse(each.key + " needs " + needed + ", which is neither in the candidate nor live already");
      }
    }
  }
  return pass();
}

FAIRLEAD_INLINE verdict release_candidate::version_reserved::operator()(const cut& event, const data& of) const {
  if (event.reservation.reference.empty()) { return refuse("the version " + event.version + " is not reserved"); }
  try {
    const auto version = semantic_version::parse(event.version);
    if (!of.previous_version.empty() && version <= semantic_version::parse(of.previous_version)) {
      return refuse("the version " + event.version + " does not follow " + of.previous_version);
    }
  } catch (const error& problem) { return refuse(std::string(problem.what())); }
  return pass();
}

FAIRLEAD_INLINE verdict release_candidate::empty::operator()(const cut&, const data& of) const {
  return of.members.empty() ? pass("nothing is in the candidate")
                            : refuse(std::to_string(of.members.size()) + " artifacts are in it");
}

FAIRLEAD_INLINE verdict release_candidate::eligible::operator()(const judged& event, const data& of) const {
  return !event.by.is_robot() && detail::contains(of.judges, event.by.id)
             ? pass()
             : refuse(event.by.id + " is not among the judges of this candidate");
}

FAIRLEAD_INLINE verdict release_candidate::is_standard_change::operator()(const preapprove&, const data& of) const {
  return of.standard_change ? pass() : refuse("this is no standard change");
}

FAIRLEAD_INLINE verdict release_candidate::preapproval_valid::operator()(const preapprove& event, const data& of,
                                                                         timestamp at) const {
  if (event.grant.id.empty() || !scope_covers(event.grant.scope, of.scope)) {
    return refuse("the preapproval does not cover " + of.scope);
  }
  for (const std::string& each : event.grant.excluded) {
    if (scope_covers(each, of.scope)) { return refuse("the preapproval excludes " + each); }
  }
  return at < event.grant.expires ? pass() : refuse("the preapproval has expired");
}

FAIRLEAD_INLINE verdict release_candidate::digest_matches::operator()(const approval_closed& event,
                                                                      const data& of) const {
  return event.record.subject == of.contents ? pass()
                                             : refuse("the approval is for " + event.record.subject.abbreviated() +
                                                      ", the candidate holds " + of.contents.abbreviated());
}

FAIRLEAD_INLINE verdict release_candidate::approval_valid::operator()(const release&, const data& of,
                                                                      timestamp at) const {
  if (!of.approval) { return needs_approval("the candidate has no approval"); }
  return of.approval->valid(of.contents, at) ? pass()
                                             : needs_approval("the approval has expired or is for other contents");
}

FAIRLEAD_INLINE verdict release_candidate::candidate_healthy::operator()(const operator_accepted& event,
                                                                         const data& of) const {
  return event.health.healthy(of.contents) ? pass() : refuse("the checks of the candidate do not all pass");
}

FAIRLEAD_INLINE verdict release_candidate::cause_recorded::operator()(const requalify& event, const data&) const {
  return event.cause.empty() ? refuse("record the cause of the rollback first") : pass();
}

FAIRLEAD_INLINE void release_candidate::seal_contents::operator()(const cut& event, data& of) const {
  of.version = event.version;
  of.contents = event.contents;
}

FAIRLEAD_INLINE void release_candidate::record_waiver::operator()(const judged& event, data& of) const {
  of.reasons.push_back("waived by " + event.by.id + ": " + event.reason);
}

FAIRLEAD_INLINE void release_candidate::record_preapproval::operator()(const preapprove& event, data& of) const {
  of.approval = approval_record{of.contents, {event.grant.id}, event.grant.expires};
}

FAIRLEAD_INLINE void release_candidate::audit_mismatch::operator()(const approval_closed& event, data& of) const {
  of.reasons.push_back("an approval of other contents was turned down: " + event.record.subject.to_string());
}

FAIRLEAD_INLINE void release_candidate::audit_override::operator()(const release& event, data& of) const {
  of.reasons.push_back("freeze overridden by " + event.override_by->by.id + ": " + event.override_by->reason);
}

FAIRLEAD_INLINE void release_candidate::mark_restored::operator()(const promotion_closed&, data& of) const {
  of.reasons.push_back("promotion aborted, restored to " + of.last_good.to_string());
}

}  // namespace fairlead::create

#endif
