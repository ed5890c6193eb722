// SPDX-License-Identifier: BSL-1.0
// The definitions of approval.hpp.
#ifndef FAIRLEAD_LIFECYCLES_PACKAGE_APPROVAL_IPP
#define FAIRLEAD_LIFECYCLES_PACKAGE_APPROVAL_IPP

#include <algorithm>
#include <cstddef>

#include "approval.hpp"

namespace fairlead::package {

FAIRLEAD_INLINE std::size_t approval::data::approvals_with(const std::string& also) const {
  std::vector<std::string> who{also};
  for (const ballot& each : ballots) {
    if (each.decision == decision::approved) { who.push_back(each.voter); }
  }
  std::ranges::sort(who);
  return static_cast<std::size_t>(std::ranges::unique(who).begin() - who.begin());
}

FAIRLEAD_INLINE verdict approval::eligible::operator()(const vote& event, const data& subject) const {
  if (event.by.is_robot()) { return refuse("a robot has no vote"); }
  return subject.policy.may_vote(event.by) ? pass() : refuse(event.by.id + " is not among the voters of this approval");
}

FAIRLEAD_INLINE verdict approval::digest_matches::operator()(const vote& event, const data& subject) const {
  if (event.subject == subject.subject) { return pass(); }
  return refuse("the vote is for " + event.subject.abbreviated() + ", this approval is for " +
                subject.subject.abbreviated());
}

FAIRLEAD_INLINE verdict approval::quorum_met::operator()(const vote& event, const data& subject) const {
  const std::size_t approvals = subject.approvals_with(event.by.id);
  return approvals >= subject.policy.quorum
             ? pass()
             : needs_approval(std::to_string(approvals) + " of " + std::to_string(subject.policy.quorum) + " votes");
}

FAIRLEAD_INLINE verdict approval::delegate_eligible::operator()(const vote& event, const data& subject) const {
  if (!event.delegate_to || event.delegate_to->id.empty()) { return refuse("to delegate, name who votes instead"); }
  const actor& other = *event.delegate_to;
  if (other.is_robot()) { return refuse("a robot has no vote to take over"); }
  if (other == subject.author || other == subject.requester) {
    return refuse("neither author nor requester may vote for somebody else");
  }
  return other == event.by ? refuse("nobody delegates to themselves") : pass();
}

FAIRLEAD_INLINE verdict approval::preapproval_valid::operator()(const policy_matched& event, const data& subject,
                                                                timestamp at) const {
  const auto& known = subject.policy.preapprovals;
  if (event.grant.id.empty() || !detail::contains(known, event.grant.id)) {
    return refuse("the preapproval is not in force");
  }
  return at < event.grant.expires ? pass() : refuse("the preapproval has expired");
}

FAIRLEAD_INLINE verdict approval::within_scope::operator()(const policy_matched& event, const data& subject) const {
  return scope_covers(event.grant.scope, subject.scope) ? pass() : refuse("the preapproval covers another scope");
}

FAIRLEAD_INLINE verdict approval::excluded::operator()(const policy_matched& event, const data& subject) const {
  return detail::any(event.grant.excluded, [&](const std::string& each) { return scope_covers(each, subject.scope); })
             ? pass("the preapproval excludes this scope")
             : refuse("the preapproval excludes nothing of this");
}

FAIRLEAD_INLINE verdict approval::digest_unchanged::operator()(const resubmit& event, const data& subject) const {
  return event.subject == subject.subject ? pass() : refuse("the contents have changed: open a new approval");
}

FAIRLEAD_INLINE verdict approval::requester_or_admin::operator()(const cancel& event, const data& subject) const {
  return event.by == subject.requester || event.by.has_role("admin")
             ? pass()
             : refuse("only the requester or an admin may cancel");
}

FAIRLEAD_INLINE void approval::record_vote::operator()(const vote& event, data& subject) const {
  subject.ballots.push_back({event.by.id, event.decision, event.comment});
}

FAIRLEAD_INLINE void approval::drop_vote::operator()(const retract_vote& event, data& subject) const {
  std::erase_if(subject.ballots, [&](const ballot& each) { return each.voter == event.by.id; });
}

FAIRLEAD_INLINE void approval::reroute::operator()(const vote& event, data& subject) const {
  auto& voters = subject.policy.voters;
  if (event.decision == decision::delegate) {
    std::erase(voters, event.by.id);
    add(voters, event.delegate_to->id);
  } else {
    for (const std::string& each : subject.policy.escalation) { add(voters, each); }
  }
}

FAIRLEAD_INLINE void approval::reroute::add(std::vector<std::string>& voters, const std::string& id) {
  if (!detail::contains(voters, id)) { voters.push_back(id); }
}

FAIRLEAD_INLINE approval_status approval::emit_approval_closed::status_of(const vote& event) {
  return event.decision == decision::approved ? approval_status::approved : approval_status::rejected;
}

FAIRLEAD_INLINE std::vector<std::string> approval::emit_approval_closed::voters_of(const data& of) {
  std::vector<std::string> who{};
  for (const ballot& each : of.ballots) {
    if (each.decision == decision::approved) { who.push_back(each.voter); }
  }
  return who;
}

FAIRLEAD_INLINE approval::emit_approval_updated approval::emit_approval_updated::from(const vote& event,
                                                                                      const data& of) {
  return {of.subject, event.by.id};
}
FAIRLEAD_INLINE approval::emit_approval_updated approval::emit_approval_updated::from(const retract_vote& event,
                                                                                      const data& of) {
  return {of.subject, event.by.id};
}

}  // namespace fairlead::package

#endif
