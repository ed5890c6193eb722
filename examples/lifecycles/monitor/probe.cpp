// SPDX-License-Identifier: BSL-1.0
// A target is up after two good answers, and down only after three bad ones.
#include <fairlead/lifecycles/monitor/probe.hpp>

#include "../usage.hpp"

using fairlead::monitor::probe;

const usage probe_usage("monitor/probe", [](std::ostream& out, timestamp now) {
  table_machine<probe> shop{{.target = "https://shop.example", .environment = "production"}, now};
  const auto ok = probe::answer::ok;
  const auto bad = probe::answer::bad;
  out << shop.fire(probe::sample{ok, now, 80}, now) << '\n'
      << shop.fire(probe::sample{ok, now + 1min, 4'000}, now + 1min) << '\n'
      << shop.fire(probe::sample{ok, now + 2min, 95}, now + 2min) << '\n'
      << shop.fire(probe::sample{bad, now + 3min}, now + 3min) << '\n'
      << shop.fire(probe::sample{bad, now + 4min}, now + 4min) << '\n'
      << shop.fire(probe::sample{bad, now + 5min}, now + 5min) << '\n';
});
