// SPDX-License-Identifier: BSL-1.0
// A plan of infrastructure: somebody else confirms exactly the plan that is then applied.
#include <fairlead/lifecycles/configure/infra_run.hpp>
#include <fairlead/lifecycles/release/deploy_gate.hpp>

#include "../usage.hpp"

using fairlead::configure::infra_run;

const usage infra_run_usage("configure/infra_run", [](std::ostream& out, timestamp now) {
  const table_machine<fairlead::release::deploy_gate> gate;
  const auto plan = sha256_of("plan 3");
  const auto state = sha256_of("state 12");
  table_machine<infra_run> network{
      {.environment = "production", .author = "ada", .requester = "ada", .approvers = {"ada", "bob"}}, now};
  out << network.fire(infra_run::run_started{"ci", {"production", "ci", 1, now + 1h}}, now) << '\n'
      << network.fire(infra_run::planned{{plan, state, 2, 1, 0}}, now) << '\n'
      << network.fire(infra_run::policy_closed{infra_run::policy_result::passed, plan}, beside(gate), now) << '\n'
      << network.fire(infra_run::confirmed{"ada", plan, state}, beside(gate), now) << '\n'
      << network.fire(infra_run::confirmed{"bob", sha256_of("plan 2"), state}, beside(gate), now) << '\n'
      << network.fire(infra_run::confirmed{"bob", plan, state}, beside(gate), now) << '\n'
      << network.fire(infra_run::applied{sha256_of("state 13"), {"apply.log"}}) << '\n';
});
