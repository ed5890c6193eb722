// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/release/promotion.hpp>

#include "rows.hpp"

using fairlead::approval_record;
using fairlead::approval_status;
using fairlead::beside;
using fairlead::digest;
using fairlead::package::hold;
using fairlead::release::gate_report;
using fairlead::release::member_stage;
using fairlead::release::promotion;
using fairlead::release::promotion_member;
using fairlead::release::upstream_verdict;
using tests::ailing;
using tests::content;
using tests::healthy;
using tests::the_operator;

namespace {

const digest whole = content('e');
const fairlead::actor train{"train", {}, true};
const fairlead::override_statement glass{{"dora", {"break_glass"}}, "customers are down", "INC-7"};
const auto clear = tests::in_state<hold>("clear");
const auto held = tests::in_state<hold>("held");

// A database and, in the next wave, a service that needs it.
promotion::data shop() {
  promotion::data data{};
  data.contents = whole;
  data.set.members = {{"cart", "prod", content('c'), content('1'), 1}, {"base", "prod", content('b'), content('0'), 0}};
  data.requester = "ada";
  data.sequence = 4;
  data.upstream.environments = {"qa"};
  data.approval = approval_record{whole, {"bob"}, tests::later};
  return data;
}
promotion::data shop(member_stage base, member_stage cart) {
  auto data = shop();
  data.set.mark("base", base);
  data.set.mark("cart", cart);
  return data;
}
promotion::data unapproved() {
  auto data = shop();
  data.approval.reset();
  return data;
}
promotion::evaluated evaluated(upstream_verdict verdict, const fairlead::health_report& health) {
  return {verdict, {{"qa", health, tests::earlier}}};
}
promotion::started start(gate_report::reading gate = gate_report::reading::open) {
  return {train, {{"prod", "train", 7, tests::later}}, {{"prod", gate}}, {}};
}
std::vector<fairlead::health_report> healthy_set(char cart, char base) {
  return {healthy(content(cart)), healthy(content(base))};
}

}  // namespace

TEST_CASE("every row of promotion fires, and every refusal says why") {
  using enum upstream_verdict;
  using enum member_stage;
  using restoration = promotion::restoration;
  tests::rows<promotion> rows;
  const auto running = shop(started, waiting);
  const auto last = shop(live, started);
  const auto failing = shop(restoring, restored);
  const approval_record approval{whole, {"bob"}, tests::later};

  rows.fires("proposed", shop(), evaluated(pass, healthy(whole)), "pending");
  rows.fires("proposed", unapproved(), evaluated(pass, healthy(whole)), "awaiting_approval");
  auto soaking = shop();
  soaking.upstream.soak_minutes = 90;
  rows.fires("proposed", soaking, evaluated(wait, healthy(whole)), "proposed");
  rows.fires("proposed", shop(), promotion::evaluated{blocked_by_dependency, {}}, "proposed");
  const auto refused = rows.fires("proposed", shop(), evaluated(fail, ailing(whole)), "refused");
  CHECK(refused.data().audit_trail.back() == "qa: 2 of 3 checks, checks");
  rows.fires("proposed", shop(), fairlead::deadline{}, "refused");
  CHECK(rows.fires("awaiting_approval", unapproved(), promotion::approval_closed{approval_status::approved, approval},
                   "pending")
            .data()
            .approval == approval);
  const promotion::approval_closed other{approval_status::approved, {content('9'), {"bob"}, tests::later}};
  CHECK(rows.fires("awaiting_approval", unapproved(), other, "refused").data().audit_trail.size() == 1);
  rows.fires("awaiting_approval", unapproved(), promotion::approval_closed{approval_status::rejected, {}}, "refused");
  rows.fires("awaiting_approval", unapproved(), promotion::approval_closed{approval_status::cancelled, {}}, "canceled");
  rows.fires("awaiting_approval", unapproved(), promotion::approval_closed{approval_status::expired, {}}, "canceled");
  rows.fires("awaiting_approval", unapproved(), fairlead::deadline{}, "canceled");
  CHECK(rows.fires("pending", shop(), start(), "running", beside(clear)).data().due ==
        std::vector<std::string>{"base"});
  rows.fires("pending", shop(), promotion::superseded{5}, "canceled");
  rows.fires("pending", shop(), fairlead::deadline{}, "canceled");
  const promotion::member_live base_live{"base", healthy(content('b'))};
  CHECK(rows.fires("running", running, base_live, "running").data().due == std::vector<std::string>{"cart"});
  CHECK(rows.fires("running", last, promotion::member_live{"cart", healthy(content('c'))}, "verifying")
            .data()
            .set.all_live_but(""));
  CHECK(rows.fires("running", last, promotion::member_failed{"cart", "disk"}, "compensating").data().due ==
        std::vector<std::string>{"cart"});
  rows.fires("running", running, promotion::abort{"ada", "errors"}, "compensating");
  rows.fires("running", running, fairlead::deadline{}, "compensating");
  const auto verified =
      rows.fires("verifying", shop(live, live), promotion::verify_passed{healthy_set('c', 'b')}, "succeeded");
  CHECK(verified.data().verified_at == tests::now);
  rows.fires("verifying", shop(live, live), promotion::verify_failed{"slow"}, "compensating");
  CHECK(rows.fires("verifying", shop(live, live), fairlead::deadline{}, "compensating").data().audit_trail.back() ==
        "ran out of time");
  CHECK(rows.fires("compensating", shop(live, restoring), promotion::member_restored{"cart", healthy(content('1'))},
                   "compensating")
            .data()
            .due == std::vector<std::string>{"base"});
  rows.fires("compensating", failing, promotion::member_restored{"base", healthy(content('0'))}, "aborted");
  rows.fires("compensating", failing, promotion::restore_failed{"base", "disk"}, "needs_operator");
  rows.fires("compensating", failing, fairlead::deadline{}, "needs_operator");
  rows.fires("needs_operator", failing,
             promotion::operator_resolved{the_operator, restoration::all, healthy_set('1', '0')}, "aborted");
  rows.fires("needs_operator", failing,
             promotion::operator_resolved{the_operator, restoration::forward, healthy_set('c', 'b')}, "succeeded");
  rows.fires("needs_operator", failing, fairlead::deadline{}, "needs_operator");
  rows.fires("pending", shop(), promotion::cancel{"ada"}, "canceled");
  rows.complete();

  rows.refuses("proposed", shop(), evaluated(pass, ailing(whole)), "upstream_says_so: the set and what is known of it");
  rows.refuses("proposed", shop(), evaluated(fail, healthy(whole)), "come to pass");
  auto empty = shop();
  empty.set.members.clear();
  rows.refuses("proposed", empty, evaluated(pass, healthy(whole)), "come to fail");
  rows.refuses("pending", shop(), start(), "hold=clear: hold is held", beside(held));
  auto unlocked = start();
  unlocked.locks.clear();
  rows.refuses("pending", shop(), unlocked, "all_locks_held: a lease of prod is needed", beside(clear));
  rows.refuses("pending", shop(), start(gate_report::reading::frozen), "gate_permits: the gate of prod is not open",
               beside(clear));
  auto unread = start();
  unread.gates.clear();
  rows.refuses("pending", shop(), unread, "gate_permits: cannot determine", beside(clear));
  auto pleaded = start(gate_report::reading::frozen);
  pleaded.override_by = fairlead::override_statement{"bob", "please", ""};
  rows.refuses("pending", shop(), pleaded, "bob does not have the role break_glass", beside(clear));
  rows.refuses("pending", unapproved(), start(), "approval_present: needs approval", beside(clear));
  auto expired = shop();
  expired.approval->expires = tests::now;
  rows.refuses("pending", expired, start(), "approval_present: needs approval", beside(clear));
  rows.refuses("pending", shop(), promotion::superseded{4}, "newer: the other promotion is not newer");
  rows.refuses("running", running, promotion::member_live{"cart", healthy(content('c'))}, "cart was not started");
  rows.refuses("running", running, promotion::member_live{"base", healthy(content('0'))},
               "member_healthy: the checks of base do not all pass");
  rows.refuses("running", running, promotion::member_failed{"cart", "disk"}, "member_begun: cart was not begun");
  rows.refuses("running", running, promotion::abort{"bob", "x"}, "authorized: bob is neither the requester nor an");
  rows.refuses("verifying", shop(live, live), promotion::verify_passed{{healthy(content('c'))}},
               "set_verified: the checks of the members do not all pass");
  rows.refuses("compensating", shop(live, restoring), promotion::member_restored{"cart", healthy(content('c'))},
               "previous_healthy: what was live of cart is not healthy again");
  rows.refuses("compensating", shop(live, restoring), promotion::member_restored{"base", healthy(content('0'))},
               "base was not to be restored");
  rows.refuses("compensating", shop(restoring, waiting), promotion::restore_failed{"cart", "disk"},
               "cart was not begun");
  rows.refuses("needs_operator", failing, promotion::operator_resolved{"bob", restoration::all, healthy_set('1', '0')},
               "operator: bob does not");
  rows.refuses("needs_operator", failing,
               promotion::operator_resolved{the_operator, restoration::all, healthy_set('1', 'b')},
               "previous_set_healthy: what was live of base is not healthy again");
  rows.refuses("needs_operator", failing,
               promotion::operator_resolved{the_operator, restoration::forward, healthy_set('c', '0')},
               "all_members_live: the checks of the members do not all pass");
  rows.refuses("pending", shop(), promotion::cancel{"bob"}, "authorized: bob is neither");
}

TEST_CASE("glass that is broken for a frozen gate is on record") {
  auto broken = start(gate_report::reading::frozen);
  broken.override_by = glass;
  auto it = tests::in_state<promotion>("pending", shop());
  CHECK(it.fire(broken, tests::now, beside(clear)));
  CHECK(it.data().audit_trail == std::vector<std::string>{"gate overridden by dora: customers are down"});
}

TEST_CASE("a set goes forward wave by wave; if one member fails, all that was begun goes back in reverse order") {
  std::vector<std::string> moves;
  const auto listener = [&](const auto& signal) {
    using signal_type = std::decay_t<decltype(signal)>;
    if constexpr (std::is_same_v<signal_type, promotion::start_members>) {
      for (const auto& each : signal.members) { moves.push_back("+" + each.artifact); }
    } else if constexpr (std::is_same_v<signal_type, promotion::restore_members>) {
      for (const auto& each : signal.members) { moves.push_back("-" + each.artifact); }
    } else if constexpr (std::is_same_v<signal_type, promotion::release_locks>) {
      moves.emplace_back("unlock");
    }
  };
  const auto told = fairlead::tell(listener);
  auto data = shop();
  data.set.members.push_back({"front", "prod", content('f'), {}, 2});
  auto it = tests::in_state<promotion>("pending", std::move(data));
  CHECK(it.fire(start(), tests::now, beside(clear), told));
  CHECK(it.fire(promotion::member_live{"base", healthy(content('b'))}, tests::now, told));
  CHECK(it.fire(promotion::member_live{"cart", healthy(content('c'))}, tests::now, told));
  CHECK(it.fire(promotion::member_failed{"front", "crash"}, tests::now, told));
  CHECK(it.fire(promotion::member_restored{"front", {{}, 0, 0, {"removed", {}}}}, tests::now, told));
  CHECK(it.fire(promotion::member_restored{"cart", healthy(content('1'))}, tests::now, told));
  CHECK(it.fire(promotion::member_restored{"base", healthy(content('0'))}, tests::now, told));
  CHECK(it.is<promotion::aborted>());
  CHECK(moves == std::vector<std::string>{"+base", "+cart", "+front", "-front", "-cart", "-base", "unlock"});
}

TEST_CASE("what has succeeded begins to soak for those downstream") {
  fairlead::timestamp since{};
  const auto listener = [&](const promotion::start_soak& signal) { since = signal.since; };
  auto it = tests::in_state<promotion>("verifying", shop(member_stage::live, member_stage::live));
  CHECK(it.fire(promotion::verify_passed{healthy_set('c', 'b')}, tests::now, fairlead::tell(listener)));
  CHECK(since == tests::now);
}
