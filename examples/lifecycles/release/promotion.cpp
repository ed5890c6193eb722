// SPDX-License-Identifier: BSL-1.0
// A set of two moves as one: its second member fails, so the first is restored as well.
#include <fairlead/lifecycles/package/hold.hpp>
#include <fairlead/lifecycles/release/promotion.hpp>

#include "../usage.hpp"

using fairlead::release::promotion;

const usage promotion_usage("release/promotion", [](std::ostream& out, timestamp now) {
  const table_machine<fairlead::package::hold> hold;
  const auto old = sha256_of("1.0.0");
  const auto fresh = sha256_of("1.1.0");
  using fairlead::release::gate_report;
  table_machine<promotion> set{
      {.contents = fresh,
       .set = {{{.artifact = "db", .environment = "prod", .contents = fresh, .previous = old},
                {.artifact = "shop", .environment = "prod", .contents = fresh, .previous = old, .wave = 1}}},
       .requester = "ada",
       .approval_required = false},
      now};
  out << set.fire(promotion::evaluated{fairlead::release::upstream_verdict::pass}, now) << '\n'
      << set.fire(promotion::started{"ada", {{"prod", "ada", 1, now + 1h}}, {{"prod", gate_report::reading::open}}},
                  beside(hold), now)
      << '\n'
      << set.fire(promotion::member_live{"db", {fresh, 3, 3}}) << '\n'
      << set.fire(promotion::member_failed{"shop", "it does not start"}) << '\n'
      << set.fire(promotion::member_restored{"shop", {old, 3, 3}}) << '\n'
      << set.fire(promotion::member_restored{"db", {old, 3, 3}}) << '\n';
});
