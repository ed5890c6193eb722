// SPDX-License-Identifier: BSL-1.0
// A train: freezes on their dates, notes that tell of every ticket, gates and a vote before it leaves.
#include <fairlead/lifecycles/plan/release_plan.hpp>

#include "../usage.hpp"

using fairlead::plan::release_plan;

const usage release_plan_usage("plan/release_plan", [](std::ostream& out, timestamp now) {
  const auto contents = sha256_of("shop 2.0.0");
  table_machine<release_plan> train{
      {.author = "ada", .approvals = {1, {"eve"}}, .release_team = {"eve"}, .gates = {"unit"}}, now};
  using state = fairlead::plan::gate_reading::state;
  const fairlead::evidence notes{"notes.md", sha256_of("notes")};
  out << train.fire(release_plan::publish{"ada", {now + 24h, now + 48h, now + 72h, now + 96h}, {{"shop", "bob"}}}, now)
      << '\n'
      << train.fire(release_plan::feature_freeze{"ada", {"SHOP-7"}}, now) << '\n'
      << train.fire(release_plan::feature_freeze{"ada", {"SHOP-7"}}, now + 24h) << '\n'
      << train.fire(release_plan::admit{"eve", "SHOP-9", "bob", "a small mend"}) << '\n'
      << train.fire(release_plan::code_freeze{"ada", "2.0.0", contents, {{"shop", "bob", contents}}}, now + 48h) << '\n'
      << train.fire(release_plan::readiness_review{"bob", notes, {"SHOP-7"}}) << '\n'
      << train.fire(release_plan::readiness_review{"bob", notes, {"SHOP-7", "SHOP-9"}}) << '\n'
      << train.fire(release_plan::go{"eve", contents, {{"unit", contents, state::satisfied, {"vsa.json"}}}, {"eve"}})
      << '\n'
      << train.fire(release_plan::all_members_live{{{contents, 3, 3}}}) << '\n';
});
