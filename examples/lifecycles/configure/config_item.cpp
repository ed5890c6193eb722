// SPDX-License-Identifier: BSL-1.0
// A file that somebody has changed by hand is brought back, and is in sync only once it has been compared.
#include <fairlead/lifecycles/configure/config_item.hpp>
#include <fairlead/lifecycles/release/deploy_gate.hpp>

#include "../usage.hpp"

using fairlead::configure::config_item;

const usage config_item_usage("configure/config_item", [](std::ostream& out, timestamp now) {
  const table_machine<fairlead::release::deploy_gate> gate;
  const auto desired = sha256_of("worker_processes auto;");
  const auto changed = sha256_of("worker_processes 1;");
  table_machine<config_item> file{{.item = "/etc/nginx/nginx.conf", .environment = "production"}, now};
  out << file.fire(config_item::baseline_set{"ada", desired, {desired, {"bob"}, now + 24h}}, now) << '\n'
      << file.fire(config_item::drift_detected{changed, "eve", {"aide report"}}) << '\n'
      << file.fire(config_item::remediate{"ci"}, beside(gate)) << '\n'
      << file.fire(config_item::converged{changed}) << '\n'
      << file.fire(config_item::converged{desired}) << '\n';
});
