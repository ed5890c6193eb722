// SPDX-License-Identifier: BSL-1.0
// A rule that fires once its condition has held for five minutes; what is stale decides nothing.
#include <fairlead/lifecycles/monitor/alert.hpp>

#include "../usage.hpp"

using fairlead::monitor::alert;

const usage alert_usage("monitor/alert", [](std::ostream& out, timestamp now) {
  table_machine<alert> slow{{.rule = "slow answers", .service = "shop", .threshold = 0.5}, now};
  out << slow.fire(alert::condition_true{{0.4, now}}, now) << '\n'
      << slow.fire(alert::condition_true{{0.9, now}}, now + 1h) << '\n'
      << slow.fire(alert::condition_true{{0.9, now}}, now) << '\n'
      << *slow.tick(now + 5min) << '\n'
      << slow.fire(alert::silence{"ada", "known", now + 100h}, now + 5min) << '\n'
      << slow.fire(alert::condition_false{{0.2, now + 9min}}, now + 9min) << '\n';
});
