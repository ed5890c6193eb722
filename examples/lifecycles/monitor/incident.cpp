// SPDX-License-Identifier: BSL-1.0
// An incident: whoever is on call takes it, checks after the last change resolve it.
#include <fairlead/lifecycles/monitor/incident.hpp>

#include "../usage.hpp"

using fairlead::monitor::incident;

const usage incident_usage("monitor/incident", [](std::ostream& out, timestamp now) {
  const auto good = sha256_of("shop 1.0.0");
  table_machine<incident> shop{{.id = "I-1", .detected = now, .rota = {{"bob", now, now + 8h}}}, now};
  out << shop.fire(incident::acknowledge{"ada"}, now) << '\n'
      << shop.fire(incident::acknowledge{"bob"}, now) << '\n'
      << shop.fire(incident::mitigation_done{"bob", "rolled back", {"deployment 7"}}, now + 1h) << '\n'
      << shop.fire(incident::fix_verified{"bob", {good, 3, 3}, now}, now + 2h) << '\n'
      << shop.fire(incident::fix_verified{"bob", {good, 3, 3}, now + 2h}, now + 2h) << '\n'
      << shop.fire(incident::triaged{.by = "bob", .impact = {fairlead::monitor::incident_severity::minor}}, now + 3h)
      << '\n';
});
