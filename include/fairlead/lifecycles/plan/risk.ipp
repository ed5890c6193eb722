// SPDX-License-Identifier: BSL-1.0
// The definitions of risk.hpp.
#ifndef FAIRLEAD_LIFECYCLES_PLAN_RISK_IPP
#define FAIRLEAD_LIFECYCLES_PLAN_RISK_IPP

#include <algorithm>

#include "../elements.hpp"
#include "risk.hpp"

namespace fairlead::plan {

FAIRLEAD_INLINE verdict risk::level_set(std::uint32_t level, const char* what) {
  if (level == 0) { return cannot_determine(std::string("its ") + what); }
  return level <= highest_level ? pass() : refuse(std::string(what) + " is at most " + std::to_string(highest_level));
}

FAIRLEAD_INLINE verdict risk::owner_set::operator()(const treat& event) const {
  if (event.owner.id.empty()) { return refuse("somebody must own the treatment"); }
  return event.owner.is_robot() ? refuse("a robot owns no treatment") : pass();
}

FAIRLEAD_INLINE verdict risk::actions_planned::operator()(const treat& event) const {
  const bool named = detail::none(event.actions, [](const std::string& each) { return each.empty(); });
  return !event.actions.empty() && named ? pass() : refuse("a treatment names the actions that it is made of");
}

FAIRLEAD_INLINE verdict risk::risk_owner::operator()(const accept_risk& event, const data& of) const {
  if (event.by.is_robot()) { return refuse("a robot answers for no risk"); }
  return detail::contains(of.risk_owners, event.by.id) ? pass()
                                                       : refuse(event.by.id + " does not answer for this risk");
}

FAIRLEAD_INLINE verdict risk::evidence_attached::operator()(const control_effective& event) const {
  return event.test.reference.empty() ? refuse("no test shows that the control works") : pass();
}

FAIRLEAD_INLINE verdict risk::risk_reduced::operator()(const control_effective& event, const data& of) const {
  for (const verdict& each : {level_set(event.residual_likelihood, "residual likelihood"),
                              level_set(event.residual_impact, "residual impact")}) {
    if (!each.passes()) { return each; }
  }
  const std::uint32_t before = of.likelihood * of.impact;
  const std::uint32_t left = event.residual_likelihood * event.residual_impact;
  return left < before ? pass()
                       : refuse("the risk was " + std::to_string(before) + " and still is " + std::to_string(left));
}

FAIRLEAD_INLINE verdict risk::above_highest::operator()(const indicator_breached& event, const data& of) const {
  if (event.source.reference.empty()) { return cannot_determine("where the value was measured"); }
  const auto known =
      std::ranges::find_if(of.indicators, [&](const indicator& each) { return each.id == event.indicator; });
  if (known == of.indicators.end()) { return refuse("this risk has no indicator " + event.indicator); }
  return event.value > known->highest ? pass() : refuse(event.indicator + " is within its limit");
}

FAIRLEAD_INLINE void risk::record_assessment::operator()(const assess& event, data& of) const {
  of.likelihood = event.likelihood;
  of.impact = event.impact;
  of.reports.push_back(event.analysis);
}

FAIRLEAD_INLINE void risk::record_treatment::operator()(const treat& event, data& of) const {
  of.owner = event.owner;
  of.treatment = event.treatment;
  of.actions = event.actions;
}

FAIRLEAD_INLINE void risk::record_acceptance::operator()(const accept_risk& event, data& of) const {
  of.acceptance = risk::acceptance{event.by, event.reason, event.expires};
}

FAIRLEAD_INLINE void risk::record_residual::operator()(const control_effective& event, data& of) const {
  of.likelihood = event.residual_likelihood;
  of.impact = event.residual_impact;
  of.reports.push_back(event.test);
}

FAIRLEAD_INLINE risk::raise_alarm risk::raise_alarm::from(const indicator_breached& event, const data& of) {
  return {of.id, event.indicator, event.value};
}

FAIRLEAD_INLINE risk::open_actions risk::open_actions::from(const data& of) { return {of.id, of.owner, of.actions}; }
FAIRLEAD_INLINE risk::escalate risk::escalate::from(const data& of) {
  return {of.id, of.owner, of.likelihood, of.impact};
}

}  // namespace fairlead::plan

#endif
