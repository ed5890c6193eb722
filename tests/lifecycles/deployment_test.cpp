// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/release/deployment.hpp>

#include "rows.hpp"

using fairlead::approval_record;
using fairlead::approval_status;
using fairlead::beside;
using fairlead::table_machine;
using fairlead::release::deploy_gate;
using fairlead::release::deployment;
using tests::ailing;
using tests::healthy;
using tests::the_operator;

namespace {

const fairlead::digest contents = tests::content('b');
const fairlead::digest last_good = tests::content('a');
const approval_record approved{contents, {"bob", "cleo"}, tests::later};
const fairlead::lease held{"prod", "ci", 3, tests::later};
const fairlead::override_statement glass{{"dora", {"break_glass"}}, "customers are down", "INC-7"};

table_machine<deploy_gate> gate(const char* state) { return tests::in_state<deploy_gate>(state); }
deployment::data wanted() {
  deployment::data data{};
  data.environment = "prod";
  data.contents = contents;
  data.last_good = last_good;
  data.requester = "ci";
  data.sequence = 4;
  return data;
}
deployment::data with_approval() {
  deployment::data data = wanted();
  data.approval = approved;
  return data;
}
deployment::data without_last_good() {
  deployment::data data = wanted();
  data.last_good = {};
  return data;
}
deployment::approval_closed closed(approval_status status, const fairlead::digest& of = contents) {
  return {status, {of, {"bob", "cleo"}, tests::later}};
}
deployment::operator_resolved resolved(deployment::restoration what,
                                       const fairlead::health_report& health = healthy(contents)) {
  return {the_operator, what, health};
}

}  // namespace

TEST_CASE("every row of deployment fires, and every refusal says why") {
  using enum deployment::gate_reading;
  using restored = deployment::restoration;
  tests::rows<deployment> rows;
  const auto bare = wanted();
  const auto covered = with_approval();
  const auto first = without_last_good();
  const deployment::lock_acquired lock{held, open, 4};

  rows.fires("requested", bare, deployment::admit{}, "awaiting_approval", beside(gate("open")));
  rows.fires("requested", covered, deployment::admit{}, "queued", beside(gate("open")));
  rows.fires("requested", covered, deployment::admit{}, "awaiting_window", beside(gate("restricted")));
  rows.fires("requested", covered, deployment::admit{}, "awaiting_window", beside(gate("frozen")));
  CHECK(rows.fires("awaiting_approval", bare, closed(approval_status::approved), "queued", beside(gate("open")))
            .data()
            .approval == approved);
  rows.fires("awaiting_approval", bare, closed(approval_status::approved), "awaiting_window", beside(gate("frozen")));
  CHECK(rows.fires("awaiting_approval", bare, closed(approval_status::approved, last_good), "rejected",
                   beside(gate("open")))
            .data()
            .audit_trail.size() == 1);
  rows.fires("awaiting_approval", bare, closed(approval_status::rejected), "rejected", beside(gate("open")));
  rows.fires("awaiting_approval", bare, closed(approval_status::cancelled), "canceled", beside(gate("open")));
  rows.fires("awaiting_approval", bare, closed(approval_status::expired), "canceled", beside(gate("open")));
  rows.fires("awaiting_approval", bare, fairlead::deadline{}, "canceled");
  rows.fires("awaiting_window", covered, deployment::window_opened{}, "queued");
  rows.fires("awaiting_window", bare, deployment::window_opened{}, "canceled");
  CHECK(rows.fires("awaiting_window", covered, deployment::break_glass_used{"dora", "customers are down", glass},
                   "queued")
            .data()
            .overridden);
  rows.fires("awaiting_window", covered, fairlead::deadline{}, "canceled");
  rows.fires("queued", covered, lock, "in_progress");
  rows.fires("queued", covered, deployment::lock_acquired{held, frozen, 4}, "awaiting_window");
  rows.fires("queued", covered, deployment::lock_acquired{held, open, 5}, "superseded");
  rows.fires("queued", covered, deployment::newer_enqueued{5}, "superseded");
  rows.fires("queued", covered, fairlead::deadline{}, "canceled");
  rows.fires("in_progress", bare, deployment::deployed{}, "verifying");
  rows.fires("in_progress", bare, deployment::deploy_failed{"disk"}, "rolling_back");
  rows.fires("in_progress", first, deployment::deploy_failed{"disk"}, "needs_operator");
  rows.fires("in_progress", bare, fairlead::deadline{}, "rolling_back");
  rows.fires("in_progress", first, fairlead::deadline{}, "needs_operator");
  rows.fires("verifying", bare, deployment::verify_passed{healthy(contents)}, "succeeded");
  rows.fires("verifying", bare, deployment::verify_failed{ailing(contents)}, "rolling_back");
  rows.fires("verifying", first, deployment::verify_failed{ailing(contents)}, "needs_operator");
  rows.fires("verifying", bare, fairlead::deadline{}, "rolling_back");
  rows.fires("verifying", first, fairlead::deadline{}, "needs_operator");
  rows.fires("in_progress", bare, deployment::abort{"ci", "wrong one"}, "rolling_back");
  rows.fires("verifying", first, deployment::abort{the_operator, "wrong one"}, "needs_operator");
  rows.fires("rolling_back", bare, deployment::rollback_done{healthy(last_good)}, "rolled_back");
  rows.fires("rolling_back", bare, deployment::rollback_done{ailing(last_good)}, "needs_operator");
  rows.fires("rolling_back", bare, deployment::rollback_failed{"disk"}, "needs_operator");
  rows.fires("rolling_back", bare, fairlead::deadline{}, "needs_operator");
  rows.fires("needs_operator", bare, resolved(restored::last_good), "rolled_back");
  rows.fires("needs_operator", bare, resolved(restored::candidate), "succeeded");
  rows.fires("needs_operator", bare, resolved(restored::none), "failed");
  rows.fires("needs_operator", bare, fairlead::deadline{}, "needs_operator");
  rows.fires("queued", bare, deployment::cancel{"ci"}, "canceled");
  rows.complete();

  rows.refuses("requested", covered, deployment::admit{}, "deploy_gate is retired", beside(gate("retired")));
  rows.refuses("awaiting_window", covered, deployment::break_glass_used{"ci", "now", glass},
               "not_self: the requester may not");
  rows.refuses("awaiting_window", covered, deployment::break_glass_used{"bob", "now", {}},
               "break_glass_authorized: a freeze needs");
  rows.refuses("awaiting_window", covered, deployment::break_glass_used{"dora", "", glass},
               "reason_given: a reason must be given");
  rows.refuses("queued", covered, deployment::newer_enqueued{4}, "newer: the other deployment is not newer");
  rows.refuses("in_progress", bare, deployment::abort{"eve", "mischief"},
               "authorized: eve is neither the requester nor");
  rows.refuses("queued", bare, deployment::cancel{"eve"}, "requester_or_operator: eve is neither");
  rows.refuses("needs_operator", bare, resolved(restored::candidate, ailing(contents)),
               "candidate_healthy: the checks of the candidate");
  rows.refuses("needs_operator", bare, deployment::operator_resolved{"bob", restored::none, {}},
               "operator: bob does not have the role");
}

TEST_CASE("a lease that is not of this environment, or has lapsed, does not start a deployment") {
  tests::rows<deployment> rows;
  using enum deployment::gate_reading;
  for (const fairlead::lease& lease :
       {fairlead::lease{"dev", "ci", 3, tests::later}, fairlead::lease{"prod", "ci", 0, tests::later},
        fairlead::lease{"prod", "ci", 3, tests::now}}) {
    rows.fires("queued", with_approval(), deployment::lock_acquired{lease, open, 4}, "awaiting_window");
  }
  auto overridden = with_approval();
  overridden.overridden = true;
  rows.fires("queued", overridden, deployment::lock_acquired{held, frozen, 4}, "in_progress");
}

TEST_CASE("an approval that has expired while the window was shut does not count") {
  auto stale = with_approval();
  stale.approval->expires = tests::now;
  tests::rows<deployment> rows;
  rows.fires("awaiting_window", stale, deployment::window_opened{}, "canceled");
  rows.fires("requested", stale, deployment::admit{}, "awaiting_approval", beside(gate("open")));
}
