// SPDX-License-Identifier: BSL-1.0
// A risk that nobody may accept for themselves is treated, and watched from then on.
#include <fairlead/lifecycles/plan/risk.hpp>

#include "../usage.hpp"

using fairlead::plan::risk;

const usage risk_usage("plan/risk", [](std::ostream& out, timestamp now) {
  table_machine<risk> outage{
      {.id = "R-7", .author = "ada", .risk_owners = {"ada", "eve"}, .indicators = {{"restarts", 3}}}, now};
  out << outage.fire(risk::assess{.by = "ada", .likelihood = 3, .impact = 4}) << '\n'
      << outage.fire(risk::accept_risk{.by = "ada", .reason = "rare", .expires = now + 720h}, now) << '\n'
      << outage.fire(risk::treat{.by = "ada", .owner = "bob", .actions = {"OPS-12: a second site"}}) << '\n'
      << outage.fire(risk::control_effective{3, 1, {.reference = "report of the drill"}}) << '\n'
      << outage.fire(risk::indicator_breached{"restarts", 9, {.reference = "dashboard"}}) << '\n';
});
