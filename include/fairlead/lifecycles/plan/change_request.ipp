// SPDX-License-Identifier: BSL-1.0
// The definitions of change_request.hpp.
#ifndef FAIRLEAD_LIFECYCLES_PLAN_CHANGE_REQUEST_IPP
#define FAIRLEAD_LIFECYCLES_PLAN_CHANGE_REQUEST_IPP

#include <algorithm>
#include <cstddef>

#include "../elements.hpp"
#include "change_request.hpp"

namespace fairlead::plan {

FAIRLEAD_INLINE const approval_policy* change_request::data::authority() const {
  return type == change_type::emergency ? &emergency_board : authority_over(authorities, risk * impact);
}

FAIRLEAD_INLINE verdict change_request::preapproval_valid::operator()(const submit& event, const data& of,
                                                                      timestamp at) const {
  const preapproval& grant = event.grant;
  if (grant.id.empty() || !detail::contains(of.preapprovals, grant.id)) {
    return refuse("the preapproval is not in force");
  }
  if (!event.plan.covered_by(grant)) { return refuse("the preapproval does not cover " + event.plan.scope); }
  return at < grant.expires ? pass() : refuse("the preapproval has expired");
}

FAIRLEAD_INLINE verdict change_request::risk_scored::operator()(const assessed& event) const {
  if (event.assessment.reference.empty()) { return cannot_determine("how the risk was assessed"); }
  return change_level_scored(event.risk, "risk");
}

FAIRLEAD_INLINE verdict change_request::same_plan::operator()(const authorized& event, const data& of) const {
  if (event.plan == of.plan.contents) { return pass(); }
  return refuse("voted on was " + event.plan.abbreviated() + ", the plan is " + of.plan.contents.abbreviated());
}

FAIRLEAD_INLINE verdict change_request::quorum_met::operator()(const authorized& event, const data& of) const {
  const approval_policy* authority = of.authority();
  if (authority == nullptr) {
    return refuse("nobody decides on changes of the score " + std::to_string(of.risk * of.impact));
  }
  const std::size_t votes = counted_voters(*authority, event.votes, of.author, of.requester).size();
  return authority->reached_by(votes)
             ? pass()
             : needs_approval(std::to_string(votes) + " of " + std::to_string(authority->quorum) + " votes");
}

FAIRLEAD_INLINE verdict change_request::authorization_fresh::operator()(const start&, const data& of,
                                                                        timestamp at) const {
  return of.authorization && of.authorization->valid(of.plan.contents, at)
             ? pass()
             : fairlead::needs_approval("the authorization has expired or is for another plan");
}

FAIRLEAD_INLINE verdict change_request::window_begun::operator()(const start&, const data& of, timestamp at) const {
  return of.plan.begins <= at ? pass() : fairlead::wait(of.plan.begins, "the window of the change has not begun");
}

FAIRLEAD_INLINE verdict change_request::review_recorded::operator()(const close& event) const {
  return event.review.reference.empty() ? refuse("refer to the review of the change") : pass();
}

FAIRLEAD_INLINE verdict change_request::outcome_recorded::operator()(const close& event, const data& of) const {
  if (!event.outcome) { return cannot_determine("how the change went"); }
  const bool smooth = of.ended == change_execution::implemented;
  if (smooth || *event.outcome == change_outcome::unsuccessful) { return pass(); }
  if (of.ended == change_execution::backed_out) { return refuse("a change that was backed out was not successful"); }
  return *event.outcome == change_outcome::successful ? refuse("a change that has overrun its window had issues")
                                                      : pass();
}

FAIRLEAD_INLINE void change_request::record_plan::operator()(const submit& event, data& of) const {
  of.requester = event.by;
  of.type = event.type;
  of.plan = event.plan;
  of.risk = 0;
  of.impact = 0;
}

FAIRLEAD_INLINE void change_request::record_preapproval::operator()(const submit& event, data& of) const {
  of.authorization = approval_record{of.plan.contents, {event.grant.id}, std::min(event.grant.expires, of.plan.ends)};
}

FAIRLEAD_INLINE void change_request::record_assessment::operator()(const assessed& event, data& of) const {
  of.risk = event.risk;
  of.impact = event.impact;
  of.reports.push_back(event.assessment);
}

FAIRLEAD_INLINE void change_request::record_authorization::operator()(const authorized& event, data& of) const {
  of.authorization = approval_record{
      of.plan.contents, counted_voters(*of.authority(), event.votes, of.author, of.requester), of.plan.ends};
}

FAIRLEAD_INLINE void change_request::audit_override::operator()(const start& event, data& of) const {
  of.audit_trail.push_back("gate overridden by " + event.override_by->by.id + ": " + event.override_by->reason);
}

FAIRLEAD_INLINE void change_request::record_implementation::operator()(const implemented& event, data& of) const {
  of.ended = change_execution::implemented;
  of.reports.push_back(event.log);
}

FAIRLEAD_INLINE void change_request::record_backout::operator()(const backed_out& event, data& of) const {
  of.ended = change_execution::backed_out;
  of.reports.push_back(event.log);
  of.audit_trail.push_back("backed out by " + event.by.id + ": " + event.reason);
}

FAIRLEAD_INLINE void change_request::record_review::operator()(const close& event, data& of) const {
  of.outcome = event.outcome;
  of.reports.push_back(event.review);
}

FAIRLEAD_INLINE change_request::notify_requester change_request::notify_requester::from(const rework_requested& event,
                                                                                        const data& of) {
  return {of.id, of.requester, event.reason};
}

FAIRLEAD_INLINE change_request::emit_ticket_closed change_request::emit_ticket_closed::from(const close&,
                                                                                            const data& of) {
  return {of.id, ticket_resolution::completed};
}
FAIRLEAD_INLINE change_request::emit_ticket_closed change_request::emit_ticket_closed::from(const cancel&,
                                                                                            const data& of) {
  return {of.id, ticket_resolution::withdrawn};
}

}  // namespace fairlead::plan

#endif
