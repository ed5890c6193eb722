// SPDX-License-Identifier: BSL-1.0
// A change with much at stake takes two votes, waits for its window, and was no success if it was backed out.
#include <fairlead/lifecycles/plan/change_request.hpp>
#include <fairlead/lifecycles/release/deploy_gate.hpp>

#include "../usage.hpp"

using fairlead::plan::change_request;

const usage change_request_usage("plan/change_request", [](std::ostream& out, timestamp now) {
  const table_machine<fairlead::release::deploy_gate> gate;
  const auto plan = sha256_of("plan of CHG-1");
  using fairlead::plan::change_outcome;
  table_machine<change_request> shop{{.author = "ada", .authorities = {{1, {1, {"bob"}}}, {15, {2, {"bob", "eve"}}}}},
                                     now};
  out << shop.fire(
             change_request::submit{
                 .by = "ada",
                 .plan = {plan, "production/shop", {"runbook"}, {"way back"}, {"smoke test"}, now + 24h, now + 26h}},
             now)
      << '\n'
      << shop.fire(change_request::assessed{"bob", 4, 4, {"risk matrix"}}) << '\n'
      << shop.fire(change_request::authorized{"bob", plan, {"bob"}}) << '\n'
      << shop.fire(change_request::authorized{"bob", plan, {"bob", "eve"}}) << '\n'
      << shop.fire(change_request::start{"ada"}, beside(gate), now) << '\n'
      << shop.fire(change_request::start{"ada"}, beside(gate), now + 24h) << '\n'
      << shop.fire(change_request::backed_out{"ada", "orders are lost", {"log"}}) << '\n'
      << shop.fire(change_request::close{"bob", {"minutes"}, change_outcome::successful}) << '\n'
      << shop.fire(change_request::close{"bob", {"minutes"}, change_outcome::unsuccessful}) << '\n';
});
