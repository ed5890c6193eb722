// SPDX-License-Identifier: BSL-1.0
// A candidate from draft to live, and back to what was last good.
#include <fairlead/lifecycles/create/release_candidate.hpp>
#include <fairlead/lifecycles/package/hold.hpp>
#include <fairlead/lifecycles/release/deploy_gate.hpp>

#include "../usage.hpp"

using fairlead::create::release_candidate;

const usage release_candidate_usage("create/release_candidate", [](std::ostream& out, timestamp now) {
  const table_machine<fairlead::package::hold> hold;
  const table_machine<fairlead::release::deploy_gate> gate;
  const auto contents = sha256_of("shop 1.1.0");
  using rc = release_candidate;
  table_machine<rc> shop{{.author = "ada", .previous_version = "1.0.0", .last_good = sha256_of("shop 1.0.0")}, now};
  out << shop.fire(rc::add_artifact{{.key = "pkg:deb/shop@1.1.0", .content = contents}}) << '\n'
      << shop.fire(rc::cut{"1.1.0", {.reference = "tag v1.1.0"}, contents}) << '\n'
      << shop.fire(rc::verification_started{{"unit tests"}}) << '\n'
      << shop.fire(rc::gate_closed{rc::gate_verdict::pass}) << '\n'
      << shop.fire(rc::request_approval{"ada"}) << '\n'
      << shop.fire(rc::approval_closed{fairlead::approval_status::approved, {contents, {"bob"}, now + 24h}}) << '\n'
      << shop.fire(rc::stage{"ada"}, beside(hold)) << '\n'
      << shop.fire(rc::release{"ada"}, beside(hold, gate), now + 25h) << '\n'
      << shop.fire(rc::release{"ada"}, beside(hold, gate), now) << '\n'
      << shop.fire(rc::promotion_closed{rc::promotion_result::succeeded}) << '\n'
      << shop.fire(rc::rollback_requested{"bob", "orders are lost"}) << '\n';
});
