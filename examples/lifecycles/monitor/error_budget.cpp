// SPDX-License-Identifier: BSL-1.0
// A budget that burns too fast is spent; releases go on only after a clean day.
#include <fairlead/lifecycles/monitor/error_budget.hpp>

#include "../usage.hpp"

using fairlead::monitor::error_budget;

const usage error_budget_usage("monitor/error_budget", [](std::ostream& out, timestamp now) {
  table_machine<error_budget> shop{{.slo = "99.9 % of answers", .environment = "production", .since = now}, now};
  std::vector<error_budget::sample> counted{{.begins = now, .ends = now + 5min, .total = 10'000, .bad = 2}};
  out << shop.fire(error_budget::burn_rate_high{counted}, now + 5min) << '\n';
  counted.front().bad = 200;
  out << shop.fire(error_budget::burn_rate_high{counted}, now + 5min) << '\n'
      << shop.fire(error_budget::budget_exhausted{counted}, now + 5min) << '\n'
      << shop.fire(error_budget::budget_positive{counted}, now + 5min) << '\n';
  counted.push_back({now + 5min, now + 65min, 1'000'000, 100});
  out << shop.fire(error_budget::budget_positive{counted}, now + 65min) << '\n'
      << shop.fire(error_budget::window_clean{counted}, now + 65min) << '\n';
});
