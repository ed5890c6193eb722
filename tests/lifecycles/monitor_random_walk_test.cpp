// SPDX-License-Identifier: BSL-1.0
// A hundred thousand random events for each lifecycle of the monitor stage, while time passes: every row fires, and
// what the compiler has proved of their tables, and what their guards promise of the data, is never seen broken.
#include <fairlead/lifecycles/monitor/alert.hpp>
#include <fairlead/lifecycles/monitor/error_budget.hpp>
#include <fairlead/lifecycles/monitor/incident.hpp>
#include <fairlead/lifecycles/monitor/probe.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "walker.hpp"

using fairlead::table_machine;
using fairlead::monitor::action_item;
using fairlead::monitor::alert;
using fairlead::monitor::error_budget;
using fairlead::monitor::incident;
using fairlead::monitor::incident_impact;
using fairlead::monitor::incident_severity;
using fairlead::monitor::probe;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using tests::dice;
using tests::draw;
using tests::events;
using tests::walker;

TEST_CASE("a random walk of alert never fires on a value that is stale, missing, or on the right side") {
  dice weather(21);
  walker<alert> walk(21, [&weather] {
    alert::data of{};
    of.rule = "latency";
    of.fires = weather.any<alert::comparison>();
    of.threshold = of.fires == alert::comparison::above ? 10 : -10;
    of.for_seconds = weather.below(2) * 300;
    return table_machine<alert>{std::move(of), tests::now};
  });
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    walk.at = walk.at + seconds{chance.below(120)};
    const alert::data before = walk.it.data();
    const std::string from(walk.it.state());
    alert::reading now{
        static_cast<double>(chance.below(41)) - 20, walk.at + -seconds{chance.below(400)}, {"query", {}}};
    if (chance.below(20) == 0) { now.value = std::nan(""); }
    if (chance.below(20) == 0) { now.taken = walk.at + seconds{1}; }
    switch (draw(chance, 10, from, {{"firing", chance.below(10)}, {"silenced", 5}})) {
      case 0:
      case 1:
      case 2:
      case 3:
        (void)walk.step(alert::condition_true{now});
        break;
      case 4:
      case 5:
        (void)walk.step(alert::condition_false{now});
        break;
      case 6:
      case 7:
        (void)walk.step(
            alert::silence{chance.person(), chance.reason(), walk.at + (hours{chance.below(30)} - hours{2})});
        break;
      case 8:
        (void)walk.step(fairlead::deadline{});
        break;
      default:
        if (chance.below(30) == 0) { (void)walk.step(alert::rule_removed{}); }
    }
    if (walk.it.ended()) { continue; }
    const alert::data& of = walk.it.data();
    const bool crossed = of.fires == alert::comparison::above ? of.last.value > 10 : of.last.value < -10;
    REQUIRE(crossed == !walk.it.is<alert::inactive>());
    REQUIRE(of.firing_since.has_value() == (walk.it.is<alert::firing>() || walk.it.is<alert::silenced>()));
    REQUIRE(of.muted.has_value() == walk.it.is<alert::silenced>());
    if (of.last != before.last) {
      REQUIRE(of.last.taken <= walk.at);
      REQUIRE(of.last.taken >= walk.at + -seconds{300});
    }
    if (walk.it.is<alert::silenced>() && from != "silenced") {
      REQUIRE(from == "firing");
      REQUIRE(of.muted->expires > walk.at);
      REQUIRE(of.muted->expires <= walk.at + hours{24});
      REQUIRE_FALSE(of.muted->reason.empty());
    }
    if (from == "inactive" && walk.it.is<alert::firing>()) { REQUIRE(of.for_seconds == 0); }
  }
  CHECK(walk.fired > events / 20);
  walk.check_that_all_rows_fired();
}

namespace {

// What was counted of a service, five minutes at a time until now, with 100 requests each.
struct counted {
  std::vector<error_budget::sample> samples{};
  bool whole = true;

  counted(dice& chance, fairlead::timestamp at) {
    const unsigned weather = chance.below(4);
    for (int before = 60; before > 0; before -= 5) {
      const std::uint64_t bad = weather == 0 ? 0 : chance.below(weather == 1 ? 20 : weather == 2 ? 12 : 80);
      samples.push_back({at + minutes{-before}, at + minutes{5 - before}, 100, bad});
    }
    switch (chance.below(12)) {
      case 0:
        samples.erase(samples.begin() + chance.below(static_cast<unsigned>(samples.size())));
        whole = false;
        break;
      case 1:
        samples.back().ends = at + minutes{1};
        whole = false;
        break;
      case 2:
        samples[chance.below(12)].bad = 101;
        whole = false;
        break;
      default:
        break;
    }
  }
  // Of the requests of the last so many minutes, those that failed, in percent.
  [[nodiscard]] double bad_percent(int over) const {
    std::uint64_t bad = 0;
    for (int n = 0; n < over / 5; ++n) { bad += samples[samples.size() - 1U - static_cast<std::size_t>(n)].bad; }
    return static_cast<double>(bad) / (over / 5);
  }
  [[nodiscard]] bool burns() const { return bad_percent(30) >= 20 && bad_percent(5) >= 20; }
};

}  // namespace

TEST_CASE("a random walk of error_budget never lifts its freeze before the budget has recovered, as counted anew") {
  walker<error_budget> walk(22, [] {
    error_budget::data of{};
    of.slo = "availability";
    of.environment = "prod";
    of.objective.allowed_bad_per_million = 100'000;
    of.objective.window_minutes = 60;
    of.rules = {{30, 5, 20}};
    of.clean_minutes = 20;
    of.since = tests::now + -hours{100};
    return table_machine<error_budget>{std::move(of), tests::now};
  });
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    walk.at = walk.at + minutes{chance.below(6)};
    const error_budget::data before = walk.it.data();
    const std::string from(walk.it.state());
    const counted all(chance, walk.at);
    const fairlead::evidence source{"query", {}};
    switch (
        draw(chance, 8, from, {{"healthy", chance.below(2)}, {"burning", 2}, {"exhausted", 3}, {"recovering", 4}})) {
      case 0:
        if (walk.step(error_budget::burn_rate_high{all.samples, source})) { REQUIRE(all.burns()); }
        break;
      case 1:
        if (walk.step(error_budget::budget_exhausted{all.samples, source})) {
          REQUIRE(all.whole);
          REQUIRE(all.bad_percent(60) >= 10);
          REQUIRE(walk.it.data().last.remaining_percent <= 0);
        }
        break;
      case 2:
        if (walk.step(error_budget::burn_rate_normal{all.samples, source})) { REQUIRE_FALSE(all.burns()); }
        break;
      case 3:
        if (walk.step(error_budget::budget_positive{all.samples, source})) {
          REQUIRE(all.whole);
          REQUIRE(all.bad_percent(60) <= 9);
          REQUIRE(walk.it.data().recovering_since == walk.at);
        }
        break;
      case 4:
      case 5:
        if (walk.step(error_budget::window_clean{all.samples, source})) {
          REQUIRE(all.whole);
          REQUIRE(walk.at >= before.recovering_since + minutes{20});
          REQUIRE(all.bad_percent(20) < 10);
          REQUIRE(all.bad_percent(60) <= 9);
        }
        break;
      case 6:
        (void)walk.step(fairlead::deadline{});
        break;
      default:
        if (chance.below(30) == 0) { (void)walk.step(error_budget::slo_retired{chance.person(), chance.reason()}); }
    }
    if (from == "exhausted") {
      REQUIRE_FALSE((walk.it.is<error_budget::healthy>() || walk.it.is<error_budget::burning>()));
    }
    if (from == "recovering" && walk.it.is<error_budget::healthy>()) {
      REQUIRE(walk.it.data().last.remaining_percent >= 10);
    }
    if (walk.it.state() != from && !walk.it.ended()) { REQUIRE(walk.it.data().last.at == walk.at); }
  }
  CHECK(walk.fired > events / 20);
  walk.check_that_all_rows_fired();
}

namespace {

incident::data shop_is_down() {
  incident::data of{};
  of.id = "INC-7";
  of.service = "shop";
  of.alert = "latency";
  of.requester = "ada";
  of.detected = tests::now;
  of.rota = {{"bob", tests::earlier, tests::now + hours{2000}, 0},
             {"cleo", tests::earlier, tests::now + hours{2000}, 1},
             {"ci", tests::earlier, tests::now + hours{2000}, 0},
             {"dora", tests::now + hours{1}, tests::now + hours{2}, 0}};
  of.last_change = tests::now;
  return of;
}
std::vector<action_item> actions(dice& chance) {
  std::vector<action_item> all;
  for (const char* what : {"add an index", "alert on slow queries"}) {
    if (chance.below(4) != 0) { all.push_back({what, chance.below(6) == 0 ? "" : "OPS-1"}); }
  }
  return all;
}

}  // namespace

TEST_CASE("a random walk of incident never closes one whose lessons have not become tickets") {
  walker<incident> walk(23, [] { return table_machine<incident>{shop_is_down(), tests::now}; });
  int closed_after_review = 0;
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    walk.at = walk.at + minutes{chance.below(40)};
    const incident::data before = walk.it.data();
    const std::string from(walk.it.state());
    const auto who = chance.person();
    const fairlead::evidence source{chance.below(6) == 0 ? "" : "log", {}};
    switch (draw(chance, 16, from,
                 {{"triggered", 0},
                  {"acknowledged", 2 + chance.below(2)},
                  {"mitigated", 3},
                  {"resolved", 4 + chance.below(2)},
                  {"postmortem_draft", 6},
                  {"postmortem_review", 7 + chance.below(2)}})) {
      case 0:
        if (walk.step(incident::acknowledge{who})) {
          REQUIRE_FALSE(who.is_robot());
          REQUIRE(walk.it.data().assignee == who.id);
          REQUIRE((who.id == "bob" || (who.id == "cleo" && before.level > 0) ||
                   (who.id == "dora" && walk.at >= tests::now + hours{1} && walk.at < tests::now + hours{2})));
        }
        break;
      case 1:
        if (walk.step(incident::auto_resolved{chance.below(2) == 0 ? "latency" : "disk", source})) {
          REQUIRE_FALSE(source.reference.empty());
          REQUIRE(from == "triggered");
        }
        break;
      case 2:
        if (walk.step(incident::mitigation_done{who, chance.reason(), source})) {
          REQUIRE_FALSE(source.reference.empty());
          REQUIRE(walk.it.data().log.size() == before.log.size() + 1);
        }
        break;
      case 3: {
        const incident::fix_verified fix{who, chance.health(), walk.at + (minutes{5} - minutes{chance.below(40)})};
        if (walk.step(fix)) {
          REQUIRE(fix.health.passing == fix.health.total);
          REQUIRE(fix.checked > before.last_change);
          REQUIRE(fix.checked <= walk.at);
        }
        break;
      }
      case 4: {
        const incident_impact impact{chance.below(3) == 0 ? incident_severity::major : incident_severity::minor,
                                     chance.below(6), chance.below(8) == 0 ? 1U : 0U, chance.below(8) == 0 ? 1U : 0U};
        const std::string owner = chance.below(4) == 0 ? "" : who.id;
        if (!walk.step(incident::triaged{who, owner, impact})) { break; }
        const bool trifling = impact.severity == incident_severity::minor && impact.visible_minutes < 5 &&
                              impact.records_lost == 0 && impact.reports_before_alert == 0 &&
                              before.resolved_at < before.detected + minutes{240};
        REQUIRE(walk.it.is<incident::closed>() == trifling);
        if (!trifling) { REQUIRE_FALSE(owner.empty()); }
        REQUIRE(walk.it.data().impact == impact);
        break;
      }
      case 5:
        if (walk.step(incident::reopened{who})) { REQUIRE(walk.at < before.resolved_at + hours{24}); }
        break;
      case 6: {
        const incident::submit postmortem{who,
                                          {{before.detected + (minutes{chance.below(3)} - minutes{2}), chance.reason()},
                                           {before.resolved_at + (minutes{chance.below(4)} - minutes{1}), "over"}},
                                          actions(chance)};
        if (walk.step(postmortem)) {
          REQUIRE(postmortem.timeline.front().at <= before.detected);
          REQUIRE(postmortem.timeline.back().at >= before.resolved_at);
          REQUIRE(walk.it.data().author == who);
        }
        break;
      }
      case 7: {
        const incident::accepted accepted{who, actions(chance)};
        if (!walk.step(accepted)) { break; }
        REQUIRE_FALSE((who == before.author || who == before.requester));
        REQUIRE_FALSE(before.actions.empty());
        for (const action_item& wanted : before.actions) {
          REQUIRE(std::ranges::any_of(accepted.actions, [&](const action_item& each) {
            return each.text == wanted.text && !each.ticket.empty();
          }));
        }
        ++closed_after_review;
        break;
      }
      case 8:
        if (chance.below(3) == 0) { (void)walk.step(incident::rework{who}); }
        break;
      case 9:
        if (walk.step(incident::regressed{})) { REQUIRE(walk.it.data().last_change == walk.at); }
        break;
      case 10:
        if (chance.below(8) == 0 && walk.step(incident::dismiss{who, chance.reason()})) {
          REQUIRE(who.id != "ada");
          REQUIRE((from == "triggered" || from == "acknowledged"));
        }
        break;
      case 11: {
        const std::string original = chance.below(2) == 0 ? "INC-7" : "INC-6";
        if (chance.below(8) == 0 && walk.step(incident::mark_duplicate{who, original, source})) {
          REQUIRE(walk.it.data().original == "INC-6");
          REQUIRE((from == "triggered" || from == "acknowledged"));
        }
        break;
      }
      default:
        if (chance.below(4) == 0) {
          REQUIRE(walk.step(fairlead::deadline{}));
          REQUIRE_FALSE(walk.it.ended());
        }
    }
    const incident::data& of = walk.it.data();
    REQUIRE(of.level >= before.level);
    if (walk.it.is<incident::triggered>()) { REQUIRE(of.assignee.empty()); }
    if (walk.it.is<incident::resolved>() && from != "resolved") { REQUIRE(of.resolved_at == walk.at); }
    if (walk.it.is<incident::closed>()) { REQUIRE((from == "resolved" || from == "postmortem_review")); }
    if (walk.it.is<incident::postmortem_review>()) { REQUIRE_FALSE(of.timeline.empty()); }
  }
  CHECK(walk.fired > events / 20);
  CHECK(closed_after_review > 10);
  walk.check_that_all_rows_fired();
}

TEST_CASE("a random walk of probe never calls a target down on fewer bad samples than it takes") {
  walker<probe> walk(24, [] {
    probe::data of{};
    of.target = "https://shop.example";
    of.to_be_up = {2, 3};
    of.to_be_down = {3, 5};
    of.last_taken = tests::earlier;
    return table_machine<probe>{std::move(of), tests::now};
  });
  dice weather(24);
  bool ailing = false;
  for (; walk.steps < events; walk.renew_if_ended()) {
    auto& chance = walk.chance;
    walk.at = walk.at + seconds{chance.below(30)};
    if (weather.below(12) == 0) { ailing = !ailing; }
    const probe::data before = walk.it.data();
    const std::string from(walk.it.state());
    switch (chance.below(12)) {
      case 0:
        (void)walk.step(fairlead::deadline{});
        break;
      case 1:
        if (chance.below(6) == 0) {
          (void)walk.step(
              probe::pause{chance.person(), chance.reason(), walk.at + (hours{chance.below(30)} - hours{2})});
        }
        break;
      case 2:
        (void)walk.step(probe::resume{chance.person()});
        break;
      case 3:
        if (chance.below(60) == 0) { (void)walk.step(probe::retire{chance.person()}); }
        break;
      default: {
        const bool bad = chance.below(4) == 0 ? !ailing : ailing;
        const probe::sample sample{bad ? probe::answer::bad : probe::answer::ok,
                                   walk.at + (seconds{2} - seconds{chance.below(20)}),
                                   chance.below(1200),
                                   {"agent", {}}};
        if (!walk.step(sample)) { break; }
        REQUIRE(sample.taken > before.last_taken);
        REQUIRE(sample.taken <= walk.at);
        REQUIRE(walk.it.data().last_taken == sample.taken);
        if (!bad) { REQUIRE(sample.latency_milliseconds <= 1000); }
        if (walk.it.state() == from) { break; }
        // The newest say so, with this one.
        const std::size_t looked_at = std::min<std::size_t>(before.recent.size(), bad ? 4 : 2);
        const auto agree = 1 + std::count(before.recent.end() - static_cast<std::ptrdiff_t>(looked_at),
                                          before.recent.end(), sample.result);
        if (walk.it.is<probe::down>()) { REQUIRE((bad && agree >= 3)); }
        if (walk.it.is<probe::suspect>()) { REQUIRE((bad && from == "up")); }
        if (walk.it.is<probe::up>()) { REQUIRE((!bad && (from == "suspect" || agree >= 2))); }
      }
    }
    const probe::data& of = walk.it.data();
    REQUIRE(of.recent.size() <= 5);
    if (from == "up") { REQUIRE_FALSE(walk.it.is<probe::down>()); }
    if (from == "paused") { REQUIRE_FALSE((walk.it.is<probe::up>() || walk.it.is<probe::down>())); }
    if (!walk.it.ended()) { REQUIRE(of.pause.has_value() == walk.it.is<probe::paused>()); }
    if (walk.it.is<probe::paused>() && from != "paused") {
      REQUIRE(of.pause->expires > walk.at);
      REQUIRE(of.pause->expires <= walk.at + hours{24});
    }
  }
  CHECK(walk.fired > events / 20);
  walk.check_that_all_rows_fired();
}
