// SPDX-License-Identifier: BSL-1.0
// A hundred thousand random events for each lifecycle of the release stage that random_walk_test.cpp does not walk.
#include <fairlead/lifecycles/release/env_lock.hpp>
#include <fairlead/lifecycles/release/feature_flag.hpp>
#include <fairlead/lifecycles/release/freeze_window.hpp>
#include <fairlead/lifecycles/release/promotion.hpp>
#include <fairlead/lifecycles/release/rollout.hpp>

#include <algorithm>
#include <array>
#include <utility>

#include "walker.hpp"

using fairlead::approval_status;
using fairlead::beside;
using fairlead::table_machine;
using fairlead::package::hold;
using fairlead::release::analysis_verdict;
using fairlead::release::env_lock;
using fairlead::release::feature_flag;
using fairlead::release::freeze_window;
using fairlead::release::gate_report;
using fairlead::release::member_stage;
using fairlead::release::promotion;
using fairlead::release::promotion_member;
using fairlead::release::promotion_set;
using fairlead::release::rollout;
using fairlead::release::rollout_plan;
using fairlead::release::step_kind;
using fairlead::release::upstream_verdict;
using tests::content;
using tests::dice;
using tests::draw;
using tests::events;
using tests::walker;

TEST_CASE("a random walk of env_lock never passes a lock on without its holder or an operator") {
  walker<env_lock> walk(11, [] {
    env_lock::data lock{};
    lock.environment = "prod";
    return table_machine<env_lock>{std::move(lock), tests::now};
  });
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    const env_lock::data before = walk.it.data();
    const std::string from(walk.it.state());
    const auto who = chance.below(2) == 0 ? before.requester : chance.person();
    const std::uint64_t token = chance.below(3) == 0 ? chance.below(4) : before.token;
    switch (chance.below(7)) {
      case 0:
      case 1: {
        const auto other = chance.person();
        (void)walk.step(env_lock::acquire{who, {{who.id, chance.below(5)}, {other.id, chance.below(5)}}});
        break;
      }
      case 2:
        (void)walk.step(env_lock::renew{who, token});
        break;
      case 3:
        (void)walk.step(env_lock::release{who, token});
        break;
      case 4:
        (void)walk.step(env_lock::owner_resumed{who, token});
        break;
      case 5: {
        const auto by = chance.person();
        if (walk.step(env_lock::force_unlock{by, {"prod", chance.below(2), chance.moment(), {"INC-7", {}}}})) {
          REQUIRE(by.id == "olga");
          REQUIRE_FALSE(by == before.requester);
        }
        break;
      }
      default:
        (void)walk.step(fairlead::deadline{});
        if (chance.below(50) == 0) { (void)walk.step(env_lock::env_decommissioned{}); }
    }
    const env_lock::data& lock = walk.it.data();
    const bool taken = walk.it.is<env_lock::held>() || walk.it.is<env_lock::orphaned>();
    REQUIRE(taken == !lock.requester.id.empty());
    REQUIRE(lock.token >= before.token);
    if (from != "free" && taken) { REQUIRE(lock.requester == before.requester); }
    if (from == "free" && taken) { REQUIRE(lock.token == before.token + 1); }
  }
  CHECK(walk.fired > events / 20);
}

TEST_CASE("a random walk of freeze_window never freezes outside of its window") {
  dice weather(12);
  walker<freeze_window> walk(12, [&weather] {
    freeze_window::data freeze{};
    freeze.author = "ada";
    freeze.authorities = {"ada", "dora"};
    freeze.first = weather.window();
    if (weather.below(2) == 0) { freeze.recurs = fairlead::recurrence::parse("FREQ=DAILY;COUNT=3"); }
    return table_machine<freeze_window>{std::move(freeze), tests::now};
  });
  while (walk.steps < events) {
    auto& chance = walk.chance;
    const freeze_window::data before = walk.it.data();
    const std::string from(walk.it.state());
    const auto who = chance.person();
    switch (chance.below(8)) {
      case 0:
      case 1:
      case 2:
        (void)walk.step(fairlead::deadline{});
        break;
      case 3:
        (void)walk.step(freeze_window::ended{});
        break;
      case 4:
        if (walk.step(freeze_window::lifted{who, chance.reason()})) { REQUIRE(who.id == "dora"); }
        break;
      case 5:
        if (walk.step(freeze_window::extended{who, chance.reason(), chance.moment()})) {
          REQUIRE(walk.it.data().current.ends > before.current.ends);
        }
        break;
      default:
        if (chance.below(20) == 0) { (void)walk.step(freeze_window::cancel{who, chance.reason()}); }
    }
    if (walk.it.is<freeze_window::active>()) {
      REQUIRE(walk.it.data().current.active(tests::now));
      REQUIRE(walk.it.data().current.ends <= walk.it.data().began + freeze_window::active::patience);
    }
    if (from == "planned" && walk.it.is<freeze_window::over>()) {
      REQUIRE_FALSE(walk.it.data().occurrence_at(tests::now).has_value());
    }
    walk.renew_if_ended();
  }
  CHECK(walk.fired > events / 20);
}

TEST_CASE("a random walk of feature_flag never refuses a kill, and never shows what nobody else has approved") {
  walker<feature_flag> walk(13, [] {
    feature_flag::data flag{};
    flag.key = "checkout-v2";
    flag.author = "ada";
    flag.production = {"prod"};
    flag.variants = {"old", "new"};
    return table_machine<feature_flag>{std::move(flag), tests::now};
  });
  const std::array<const char*, 3> environments{"prod", "test", "dev"};
  const std::array<const char*, 3> variants{"old", "new", "newer"};
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    const std::string from(walk.it.state());
    const std::string where = environments[chance.below(3)];
    const auto who = chance.person();
    const auto contents = chance.contents();
    const auto approval =
        chance.below(2) == 0 ? chance.record() : fairlead::approval_record{contents, {"bob"}, tests::later};
    const std::uint32_t exposure = chance.below(110);
    switch (draw(chance, 9, from, {{"defined", 0}, {"pre_live", 1}, {"live", 3}, {"killed", 2}})) {
      case 0:
        (void)walk.step(feature_flag::evaluated_preprod{{where, chance.below(3), tests::now, tests::now, {}}});
        break;
      case 1:
      case 2: {
        const feature_flag::enable enable{who, where, contents, exposure, approval, {chance.reason(), {}}};
        if (walk.step(enable)) {
          REQUIRE(approval.valid(contents, tests::now));
          REQUIRE(who.id != "bob");
          REQUIRE((from != "killed" || !enable.cause.reference.empty()));
        }
        break;
      }
      case 3: {
        const feature_flag::ramp ramp{who, contents, exposure, approval, {{chance.moment(), chance.below(4), 2000}}};
        if (walk.step(ramp)) { REQUIRE(approval.valid(contents, tests::now)); }
        break;
      }
      case 4: {
        const auto killed = walk.step(feature_flag::kill{who, chance.reason()});
        REQUIRE(static_cast<bool>(killed) == (from == "live"));
        break;
      }
      case 5:
        (void)walk.step(feature_flag::complete{who, chance.any<feature_flag::fate>(), variants[chance.below(3)]});
        break;
      case 6:
        (void)walk.step(feature_flag::uncomplete{who, chance.reason()});
        break;
      case 7:
        (void)walk.step(fairlead::deadline{});
        break;
      default:
        (void)walk.step(feature_flag::archive{who,
                                              {chance.below(3), contents, {"search", {}}},
                                              {{where, chance.below(2), chance.moment(), chance.moment(), {}}}});
    }
    const feature_flag::data& flag = walk.it.data();
    if (walk.it.is<feature_flag::live>()) {
      REQUIRE((flag.exposure >= 1 && flag.exposure <= 100));
      REQUIRE(flag.configuration);
    } else if (walk.it.is<feature_flag::killed>()) {
      REQUIRE(flag.exposure == 0);
    }
    if (walk.it.is<feature_flag::archived>()) { REQUIRE((from != "live" && from != "killed")); }
  }
  CHECK(walk.fired > events / 20);
}

TEST_CASE("a random walk of rollout never ends but on a copy that is healthy, with its traffic there") {
  dice weather(14);
  walker<rollout> walk(14, [&weather] {
    rollout::data of{};
    of.candidate = content('b');
    of.stable = content('a');
    of.requester = "ada";
    of.authorities = {"ada", "dora"};
    switch (weather.below(3)) {
      case 0:
        of.plan = rollout_plan::rolling(3);
        break;
      case 1:
        of.plan = rollout_plan::canary({5, 50}, 10, {"errors", 990, 950, 1});
        break;
      default:
        of.plan = rollout_plan::blue_green({"errors", 990, 950, 1}, {"errors", 990, 950, 1});
    }
    return table_machine<rollout>{std::move(of), tests::now};
  });
  int promoted = 0;
  while (walk.steps < events) {
    auto& chance = walk.chance;
    const rollout::data before = walk.it.data();
    const std::string from(walk.it.state());
    const auto who = chance.person();
    const auto health = chance.health();
    switch (draw(chance, 16, from,
                 {{"initializing", 0},
                  {"progressing", 2},
                  {"paused", 5},
                  {"analyzing", 7},
                  {"promoting", 11},
                  {"finalizing", 11},
                  {"aborting", 12},
                  {"needs_operator", 13 + chance.below(2)}})) {
      case 0:
      case 1:
        (void)walk.step(rollout::candidate_ready{chance.contents()});
        break;
      case 2:
      case 3:
      case 4:
        if (walk.step(rollout::weight_applied{chance.below(5) == 0 ? chance.below(101) : before.weight,
                                              chance.below(5) == 0 ? chance.any<step_kind>() : before.next_step()})) {
          REQUIRE(walk.it.data().weight >= before.weight);
        }
        break;
      case 5:
        (void)walk.step(rollout::resume{who});
        break;
      case 6:
        if (walk.step(rollout::pause_elapsed{})) { REQUIRE(before.paused_until.has_value()); }
        break;
      case 7:
      case 8: {
        const rollout::analysis_closed closed{
            chance.any<analysis_verdict>(), content('b'), {{tests::now, 940 + chance.below(61), 1000}}, {}};
        if (walk.step(closed) && walk.it.is<rollout::progressing>()) {
          REQUIRE(closed.measurements.front().good >= 990);
        }
        break;
      }
      case 9:
        if (chance.below(4) == 0 && walk.step(rollout::promote_full{who, chance.reason()})) {
          REQUIRE((who.id == "dora" || who.id == "olga" || who.id == "ci"));
        }
        break;
      case 10:
        if (chance.below(6) == 0) { (void)walk.step(rollout::abort{who, chance.reason()}); }
        if (chance.below(9) == 0) { (void)walk.step(rollout::new_revision{chance.contents()}); }
        break;
      case 11:
        (void)walk.step(rollout::promotion_done{health});
        (void)walk.step(rollout::old_retired{chance.contents()});
        break;
      case 12:
        (void)walk.step(rollout::traffic_restored{health});
        break;
      case 13:
        if (walk.step(rollout::operator_chose_stable{who, health})) { REQUIRE(health.healthy(before.stable)); }
        break;
      case 14:
        if (walk.step(rollout::operator_chose_candidate{who, health})) { REQUIRE(health.healthy(before.candidate)); }
        break;
      default:
        if (chance.below(8) == 0) { (void)walk.step(fairlead::deadline{}); }
    }
    const rollout::data& of = walk.it.data();
    REQUIRE(of.position <= of.plan.steps.size());
    if (walk.it.is<rollout::aborting>() || walk.it.is<rollout::aborted>()) { REQUIRE(of.weight == 0); }
    if (walk.it.is<rollout::promoted>()) {
      REQUIRE(of.weight == 100);
      ++promoted;
    }
    if (from == "aborting") {
      REQUIRE((walk.it.state() == from || walk.it.state() == "aborted" || walk.it.state() == "needs_operator"));
    }
    walk.renew_if_ended();
  }
  CHECK(walk.fired > events / 20);
  CHECK(promoted > 10);
}

namespace {

promotion::data shop() {
  promotion::data of{};
  of.contents = content('a');
  of.set.members = {{"front", "prod", content('f'), {}, 2},
                    {"cart", "prod", content('c'), content('1'), 1},
                    {"base", "prod", content('b'), content('0'), 0},
                    {"pay", "prod", content('d'), content('2'), 1}};
  of.requester = "ada";
  of.sequence = 1;
  of.upstream = {{"qa"}, {}, 30};
  return of;
}
// No wave is begun before the one below it is live, and none is restored before the one above it is.
bool in_order(const promotion_set& set, bool forward) {
  return std::ranges::all_of(set.members, [&](const promotion_member& high) {
    return std::ranges::all_of(set.members, [&](const promotion_member& low) {
      if (low.wave >= high.wave) { return true; }
      return forward ? high.stage == member_stage::waiting || low.stage == member_stage::live
                     : !promotion_set::touched(high) || low.stage == member_stage::live ||
                           low.stage == member_stage::failed;
    });
  });
}

}  // namespace

TEST_CASE("a random walk of promotion ends all live, all restored, or by an operator, and in the order of its waves") {
  walker<promotion> walk(15, [] { return table_machine<promotion>{shop(), tests::now}; });
  const auto clear = tests::in_state<hold>("clear");
  const auto held = tests::in_state<hold>("held");
  int succeeded = 0;
  int restored = 0;
  while (walk.steps < events) {
    auto& chance = walk.chance;
    const promotion::data before = walk.it.data();
    const std::string from(walk.it.state());
    const auto who = chance.person();
    const promotion_member& member = before.set.members[chance.below(4)];
    const bool back = member.stage == member_stage::restoring;
    auto health = chance.health();
    if (chance.below(3) != 0) { health.subject = back ? member.previous : member.contents; }
    if (back && !member.previous && chance.below(2) == 0) { health = {{}, 0, 0, {"removed", {}}}; }
    std::vector<fairlead::health_report> all;
    for (const auto& each : before.set.members) {
      if (chance.below(12) == 0) { continue; }
      const auto& contents = chance.below(2) == 0 ? each.contents : each.previous;
      all.push_back({contents, contents ? 3U : 0U, contents ? 3U : 0U, {"checks", {}}});
    }
    switch (draw(chance, 16, from,
                 {{"proposed", 0},
                  {"awaiting_approval", 2},
                  {"pending", 4},
                  {"running", 6},
                  {"verifying", 13},
                  {"compensating", 9},
                  {"needs_operator", 14}})) {
      case 0:
      case 1: {
        const std::vector<fairlead::release::verification> upstream{{"qa", health, chance.moment()}};
        const auto told = chance.below(3) == 0 ? chance.any<upstream_verdict>() : before.evaluate(upstream, tests::now);
        if (told == upstream_verdict::fail && chance.below(3) != 0) { break; }
        if (walk.step(promotion::evaluated{told, upstream})) { REQUIRE(told == before.evaluate(upstream, tests::now)); }
        break;
      }
      case 2:
      case 3:
        (void)walk.step(promotion::approval_closed{
            chance.below(4) != 0 ? approval_status::approved : chance.any<approval_status>(),
            chance.below(2) == 0 ? chance.record() : fairlead::approval_record{content('a'), {"bob"}, tests::later}});
        break;
      case 4:
      case 5: {
        const auto& holds = chance.below(4) == 0 ? held : clear;
        const promotion::started start{
            who,
            {chance.below(2) == 0 ? chance.lease() : fairlead::lease{"prod", who.id, 3, tests::later}},
            {{"prod", chance.any<gate_report::reading>()}},
            chance.glass()};
        if (walk.step(start, beside(holds))) {
          REQUIRE(holds.is<hold::clear>());
          REQUIRE(start.locks.front().expires > tests::now);
          REQUIRE((start.gates.front().gate == gate_report::reading::open || start.override_by->by.id == "dora"));
          REQUIRE(before.approved(tests::now));
        }
        break;
      }
      case 6:
      case 7:
      case 8:
        (void)walk.step(promotion::member_live{member.artifact, health});
        break;
      case 9:
      case 10:
      case 11:
        (void)walk.step(promotion::member_restored{member.artifact, health});
        break;
      case 12:
        if (chance.below(4) == 0) { (void)walk.step(promotion::member_failed{member.artifact, "disk"}); }
        if (chance.below(8) == 0) { (void)walk.step(promotion::restore_failed{member.artifact, "disk"}); }
        if (chance.below(8) == 0) { (void)walk.step(promotion::abort{who, chance.reason()}); }
        break;
      case 13:
        (void)walk.step(promotion::verify_passed{all});
        if (chance.below(9) == 0) { (void)walk.step(promotion::verify_failed{"slow"}); }
        break;
      case 14:
        if (walk.step(promotion::operator_resolved{who, chance.any<promotion::restoration>(), all})) {
          REQUIRE(who.id == "olga");
        }
        break;
      default:
        if (chance.below(20) == 0) { (void)walk.step(promotion::superseded{chance.below(3)}); }
        if (chance.below(20) == 0) { (void)walk.step(promotion::cancel{who}); }
        if (chance.below(20) == 0) { (void)walk.step(fairlead::deadline{}); }
    }
    const promotion_set& set = walk.it.data().set;
    if (walk.it.is<promotion::running>()) { REQUIRE(in_order(set, true)); }
    if (walk.it.is<promotion::verifying>()) { REQUIRE(set.all_live_but("")); }
    if (walk.it.is<promotion::compensating>()) {
      REQUIRE(std::ranges::any_of(set.members, [](const auto& each) { return each.stage == member_stage::restoring; }));
      REQUIRE(in_order(set, false));
    }
    if (walk.it.is<promotion::succeeded>()) { ++succeeded; }
    if (walk.it.is<promotion::aborted>() && from == "compensating") {
      REQUIRE(set.all_restored_but(""));
      ++restored;
    }
    if (from == "running") { REQUIRE_FALSE(walk.it.is<promotion::canceled>()); }
    walk.renew_if_ended();
  }
  CHECK(walk.fired > events / 20);
  CHECK(succeeded > 10);
  CHECK(restored > 10);
}
