// SPDX-License-Identifier: BSL-1.0
// What a service may still fail without breaking its promise; once that is spent, releases stop until it has recovered.
#ifndef FAIRLEAD_LIFECYCLES_MONITOR_ERROR_BUDGET_HPP
#define FAIRLEAD_LIFECYCLES_MONITOR_ERROR_BUDGET_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"

namespace fairlead::monitor {

/// The budget of one objective. Every change of state is decided on counts over windows of time, never on somebody's
/// word that the budget is fine; and counts with a hole in them decide nothing.
/// @source The Site Reliability Workbook, chapter 5 (alerting on SLOs: multiwindow, multi-burn-rate) and appendix B
///         (error budget policy); OpenSLO, budgetingMethod
struct error_budget : lifecycle {
  using stock = error_budget;
  static constexpr std::string_view name = "error_budget";

  struct healthy : initial {};
  struct burning : waiting {
    static constexpr auto patience = hours{1};
  };
  struct exhausted : waiting {
    static constexpr auto patience = hours{72};
  };
  struct recovering : waiting {
    static constexpr auto patience = hours{24};
  };
  struct retired : terminal {};

  /// What was counted from `begins` until `ends`.
  struct sample {
    timestamp begins{};
    timestamp ends{};
    std::uint64_t total = 0;
    std::uint64_t bad = 0;  ///< of the total
  };
  /// What is counted: each request, or each sample as one slice of time that was good or bad as a whole.
  /// @source OpenSLO, budgetingMethod: Occurrences, Timeslices
  enum class budgeting : std::uint8_t { occurrences, timeslices };

  // Each event brings what was measured, in order of time, back to the beginning of the windows that it is about.
  struct burn_rate_high {
    std::vector<sample> samples{};
    evidence source{};
  };
  struct burn_rate_normal {
    std::vector<sample> samples{};
    evidence source{};
  };
  struct budget_exhausted {
    std::vector<sample> samples{};
    evidence source{};
  };
  struct budget_positive {
    std::vector<sample> samples{};
    evidence source{};
  };
  struct window_clean {
    std::vector<sample> samples{};
    evidence source{};
  };
  struct slo_retired {
    actor by{};
    std::string reason{};
  };

  /// What a service promises.
  struct objective {
    std::uint32_t allowed_bad_per_million = 1000;  ///< 1000 is an objective of 99.9 %
    std::uint32_t window_minutes = 28 * 24 * 60;   ///< rolling; four weeks hold as many weekends each time
    error_budget::budgeting method = budgeting::occurrences;
    std::uint32_t slice_bad_per_million = 50'000;  ///< a slice of time with more than this is bad; our choice

    friend bool operator==(const objective&, const objective&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("allowed_bad_per_million", self.allowed_bad_per_million);
      visit("window_minutes", self.window_minutes);
      visit("method", self.method);
      visit("slice_bad_per_million", self.slice_bad_per_million);
    }
  };
  /// The budget burns too fast where it does so over both windows: the long one tells a blip from a trend, the short
  /// one that the trend goes on.
  struct burn_rule {
    std::uint32_t long_minutes = 0;
    std::uint32_t short_minutes = 0;
    std::uint32_t burn_tenths = 10;  ///< 10 spends exactly the budget over the objective's window

    friend bool operator==(const burn_rule&, const burn_rule&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("long_minutes", self.long_minutes);
      visit("short_minutes", self.short_minutes);
      visit("burn_tenths", self.burn_tenths);
    }
  };
  /// What the last event that changed the state was decided on.
  struct measurement {
    timestamp at{};
    std::int64_t remaining_percent = 100;  ///< of the budget; below 0 where it is overspent
    evidence source{};

    friend bool operator==(const measurement&, const measurement&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("at", self.at);
      visit("remaining_percent", self.remaining_percent);
      visit("source", self.source);
    }
  };

  struct data {
    std::string slo{};
    std::string service{};
    std::string environment{};  ///< whose releases stop while the budget is spent
    error_budget::objective objective{};
    /// @source The Site Reliability Workbook, table 5-8, for an objective of 99.9 %
    std::vector<burn_rule> rules{{60, 5, 144}, {360, 30, 60}, {4320, 360, 10}};
    std::uint32_t hysteresis_percent = 10;     ///< of the budget that must remain before recovery begins; our choice
    std::uint32_t clean_minutes = 24 * 60;     ///< that recovery lasts at least; our choice
    std::uint32_t tolerated_gap_seconds = 90;  ///< between samples, and to the present; our choice
    timestamp since{};                         ///< when measuring began: before that, nothing can be missing
    timestamp recovering_since{};
    measurement last{};

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("slo", self.slo);
      visit("service", self.service);
      visit("environment", self.environment);
      visit("objective", self.objective);
      visit("rules", self.rules);
      visit("hysteresis_percent", self.hysteresis_percent);
      visit("clean_minutes", self.clean_minutes);
      visit("tolerated_gap_seconds", self.tolerated_gap_seconds);
      visit("since", self.since);
      visit("recovering_since", self.recovering_since);
      visit("last", self.last);
    }
  };

  /// The counts of one window that ends now. Whole numbers in doubles: exact up to 2^53, and never an overflow.
  class window {
  public:
    window(const std::vector<sample>& samples, const data& of, timestamp at, std::uint32_t minutes);

    /// True if samples cover the window without a hole.
    [[nodiscard]] bool complete() const noexcept { return complete_; }
    /// True if the budget burns `tenths` tenths as fast as the objective allows, or faster.
    [[nodiscard]] bool burns(std::uint32_t tenths) const noexcept;
    /// Of this window's own budget.
    [[nodiscard]] std::int64_t remaining_percent() const noexcept;

  private:
    void count(const sample& each, const error_budget::objective& promise) noexcept;

    double allowed_;
    double total_ = 0;
    double bad_ = 0;
    std::size_t samples_ = 0;
    bool complete_ = true;
  };

  /// Some rule's burn rate is exceeded over its long and its short window.
  struct burns_fast {
    template <class Event>
    verdict operator()(const Event& event, const data& of, timestamp at) const {
      return judge(event.samples, of, at);
    }

  private:
    static verdict judge(const std::vector<sample>& samples, const data& of, timestamp at);
  };
  /// The absence of a fast burn can be told only where every window was measured.
  struct windows_measured {
    verdict operator()(const burn_rate_normal& event, const data& of, timestamp at) const;
  };
  struct budget_spent {
    verdict operator()(const budget_exhausted& event, const data& of, timestamp at) const;
  };
  /// More than nothing remains: at the edge, a service would be stopped and let go with every request.
  struct remaining_above_hysteresis {
    template <class Event>
    verdict operator()(const Event& event, const data& of, timestamp at) const {
      const window whole(event.samples, of, at, of.objective.window_minutes);
      if (!whole.complete()) { return hole(of.objective.window_minutes); }
      return whole.remaining_percent() >= std::int64_t{of.hysteresis_percent}
                 ? pass()
                 : refuse(std::to_string(whole.remaining_percent()) + " % of the budget remain, " +
                          std::to_string(of.hysteresis_percent) + " % are needed");
    }
  };
  /// Recovery has lasted its time, and in that time the budget did not burn faster than it may.
  struct stayed_clean {
    verdict operator()(const window_clean& event, const data& of, timestamp at) const;
  };

  struct record_measurement {
    template <class Event>
    void operator()(const Event& event, data& of, timestamp at) const {
      const window whole(event.samples, of, at, of.objective.window_minutes);
      of.last = {at, whole.remaining_percent(), event.source};
    }
  };
  struct begin_recovery {
    void operator()(const budget_positive&, data& of, timestamp at) const { of.recovering_since = at; }
  };

  /// A request to the world about this budget.
  template <class Self>
  struct about_budget {
    std::string slo{};
    std::string service{};
    std::string environment{};
    measurement last{};
    static Self from(const data& of) {
      Self signal;
      signal.slo = of.slo;
      signal.service = of.service;
      signal.environment = of.environment;
      signal.last = of.last;
      return signal;
    }
  };
  struct notify : about_budget<notify> {};
  struct renotify : about_budget<renotify> {};
  struct escalate : about_budget<escalate> {};
  struct reevaluate : about_budget<reevaluate> {};
  /// The policy's freeze of the environment, which `emit_thaw` lifts.
  struct emit_freeze : about_budget<emit_freeze> {};
  struct emit_thaw : about_budget<emit_thaw> {};

  // clang-format off
  using transitions = table<
      row<healthy,    burn_rate_high,   burning,    when<burns_fast>,                               then<record_measurement, raise<notify>>>,
      row<any_of<healthy, burning, recovering>,
                      budget_exhausted, exhausted,  when<budget_spent>,                             then<record_measurement, raise<emit_freeze>>>,
      row<burning,    burn_rate_normal, healthy,    when<windows_measured, not_<burns_fast>>,       then<record_measurement>>,
      row<burning,    deadline,         stay,       when<>,                                         then<raise<renotify>>>,
      row<exhausted,  budget_positive,  recovering, when<remaining_above_hysteresis>,               then<record_measurement, begin_recovery>>,
      row<exhausted,  deadline,         stay,       when<>,                                         then<raise<escalate>>>,
      row<recovering, window_clean,     healthy,    when<stayed_clean, remaining_above_hysteresis>, then<record_measurement, raise<emit_thaw>>>,
      row<recovering, deadline,         stay,       when<>,                                         then<raise<reevaluate>>>,
      row<any_of<healthy, burning, exhausted, recovering>,
                      slo_retired,      retired,    when<reason_given>,                             then<raise<emit_thaw>>>>;
  // clang-format on

  using invariants =
      prove<always_passes<exhausted, healthy, recovering>, no_edge<exhausted, healthy>,
            exits_only_to<exhausted, recovering, retired>, entry_requires<exhausted, budget_spent>,
            entry_requires<recovering, remaining_above_hysteresis>, entry_requires<burning, burns_fast>,
            entry_requires<healthy, any_of<stayed_clean, not_<burns_fast>>>, event_requires<slo_retired, reason_given>,
            event_requires<window_clean, remaining_above_hysteresis>, event_leads_only_to<burn_rate_normal, healthy>,
            entry_requires<retired, on<slo_retired>>>;

private:
  static verdict hole(std::uint32_t minutes);
};

static_assert(holds<error_budget>);

}  // namespace fairlead::monitor

#if FAIRLEAD_DEFINE_INLINE
#include "error_budget.ipp"
#endif

#endif
