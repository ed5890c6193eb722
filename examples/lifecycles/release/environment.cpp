// SPDX-License-Identifier: BSL-1.0
// A deployment that fails, and the environment goes back to what was last good.
#include <fairlead/lifecycles/release/deploy_gate.hpp>
#include <fairlead/lifecycles/release/environment.hpp>

#include "../usage.hpp"

using fairlead::release::environment;

const usage environment_usage("release/environment", [](std::ostream& out, timestamp now) {
  const table_machine<fairlead::release::deploy_gate> gate;
  const auto good = sha256_of("shop 1.0.0");
  const fairlead::lease lease{"production", "ci", 1, now + 1h};
  table_machine<environment> production{{.environment = "production"}, now};
  out << production.fire(environment::provisioned{}) << '\n'
      << production.fire(environment::deploy_started{"ada", lease, good}, beside(gate), now) << '\n'
      << production.fire(environment::deploy_started{"ci", lease, good}, beside(gate), now) << '\n'
      << production.fire(environment::deployed{}) << '\n'
      << production.fire(environment::verify_passed{}) << '\n'
      << production.fire(environment::deploy_started{"ci", lease, sha256_of("shop 1.1.0")}, beside(gate), now) << '\n'
      << production.fire(environment::deploy_failed{"out of memory"}) << '\n'
      << production.fire(environment::rollback_done{{.subject = good, .passing = 3, .total = 3}}) << '\n';
});
