// SPDX-License-Identifier: BSL-1.0
// The definitions of finding.hpp.
#ifndef FAIRLEAD_LIFECYCLES_VERIFY_FINDING_IPP
#define FAIRLEAD_LIFECYCLES_VERIFY_FINDING_IPP

#include <chrono>

#include "../elements.hpp"
#include "finding.hpp"

namespace fairlead::verify {

FAIRLEAD_INLINE std::uint32_t finding::acceptance_limits::days(verify::finding::severity of) const {
  switch (of) {
    case severity::low:
      return low;
    case severity::medium:
      return medium;
    case severity::high:
      return high;
    case severity::critical:
      break;
  }
  return critical;
}

FAIRLEAD_INLINE verdict finding::action_statement::operator()(const determined& event, const data&) const {
  return event.action_statement.find_first_not_of(" \t\n") != std::string::npos
             ? pass()
             : refuse("say what users of an affected product should do");
}

FAIRLEAD_INLINE verdict finding::risk_owner::operator()(const accept_risk& event, const data& of) const {
  if (event.by.is_robot()) { return refuse("a robot answers for no risk"); }
  return detail::contains(of.risk_owners, event.by.id)
             ? pass()
             : refuse(event.by.id + " does not answer for the risks of this product");
}

FAIRLEAD_INLINE verdict finding::has_expiry::operator()(const accept_risk& event, const data& of, timestamp at) const {
  if (event.expires <= at) { return refuse("an acceptance must say until when, and that must lie ahead"); }
  const std::uint32_t days = of.limits.days(of.severity);
  return event.expires <= at + std::chrono::hours{24} * days
             ? pass()
             : refuse("a risk of this severity is accepted for " + std::to_string(days) + " days at most");
}

FAIRLEAD_INLINE void finding::record_determination::operator()(const determined& event, data& of) const {
  of.justification = event.status == determination::not_affected ? event.justification : vex_justification::none;
  of.action_statement = event.status == determination::affected ? event.action_statement : "";
  of.fixed_version = event.status == determination::fixed ? event.fixed_version : "";
  of.reports.push_back(event.report);
}

FAIRLEAD_INLINE void finding::assume_worst::operator()(const deadline&, data& of) const {
  of.action_statement = "no investigation has ended in time: treat " + of.product + " as affected";
}

FAIRLEAD_INLINE void finding::record_fix::operator()(const fix_verified& event, data& of) const {
  of.fixed_version = event.fixed_version;
  of.accepted.reset();
  of.reports.push_back(event.report);
}

FAIRLEAD_INLINE void finding::record_acceptance::operator()(const accept_risk& event, data& of) const {
  of.accepted = acceptance{event.by, event.reason, event.expires};
}

FAIRLEAD_INLINE void finding::record_justification::operator()(const disproved& event, data& of) const {
  of.justification = event.justification;
  of.action_statement.clear();
  of.reports.push_back(event.report);
}

FAIRLEAD_INLINE void finding::reopen::operator()(const new_evidence& event, data& of) const {
  of.justification = vex_justification::none;
  of.reports.push_back(event.report);
}

FAIRLEAD_INLINE void finding::reopen::operator()(const regressed& event, data& of) const {
  if (!event.version.empty()) { of.version = event.version; }
  of.fixed_version.clear();
  of.reports.push_back(event.report);
}

FAIRLEAD_INLINE finding::escalate finding::escalate::from(const data& of) {
  return {of.vulnerability, of.product, of.severity};
}

}  // namespace fairlead::verify

#endif
