// SPDX-License-Identifier: BSL-1.0
// A flag that is not ramped up while requests fail, and is killed without anybody's leave.
#include <fairlead/lifecycles/release/feature_flag.hpp>

#include "../usage.hpp"

using fairlead::release::feature_flag;

const usage feature_flag_usage("release/feature_flag", [](std::ostream& out, timestamp now) {
  const auto rules = sha256_of("5 % of all sessions");
  const fairlead::approval_record approval{rules, {"bob"}, now + 24h};
  table_machine<feature_flag> cart{{.key = "new-cart", .author = "ada", .production = {"prod"}}, now};
  out << cart.fire(feature_flag::evaluated_preprod{{.environment = "staging", .count = 12}}) << '\n'
      << cart.fire(feature_flag::enable{"ada", "prod", rules, 5, {}}, now) << '\n'
      << cart.fire(feature_flag::enable{"ada", "prod", rules, 5, approval}, now) << '\n'
      << cart.fire(feature_flag::ramp{"ada", rules, 50, approval, {{now, 90, 1'000}}}, now) << '\n'
      << cart.fire(feature_flag::kill{"eve", "carts are empty"}) << '\n'
      << cart.fire(feature_flag::enable{"ada", "prod", rules, 5, approval}, now) << '\n';
});
