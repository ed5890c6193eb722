// SPDX-License-Identifier: BSL-1.0
// Every weekend is frozen: the window begins, is not lifted by whoever declared it, and ends until the next.
#include <fairlead/lifecycles/release/freeze_window.hpp>

#include "../usage.hpp"

using fairlead::release::freeze_window;

const usage freeze_window_usage("release/freeze_window", [](std::ostream& out, timestamp now) {
  table_machine<freeze_window> weekend{{.author = "ada",
                                        .authorities = {"ada"},
                                        .environments = {"production"},
                                        .first = {"weekend", now + 1h, now + 49h},
                                        .recurs = fairlead::recurrence::parse("FREQ=WEEKLY")},
                                       now};
  out << weekend.fire(fairlead::deadline{}, now) << '\n'
      << weekend.fire(fairlead::deadline{}, now + 1h) << '\n'
      << weekend.fire(freeze_window::lifted{"ada", "enough"}, now + 2h) << '\n'
      << weekend.fire(freeze_window::ended{}, now + 2h) << '\n'
      << weekend.fire(freeze_window::ended{}, now + 49h) << '\n';
});
