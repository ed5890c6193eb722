// SPDX-License-Identifier: BSL-1.0
// A freeze over the holidays: who may soften it, and when it can be lifted.
#include <fairlead/lifecycles/release/deploy_gate.hpp>

#include "../usage.hpp"

using fairlead::release::deploy_gate;

const usage deploy_gate_usage("release/deploy_gate", [](std::ostream& out, timestamp now) {
  table_machine<deploy_gate> gate{{.author = "ada", .authorities = {"ada", "bob"}}, now};
  out << gate.fire(deploy_gate::freeze{{"holidays", now, now + 72h}}, now) << '\n'
      << gate.fire(deploy_gate::relax{"ada", "a small mend"}, now) << '\n'
      << gate.fire(deploy_gate::relax{"bob", "a small mend"}, now) << '\n'
      << gate.fire(deploy_gate::thaw{}, now + 1h) << '\n'
      << gate.fire(deploy_gate::thaw{}, now + 72h) << '\n';
});
