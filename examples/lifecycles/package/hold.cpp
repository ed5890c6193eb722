// SPDX-License-Identifier: BSL-1.0
// A defect holds a release until somebody who may resolves it.
#include <fairlead/lifecycles/package/hold.hpp>

#include "../usage.hpp"

using fairlead::package::hold;

const usage hold_usage("package/hold", [](std::ostream& out, timestamp now) {
  table_machine<hold> shop{{.resolvers = {"bob"}}, now};
  out << shop.fire(hold::place{"ada", "BUG-1", "prices are wrong"}) << '\n'
      << shop.fire(hold::place{"eve", "BUG-2", "totals, too"}) << '\n'
      << shop.fire(hold::resolve{"ada", "BUG-1", "mended"}) << '\n'
      << shop.fire(hold::resolve{"bob", "BUG-1", "mended in 1.1.1"}) << '\n'
      << shop.fire(hold::resolve{"bob", "BUG-2", "the same cause"}) << '\n';
});
