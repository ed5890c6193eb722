// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/release/rollout_plan.hpp>

#include <doctest/doctest.h>

using fairlead::timestamp;
using fairlead::release::analysis_rule;
using fairlead::release::analysis_verdict;
using fairlead::release::measurement;
using fairlead::release::rollout_plan;
using fairlead::release::step_kind;

namespace {

// One letter a measurement: good, failed, inconclusive, error.
std::optional<analysis_verdict> verdict_on(const analysis_rule& rule, std::string_view letters) {
  std::vector<measurement> all;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const std::uint64_t good = letters[i] == 'g' ? 990 : letters[i] == 'f' ? 949 : 970;
    all.insert(all.begin(), {timestamp{static_cast<std::int64_t>(i)}, good, letters[i] == 'e' ? 0U : 1000U});
  }
  return rule.judge(all);
}
std::vector<std::uint32_t> weights_of(const rollout_plan& plan) {
  std::vector<std::uint32_t> weights;
  for (const auto& step : plan.steps) {
    if (step.kind == step_kind::weight) { weights.push_back(step.weight); }
  }
  return weights;
}
std::string unsound(const rollout_plan& plan) { return std::string(plan.sound().reason()); }

}  // namespace

TEST_CASE("every strategy is a list of steps that can be gone") {
  const auto rolling = rollout_plan::rolling(3);
  CHECK(weights_of(rolling) == std::vector<std::uint32_t>{34, 67, 100});
  CHECK(rolling.sound().passes());
  CHECK(weights_of(rollout_plan::rolling(0)) == std::vector<std::uint32_t>{100});
  CHECK(rollout_plan::rolling(5'000).sound().passes());

  const auto canary = rollout_plan::canary({5, 50}, 10, {});
  CHECK(weights_of(canary) == std::vector<std::uint32_t>{5, 50});
  CHECK(canary.kind_at(1) == step_kind::pause);
  CHECK(canary.kind_at(2) == step_kind::analysis);
  CHECK(canary.kind_at(6) == step_kind::done);
  CHECK(canary.sound().passes());
  CHECK(rollout_plan::canary({5, 50}, 0, {}).steps.size() == 4);

  const auto blue_green = rollout_plan::blue_green({}, {});
  CHECK(weights_of(blue_green) == std::vector<std::uint32_t>{0, 100});
  CHECK(blue_green.steps[2].minutes == 0);
  CHECK(blue_green.sound().passes());
}

TEST_CASE("a plan that cannot be gone says why") {
  CHECK(unsound({}) == "a plan has 1 to 100 steps");
  CHECK(unsound(rollout_plan::canary(std::vector<std::uint32_t>(51, 5), 0, {})) == "a plan has 1 to 100 steps");
  CHECK(unsound(rollout_plan::canary({50, 5}, 0, {})) == "weights rise, and end at 100 percent");
  CHECK(unsound(rollout_plan::canary({101}, 0, {})) == "weights rise, and end at 100 percent");
  CHECK(unsound(rollout_plan::canary({5}, 73 * 60, {})) == "a pause lasts 72 hours at most");
  CHECK(unsound(rollout_plan::canary({5}, 0, {"latency", 900, 950})) ==
        "an analysis of latency could not succeed by its rule");
  CHECK(unsound({{{step_kind::done, 0, 0, {}}}}) == "`done` is no step");
}

TEST_CASE("an analysis is judged by its measurements in the order of their time") {
  const analysis_rule strict{"availability"};
  CHECK_FALSE(verdict_on(strict, ""));
  CHECK_FALSE(verdict_on(strict, "gggg"));
  CHECK_FALSE(verdict_on(strict, "geegeegg"));
  CHECK(verdict_on(strict, "geggeegg") == analysis_verdict::successful);
  CHECK(verdict_on(strict, "ggf") == analysis_verdict::failed);
  CHECK(verdict_on(strict, "ggi") == analysis_verdict::inconclusive);
  CHECK(verdict_on(strict, "ggif") == analysis_verdict::inconclusive);  // what came first decides
  CHECK(verdict_on(strict, "geeeee") == analysis_verdict::error);
  CHECK_FALSE(verdict_on(strict, "geeeege"));
  analysis_rule lenient{"availability"};
  lenient.failure_limit = 1;
  lenient.inconclusive_limit = 1;
  CHECK(verdict_on(lenient, "gfigg") == analysis_verdict::successful);
  CHECK(verdict_on(lenient, "gfigf") == analysis_verdict::failed);
  CHECK(strict.judge(measurement{{}, 7, 3}) == analysis_verdict::error);
  CHECK(strict.judge(measurement{{}, UINT64_MAX, UINT64_MAX}) == analysis_verdict::successful);
}
