// SPDX-License-Identifier: BSL-1.0
// How a rollout goes: rolling, canary and blue-green as one list of steps, and how an analysis on the way is judged.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_ROLLOUT_PLAN_HPP
#define FAIRLEAD_LIFECYCLES_RELEASE_ROLLOUT_PLAN_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "../../config.hpp"
#include "../../identity/timestamp.hpp"
#include "../../model/verdict.hpp"

namespace fairlead::release {

/// What an analysis comes to.
/// @source Argo Rollouts AnalysisPhase: a definite no (failed), could not tell (error), a person must say
/// (inconclusive)
enum class analysis_verdict : std::uint8_t { successful, failed, error, inconclusive };

/// Requests to the candidate that were counted at one time. None at all, or more good ones than there were, is an
/// error.
struct measurement {
  timestamp at{};
  std::uint64_t good = 0;
  std::uint64_t total = 0;
};

/// When an analysis succeeds.
/// @source Argo Rollouts, Metric: count, failureLimit 0, inconclusiveLimit 0, consecutiveErrorLimit 4
struct analysis_rule {
  std::string metric{};
  std::uint32_t succeeds_from = 990;  ///< good requests of a thousand, in one measurement
  std::uint32_t fails_below = 950;    ///< what lies between the two is inconclusive
  std::uint32_t count = 5;            ///< measurements without error that it takes
  std::uint32_t failure_limit = 0;    ///< measurements that may fail
  std::uint32_t inconclusive_limit = 0;
  std::uint32_t consecutive_error_limit = 4;

  /// The verdict on one measurement.
  [[nodiscard]] analysis_verdict judge(const measurement& one) const;
  /// The verdict on all of them, in the order of their time; none as long as more are needed. n log n.
  [[nodiscard]] std::optional<analysis_verdict> judge(std::vector<measurement> all) const;
  friend bool operator==(const analysis_rule&, const analysis_rule&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("metric", self.metric);
    visit("succeeds_from", self.succeeds_from);
    visit("fails_below", self.fails_below);
    visit("count", self.count);
    visit("failure_limit", self.failure_limit);
    visit("inconclusive_limit", self.inconclusive_limit);
    visit("consecutive_error_limit", self.consecutive_error_limit);
  }
};

/// What a step does; `done` stands behind the last step, and in no list.
enum class step_kind : std::uint8_t { weight, pause, analysis, done };

/// One step of a rollout.
struct rollout_step {
  step_kind kind = step_kind::weight;
  std::uint32_t weight = 0;   ///< for `weight`: the share of the candidate in traffic or instances, in percent
  std::uint32_t minutes = 0;  ///< for `pause`: how long; 0 until somebody resumes
  analysis_rule rule{};       ///< for `analysis`

  friend bool operator==(const rollout_step&, const rollout_step&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("kind", self.kind);
    visit("weight", self.weight);
    visit("minutes", self.minutes);
    visit("rule", self.rule);
  }
};

/// The steps of a rollout, whatever its strategy. What the last step leaves is moved by the promotion that follows.
/// @source Argo Rollouts, canary steps (setWeight, pause, analysis) and blueGreen (preview, active); Flagger
/// stepWeights;
///         Kubernetes Deployment, RollingUpdate
struct rollout_plan {
  /// More steps than that are no plan.
  static constexpr std::size_t max_steps = 100;
  /// A pause outlasts no more than this.
  static constexpr std::uint32_t max_pause_minutes = 72 * 60;

  std::vector<rollout_step> steps{};

  /// The instances are replaced in `batches` equal parts (1 to 100), one after the other.
  [[nodiscard]] static rollout_plan rolling(std::uint32_t batches);
  /// The candidate takes each share of the traffic in turn; after each comes a pause, if it has a length, and an
  /// analysis.
  [[nodiscard]] static rollout_plan canary(const std::vector<std::uint32_t>& weights, std::uint32_t pause_minutes,
                                           const analysis_rule& rule);
  /// The candidate is previewed beside the stable copy, without traffic, and analyzed; a person resumes; then all the
  /// traffic is cut over at once, and analyzed again while the way back is still open.
  [[nodiscard]] static rollout_plan blue_green(const analysis_rule& preview, const analysis_rule& cut_over);

  void then_weight(std::uint32_t percent) { steps.push_back({step_kind::weight, percent, 0, {}}); }
  /// @param minutes  0: until somebody resumes
  void then_pause(std::uint32_t minutes) { steps.push_back({step_kind::pause, 0, minutes, {}}); }
  void then_analysis(analysis_rule rule) { steps.push_back({step_kind::analysis, 0, 0, std::move(rule)}); }

  /// What the step at `position` does; `done` behind the last.
  [[nodiscard]] step_kind kind_at(std::size_t position) const noexcept;
  /// Whether the steps can be gone: weights that never fall, up to 100; rules that can succeed; pauses that end.
  [[nodiscard]] verdict sound() const;
  friend bool operator==(const rollout_plan&, const rollout_plan&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("steps", self.steps);
  }
};

}  // namespace fairlead::release

#if FAIRLEAD_DEFINE_INLINE
#include "rollout_plan.ipp"
#endif

#endif
