// SPDX-License-Identifier: BSL-1.0
// The definitions of rollout.hpp.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_ROLLOUT_IPP
#define FAIRLEAD_LIFECYCLES_RELEASE_ROLLOUT_IPP

#include <chrono>

#include "../elements.hpp"
#include "rollout.hpp"

namespace fairlead::release {

FAIRLEAD_INLINE analysis_rule rollout::data::rule_in_force() const {
  return position != 0 && position <= plan.steps.size() ? plan.steps[position - 1].rule : analysis_rule{};
}

FAIRLEAD_INLINE bool rollout::data::has_authority(const actor& who) const {
  return who.has_role(operator_role) || detail::contains(authorities, who);
}

FAIRLEAD_INLINE verdict rollout::plan_sound::operator()(const candidate_ready& event, const data& of) const {
  if (!event.contents || event.contents != of.candidate) { return refuse("what is ready is not the candidate"); }
  return of.plan.sound();
}

FAIRLEAD_INLINE verdict rollout::follows_plan::operator()(const weight_applied& event, const data& of) const {
  if (event.weight != of.weight) {
    return refuse("the candidate has " + std::to_string(event.weight) + " percent, not " + std::to_string(of.weight));
  }
  return event.next == of.next_step()
             ? pass()
             : refuse("the plan's next step is " + std::string(enumerator_name(of.next_step())));
}

FAIRLEAD_INLINE verdict rollout::timed_pause::operator()(const pause_elapsed&, const data& of, timestamp at) const {
  if (!of.paused_until) { return refuse("the pause ends when somebody resumes"); }
  return at >= *of.paused_until ? pass() : fairlead::wait(*of.paused_until, "the pause lasts");
}

FAIRLEAD_INLINE verdict rollout::verdict_measured::operator()(const analysis_closed& event, const data& of,
                                                              timestamp at) const {
  if (event.subject != of.candidate) { return refuse("the analysis is not of the candidate"); }
  for (const measurement& each : event.measurements) {
    if (each.at < of.analysis_began || each.at > at) { return refuse("a measurement is not of this analysis"); }
  }
  const auto come_to = of.rule_in_force().judge(event.measurements);
  if (!come_to) { return cannot_determine("the analysis: more measurements are needed"); }
  return *come_to == event.verdict ? pass()
                                   : refuse("the measurements come to " + std::string(enumerator_name(*come_to)));
}

FAIRLEAD_INLINE verdict rollout::other_revision::operator()(const new_revision& event, const data& of) const {
  return event.contents && event.contents != of.candidate ? pass() : refuse("it is the revision on its way");
}

FAIRLEAD_INLINE verdict rollout::target_healthy::operator()(const promotion_done& event, const data& of) const {
  return event.health.healthy(of.candidate) ? pass() : refuse("the checks of the candidate do not all pass");
}

FAIRLEAD_INLINE verdict rollout::stable_retired::operator()(const old_retired& event, const data& of) const {
  return event.contents == of.stable ? pass() : refuse("what was retired is not the old stable copy");
}

FAIRLEAD_INLINE verdict rollout::candidate_healthy::operator()(const operator_chose_candidate& event,
                                                               const data& of) const {
  return event.health.healthy(of.candidate) ? pass() : refuse("the checks of the candidate do not all pass");
}

FAIRLEAD_INLINE void rollout::begin_pause::operator()(const weight_applied&, data& of, timestamp at) const {
  const std::uint32_t minutes = of.plan.steps.at(of.position++).minutes;
  of.paused_until = minutes == 0 ? std::nullopt : std::optional(at + std::chrono::minutes{minutes});
}

FAIRLEAD_INLINE void rollout::begin_analysis::operator()(const weight_applied&, data& of, timestamp at) const {
  ++of.position;
  of.analysis_began = at;
}

FAIRLEAD_INLINE void rollout::audit_override::operator()(const promote_full& event, data& of) const {
  of.audit_trail.push_back("promoted past the plan by " + event.by.id + ": " + event.reason);
}

FAIRLEAD_INLINE void rollout::audit_abort::operator()(const abort& event, data& of) const {
  of.audit_trail.push_back("aborted by " + event.by.id + ": " + event.reason);
}

FAIRLEAD_INLINE rollout::start_analysis rollout::start_analysis::from(const data& of) {
  return {of.candidate, of.rule_in_force()};
}

}  // namespace fairlead::release

#endif
