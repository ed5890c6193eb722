// SPDX-License-Identifier: BSL-1.0
// The definitions of rollout_plan.hpp.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_ROLLOUT_PLAN_IPP
#define FAIRLEAD_LIFECYCLES_RELEASE_ROLLOUT_PLAN_IPP

#include <algorithm>
#include <tuple>

#include "rollout_plan.hpp"

namespace fairlead::release {

FAIRLEAD_INLINE analysis_verdict analysis_rule::judge(const measurement& one) const {
  if (one.total == 0 || one.good > one.total) { return analysis_verdict::error; }
  const double per_thousand = static_cast<double>(one.good) / static_cast<double>(one.total) * 1'000;
  if (per_thousand >= succeeds_from) { return analysis_verdict::successful; }
  return per_thousand < fails_below ? analysis_verdict::failed : analysis_verdict::inconclusive;
}

FAIRLEAD_INLINE std::optional<analysis_verdict> analysis_rule::judge(std::vector<measurement> all) const {
  // Those of one time in an order of their own, so that the verdict does not hang on how they were handed over.
  std::sort(all.begin(), all.end(), [](const measurement& a, const measurement& b) {
    return std::tie(a.at, a.good, a.total) < std::tie(b.at, b.good, b.total);
  });
  std::uint32_t failed = 0;
  std::uint32_t inconclusive = 0;
  std::uint32_t errors_in_a_row = 0;
  std::uint32_t taken = 0;
  for (const measurement& one : all) {
    const analysis_verdict verdict_on_one = judge(one);
    failed += verdict_on_one == analysis_verdict::failed ? 1U : 0U;
    inconclusive += verdict_on_one == analysis_verdict::inconclusive ? 1U : 0U;
    errors_in_a_row = verdict_on_one == analysis_verdict::error ? errors_in_a_row + 1 : 0;
    taken += verdict_on_one == analysis_verdict::error ? 0U : 1U;
    if (failed > failure_limit) { return analysis_verdict::failed; }
    if (errors_in_a_row > consecutive_error_limit) { return analysis_verdict::error; }
    if (inconclusive > inconclusive_limit) { return analysis_verdict::inconclusive; }
  }
  return taken >= std::max(count, 1U) ? std::optional(analysis_verdict::successful) : std::nullopt;
}

FAIRLEAD_INLINE rollout_plan rollout_plan::rolling(std::uint32_t batches) {
  rollout_plan plan{};
  batches = std::clamp(batches, 1U, 100U);
  for (std::uint32_t i = 1; i <= batches; ++i) { plan.then_weight((100 * i + batches - 1) / batches); }
  return plan;
}

FAIRLEAD_INLINE rollout_plan rollout_plan::canary(const std::vector<std::uint32_t>& weights,
                                                  std::uint32_t pause_minutes, const analysis_rule& rule) {
  rollout_plan plan{};
  for (const std::uint32_t weight : weights) {
    plan.then_weight(weight);
    if (pause_minutes != 0) { plan.then_pause(pause_minutes); }
    plan.then_analysis(rule);
  }
  return plan;
}

FAIRLEAD_INLINE rollout_plan rollout_plan::blue_green(const analysis_rule& preview, const analysis_rule& cut_over) {
  rollout_plan plan{};
  plan.then_weight(0);
  plan.then_analysis(preview);
  plan.then_pause(0);
  plan.then_weight(100);
  plan.then_analysis(cut_over);
  return plan;
}

FAIRLEAD_INLINE step_kind rollout_plan::kind_at(std::size_t position) const noexcept {
  return position < steps.size() ? steps[position].kind : step_kind::done;
}

FAIRLEAD_INLINE verdict rollout_plan::sound() const {
  if (steps.empty() || steps.size() > max_steps) { return refuse("a plan has 1 to 100 steps"); }
  std::uint32_t weight = 0;
  for (const rollout_step& step : steps) {
    switch (step.kind) {
      case step_kind::weight:
        if (step.weight < weight || step.weight > 100) { return refuse("weights rise, and end at 100 percent"); }
        weight = step.weight;
        break;
      case step_kind::pause:
        if (step.minutes > max_pause_minutes) { return refuse("a pause lasts 72 hours at most"); }
        break;
      case step_kind::analysis:
        if (step.rule.fails_below > step.rule.succeeds_from || step.rule.succeeds_from > 1'000) {
          return refuse("an analysis of " + step.rule.metric + " could not succeed by its rule");
        }
        break;
      case step_kind::done:
        return refuse("`done` is no step");
    }
  }
  return pass();
}

}  // namespace fairlead::release

#endif
