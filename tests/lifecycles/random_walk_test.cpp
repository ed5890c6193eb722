// SPDX-License-Identifier: BSL-1.0
// A hundred thousand random events for each stock lifecycle, with payloads from a small pool: what the compiler has
// proved of the tables is never seen broken, evaluate foretells fire, a refusal changes nothing, and a snapshot loses
// nothing.
#include <fairlead/lifecycles.hpp>
#include <fairlead/model/enumerators.hpp>

#include <array>
#include <functional>
#include <optional>
#include <random>
#include <set>

#include "walker.hpp"

using fairlead::beside;
using fairlead::table_machine;
using fairlead::create::release_candidate;
using fairlead::package::approval;
using fairlead::package::hold;
using fairlead::release::deploy_gate;
using fairlead::release::deployment;
using fairlead::release::environment;

namespace {

using tests::dice;
using tests::events;
using tests::walker;

}  // namespace

TEST_CASE("a random walk of hold never releases a subject that a defect still holds") {
  walker<hold> walk(1, [] { return table_machine<hold>{{{}, {"cleo", "dora"}}, tests::now}; });
  for (; walk.steps < events; walk.renew_if_ended()) {
    const std::string defect = "BUG-" + std::to_string(walk.chance.below(4));
    switch (walk.chance.below(6)) {
      case 0:
      case 1:
        (void)walk.step(hold::place{walk.chance.person(), defect, walk.chance.reason()});
        break;
      case 2:
      case 3:
        (void)walk.step(hold::resolve{walk.chance.person(), defect, walk.chance.reason()});
        break;
      case 4:
        (void)walk.step(fairlead::deadline{});
        break;
      default:
        if (walk.chance.below(40) == 0) { (void)walk.step(hold::subject_closed{}); }
    }
    if (!walk.it.ended()) { REQUIRE(walk.it.is<hold::clear>() == walk.it.data().defects.empty()); }
  }
  CHECK(walk.fired > events / 20);
}

TEST_CASE("a random walk of deploy_gate never opens while a window is active") {
  walker<deploy_gate> walk(2, [] { return table_machine<deploy_gate>{{"ada", {}, {"dora", "ada"}}, tests::now}; });
  for (; walk.steps < events; walk.renew_if_ended()) {
    switch (walk.chance.below(6)) {
      case 0:
        (void)walk.step(deploy_gate::restrict_deploys{walk.chance.window()});
        break;
      case 1:
        (void)walk.step(deploy_gate::freeze{walk.chance.window()});
        break;
      case 2:
        if (walk.step(deploy_gate::thaw{})) {
          for (const auto& each : walk.it.data().windows) { REQUIRE_FALSE(each.active(tests::now)); }
        }
        break;
      case 3:
        (void)walk.step(deploy_gate::relax{walk.chance.person(), walk.chance.reason()});
        break;
      case 4:
        (void)walk.step(fairlead::deadline{});
        break;
      default:
        if (walk.chance.below(20) == 0) { (void)walk.step(deploy_gate::env_decommissioned{}); }
    }
  }
  CHECK(walk.fired > events / 20);
}

TEST_CASE("a random walk of approval never approves without a quorum of others, or for other contents") {
  walker<approval> walk(3, [] {
    approval::data asked{};
    asked.subject = tests::content('a');
    asked.scope = "prod/shop";
    asked.author = "ada";
    asked.requester = "ci";
    asked.policy = {2, {"ada", "bob", "cleo", "olga"}, "admin", {"dora"}, {"STD-1"}};
    return table_machine<approval>{std::move(asked), tests::now};
  });
  for (; walk.steps < events; walk.renew_if_ended()) {
    switch (walk.chance.below(8)) {
      case 0:
      case 1:
      case 2: {
        approval::vote vote{
            walk.chance.person(), walk.chance.any<approval::decision>(), walk.chance.contents(), "", {}};
        if (walk.chance.below(2) == 0) { vote.decision = approval::decision::approved; }
        if (walk.chance.below(2) == 0) { vote.delegate_to = walk.chance.person(); }
        (void)walk.step(vote);
        if (walk.it.is<approval::approved>()) {
          std::set<std::string> approvers;
          for (const auto& each : walk.it.data().ballots) {
            if (each.decision == approval::decision::approved) { approvers.insert(each.voter); }
          }
          REQUIRE(approvers.size() >= 2);
          REQUIRE_FALSE(approvers.contains("ada"));
          REQUIRE_FALSE(approvers.contains("ci"));
        }
        break;
      }
      case 3:
        (void)walk.step(approval::policy_matched{walk.chance.preapproval()});
        break;
      case 4:
        (void)walk.step(approval::retract_vote{walk.chance.person()});
        break;
      case 5:
        if (walk.chance.below(10) == 0) { (void)walk.step(approval::subject_changed{walk.chance.contents()}); }
        break;
      case 6:
        (void)walk.step(approval::resubmit{walk.chance.person(), walk.chance.contents()});
        break;
      default:
        if (walk.chance.below(10) == 0) {
          (void)walk.step(approval::cancel{walk.chance.person(), walk.chance.reason()});
        }
        if (walk.chance.below(10) == 0) { (void)walk.step(fairlead::deadline{}); }
    }
  }
  CHECK(walk.fired > events / 20);
}

TEST_CASE("a random walk of environment never leaves a failure without a rollback or an operator") {
  walker<environment> walk(4, [] {
    environment::data data{};
    data.environment = "prod";
    return table_machine<environment>{std::move(data), tests::now};
  });
  table_machine<deploy_gate> gate{{}, tests::now};
  const std::array<const char*, 4> gates{"open", "open", "restricted", "frozen"};
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    const std::string from(walk.it.state());
    const fairlead::digest last_good = walk.it.data().last_good;
    switch (chance.below(12)) {
      case 0:
        (void)walk.step(environment::provisioned{});
        break;
      case 1:
        (void)walk.step(environment::provision_failed{"quota"});
        break;
      case 2:
      case 3: {
        gate = tests::in_state<deploy_gate>(gates[chance.below(4)]);
        environment::deploy_started start{chance.person(), chance.lease(), chance.contents(), chance.glass()};
        start.lease.owner = chance.below(4) == 0 ? start.lease.owner : start.by.id;
        const auto token = walk.it.data().newest_token;
        if (walk.step(start, beside(gate))) {
          REQUIRE(start.lease.token >= token);
          REQUIRE((gate.is<deploy_gate::open>() || start.override_by.has_value()));
        }
        break;
      }
      case 4:
        (void)walk.step(environment::deployed{});
        break;
      case 5:
        (void)walk.step(environment::deploy_failed{"disk"});
        break;
      case 6:
        (void)walk.step(environment::verify_passed{chance.health()});
        break;
      case 7:
        (void)walk.step(environment::verify_failed{chance.health()});
        break;
      case 8: {
        environment::rollback_requested back{chance.person(), chance.lease(), chance.reason()};
        back.lease.owner = back.by.id;
        (void)walk.step(back);
        break;
      }
      case 9:
        (void)walk.step(environment::rollback_done{chance.health()});
        break;
      case 10:
        (void)walk.step(environment::operator_restored{chance.person(), chance.health()});
        break;
      default:
        (void)walk.step(fairlead::deadline{});
    }
    const std::string to(walk.it.state());
    if (from == "rolling_back") { REQUIRE((to == from || to == "live" || to == "needs_operator")); }
    if (from == "deploying") { REQUIRE(to != "live"); }
    if (from == "rolling_back" && to == "live") { REQUIRE(walk.it.data().running == last_good); }
    if (from != "live" && to == "live") { REQUIRE(walk.it.data().last_good == walk.it.data().running); }
  }
  CHECK(walk.fired > events / 20);
}

TEST_CASE("a random walk of deployment never runs past a shut gate, a lapsed lease or a missing approval") {
  walker<deployment> walk(5, [] {
    deployment::data data{};
    data.environment = "prod";
    data.contents = tests::content('a');
    data.last_good = tests::content('b');
    data.requester = "ada";
    data.sequence = 2;
    return table_machine<deployment>{std::move(data), tests::now};
  });
  const std::array<const char*, 4> gates{"open", "open", "restricted", "frozen"};
  bool queued = false;
  while (walk.steps < events) {
    auto& chance = walk.chance;
    const auto gate = tests::in_state<deploy_gate>(gates[chance.below(4)]);
    switch (chance.below(14)) {
      case 0:
        (void)walk.step(deployment::admit{}, beside(gate));
        break;
      case 1:
        (void)walk.step(deployment::approval_closed{chance.any<fairlead::approval_status>(), chance.record()},
                        beside(gate));
        break;
      case 2:
        (void)walk.step(deployment::window_opened{});
        break;
      case 3:
        (void)walk.step(deployment::break_glass_used{chance.person(), chance.reason(), chance.glass()});
        break;
      case 4: {
        const deployment::lock_acquired lock{chance.lease(), chance.any<deployment::gate_reading>(), chance.below(4)};
        (void)walk.step(lock);
        if (walk.it.is<deployment::in_progress>() && queued) {
          REQUIRE((lock.gate == deployment::gate_reading::open || walk.it.data().overridden));
          REQUIRE(lock.lease.expires > tests::now);
        }
        break;
      }
      case 5:
        (void)walk.step(deployment::newer_enqueued{chance.below(4)});
        break;
      case 6:
        (void)walk.step(deployment::deployed{});
        break;
      case 7:
        (void)walk.step(deployment::deploy_failed{"disk"});
        break;
      case 8:
        (void)walk.step(deployment::verify_passed{chance.health()});
        break;
      case 9:
        (void)walk.step(deployment::rollback_done{chance.health()});
        break;
      case 10:
        (void)walk.step(deployment::abort{chance.person(), chance.reason()});
        break;
      case 11:
        (void)walk.step(
            deployment::operator_resolved{chance.person(), chance.any<deployment::restoration>(), chance.health()});
        break;
      case 12:
        if (chance.below(20) == 0) { (void)walk.step(deployment::cancel{chance.person()}); }
        break;
      default:
        if (chance.below(4) == 0) { (void)walk.step(fairlead::deadline{}); }
    }
    if (walk.it.is<deployment::in_progress>()) {
      REQUIRE((walk.it.data().approval.has_value() || !walk.it.data().approval_required));
    }
    queued = walk.it.is<deployment::queued>();
    walk.renew_if_ended();
  }
  CHECK(walk.fired > events / 20);
}

TEST_CASE("a random walk of release_candidate never goes live without an approval of what it holds") {
  walker<release_candidate> walk(6, [] {
    release_candidate::data data{};
    data.author = "ada";
    data.scope = "prod/shop";
    data.previous_version = "1.0.0";
    data.standard_change = true;
    data.judges = {"ada", "bob"};
    data.last_good = tests::content('b');
    return table_machine<release_candidate>{std::move(data), tests::now};
  });
  const std::array<const char*, 3> gates{"open", "open", "frozen"};
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    const std::string from(walk.it.state());
    const auto gate = tests::in_state<deploy_gate>(gates[chance.below(3)]);
    const auto holds = tests::in_state<hold>(chance.below(4) == 0 ? "held" : "clear");
    switch (chance.below(20)) {
      case 0: {
        const std::string key(1, static_cast<char>('a' + chance.below(5)));
        (void)walk.step(
            release_candidate::add_artifact{{key, chance.contents(), chance.below(4), chance.below(9), {"a"}}});
        break;
      }
      case 1:
      case 2:
        (void)walk.step(release_candidate::cut{"1.1.0", {"calendar", {}}, tests::content('a'), {"a"}});
        break;
      case 3:
        (void)walk.step(release_candidate::verification_started{{"unit"}});
        break;
      case 4:
        (void)walk.step(release_candidate::gate_closed{chance.any<release_candidate::gate_verdict>(), "", {}});
        break;
      case 5:
        (void)walk.step(release_candidate::judged{chance.person(), chance.any<release_candidate::judgment>(), "x"});
        break;
      case 6:
        (void)walk.step(release_candidate::request_approval{chance.person()});
        break;
      case 7:
        (void)walk.step(release_candidate::preapprove{chance.preapproval()});
        break;
      case 8:
        (void)walk.step(
            release_candidate::approval_closed{chance.any<fairlead::approval_status>(), chance.record(), "x"});
        break;
      case 9:
        (void)walk.step(release_candidate::stage{chance.person()}, beside(holds));
        break;
      case 10:
      case 11: {
        const release_candidate::release release{chance.person(), chance.glass()};
        if (walk.step(release, beside(holds, gate))) {
          REQUIRE(holds.is<hold::clear>());
          REQUIRE((gate.is<deploy_gate::open>() || release.override_by.has_value()));
          REQUIRE(walk.it.data().approval->valid(walk.it.data().contents, tests::now));
        }
        break;
      }
      case 12:
        (void)walk.step(release_candidate::promotion_closed{chance.any<release_candidate::promotion_result>()});
        break;
      case 13:
        (void)walk.step(release_candidate::rollback_requested{chance.person(), "x"});
        break;
      case 14:
        (void)walk.step(release_candidate::rollback_closed{chance.any<release_candidate::rollback_result>()});
        break;
      case 15:
        (void)walk.step(release_candidate::operator_restored{chance.person(), chance.health()});
        break;
      case 16:
        (void)walk.step(release_candidate::operator_accepted{chance.person(), chance.health()});
        break;
      case 17:
        (void)walk.step(release_candidate::requalify{chance.person(), chance.reason()});
        break;
      case 18:
        if (chance.below(10) == 0) { (void)walk.step(release_candidate::evidence_invalidated{"x"}); }
        if (chance.below(20) == 0) { (void)walk.step(release_candidate::withdraw{chance.person(), chance.reason()}); }
        break;
      default:
        if (chance.below(4) == 0) { (void)walk.step(fairlead::deadline{}); }
    }
    if (walk.it.is<release_candidate::live>()) {
      REQUIRE(walk.it.data().approval);
      REQUIRE(walk.it.data().approval->subject == walk.it.data().contents);
    }
    if (from == "rolling_back") {
      REQUIRE((walk.it.state() == from || walk.it.state() == "rolled_back" || walk.it.state() == "needs_operator"));
    }
    if (from == "live") { REQUIRE(walk.it.state() != "withdrawn"); }
  }
  CHECK(walk.fired > events / 20);
}
