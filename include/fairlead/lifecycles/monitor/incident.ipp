// SPDX-License-Identifier: BSL-1.0
// The definitions of incident.hpp.
#ifndef FAIRLEAD_LIFECYCLES_MONITOR_INCIDENT_IPP
#define FAIRLEAD_LIFECYCLES_MONITOR_INCIDENT_IPP

#include <algorithm>
#include <chrono>

#include "../elements.hpp"
#include "incident.hpp"

namespace fairlead::monitor {

FAIRLEAD_INLINE verdict incident::on_call::operator()(const acknowledge& event, const data& of, timestamp at) const {
  if (event.by.is_robot()) { return refuse("a robot does not take care of an incident"); }
  return detail::any(of.rota,
                     [&](const on_call_shift& each) {
                       return each.principal == event.by.id && each.level <= of.level && each.begins <= at &&
                              at < each.ends;
                     })
             ? pass()
             : refuse(event.by.id + " is not on call at this time and level");
}

FAIRLEAD_INLINE verdict incident::same_alert::operator()(const auto_resolved& event, const data& of) const {
  if (of.alert.empty()) { return refuse("no alert has raised this incident: somebody has to resolve it"); }
  if (event.alert != of.alert) { return refuse("the incident was raised by " + of.alert); }
  return event.source.reference.empty() ? refuse("refer to the alert that was cleared") : pass();
}

FAIRLEAD_INLINE verdict incident::mitigation_recorded::operator()(const mitigation_done& event, const data&) const {
  if (event.what.empty()) { return refuse("say what has mitigated the incident"); }
  return event.source.reference.empty() ? refuse("refer to where the mitigation shows") : pass();
}

FAIRLEAD_INLINE verdict incident::service_healthy::operator()(const fix_verified& event, const data& of,
                                                              timestamp at) const {
  const health_report& health = event.health;
  if (!health.healthy(health.subject)) {
    return refuse(std::to_string(health.passing) + " of " + std::to_string(health.total) + " checks pass");
  }
  return event.checked > of.last_change && event.checked <= at
             ? pass()
             : refuse("the checks were not made after the service had changed last");
}

FAIRLEAD_INLINE verdict incident::within_reopen_window::operator()(const reopened&, const data& of,
                                                                   timestamp at) const {
  return at < of.resolved_at + std::chrono::hours{1} * of.reopen_hours
             ? pass()
             : refuse("it was resolved more than " + std::to_string(of.reopen_hours) +
                      " hours ago: open a new incident");
}

FAIRLEAD_INLINE verdict incident::postmortem_required::operator()(const triaged& event, const data& of) const {
  const incident_impact& impact = event.impact;
  if (impact.records_lost > 0) { return pass("data were lost"); }
  if (impact.reports_before_alert > 0) { return pass("users have noticed before monitoring did"); }
  if (impact.severity <= of.policy.severity) { return pass("it was severe"); }
  if (impact.visible_minutes >= of.policy.visible_minutes) { return pass("users have noticed it for long"); }
  return of.resolved_at >= of.detected + std::chrono::minutes{of.policy.resolution_minutes}
             ? pass("it took long to resolve")
             : refuse("neither its impact nor its length asks for a postmortem");
}

FAIRLEAD_INLINE verdict incident::owner_named::operator()(const triaged& event, const data&) const {
  return event.owner.empty() ? refuse("say who writes the postmortem") : pass();
}

FAIRLEAD_INLINE verdict incident::timeline_complete::operator()(const submit& event, const data& of) const {
  const auto& line = event.timeline;
  if (line.empty()) { return refuse("the timeline is empty"); }
  const bool told = detail::none(line, [](const timeline_entry& each) { return each.text.empty(); });
  if (!told || !std::ranges::is_sorted(line, {}, &timeline_entry::at)) {
    return refuse("the timeline has an entry without a text, or out of order");
  }
  if (line.front().at > of.detected) { return refuse("the timeline begins after the incident was detected"); }
  return line.back().at < of.resolved_at ? refuse("the timeline ends before the incident was resolved") : pass();
}

FAIRLEAD_INLINE verdict incident::actions_ticketed::operator()(const accepted& event, const data& of) const {
  if (of.actions.empty()) { return refuse("a postmortem without an action changes nothing"); }
  for (const action_item& wanted : of.actions) {
    if (detail::none(event.actions,
                     [&](const action_item& each) { return each.text == wanted.text && !each.ticket.empty(); })) {
      return refuse("there is no ticket to " + wanted.text);
    }
  }
  return pass();
}

FAIRLEAD_INLINE verdict incident::original_known::operator()(const mark_duplicate& event, const data& of) const {
  if (event.original.empty() || event.source.reference.empty()) { return refuse("refer to the original"); }
  return event.original == of.id ? refuse("an incident is no duplicate of itself") : pass();
}

FAIRLEAD_INLINE void incident::assign::operator()(const acknowledge& event, data& of, timestamp at) const {
  of.assignee = event.by.id;
  of.last_change = at;
}

FAIRLEAD_INLINE void incident::record_mitigation::operator()(const mitigation_done& event, data& of,
                                                             timestamp at) const {
  of.last_change = at;
  of.log.push_back("mitigated by " + event.by.id + ": " + event.what + " (" + event.source.reference + ")");
}

FAIRLEAD_INLINE void incident::record_postmortem::operator()(const submit& event, data& of) const {
  of.author = event.by;
  of.timeline = event.timeline;
  of.actions = event.actions;
}

FAIRLEAD_INLINE void incident::record_dismissal::operator()(const dismiss& event, data& of) const {
  of.log.push_back("dismissed by " + event.by.id + ": " + event.reason);
}

FAIRLEAD_INLINE incident::feed_plan incident::feed_plan::from(const data& of) { return {of.id, of.actions}; }

}  // namespace fairlead::monitor

#endif
