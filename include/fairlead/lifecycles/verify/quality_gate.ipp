// SPDX-License-Identifier: BSL-1.0
// The definitions of quality_gate.hpp.
#ifndef FAIRLEAD_LIFECYCLES_VERIFY_QUALITY_GATE_IPP
#define FAIRLEAD_LIFECYCLES_VERIFY_QUALITY_GATE_IPP

#include <algorithm>
#include <chrono>

#include "../elements.hpp"
#include "quality_gate.hpp"

namespace fairlead::verify {

FAIRLEAD_INLINE verdict quality_gate::requirements_met::operator()(const evaluated& event, const data& of) const {
  return required_checks_pass(of.required, event.results, of.subject);
}

FAIRLEAD_INLINE verdict quality_gate::eligible::operator()(const judged& event, const data& of) const {
  if (event.by.is_robot()) { return refuse("a robot does not judge what the checks could not"); }
  return detail::contains(of.judges, event.by.id) ? pass()
                                                  : refuse(event.by.id + " is not among the judges of this gate");
}

FAIRLEAD_INLINE verdict quality_gate::waiver_authority::operator()(const waive& event, const data& of) const {
  if (event.by.is_robot()) { return refuse("a robot waives nothing"); }
  return detail::contains(of.waiver_authorities, event.by.id) ? pass()
                                                              : refuse(event.by.id + " may not waive this gate");
}

FAIRLEAD_INLINE verdict quality_gate::has_expiry::operator()(const waive& event, const data& of, timestamp at) const {
  if (event.expires <= at) { return refuse("a waiver must say until when, and that must lie ahead"); }
  return event.expires <= at + std::chrono::hours{24} * of.longest_waiver_days
             ? pass()
             : refuse("a waiver lasts " + std::to_string(of.longest_waiver_days) + " days at most");
}

FAIRLEAD_INLINE void quality_gate::record_results::operator()(const evaluated& event, data& of) const {
  of.results = event.results;
  if (!event.reason.empty()) { of.reasons.push_back(event.reason); }
}

FAIRLEAD_INLINE void quality_gate::record_results::operator()(const new_evidence& event, data& of) const {
  std::erase_if(of.results, [&](const result& each) { return each.check == event.result.check; });
  of.results.push_back(event.result);
}

FAIRLEAD_INLINE void quality_gate::record_judgment::operator()(const judged& event, data& of) const {
  of.reasons.push_back((event.judgment == decision::proceed ? "passed by " : "stopped by ") + event.by.id + ": " +
                       event.reason);
}

FAIRLEAD_INLINE void quality_gate::record_waiver::operator()(const waive& event, data& of) const {
  of.waiver = verify::quality_gate::waiver{event.by, event.reason, event.expires};
  of.reasons.push_back("waived by " + event.by.id + ": " + event.reason);
}

FAIRLEAD_INLINE void quality_gate::drop_evidence::operator()(const evidence_invalidated& event, data& of) const {
  of.results.clear();
  of.waiver.reset();
  of.reasons.push_back("evidence invalidated: " + event.reason);
}

FAIRLEAD_INLINE quality_gate::notify_owner quality_gate::notify_owner::from(const data& of) {
  return {of.owner, of.subject, of.reasons};
}

}  // namespace fairlead::verify

#endif
