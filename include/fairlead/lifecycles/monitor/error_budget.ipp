// SPDX-License-Identifier: BSL-1.0
// The definitions of error_budget.hpp.
#ifndef FAIRLEAD_LIFECYCLES_MONITOR_ERROR_BUDGET_IPP
#define FAIRLEAD_LIFECYCLES_MONITOR_ERROR_BUDGET_IPP

#include <algorithm>
#include <chrono>

#include "error_budget.hpp"

namespace fairlead::monitor {

FAIRLEAD_INLINE error_budget::window::window(const std::vector<sample>& samples, const data& of, timestamp at,
                                             std::uint32_t minutes)
    : allowed_(of.objective.allowed_bad_per_million) {
  const std::chrono::seconds gap{of.tolerated_gap_seconds};
  const timestamp begin = std::max(at + std::chrono::minutes{-std::int64_t{minutes}}, of.since);
  timestamp reached = begin;
  for (const sample& each : samples) {
    if (each.ends <= begin || each.begins < begin + -gap) { continue; }
    // What overlaps would be counted twice, and what is not yet over cannot have been counted.
    const bool sound = each.begins < each.ends && each.ends <= at && each.bad <= each.total;
    complete_ = complete_ && sound && (samples_ == 0 || each.begins >= reached);
    complete_ = complete_ && each.begins <= reached + gap;
    reached = std::max(reached, each.ends);
    ++samples_;
    count(each, of.objective);
  }
  complete_ = complete_ && samples_ > 0 && at <= reached + gap;
}

FAIRLEAD_INLINE bool error_budget::window::burns(std::uint32_t tenths) const noexcept {
  return bad_ > 0 && bad_ * 1e7 >= static_cast<double>(tenths) * allowed_ * total_;
}

FAIRLEAD_INLINE std::int64_t error_budget::window::remaining_percent() const noexcept {
  constexpr double bottom = -1e9;  // an objective without any tolerance is overspent without measure
  if (bad_ <= 0) { return 100; }
  const double part = allowed_ * total_ > 0 ? 100.0 - bad_ * 1e8 / (allowed_ * total_) : bottom;
  return static_cast<std::int64_t>(part < 0 ? std::max(part, bottom) - 1 : part);
}

FAIRLEAD_INLINE void error_budget::window::count(const sample& each, const error_budget::objective& promise) noexcept {
  const auto bad = static_cast<double>(each.bad);
  const auto total = static_cast<double>(each.total);
  const bool slices = promise.method == budgeting::timeslices;
  const bool bad_slice = bad * 1e6 > static_cast<double>(promise.slice_bad_per_million) * total;
  bad_ += slices ? static_cast<double>(bad_slice) : bad;
  total_ += slices ? 1.0 : total;
}

FAIRLEAD_INLINE verdict error_budget::burns_fast::judge(const std::vector<sample>& samples, const data& of,
                                                        timestamp at) {
  bool measured = false;
  for (const burn_rule& rule : of.rules) {
    const window over_long(samples, of, at, rule.long_minutes);
    const window over_short(samples, of, at, rule.short_minutes);
    if (!over_long.complete() || !over_short.complete()) { continue; }
    measured = true;
    if (over_long.burns(rule.burn_tenths) && over_short.burns(rule.burn_tenths)) {
      return pass("over " + std::to_string(rule.long_minutes) + " and " + std::to_string(rule.short_minutes) +
                  " minutes the budget burns at least " + std::to_string(rule.burn_tenths / 10) + "." +
                  std::to_string(rule.burn_tenths % 10) + " times too fast");
    }
  }
  return measured ? refuse("no rule's burn rate is exceeded over both of its windows")
                  : cannot_determine("samples that cover both windows of a rule");
}

FAIRLEAD_INLINE verdict error_budget::windows_measured::operator()(const burn_rate_normal& event, const data& of,
                                                                   timestamp at) const {
  for (const burn_rule& rule : of.rules) {
    for (const std::uint32_t minutes : {rule.long_minutes, rule.short_minutes}) {
      if (!window(event.samples, of, at, minutes).complete()) { return hole(minutes); }
    }
  }
  return pass();
}

FAIRLEAD_INLINE verdict error_budget::budget_spent::operator()(const budget_exhausted& event, const data& of,
                                                               timestamp at) const {
  const window whole(event.samples, of, at, of.objective.window_minutes);
  if (!whole.complete()) { return hole(of.objective.window_minutes); }
  return whole.burns(10) ? pass() : refuse(std::to_string(whole.remaining_percent()) + " % of the budget remain");
}

FAIRLEAD_INLINE verdict error_budget::stayed_clean::operator()(const window_clean& event, const data& of,
                                                               timestamp at) const {
  const timestamp until = of.recovering_since + std::chrono::minutes{of.clean_minutes};
  if (at < until) { return fairlead::wait(until, "recovery has not lasted long enough"); }
  const window clean(event.samples, of, at, of.clean_minutes);
  if (!clean.complete()) { return hole(of.clean_minutes); }
  return clean.burns(10) ? refuse("the budget burns faster than it may") : pass();
}

FAIRLEAD_INLINE verdict error_budget::hole(std::uint32_t minutes) {
  return cannot_determine("samples that cover the last " + std::to_string(minutes) + " minutes without a hole");
}

}  // namespace fairlead::monitor

#endif
