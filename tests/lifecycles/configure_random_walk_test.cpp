// SPDX-License-Identifier: BSL-1.0
// A hundred thousand random events for each lifecycle of the configure stage, while time passes: every row fires, and
// what the compiler has proved of their tables, and what their guards promise of the data, is never seen broken.
#include <fairlead/lifecycles/configure/config_item.hpp>
#include <fairlead/lifecycles/configure/infra_run.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "walker.hpp"

using fairlead::beside;
using fairlead::table_machine;
using fairlead::configure::config_item;
using fairlead::configure::infra_run;
using fairlead::release::deploy_gate;
using std::chrono::hours;
using std::chrono::minutes;
using tests::content;
using tests::dice;
using tests::draw;
using tests::events;
using tests::walker;

namespace {

const table_machine<deploy_gate>& any_gate(dice& chance) {
  static const std::array<table_machine<deploy_gate>, 3> gates{tests::in_state<deploy_gate>("open"),
                                                               tests::in_state<deploy_gate>("restricted"),
                                                               tests::in_state<deploy_gate>("frozen")};
  return chance.below(2) == 0 ? gates[0] : gates[chance.below(3)];
}
// Whoever acts in spite of `gate` has the role for it, and says why.
bool may_pass(const table_machine<deploy_gate>& gate, const std::optional<fairlead::override_statement>& glass) {
  return gate.is<deploy_gate::open>() ||
         (glass && glass->by.has_role(fairlead::break_glass_role) && !glass->reason.empty());
}

}  // namespace

TEST_CASE("a random walk of infra_run never applies but the plan that was checked, in time, locked, and let through") {
  dice weather(31);
  walker<infra_run> walk(31, [&weather] {
    infra_run::data of{};
    of.environment = "prod";
    of.author = "bob";
    of.requester = "ada";
    of.approvers = {"ada", "bob", "cleo", "ci"};
    of.override_authorities = {"ada", "cleo", "ci"};
    of.auto_apply = weather.below(2) == 0;
    of.unasked_destroys = 1;
    of.plan_minutes = 15;
    return table_machine<infra_run>{std::move(of), tests::now};
  });
  int applied = 0;
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    walk.at = walk.at + minutes{chance.below(5)};
    const infra_run::data before = walk.it.data();
    const std::string from(walk.it.state());
    const auto& gate = any_gate(chance);
    const auto who = chance.person();
    const auto plan = chance.below(4) == 0 ? chance.contents() : before.plan.contents;
    const fairlead::evidence source{chance.below(6) == 0 ? "" : "log", {}};
    switch (draw(chance, 14, from,
                 {{"pending", 0},
                  {"planning", 1},
                  {"policy_checking", 2},
                  {"policy_override", 3},
                  {"awaiting_confirmation", 4},
                  {"applying", 5},
                  {"needs_operator", 6 + chance.below(2)}})) {
      case 0: {
        auto lease = chance.lease();
        if (chance.below(3) != 0) { lease.owner = who.id; }
        if (walk.step(infra_run::run_started{who, lease})) {
          REQUIRE(walk.it.data().lease == lease);
          REQUIRE(lease.environment == "prod");
          REQUIRE(lease.owner == who.id);
          REQUIRE(lease.token > 0);
          REQUIRE(walk.at < lease.expires);
        }
        break;
      }
      case 1: {
        const infra_run::plan made{chance.contents(), chance.contents(), chance.below(2), chance.below(2),
                                   chance.below(3)};
        if (!walk.step(infra_run::planned{made, source})) { break; }
        const bool changes = made.creates + made.changes + made.destroys > 0;
        REQUIRE(walk.it.is<infra_run::policy_checking>() == changes);
        if (changes) {
          REQUIRE((made.contents && made.state));
          REQUIRE(walk.it.data().plan == made);
          REQUIRE(walk.it.data().planned_at == walk.at);
        }
        break;
      }
      case 2: {
        const infra_run::policy_closed closed{chance.any<infra_run::policy_result>(), plan, source};
        if (!walk.step(closed, beside(gate))) { break; }
        REQUIRE((closed.plan == before.plan.contents || closed.result == infra_run::policy_result::hard_failed));
        if (walk.it.is<infra_run::applying>()) {
          REQUIRE(closed.result == infra_run::policy_result::passed);
          REQUIRE(before.auto_apply);
          REQUIRE(before.plan.destroys <= 1);
          REQUIRE(gate.is<deploy_gate::open>());
          REQUIRE(walk.at < before.lease->expires);
        }
        break;
      }
      case 3:
        if (walk.step(infra_run::overridden{who, plan, chance.reason()})) {
          REQUIRE(who.id == "cleo");
          REQUIRE(plan == before.plan.contents);
          REQUIRE(walk.it.data().audit_trail.size() == before.audit_trail.size() + 1);
        }
        break;
      case 4: {
        const infra_run::confirmed yes{who, plan, chance.below(4) == 0 ? chance.contents() : before.plan.state,
                                       chance.glass()};
        if (!walk.step(yes, beside(gate))) { break; }
        REQUIRE(who.id == "cleo");
        REQUIRE(plan == before.plan.contents);
        const bool fresh = yes.state == before.plan.state && walk.at < before.planned_at + minutes{15};
        REQUIRE(walk.it.is<infra_run::applying>() == fresh);
        if (fresh) {
          REQUIRE(may_pass(gate, yes.override_by));
          REQUIRE(walk.at < before.lease->expires);
        }
        break;
      }
      case 5:
        if (chance.below(3) != 0) {
          (void)walk.step(infra_run::applied{chance.contents(), source});
        } else if (chance.below(2) == 0) {
          (void)walk.step(infra_run::apply_failed{chance.reason()});
        } else {
          (void)walk.step(infra_run::interrupted{chance.reason()});
        }
        break;
      case 6: {
        const infra_run::reconciled reconciled{who, chance.contents(), chance.contents(), source};
        if (walk.step(reconciled)) {
          REQUIRE(who.id == "olga");
          REQUIRE(reconciled.recorded == reconciled.found);
          REQUIRE(walk.it.data().state);
        }
        break;
      }
      case 7:
        if (chance.below(3) == 0 && walk.step(infra_run::abandoned{who, chance.contents(), source})) {
          REQUIRE(who.id == "olga");
          REQUIRE(walk.it.data().state);
        }
        break;
      case 8:
        if (chance.below(4) == 0 && walk.step(infra_run::discard{who, chance.reason()})) {
          REQUIRE((who.id == "ada" || who.has_role("operator")));
        }
        break;
      case 9:
        if (chance.below(4) == 0 && walk.step(infra_run::cancel{who, chance.reason()})) {
          REQUIRE((who.id == "ada" || who.has_role("operator")));
          REQUIRE((from == "pending" || from == "planning" || from == "policy_checking"));
        }
        break;
      case 10:
        if (chance.below(4) == 0) { (void)walk.step(infra_run::plan_failed{chance.reason()}); }
        break;
      default:
        if (chance.below(8) == 0) { REQUIRE(walk.step(fairlead::deadline{})); }
    }
    const infra_run::data& of = walk.it.data();
    if (from == "applying") {
      REQUIRE((walk.it.is<infra_run::applying>() || walk.it.is<infra_run::run_applied>() ||
               walk.it.is<infra_run::needs_operator>()));
    }
    if (from == "needs_operator") { REQUIRE_FALSE(walk.it.is<infra_run::canceled>()); }
    if (!walk.it.is<infra_run::pending>() && !walk.it.ended()) { REQUIRE(of.lease.has_value()); }
    if (walk.it.is<infra_run::run_applied>()) {
      REQUIRE(of.plan.contents);
      ++applied;
    }
  }
  CHECK(walk.fired > events / 20);
  CHECK(applied > 100);
  walk.check_that_all_rows_fired();
}

TEST_CASE("a random walk of config_item is never in sync with what nobody has approved or compared") {
  walker<config_item> walk(32, [] {
    config_item::data of{};
    of.item = "nginx.conf";
    of.environment = "prod";
    of.authorities = {"ada", "dora", "ci"};
    return table_machine<config_item>{std::move(of), tests::now};
  });
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    walk.at = walk.at + minutes{chance.below(3)};
    const config_item::data before = walk.it.data();
    const std::string from(walk.it.state());
    const auto who = chance.person();
    const auto contents = chance.contents();
    const fairlead::evidence source{"agent", {}};
    auto approval = chance.record();
    if (chance.below(2) == 0) { approval.expires = walk.at + hours{1}; }
    if (chance.below(6) == 0) { approval.approvers.clear(); }
    const auto sound = [&](const fairlead::digest& of) {
      return of && approval.subject == of && walk.at < approval.expires && !approval.approvers.empty();
    };
    switch (draw(chance, 16, from,
                 {{"unmanaged", 0},
                  {"in_sync", 1 + chance.below(2)},
                  {"drifted", 3 + chance.below(3)},
                  {"remediating", 6},
                  {"suspended", 8 + chance.below(8)},
                  {"needs_operator", 9}})) {
      case 0:
        if (walk.step(config_item::baseline_set{who, contents, approval})) {
          REQUIRE(sound(contents));
          REQUIRE(walk.it.data().desired == contents);
        }
        break;
      case 1:
        if (walk.step(config_item::drift_detected{contents, who, source})) {
          REQUIRE(contents);
          REQUIRE(contents != before.desired);
          REQUIRE(walk.it.data().author == who);
        }
        break;
      case 2:
        if (chance.below(2) == 0 && walk.step(config_item::desired_changed{who, contents, approval})) {
          REQUIRE(sound(contents));
          REQUIRE(walk.it.data().change == config_item::change_kind::intentional);
        }
        break;
      case 3: {
        const auto& gate = any_gate(chance);
        const auto glass = chance.glass();
        if (walk.step(config_item::remediate{who, glass}, beside(gate))) {
          REQUIRE(may_pass(gate, glass));
          REQUIRE(walk.it.data().audit_trail.size() ==
                  before.audit_trail.size() + (gate.is<deploy_gate::open>() ? 0U : 1U));
          REQUIRE(walk.it.data().change == config_item::change_kind::corrective);
        }
        break;
      }
      case 4:
        if (walk.step(config_item::accept_drift{who, approval})) {
          REQUIRE(sound(before.observed));
          REQUIRE(who != before.author);
          REQUIRE(walk.it.data().desired == before.observed);
        }
        break;
      case 5:
        if (walk.step(config_item::self_healed{contents, source})) { REQUIRE(contents == before.desired); }
        break;
      case 6:
        if (chance.below(3) != 0) {
          (void)walk.step(config_item::converged{contents, source});
        } else {
          (void)walk.step(config_item::remediation_failed{chance.reason()});
        }
        break;
      case 7: {
        const config_item::suspend suspend{who, chance.reason(), walk.at + (hours{chance.below(200)} - hours{10})};
        if (walk.step(suspend)) {
          REQUIRE((who.id == "ada" || who.id == "dora"));
          REQUIRE_FALSE(suspend.reason.empty());
          REQUIRE(suspend.expires > walk.at);
          REQUIRE(suspend.expires <= walk.at + hours{168});
        }
        break;
      }
      case 8:
        (void)walk.step(config_item::resume{who});
        break;
      case 9:
      case 10:
        if (walk.step(config_item::operator_fixed{who, source})) { REQUIRE(who.id == "olga"); }
        break;
      case 11:
        if (chance.below(20) == 0) { (void)walk.step(config_item::retire{who, chance.reason()}); }
        break;
      default:
        if (chance.below(3) == 0) { (void)walk.step(fairlead::deadline{}); }
    }
    if (walk.it.ended()) { continue; }
    const config_item::data& of = walk.it.data();
    if (!walk.it.is<config_item::unmanaged>()) { REQUIRE(of.desired); }
    if (walk.it.is<config_item::in_sync>() && from != "in_sync") {
      REQUIRE((from == "unmanaged" || from == "drifted" || from == "remediating"));
      REQUIRE((from == "unmanaged" || of.observed == of.desired));
    }
    REQUIRE(of.suspended_by.has_value() == walk.it.is<config_item::suspended>());
    if (from == "suspended" || from == "needs_operator") {
      REQUIRE((walk.it.state() == from || walk.it.is<config_item::drifted>()));
      if (walk.it.is<config_item::drifted>()) { REQUIRE_FALSE(of.observed); }
    }
  }
  CHECK(walk.fired > events / 20);
  walk.check_that_all_rows_fired();
}
