// SPDX-License-Identifier: BSL-1.0
// The definitions of change.hpp.
#ifndef FAIRLEAD_LIFECYCLES_VCS_CHANGE_IPP
#define FAIRLEAD_LIFECYCLES_VCS_CHANGE_IPP

#include <algorithm>
#include <chrono>
#include <utility>

#include "../elements.hpp"
#include "change.hpp"

namespace fairlead::vcs {

FAIRLEAD_INLINE std::vector<label_vote> change::data::votes_with(const review& event) const {
  std::vector<label_vote> all{votes};
  std::erase_if(all, [&](const label_vote& each) { return each.by == event.by && each.label == event.label; });
  all.push_back({event.by, event.label, event.vote, event.revision});
  return all;
}

FAIRLEAD_INLINE bool change::data::vetoed_by(const actor& who, const std::string& label) const {
  return detail::any(votes, [&](const label_vote& each) {
    return each.vote == vote_value::reject && each.by == who && each.label == label;
  });
}

FAIRLEAD_INLINE verdict change::revision_known::operator()(const mark_ready&, const data& of) const {
  return of.revision ? pass() : refuse("there is nothing to review: no patch set was uploaded");
}

FAIRLEAD_INLINE verdict change::other_revision::operator()(const new_patchset& event, const data& of) const {
  if (!event.revision) { return refuse("the digest of the patch set is not known"); }
  return event.revision != of.revision ? pass() : refuse("this patch set is the current one");
}

FAIRLEAD_INLINE verdict change::current_revision::operator()(const review& event, const data& of) const {
  return event.revision == of.revision ? pass()
                                       : refuse("the vote is for " + event.revision.abbreviated() +
                                                ", the current revision is " + of.revision.abbreviated());
}

FAIRLEAD_INLINE verdict change::eligible::operator()(const review& event, const data& of) const {
  const submit_requirement* required = of.policy.find(event.label);
  if (required == nullptr) { return refuse("no submit requirement is on the label '" + event.label + "'"); }
  if (event.by.is_robot()) { return refuse("a robot reviews nothing; its checks are results"); }
  return required->policy.may_vote(event.by) ? pass() : refuse(event.by.id + " may not vote on " + event.label);
}

FAIRLEAD_INLINE verdict change::veto::operator()(const review& event, const data& of) const {
  for (const label_vote& each : of.votes_with(event)) {
    if (each.vote == vote_value::reject) { return pass(each.by.id + " has vetoed this on " + each.label); }
  }
  return refuse("nobody has vetoed this");
}

FAIRLEAD_INLINE verdict change::quorum_met::operator()(const review& event, const data& of) const {
  return of.policy.satisfied_by(of.votes_with(event), of.revision, of.author, of.requester);
}

FAIRLEAD_INLINE verdict change::own_veto::operator()(const veto_withdrawn& event, const data& of) const {
  return of.vetoed_by(event.by, event.label) ? pass() : refuse(event.by.id + " has not vetoed this on " + event.label);
}

FAIRLEAD_INLINE verdict change::checks_green::operator()(const enqueue& event, const data& of) const {
  return verify::required_checks_pass(of.policy.checks, event.checks, of.revision);
}

FAIRLEAD_INLINE verdict change::mergeable::operator()(const enqueue& event, const data& of) const {
  const merge_trial& trial = event.trial;
  if (trial.source.reference.empty() || trial.revision != of.revision || trial.base != event.branch.tip) {
    return cannot_determine("whether this revision can be merged onto " + event.branch.tip.abbreviated());
  }
  return trial.conflicts.empty() ? pass() : refuse("there is a conflict in " + trial.conflicts.front());
}

FAIRLEAD_INLINE verdict change::branch_open::operator()(const enqueue& event, const data& of, timestamp at) const {
  const branch_report& seen = event.branch;
  if (seen.source.reference.empty() || seen.branch != of.branch || !seen.tip || seen.observed > at ||
      seen.observed + std::chrono::minutes{of.report_minutes} < at) {
    return cannot_determine("whether " + of.branch + " is open now");
  }
  if (seen.condition == branch_condition::frozen) { return blocked_by("the freeze of " + of.branch); }
  return seen.condition == branch_condition::open ? pass() : refuse("there is no branch " + of.branch);
}

FAIRLEAD_INLINE verdict change::same_merge::operator()(const gate_failed& event, const data& of) const {
  return event.revision == of.revision && event.base == of.base
             ? pass()
             : refuse("another merge has failed: of " + event.revision.abbreviated() + " onto " +
                      event.base.abbreviated());
}

FAIRLEAD_INLINE verdict change::tested_exact_merge::operator()(const gate_passed& event, const data& of) const {
  if (event.revision != of.revision) { return refuse("another revision was tested"); }
  if (!of.base || event.merge.base != of.base) {
    return refuse("it was tested on " + event.merge.base.abbreviated() + ", the gate is on " + of.base.abbreviated());
  }
  if (event.tested != event.merge.id) { return refuse("another commit was tested than is to be merged"); }
  return verify::required_checks_pass(of.policy.checks, event.checks, event.merge.id);
}

FAIRLEAD_INLINE void change::adopt_patchset::operator()(const new_patchset& event, data& of) const {
  of.revision = event.revision;
  of.requester = event.by;
  ++of.patchset;
}

FAIRLEAD_INLINE void change::outdate_votes::operator()(data& of) const {
  std::erase_if(of.votes, [](const label_vote& each) { return each.vote == vote_value::approve; });
}

FAIRLEAD_INLINE void change::drop_veto::operator()(const veto_withdrawn& event, data& of) const {
  std::erase_if(of.votes, [&](const label_vote& each) { return each.by == event.by && each.label == event.label; });
}

FAIRLEAD_INLINE void change::record_failure::operator()(const gate_failed& event, data& of) const {
  of.reasons.push_back("the gate failed: " + event.log.reference);
}

FAIRLEAD_INLINE change::emit_change_reviewed change::emit_change_reviewed::from(const review& event, const data& of) {
  return {of.id, {event.by, event.label, event.vote, event.revision}, event.comment};
}

FAIRLEAD_INLINE change::emit_change_merged change::emit_change_merged::from(const gate_passed& event, const data& of) {
  std::vector<actor> approvers{};
  for (const label_vote& each : of.votes) { approvers.push_back(each.by); }
  return {{of.id, of.branch, of.author, of.requester, std::move(approvers), event.merge, event.checks}};
}

FAIRLEAD_INLINE change::test_merge change::test_merge::from(const data& of) { return {of.id, of.revision, of.base}; }

}  // namespace fairlead::vcs

#endif
