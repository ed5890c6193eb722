// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/release/feature_flag.hpp>

#include "rows.hpp"

using fairlead::release::feature_flag;
using std::chrono::hours;

namespace {

const fairlead::digest rules = tests::content('a');
const fairlead::actor ada{"ada"};
const fairlead::actor bob{"bob"};

feature_flag::data flag() {
  feature_flag::data data{};
  data.key = "checkout-v2";
  data.author = ada;
  data.production = {"prod"};
  data.variants = {"old", "new"};
  return data;
}
feature_flag::data on(std::uint32_t exposure) {
  auto data = flag();
  data.configuration = rules;
  data.exposure = exposure;
  return data;
}
fairlead::approval_record approval(std::vector<std::string> approvers = {"cleo"}) {
  return {rules, std::move(approvers), tests::later};
}
feature_flag::enable enable(std::uint32_t exposure = 5) { return {bob, "prod", rules, exposure, approval(), {}}; }
feature_flag::ramp ramp(std::uint32_t exposure, std::vector<feature_flag::sample> samples) {
  return {bob, rules, exposure, approval(), std::move(samples)};
}
feature_flag::archive archive(std::uint32_t references = 0, std::uint64_t evaluations = 0,
                              fairlead::timestamp last = {}) {
  return {ada, {references, rules, {"search", {}}}, {{"prod", evaluations, last, tests::now, {"metrics", {}}}}};
}

}  // namespace

TEST_CASE("every row of feature_flag fires, and every refusal says why") {
  tests::rows<feature_flag> rows;
  const std::vector<feature_flag::sample> good{{tests::now, 1, 1000}};
  rows.fires("defined", flag(), feature_flag::evaluated_preprod{{"test", 3, tests::now, tests::now, {}}}, "pre_live");
  const auto enabled = rows.fires("pre_live", flag(), enable(), "live");
  CHECK(enabled.data().exposure == 5);
  CHECK(enabled.data().configuration == rules);
  CHECK(enabled.data().audit_trail.size() == 1);
  CHECK(rows.fires("live", on(5), ramp(50, good), "live").data().exposure == 50);
  const auto killed = rows.fires("live", on(50), feature_flag::kill{}, "killed");
  CHECK(killed.data().exposure == 0);
  auto again = enable();
  again.cause = {"INC-7", {}};
  rows.fires("killed", on(0), again, "live");
  const feature_flag::complete keep{bob, feature_flag::fate::kept, "new"};
  CHECK(rows.fires("live", on(100), keep, "completed").data().chosen == "new");
  const auto completed =
      rows.fires("killed", on(0), feature_flag::complete{bob, feature_flag::fate::discarded, "old"}, "completed");
  CHECK(completed.data().outcome == feature_flag::fate::discarded);
  CHECK_FALSE(rows.fires("completed", completed.data(), feature_flag::uncomplete{bob, "not yet"}, "pre_live")
                  .data()
                  .outcome.has_value());
  rows.fires("live", on(5), fairlead::deadline{}, "live");
  rows.fires("killed", on(0), fairlead::deadline{}, "killed");
  rows.fires("completed", flag(), archive(), "archived");
  rows.complete();

  rows.refuses("defined", flag(), feature_flag::evaluated_preprod{{"prod", 3, tests::now, tests::now, {}}},
               "seen_before_production: prod is a production environment");
  rows.refuses("defined", flag(), feature_flag::evaluated_preprod{{"test", 0, {}, tests::now, {}}},
               "seen_before_production: the flag was not evaluated");
  auto elsewhere = enable();
  elsewhere.environment = "test";
  rows.refuses("pre_live", flag(), elsewhere, "production: test is not a production environment");
  rows.refuses("pre_live", flag(), enable(0), "is_share: an exposure is from 1 to 100");
  rows.refuses("pre_live", flag(), enable(101), "is_share");
  auto unapproved = enable();
  unapproved.configuration = tests::content('b');
  rows.refuses("pre_live", flag(), unapproved, "approved: needs approval: the approval has expired or is of other");
  unapproved = enable();
  unapproved.approval.expires = tests::now;
  rows.refuses("pre_live", flag(), unapproved, "the approval has expired");
  unapproved.approval = approval({"ada", "bob", "", "ada"});
  rows.refuses("pre_live", flag(), unapproved, "0 of 1 others have approved");
  auto strict = flag();
  strict.policy.approvals = 2;
  unapproved.approval = approval({"cleo", "cleo"});
  rows.refuses("pre_live", strict, unapproved, "1 of 2 others have approved");
  rows.refuses("killed", on(0), enable(), "cause_recorded: why the flag was killed must be on record");
  rows.refuses("live", on(5), ramp(50, {{tests::now, 3, 2000}}), "within_error_budget: 3 of 2000 requests failed");
  rows.refuses("live", on(5), ramp(50, {}), "the burn rate: there are no samples of late");
  rows.refuses("live", on(5), ramp(50, {{tests::earlier, 0, 2000}, {tests::later, 0, 2000}}), "no samples of late");
  rows.refuses("live", on(5), ramp(101, good), "is_share");
  rows.refuses("live", on(5), feature_flag::complete{bob, feature_flag::fate::kept, "newer"},
               "variant_chosen: 'newer' is not a variant");
  rows.refuses("completed", flag(), archive(2), "no_code_references: code names the flag in 2 places");
  auto unknown = archive();
  unknown.references.source = {};
  rows.refuses("completed", flag(), unknown, "no search of known sources");
  rows.refuses("completed", flag(), archive(0, 7, tests::earlier), "no_recent_evaluations: not yet");
  unknown = archive();
  unknown.evaluations[0].observed = tests::now + hours{-200};
  rows.refuses("completed", flag(), unknown, "there is no report of prod of late");
  unknown.evaluations.clear();
  rows.refuses("completed", flag(), unknown, "there is no report of prod of late");
}

TEST_CASE("a flag is ramped while it behaves, killed by anybody at once, and comes back only with a cause") {
  std::vector<std::uint32_t> seen;
  const auto listener = [&](const feature_flag::announce& signal) { seen.push_back(signal.exposure); };
  const auto told = fairlead::tell(listener);
  auto it = tests::in_state<feature_flag>("pre_live", flag());
  CHECK(it.fire(enable(), tests::now, told));
  CHECK(it.fire(ramp(50, {{tests::now, 0, 100}}), tests::now, told));
  CHECK(it.fire(ramp(20, {}), tests::now, told));  // less exposure needs no budget
  CHECK_FALSE(it.fire(ramp(50, {{tests::now, 9, 100}}), tests::now, told));
  CHECK(it.fire(feature_flag::kill{{}, ""}, tests::now, told));
  CHECK_FALSE(it.fire(enable(), tests::now, told));
  CHECK(seen == std::vector<std::uint32_t>{5, 50, 20, 0});
}

TEST_CASE("an owner is reminded of a flag that has outlived its time") {
  std::string reminded;
  const auto listener = [&](const feature_flag::stale_flag_reminder& signal) { reminded = signal.author.id; };
  auto it = tests::in_state<feature_flag>("live", on(100));
  CHECK_FALSE(it.tick(tests::now + hours{40 * 24 - 1}, fairlead::tell(listener)));
  CHECK(it.tick(tests::now + hours{40 * 24}, fairlead::tell(listener)));
  CHECK(reminded == "ada");
}
