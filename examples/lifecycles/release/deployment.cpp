// SPDX-License-Identifier: BSL-1.0
// A deployment that is approved and queued, does not pass its checks, and is undone.
#include <fairlead/lifecycles/release/deploy_gate.hpp>
#include <fairlead/lifecycles/release/deployment.hpp>

#include "../usage.hpp"

using fairlead::release::deployment;

const usage deployment_usage("release/deployment", [](std::ostream& out, timestamp now) {
  const table_machine<fairlead::release::deploy_gate> gate;
  const auto contents = sha256_of("shop 1.1.0");
  const auto good = sha256_of("shop 1.0.0");
  table_machine<deployment> shop{
      {.environment = "production", .contents = contents, .last_good = good, .requester = "ada", .sequence = 7}, now};
  deployment::lock_acquired lock{{"production", "ci", 1, now + 1h}, deployment::gate_reading::open, 7};
  out << shop.fire(deployment::admit{}, beside(gate), now) << '\n'
      << shop.fire(deployment::approval_closed{fairlead::approval_status::approved, {contents, {"bob"}, now + 24h}},
                   beside(gate))
      << '\n'
      << shop.fire(lock, now) << '\n'
      << shop.fire(deployment::deployed{}) << '\n'
      << shop.fire(deployment::verify_failed{{.subject = contents, .passing = 2, .total = 3}}) << '\n'
      << shop.fire(deployment::rollback_done{{.subject = good, .passing = 3, .total = 3}}) << '\n';
});
