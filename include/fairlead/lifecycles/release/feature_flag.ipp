// SPDX-License-Identifier: BSL-1.0
// The definitions of feature_flag.hpp.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_FEATURE_FLAG_IPP
#define FAIRLEAD_LIFECYCLES_RELEASE_FEATURE_FLAG_IPP

#include <algorithm>
#include <chrono>
#include <set>

#include "../elements.hpp"
#include "feature_flag.hpp"

namespace fairlead::release {

FAIRLEAD_INLINE bool feature_flag::data::is_production(const std::string& environment) const {
  return detail::contains(production, environment);
}

FAIRLEAD_INLINE verdict feature_flag::seen_before_production::operator()(const evaluated_preprod& event,
                                                                         const data& flag) const {
  if (flag.is_production(event.evaluations.environment)) {
    return refuse(event.evaluations.environment + " is a production environment");
  }
  return event.evaluations.count > 0 ? pass() : refuse("the flag was not evaluated");
}

FAIRLEAD_INLINE verdict feature_flag::production::operator()(const enable& event, const data& flag) const {
  return flag.is_production(event.environment) ? pass()
                                               : refuse(event.environment + " is not a production environment");
}

FAIRLEAD_INLINE verdict feature_flag::approved::judge(const data& flag, const approval_record& approval,
                                                      const digest& configuration, const actor& by, timestamp at) {
  if (!approval.valid(configuration, at)) { return needs_approval("the approval has expired or is of other rules"); }
  std::set<std::string> others{approval.approvers.begin(), approval.approvers.end()};
  for (const std::string& each : {flag.author.id, by.id, std::string{}}) { others.erase(each); }
  const std::uint32_t needed = std::max(flag.policy.approvals, 1U);
  return others.size() >= needed ? pass()
                                 : needs_approval(std::to_string(others.size()) + " of " + std::to_string(needed) +
                                                  " others have approved");
}

FAIRLEAD_INLINE verdict feature_flag::cause_recorded::operator()(const enable& event, const data&) const {
  return event.cause.reference.empty() ? refuse("why the flag was killed must be on record first") : pass();
}

FAIRLEAD_INLINE verdict feature_flag::within_error_budget::operator()(const ramp& event, const data& flag,
                                                                      timestamp at) const {
  if (event.exposure <= flag.exposure) { return pass(); }
  const timestamp since = at + std::chrono::minutes{-std::int64_t{flag.policy.burn_minutes}};
  double failed = 0;
  double total = 0;
  for (const sample& each : event.samples) {
    if (each.at <= since || each.at > at) { continue; }
    failed += static_cast<double>(each.failed);
    total += static_cast<double>(each.total);
  }
  if (total <= 0) { return cannot_determine("the burn rate: there are no samples of late"); }
  const double allowed = total * flag.policy.failures_per_million / 1e6 * flag.policy.highest_burn / 100;
  return failed <= allowed ? pass()
                           : refuse(std::to_string(static_cast<std::uint64_t>(failed)) + " of " +
                                    std::to_string(static_cast<std::uint64_t>(total)) +
                                    " requests failed: the error budget burns too fast");
}

FAIRLEAD_INLINE verdict feature_flag::variant_chosen::operator()(const complete& event, const data& flag) const {
  return detail::contains(flag.variants, event.variant)
             ? pass()
             : refuse("'" + event.variant + "' is not a variant of this flag");
}

FAIRLEAD_INLINE verdict feature_flag::no_code_references::operator()(const archive& event, const data&) const {
  if (event.references.source.reference.empty() || !event.references.sources) {
    return cannot_determine("whether code names the flag: no search of known sources is referred to");
  }
  return event.references.count == 0
             ? pass()
             : refuse("code names the flag in " + std::to_string(event.references.count) + " places");
}

FAIRLEAD_INLINE verdict feature_flag::no_recent_evaluations::operator()(const archive& event, const data& flag,
                                                                        timestamp at) const {
  const auto quiet = std::chrono::hours{flag.policy.quiet_hours};
  for (const std::string& environment : flag.production) {
    const auto report = std::ranges::find(event.evaluations, environment, &evaluation_report::environment);
    if (report == event.evaluations.end() || report->observed > at || report->observed + quiet < at) {
      return cannot_determine("whether the flag is in use: there is no report of " + environment + " of late");
    }
    if (report->count != 0 && report->last + quiet > at) {
      return fairlead::wait(report->last + quiet, "the flag was evaluated in " + environment + " of late");
    }
  }
  return pass();
}

FAIRLEAD_INLINE void feature_flag::audit::operator()(const enable& event, data& flag) const {
  flag.audit_trail.push_back("enabled by " + event.by.id +
                             ", cause of kill: " + (event.cause.reference.empty() ? "none" : event.cause.reference));
}

FAIRLEAD_INLINE void feature_flag::audit::operator()(const kill& event, data& flag) const {
  flag.audit_trail.push_back("killed by " + event.by.id + ": " + event.reason);
}

FAIRLEAD_INLINE void feature_flag::choose::operator()(const complete& event, data& flag) const {
  flag.chosen = event.variant;
  flag.outcome = event.outcome;
}

FAIRLEAD_INLINE void feature_flag::unchoose::operator()(const uncomplete&, data& flag) const {
  flag.chosen.clear();
  flag.outcome.reset();
  flag.exposure = 0;
}

FAIRLEAD_INLINE feature_flag::announce feature_flag::announce::from(const data& flag) {
  return {flag.key, flag.configuration, flag.exposure};
}
FAIRLEAD_INLINE feature_flag::stale_flag_reminder feature_flag::stale_flag_reminder::from(const data& flag) {
  return {flag.key, flag.author};
}

}  // namespace fairlead::release

#endif
