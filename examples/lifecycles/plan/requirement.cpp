// SPDX-License-Identifier: BSL-1.0
// A requirement with a criterion: tested where it was merged, delivered, and accepted by its owner alone.
#include <fairlead/lifecycles/plan/requirement.hpp>

#include "../usage.hpp"

using fairlead::plan::requirement;

const usage requirement_usage("plan/requirement", [](std::ostream& out, timestamp now) {
  const auto revision = sha256_of("revision 9");
  const std::string kept = "a cart is kept over night";
  table_machine<requirement> cart{{.id = "SHOP-7", .owner = "eve"}, now};
  out << cart.fire(requirement::accept{"bob", {}, {8, 3, 2, 5}}) << '\n'
      << cart.fire(requirement::accept{"bob", {kept}, {8, 3, 2, 5}}) << '\n'
      << cart.fire(requirement::start{"ada", "I42"}) << '\n'
      << cart.fire(requirement::change_merged{{"I42", "ada"}, revision}) << '\n'
      << cart.fire(requirement::verify_passed{revision, {{kept, 1, {"junit.xml"}}}}) << '\n'
      << cart.fire(requirement::verify_passed{revision, {{kept, 0, {"junit.xml"}}}}) << '\n'
      << cart.fire(requirement::release_live{"1.1.0", {"I42"}, {"deployment 7"}}, now) << '\n'
      << cart.fire(requirement::accepted_by_owner{"ada"}) << '\n'
      << cart.fire(requirement::accepted_by_owner{"eve"}) << '\n';
});
