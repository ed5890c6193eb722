// SPDX-License-Identifier: BSL-1.0
// A canary that takes a fifth of the traffic, does not hold, and gives it back.
#include <fairlead/lifecycles/release/rollout.hpp>

#include "../usage.hpp"

using fairlead::release::rollout;

const usage rollout_usage("release/rollout", [](std::ostream& out, timestamp now) {
  const auto candidate = sha256_of("shop 1.1.0");
  const auto stable = sha256_of("shop 1.0.0");
  const auto plan = fairlead::release::rollout_plan::canary({20, 100}, 0, {.metric = "availability", .count = 1});
  table_machine<rollout> shop{{.candidate = candidate, .stable = stable, .requester = "ada", .plan = plan}, now};
  using fairlead::release::analysis_verdict;
  using step = fairlead::release::step_kind;
  rollout::analysis_closed analysis{analysis_verdict::successful, candidate, {{now, 9'000, 10'000}}};
  out << shop.fire(rollout::candidate_ready{candidate}) << '\n'
      << shop.fire(rollout::weight_applied{0, step::weight}) << '\n'
      << shop.fire(rollout::weight_applied{20, step::analysis}, now) << '\n'
      << shop.fire(analysis, now) << '\n';
  analysis.verdict = analysis_verdict::failed;
  out << shop.fire(analysis, now) << '\n'
      << shop.fire(rollout::traffic_restored{{.subject = stable, .passing = 3, .total = 3}}) << '\n';
});
