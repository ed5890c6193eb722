// SPDX-License-Identifier: BSL-1.0
// A hundred thousand random events for each lifecycle of the plan stage. Every row fires, from every state that it
// leaves; deadlines fire wherever something waits, and nowhere else.
#include <fairlead/lifecycles/plan/change_request.hpp>
#include <fairlead/lifecycles/plan/release_plan.hpp>
#include <fairlead/lifecycles/plan/requirement.hpp>
#include <fairlead/lifecycles/plan/risk.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "walker.hpp"

using fairlead::beside;
using fairlead::table_machine;
using fairlead::plan::change_execution;
using fairlead::plan::change_outcome;
using fairlead::plan::change_plan;
using fairlead::plan::change_request;
using fairlead::plan::change_type;
using fairlead::plan::gate_reading;
using fairlead::plan::release_plan;
using fairlead::plan::requirement;
using fairlead::plan::risk;
using fairlead::plan::train_dates;
using fairlead::plan::train_member;
using fairlead::release::deploy_gate;
using tests::content;
using tests::dice;
using tests::draw;
using tests::events;

namespace {

// A walker that keeps account of the rows that have fired, and of the states that they have left.
template <class Lifecycle>
class walker : public tests::walker<Lifecycle> {
public:
  using tests::walker<Lifecycle>::walker;

  template <class Event, class... Options>
  fairlead::outcome step(const Event& event, const Options&... options) {
    auto outcome = tests::walker<Lifecycle>::step(event, options...);
    if (outcome) { left_.insert({outcome.row(), outcome.from()}); }
    return outcome;
  }
  // A deadline cannot be refused where something waits.
  void deadline() {
    const bool waits =
        has(fairlead::description_of<Lifecycle>.states[this->it.position()]->marks, fairlead::legend::waiting);
    REQUIRE(static_cast<bool>(step(fairlead::deadline{})) == waits);
  }
  void complete() const {
    const auto& lifecycle = fairlead::description_of<Lifecycle>;
    for (const auto& edge : lifecycle.edges) {
      const std::string_view from = lifecycle.states[edge.source]->name;
      CHECK_MESSAGE(left_.contains({edge.row, from}), "row " << edge.row << " has not fired in " << from);
    }
  }

private:
  std::set<std::pair<std::size_t, std::string_view>> left_;
};

fairlead::evidence report(dice& chance) { return {chance.below(6) == 0 ? "" : "report", {}}; }

bool among(std::string_view state, std::initializer_list<std::string_view> states) {
  return std::ranges::find(states, state) != states.end();
}
template <class T>
bool holds(const std::vector<T>& all, const T& one) {
  return std::ranges::find(all, one) != all.end();
}

}  // namespace

TEST_CASE("a random walk of requirement delivers what was verified, and only as long as it is live") {
  walker<requirement> walk(21, [] {
    requirement::data data{};
    data.id = "REQ-7";
    data.owner = "olga";
    return table_machine<requirement>{std::move(data), tests::now};
  });
  const std::array<const char*, 3> criteria{"fast", "small", ""};
  const std::array<const char*, 3> changes{"CH-1", "CH-2", ""};
  const std::array<const char*, 2> releases{"2.1.0", "2.1.1"};
  bool verified_since = false;
  int done = 0;
  while (walk.steps < events) {
    auto& chance = walk.chance;
    const requirement::data before = walk.it.data();
    const std::string from(walk.it.state());
    const auto who = chance.below(3) == 0 ? fairlead::actor("olga") : chance.person();
    std::vector<requirement::criterion_result> results;
    for (const auto& each : before.criteria) {
      results.push_back({each, chance.below(6) == 0 ? 1U : 0U, report(chance)});
    }
    switch (draw(chance, 12, from,
                 {{"proposed", 0},
                  {"accepted", 3},
                  {"in_progress", 4},
                  {"implemented", 5},
                  {"verified", 7},
                  {"delivered", 9}})) {
      case 0: {
        std::vector<std::string> asked(chance.below(3));
        for (auto& each : asked) { each = criteria[chance.below(3)]; }
        const auto points = [&] { return chance.below(10) == 0 ? chance.below(5) : 5U; };
        (void)walk.step(requirement::accept{who, asked, {points(), points(), points(), points()}});
        break;
      }
      case 1:
        (void)walk.step(requirement::reject{who, chance.reason()});
        break;
      case 2:
        (void)walk.step(requirement::mark_duplicate{chance.below(2) == 0 ? "REQ-7" : "REQ-3", report(chance)});
        break;
      case 3:
        (void)walk.step(requirement::start{who, changes[chance.below(3)]});
        break;
      case 4: {
        const requirement::change_merged merged{
            {changes[chance.below(3)], chance.person()}, chance.contents(), {chance.below(2) == 0 ? "REQ-7" : "REQ-3"}};
        if (walk.step(merged)) {
          REQUIRE((merged.change.id == before.change || merged.requirements.front() == "REQ-7"));
        }
        break;
      }
      case 5:
        (void)walk.step(requirement::verify_passed{chance.contents(), results});
        break;
      case 6:
        (void)walk.step(requirement::verify_failed{results});
        break;
      case 7: {
        std::vector<std::string> inside{"CH-0", changes[chance.below(3)], changes[chance.below(3)]};
        if (walk.step(requirement::release_live{releases[chance.below(2)], inside, report(chance)})) {
          REQUIRE(std::ranges::all_of(before.changes, [&](const auto& each) { return holds(inside, each.id); }));
        }
        break;
      }
      case 8:
        (void)walk.step(requirement::regression_found{report(chance)});
        break;
      case 9:
        if (walk.step(requirement::rolled_back{releases[chance.below(2)], report(chance)})) {
          REQUIRE(walk.it.is<requirement::verified>());
        }
        break;
      case 10:
        if (walk.step(requirement::accepted_by_owner{who})) {
          REQUIRE(who.id == "olga");
          REQUIRE_FALSE(before.author == who);
          REQUIRE(std::ranges::none_of(before.changes, [&](const auto& each) { return each.author == who; }));
          ++done;
        }
        break;
      default:
        if (chance.below(3) == 0) {
          walk.deadline();
        } else if (chance.below(4) == 0) {
          (void)walk.step(requirement::withdraw{who, chance.reason()});
        }
    }
    const requirement::data& of = walk.it.data();
    const std::string to(walk.it.state());
    REQUIRE(of.delivery.has_value() == among(to, {"delivered", "done"}));
    if (among(to, {"implemented", "verified", "delivered", "done"})) { REQUIRE(of.revision); }
    if (among(to, {"verified", "delivered", "done"})) {
      REQUIRE_FALSE(of.criteria.empty());
      REQUIRE(std::ranges::all_of(of.criteria, [&](const auto& criterion) {
        return std::ranges::any_of(of.results, [&](const auto& each) { return each.criterion == criterion; });
      }));
      REQUIRE(std::ranges::all_of(of.results, [](const auto& each) { return each.failing == 0; }));
    }
    if (from == "proposed") { verified_since = false; }
    if (to == "verified") { verified_since = true; }
    if (to == "delivered" && from != to) {
      REQUIRE(verified_since);
      verified_since = false;
    }
    if (to == "done" && from != to) { REQUIRE(from == "delivered"); }
    if (among(to, {"rejected", "withdrawn", "duplicate"})) { REQUIRE_FALSE(of.closing.empty()); }
    walk.renew_if_ended();
  }
  CHECK(walk.fired > events / 20);
  CHECK(done > 10);
  walk.complete();
}

TEST_CASE("a random walk of change_request begins nothing unauthorized, and cancels nothing that was begun") {
  walker<change_request> walk(22, [] {
    change_request::data data{};
    data.id = "CHG-7";
    data.author = "ada";
    fairlead::approval_policy lower{};
    lower.voters = {"ada", "bob", "cleo"};
    fairlead::approval_policy higher = lower;
    higher.quorum = 2;
    data.authorities = {{2, lower}, {10, higher}};
    data.emergency_board.voters = {"dora", "ada"};
    data.preapprovals = {"STD-1"};
    return table_machine<change_request>{std::move(data), tests::now};
  });
  const std::array<table_machine<deploy_gate>, 4> gates{
      tests::in_state<deploy_gate>("open"), tests::in_state<deploy_gate>("restricted"),
      tests::in_state<deploy_gate>("frozen"), tests::in_state<deploy_gate>("retired")};
  int closed = 0;
  int overridden = 0;
  while (walk.steps < events) {
    auto& chance = walk.chance;
    const change_request::data before = walk.it.data();
    const std::string from(walk.it.state());
    const auto who = chance.person();
    switch (draw(chance, 12, from,
                 {{"draft", 0}, {"assess", 1}, {"authorize", 3}, {"scheduled", 5}, {"implement", 7}, {"review", 9}})) {
      case 0: {
        const change_plan plan{chance.contents(), chance.below(5) == 0 ? "test/shop" : "prod/shop",
                               report(chance),    report(chance),
                               report(chance),    chance.moment(),
                               chance.moment()};
        const change_request::submit submit{who, chance.any<change_type>(), plan, chance.preapproval()};
        if (walk.step(submit)) {
          REQUIRE((plan.contents && plan.begins < plan.ends && tests::now < plan.ends));
          if (walk.it.is<change_request::scheduled>()) {
            REQUIRE(submit.type == change_type::standard);
            REQUIRE((submit.grant.id == "STD-1" && plan.scope == "prod/shop" && tests::now < submit.grant.expires));
          }
        }
        break;
      }
      case 1:
        (void)walk.step(change_request::assessed{who, chance.below(7), chance.below(7), report(chance)});
        break;
      case 2:
        (void)walk.step(change_request::rework_requested{who, chance.reason()});
        break;
      case 3: {
        std::vector<fairlead::actor> votes(1 + chance.below(5));
        for (auto& each : votes) { each = chance.person(); }
        const auto contents = chance.contents();
        if (walk.step(change_request::authorized{who, contents, votes})) {
          REQUIRE(contents == before.plan.contents);
          REQUIRE_FALSE((who == before.author || who == before.requester));
          const auto& approvers = walk.it.data().authorization->approvers;
          REQUIRE(approvers.size() >= (before.risk * before.impact >= 10 ? 2U : 1U));
          REQUIRE_FALSE((holds(approvers, before.author.id) || holds(approvers, before.requester.id)));
          if (before.type == change_type::emergency) { REQUIRE(approvers == std::vector<std::string>{"dora"}); }
        }
        break;
      }
      case 4:
        (void)walk.step(change_request::refused{who, chance.reason()});
        break;
      case 5: {
        const auto& gate = gates[chance.below(4)];
        const change_request::start start{who, chance.glass()};
        if (walk.step(start, beside(gate))) {
          REQUIRE(before.authorization->valid(before.plan.contents, tests::now));
          REQUIRE((before.plan.begins <= tests::now && tests::now < before.plan.ends));
          if (!gate.is<deploy_gate::open>()) {
            REQUIRE(start.override_by->by.id == "dora");
            ++overridden;
          }
        }
        break;
      }
      case 6:
        (void)walk.step(change_request::authorization_expired{});
        break;
      case 7:
        if (walk.step(change_request::implemented{who, report(chance)})) { REQUIRE(from == "implement"); }
        break;
      case 8: {
        const auto backed_out = walk.step(change_request::backed_out{who, chance.reason(), report(chance)});
        REQUIRE(static_cast<bool>(backed_out) == (from == "implement"));
        break;
      }
      case 9: {
        std::optional<change_outcome> outcome;
        if (chance.below(4) != 0) { outcome = chance.any<change_outcome>(); }
        if (walk.step(change_request::close{who, report(chance), outcome})) {
          REQUIRE(outcome.has_value());
          if (before.ended == change_execution::backed_out) { REQUIRE(outcome == change_outcome::unsuccessful); }
          if (before.ended == change_execution::overrun) { REQUIRE(outcome != change_outcome::successful); }
          ++closed;
        }
        break;
      }
      default:
        if (chance.below(3) == 0) {
          walk.deadline();
        } else if (chance.below(4) == 0 && walk.step(change_request::cancel{who, chance.reason()})) {
          REQUIRE(among(from, {"draft", "assess", "authorize", "scheduled"}));
        }
    }
    const change_request::data& of = walk.it.data();
    const std::string to(walk.it.state());
    if (among(to, {"draft", "assess", "authorize"})) { REQUIRE_FALSE(of.authorization); }
    if (among(to, {"scheduled", "implement", "review", "closed"})) {
      REQUIRE(of.authorization->subject == of.plan.contents);
      REQUIRE(of.authorization->expires <= of.plan.ends);
    }
    REQUIRE((of.ended == change_execution::not_ended) == !among(to, {"review", "closed"}));
    if (to == "closed") { REQUIRE(from == "review"); }
    walk.renew_if_ended();
  }
  CHECK(walk.fired > events / 20);
  CHECK(closed > 10);
  CHECK(overridden > 10);
  walk.complete();
}

namespace {

train_dates dates_after(dice& chance, fairlead::timestamp at) {
  const auto step = [&] { return std::chrono::minutes(static_cast<int>(chance.below(20)) - 1); };
  train_dates dates{};
  dates.feature_freeze = at + step();
  dates.code_freeze = dates.feature_freeze + step();
  dates.go_no_go = dates.code_freeze + step();
  dates.release = dates.go_no_go + step();
  return dates;
}

}  // namespace

TEST_CASE("a random walk of release_plan lets no train leave but with its gates, its quorum and its own candidate") {
  walker<release_plan> walk(23, [] {
    release_plan::data data{};
    data.id = "2026.2";
    data.author = "ada";
    data.approvals.quorum = 2;
    data.approvals.voters = {"ada", "bob", "cleo", "dora"};
    data.release_team = {"ada", "cleo"};
    data.gates = {"tests", "security"};
    data.slip_hours = 1;
    return table_machine<release_plan>{std::move(data), tests::now};
  });
  const std::array<const char*, 3> items{"REQ-7", "REQ-8", ""};
  int released = 0;
  while (walk.steps < events) {
    auto& chance = walk.chance;
    walk.at = walk.at + std::chrono::minutes(chance.below(20));
    const release_plan::data before = walk.it.data();
    const std::string from(walk.it.state());
    const auto who = chance.person();
    const auto some_items = [&] {
      std::vector<std::string> some(chance.below(4));
      for (auto& each : some) { each = items[chance.below(3)]; }
      return some;
    };
    switch (draw(chance, 11, from,
                 {{"draft", 0},
                  {"scope_open", 1},
                  {"scope_frozen", 3},
                  {"code_frozen", 4},
                  {"go_no_go", 5},
                  {"committed", 7}})) {
      case 0: {
        std::vector<train_member> members{{"shop", chance.person(), {}}, {"cart", chance.person(), {}}};
        members.resize(chance.below(3));
        (void)walk.step(release_plan::publish{who, dates_after(chance, walk.at), members});
        break;
      }
      case 1:
        if (walk.step(release_plan::feature_freeze{who, some_items()})) {
          REQUIRE(before.dates.feature_freeze <= walk.at);
        }
        break;
      case 2:
        if (walk.step(release_plan::admit{who, items[chance.below(3)], chance.person(), chance.reason()})) {
          REQUIRE(who.id == "cleo");
          REQUIRE(walk.it.data().scope.size() == before.scope.size() + 1);
        }
        break;
      case 3: {
        const release_plan::code_freeze freeze{who,
                                               chance.below(5) == 0 ? "2.1" : "2.1.0-rc.1",
                                               chance.contents(),
                                               {{"cart", {}, chance.contents()}, {"shop", {}, chance.contents()}}};
        if (walk.step(freeze)) { REQUIRE(before.dates.code_freeze <= walk.at); }
        break;
      }
      case 4: {
        const auto told = some_items();
        if (walk.step(release_plan::readiness_review{who, {"notes", chance.contents()}, told})) {
          REQUIRE(std::ranges::all_of(before.scope, [&](const auto& each) { return holds(told, each); }));
        }
        break;
      }
      case 5: {
        release_plan::go decision{who, chance.contents(), {}, {}};
        for (const char* gate : {"tests", "security"}) {
          const auto reads = chance.below(3) == 0 ? chance.any<gate_reading::state>() : gate_reading::state::satisfied;
          decision.gates.push_back({gate, chance.contents(), reads, report(chance)});
        }
        for (unsigned votes = chance.below(6); votes > 0; --votes) { decision.votes.push_back(chance.person()); }
        if (walk.step(decision)) {
          REQUIRE(decision.contents == before.contents);
          REQUIRE_FALSE((who == before.author || who == before.requester));
          for (const auto& each : decision.gates) {
            REQUIRE(each.subject == before.contents);
            REQUIRE(each.reads != gate_reading::state::unsatisfied);
          }
          std::set<std::string> voters;
          for (const auto& each : decision.votes) { voters.insert(each.id); }
          for (const auto& each : {before.author.id, before.requester.id, std::string("ci"), std::string("olga")}) {
            voters.erase(each);
          }
          REQUIRE(voters.size() >= 2);
        }
        break;
      }
      case 6:
        (void)walk.step(release_plan::no_go{who, chance.reason()});
        break;
      case 7: {
        std::vector<fairlead::health_report> health;
        for (const auto& each : before.members) {
          health.push_back({each.contents, chance.below(4) == 0 ? 2U : 3U, 3, {"checks", {}}});
        }
        if (walk.step(release_plan::all_members_live{health})) {
          REQUIRE(from == "committed");
          ++released;
        }
        break;
      }
      case 8: {
        const auto aborted = walk.step(release_plan::train_aborted{who, chance.reason()});
        REQUIRE(static_cast<bool>(aborted) == (from == "committed"));
        break;
      }
      default:
        if (chance.below(3) == 0) {
          walk.deadline();
        } else if (chance.below(4) == 0 && walk.step(release_plan::cancel{who, chance.reason()})) {
          REQUIRE(from != "committed");
        }
    }
    const release_plan::data& of = walk.it.data();
    const std::string to(walk.it.state());
    const bool cut = among(to, {"code_frozen", "go_no_go", "committed", "released"});
    if (to != "canceled") {
      REQUIRE(static_cast<bool>(of.contents) == cut);
      REQUIRE(static_cast<bool>(of.notes.content) == among(to, {"go_no_go", "committed", "released"}));
      REQUIRE(
          std::ranges::all_of(of.members, [&](const auto& each) { return static_cast<bool>(each.contents) == cut; }));
    }
    if (from != "draft") { REQUIRE(of.dates.code_freeze >= before.dates.code_freeze); }
    if (of.slips > before.slips) { REQUIRE((to == "scope_frozen" && of.dates.code_freeze > walk.at)); }
    if (to == "committed" && from != to) { REQUIRE(from == "go_no_go"); }
    walk.renew_if_ended();
  }
  CHECK(walk.fired > events / 20);
  CHECK(released > 10);
  walk.complete();
}

TEST_CASE("a random walk of risk accepts none without its owner and an end, and closes none that is accepted") {
  walker<risk> walk(24, [] {
    risk::data data{};
    data.id = "RISK-4";
    data.author = "ada";
    data.requester = "bob";
    data.risk_owners = {"ada", "bob", "cleo"};
    data.indicators = {{"failed_logins", 100}};
    return table_machine<risk>{std::move(data), tests::now};
  });
  int accepted = 0;
  while (walk.steps < events) {
    auto& chance = walk.chance;
    const risk::data before = walk.it.data();
    const std::string from(walk.it.state());
    const auto who = chance.person();
    switch (draw(chance, 10, from,
                 {{"identified", 0}, {"assessed", 2 + chance.below(2)}, {"treating", 4}, {"monitored", 7}})) {
      case 0:
        (void)walk.step(risk::assess{who, chance.below(7), chance.below(7), report(chance)});
        break;
      case 1:
        (void)walk.step(risk::dismiss{who, chance.reason()});
        break;
      case 2: {
        const std::vector<std::string> actions(chance.below(3), chance.reason());
        (void)walk.step(risk::treat{who, chance.person(), chance.any<risk::treatment>(), actions});
        break;
      }
      case 3: {
        const auto expires = chance.below(4) == 0 ? tests::now + std::chrono::hours{9000} : chance.moment();
        if (walk.step(risk::accept_risk{who, chance.reason(), expires})) {
          REQUIRE(who.id == "cleo");
          ++accepted;
        }
        break;
      }
      case 4:
        if (walk.step(risk::control_effective{chance.below(7), chance.below(7), report(chance)})) {
          REQUIRE(walk.it.data().likelihood * walk.it.data().impact < before.likelihood * before.impact);
        }
        break;
      case 5:
        (void)walk.step(risk::control_failed{report(chance)});
        break;
      case 6:
        (void)walk.step(risk::acceptance_expired{});
        break;
      case 7:
        (void)walk.step(risk::indicator_breached{chance.below(4) == 0 ? "weather" : "failed_logins",
                                                 95 + static_cast<std::int64_t>(chance.below(12)), report(chance)});
        break;
      case 8:
        if (chance.below(4) == 0 && walk.step(risk::retire{who, chance.reason()})) {
          REQUIRE_FALSE((who.id == "ada" || who.id == "bob"));
        }
        break;
      default:
        if (chance.below(3) == 0) { walk.deadline(); }
    }
    const risk::data& of = walk.it.data();
    const std::string to(walk.it.state());
    REQUIRE(of.acceptance.has_value() == (to == "accepted"));
    if (of.acceptance) {
      REQUIRE(of.acceptance->expires > tests::now);
      REQUIRE(of.acceptance->expires <= tests::now + risk::accepted::patience);
      REQUIRE_FALSE(of.acceptance->reason.empty());
    }
    if (from == "accepted") { REQUIRE(among(to, {"accepted", "assessed", "treating"})); }
    if (!among(to, {"identified", "closed"})) {
      REQUIRE((of.likelihood >= 1 && of.likelihood <= risk::highest_level));
      REQUIRE((of.impact >= 1 && of.impact <= risk::highest_level));
    }
    if (to == "treating") { REQUIRE_FALSE((of.owner.id.empty() || of.owner.is_robot() || of.actions.empty())); }
    if (to == "closed") { REQUIRE_FALSE(of.closing.empty()); }
    walk.renew_if_ended();
  }
  CHECK(walk.fired > events / 20);
  CHECK(accepted > 10);
  walk.complete();
}
