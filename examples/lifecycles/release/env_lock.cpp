// SPDX-License-Identifier: BSL-1.0
// A lock whose holder has vanished is not free: an operator looks first.
#include <fairlead/lifecycles/release/env_lock.hpp>

#include "../usage.hpp"

using fairlead::release::env_lock;

const usage env_lock_usage("release/env_lock", [](std::ostream& out, timestamp now) {
  table_machine<env_lock> lock{{.environment = "production"}, now};
  const std::vector<env_lock::request> queue{{"ci", 2}, {"ada", 1}};
  out << lock.fire(env_lock::acquire{"ci", queue}, now) << '\n'
      << lock.fire(env_lock::acquire{"ada", queue}, now) << '\n'
      << lock.fire(env_lock::renew{"ada", 1}, now + 10min) << '\n'
      << *lock.tick(now + 1h) << '\n'
      << lock.fire(env_lock::renew{"ada", 1}, now + 1h) << '\n'
      << lock.fire(env_lock::force_unlock{{"eve", {"operator"}}, {"production", 0, now + 2h, {"ps.txt"}}}, now + 2h)
      << '\n';
});
