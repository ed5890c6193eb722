// SPDX-License-Identifier: BSL-1.0
#include <fairlead/lifecycles/release/rollout.hpp>

#include "rows.hpp"

using fairlead::digest;
using fairlead::timestamp;
using fairlead::release::analysis_rule;
using fairlead::release::analysis_verdict;
using fairlead::release::measurement;
using fairlead::release::rollout;
using fairlead::release::rollout_plan;
using fairlead::release::step_kind;
using std::chrono::minutes;
using tests::ailing;
using tests::healthy;
using tests::the_operator;

namespace {

const digest stable = tests::content('a');
const digest candidate = tests::content('b');
const analysis_rule two_good{"availability", 990, 950, 2};

rollout::data shop(rollout_plan plan, std::uint32_t position = 0, std::uint32_t weight = 0) {
  rollout::data of{};
  of.service = "shop";
  of.candidate = candidate;
  of.stable = stable;
  of.requester = "ada";
  of.authorities = {"dora"};
  of.plan = std::move(plan);
  of.position = position;
  of.weight = weight;
  of.analysis_began = tests::earlier;
  return of;
}
rollout::data canary(std::uint32_t position = 0, std::uint32_t weight = 0) {
  return shop(rollout_plan::canary({5, 50}, 10, two_good), position, weight);
}
rollout::analysis_closed closed(analysis_verdict verdict, std::uint64_t good, timestamp at = tests::now) {
  return {verdict, candidate, {{at, good, 1000}, {at, good, 1000}}, {"run/7", {}}};
}

}  // namespace

TEST_CASE("every row of rollout fires, and every refusal says why") {
  using enum analysis_verdict;
  tests::rows<rollout> rows;
  const auto begun = canary(1, 5);
  auto timed = begun;
  timed.paused_until = tests::now;

  rows.fires("initializing", canary(), rollout::candidate_ready{candidate}, "progressing");
  rows.fires("initializing", canary(), fairlead::deadline{}, "aborting");
  const auto first = rows.fires("progressing", canary(), rollout::weight_applied{0, step_kind::weight}, "progressing");
  CHECK(first.data().weight == 5);
  CHECK(first.data().position == 1);
  const auto pausing = rows.fires("progressing", begun, rollout::weight_applied{5, step_kind::pause}, "paused");
  CHECK(pausing.data().paused_until == tests::now + minutes{10});
  const auto analyzing =
      rows.fires("progressing", canary(2, 5), rollout::weight_applied{5, step_kind::analysis}, "analyzing");
  CHECK(analyzing.data().analysis_began == tests::now);
  CHECK(rows.fires("progressing", canary(6, 50), rollout::weight_applied{50, step_kind::done}, "promoting")
            .data()
            .weight == 100);
  CHECK(rows.fires("progressing", begun, fairlead::deadline{}, "aborting").data().weight == 0);
  rows.fires("paused", begun, rollout::resume{"dora"}, "progressing");
  rows.fires("paused", timed, rollout::pause_elapsed{}, "progressing");
  rows.fires("paused", begun, fairlead::deadline{}, "aborting");
  rows.fires("analyzing", canary(3, 5), closed(successful, 995), "progressing");
  rows.fires("analyzing", canary(3, 5), closed(failed, 900), "aborting");
  rows.fires("analyzing", canary(3, 5), rollout::analysis_closed{}, "aborting");
  CHECK_FALSE(rows.fires("analyzing", canary(3, 5), closed(inconclusive, 970), "paused").data().paused_until);
  rows.fires("analyzing", canary(3, 5), fairlead::deadline{}, "aborting");
  CHECK(rows.fires("paused", begun, rollout::promote_full{"dora", "urgent"}, "promoting").data().audit_trail.back() ==
        "promoted past the plan by dora: urgent");
  rows.fires("analyzing", begun, rollout::abort{"ada", "errors"}, "aborting");
  CHECK(rows.fires("paused", begun, rollout::new_revision{tests::content('c')}, "aborting").data().superseded_by ==
        tests::content('c'));
  rows.fires("promoting", begun, rollout::promotion_done{healthy(candidate)}, "finalizing");
  rows.fires("promoting", begun, rollout::promotion_done{ailing(candidate)}, "needs_operator");
  rows.fires("promoting", begun, fairlead::deadline{}, "needs_operator");
  rows.fires("finalizing", begun, rollout::old_retired{stable}, "promoted");
  rows.fires("finalizing", begun, fairlead::deadline{}, "needs_operator");
  rows.fires("aborting", begun, rollout::traffic_restored{healthy(stable)}, "aborted");
  rows.fires("aborting", begun, rollout::traffic_restored{healthy(candidate)}, "needs_operator");
  rows.fires("aborting", begun, fairlead::deadline{}, "needs_operator");
  rows.fires("needs_operator", begun, rollout::operator_chose_stable{the_operator, healthy(stable)}, "aborted");
  CHECK(rows.fires("needs_operator", begun, rollout::operator_chose_candidate{the_operator, healthy(candidate)},
                   "promoted")
            .data()
            .weight == 100);
  rows.fires("needs_operator", begun, fairlead::deadline{}, "needs_operator");
  rows.complete();

  rows.refuses("initializing", canary(), rollout::candidate_ready{stable}, "plan_sound: what is ready is not the");
  rows.refuses("initializing", shop({}), rollout::candidate_ready{candidate}, "plan_sound: a plan has 1 to 100 steps");
  rows.refuses("progressing", begun, rollout::weight_applied{4, step_kind::pause},
               "follows_plan: the candidate has 4 percent, not 5");
  rows.refuses("progressing", begun, rollout::weight_applied{5, step_kind::done},
               "follows_plan: the plan's next step is pause");
  rows.refuses("paused", begun, rollout::resume{"bob"}, "authorized: bob has no authority over this rollout");
  rows.refuses("paused", begun, rollout::pause_elapsed{}, "timed_pause: the pause ends when somebody resumes");
  timed.paused_until = tests::later;
  rows.refuses("paused", timed, rollout::pause_elapsed{}, "timed_pause: not yet");
  rows.refuses("analyzing", canary(3, 5), closed(successful, 900), "verdict_measured: the measurements come to failed");
  rows.refuses("analyzing", canary(3, 5), closed(inconclusive, 995), "the measurements come to successful");
  rows.refuses("analyzing", canary(3, 5), closed(successful, 995, tests::later), "a measurement is not of this");
  rows.refuses("analyzing", canary(3, 5), closed(successful, 995, tests::earlier + minutes{-1}), "is not of this");
  auto few = closed(successful, 995);
  few.measurements.pop_back();
  rows.refuses("analyzing", canary(3, 5), few, "more measurements are needed");
  few.subject = stable;
  rows.refuses("analyzing", canary(3, 5), few, "the analysis is not of the candidate");
  rows.refuses("paused", begun, rollout::promote_full{"bob", "urgent"}, "authorized: bob has no authority");
  rows.refuses("paused", begun, rollout::promote_full{"ada", "urgent"}, "not_self: the requester may not");
  rows.refuses("paused", begun, rollout::promote_full{"dora", ""}, "reason_given");
  rows.refuses("paused", begun, rollout::abort{"bob", "x"}, "authorized: bob has no authority");
  rows.refuses("paused", begun, rollout::new_revision{candidate}, "other_revision: it is the revision on its way");
  rows.refuses("finalizing", begun, rollout::old_retired{candidate}, "stable_retired: what was retired is not the old");
  rows.refuses("needs_operator", begun, rollout::operator_chose_stable{"bob", healthy(stable)}, "operator: bob does");
  rows.refuses("needs_operator", begun, rollout::operator_chose_stable{the_operator, ailing(stable)},
               "stable_healthy: the checks of the stable copy do not all pass");
  rows.refuses("needs_operator", begun, rollout::operator_chose_candidate{the_operator, healthy(stable)},
               "candidate_healthy: the checks of the candidate do not all pass");
}

namespace {

// A host that does what a rollout asks for, at once; analyses measure `good` of a thousand.
struct host {
  fairlead::table_machine<rollout> it;
  timestamp at = tests::now;
  std::uint32_t weight = 0;
  std::uint64_t good = 995;
  std::vector<std::uint32_t> weights{};
  std::vector<std::string> signals{};

  void operator()(const rollout::set_weight& signal) { weights.push_back(weight = signal.weight); }
  void operator()(const rollout::start_promotion&) { weight = 100; }
  void operator()(const rollout::restore_traffic& signal) { weights.push_back(weight = signal.weight); }
  void operator()(const rollout::start_analysis& signal) {
    CHECK(signal.subject == candidate);
    CHECK(signal.rule == two_good);
  }
  void operator()(const rollout::emit_service_upgraded&) { signals.emplace_back("upgraded"); }
  void operator()(const rollout::emit_service_rolledback&) { signals.emplace_back("rolledback"); }

  template <class Event>
  bool fire(const Event& event) {
    at = at + minutes{1};
    const auto listener = [this](const auto& signal) requires std::invocable<host&, decltype(signal)> {
      (*this)(signal);
    };
    return static_cast<bool>(it.fire(event, at, fairlead::tell(listener)));
  }
  // Goes on until somebody has to act, or it has ended.
  void run() {
    bool moved = true;
    while (moved && !it.ended()) {
      if (it.is<rollout::initializing>()) {
        moved = fire(rollout::candidate_ready{candidate});
      } else if (it.is<rollout::progressing>()) {
        moved = fire(rollout::weight_applied{weight, it.data().next_step()});
      } else if (it.is<rollout::paused>()) {
        at = it.data().paused_until.value_or(at);
        moved = fire(rollout::pause_elapsed{});
      } else if (it.is<rollout::analyzing>()) {
        const auto result = closed(two_good.judge(measurement{at, good, 1000}), good, at);
        moved = fire(result);
      } else if (it.is<rollout::promoting>()) {
        moved = fire(rollout::promotion_done{healthy(candidate)});
      } else if (it.is<rollout::finalizing>()) {
        moved = fire(rollout::old_retired{stable});
      } else {
        moved = it.is<rollout::aborting>() && fire(rollout::traffic_restored{healthy(stable)});
      }
    }
  }
};

}  // namespace

TEST_CASE("a canary goes through its weights, pauses and analyses until it is all there is") {
  host world{fairlead::table_machine<rollout>{canary(), tests::now}};
  world.run();
  CHECK(world.it.is<rollout::promoted>());
  CHECK(world.weights == std::vector<std::uint32_t>{5, 50});
  CHECK(world.signals == std::vector<std::string>{"upgraded"});
  CHECK(world.at > tests::now + minutes{20});
}

TEST_CASE("a canary that fails its analysis gives the traffic back") {
  host world{fairlead::table_machine<rollout>{canary(), tests::now}};
  world.good = 900;
  world.run();
  CHECK(world.it.is<rollout::aborted>());
  CHECK(world.weights == std::vector<std::uint32_t>{5, 0});
  CHECK(world.signals == std::vector<std::string>{"rolledback"});
}

TEST_CASE("an analysis that says neither waits for a person, however long the pauses of the plan are") {
  host world{fairlead::table_machine<rollout>{canary(), tests::now}};
  world.good = 970;
  world.run();
  CHECK(world.it.is<rollout::paused>());
  CHECK(world.fire(rollout::resume{"dora"}));
  world.good = 995;
  world.run();
  CHECK(world.it.is<rollout::promoted>());
}

TEST_CASE("a rolling update replaces batch after batch") {
  host world{fairlead::table_machine<rollout>{shop(rollout_plan::rolling(4)), tests::now}};
  world.run();
  CHECK(world.it.is<rollout::promoted>());
  CHECK(world.weights == std::vector<std::uint32_t>{25, 50, 75, 100});
}

TEST_CASE("blue-green previews, waits for a person, cuts over, and can still go back") {
  host world{fairlead::table_machine<rollout>{shop(rollout_plan::blue_green(two_good, two_good)), tests::now}};
  world.run();
  CHECK(world.it.is<rollout::paused>());
  CHECK(world.weights == std::vector<std::uint32_t>{0});
  CHECK(world.fire(rollout::resume{"dora"}));
  auto spoiled = world;
  world.run();
  CHECK(world.it.is<rollout::promoted>());
  CHECK(world.weights == std::vector<std::uint32_t>{0, 100});
  spoiled.good = 100;
  spoiled.run();
  CHECK(spoiled.it.is<rollout::aborted>());
  CHECK(spoiled.weights == std::vector<std::uint32_t>{0, 100, 0});
}

TEST_CASE("where neither copy is known to be healthy an operator chooses") {
  auto it = tests::in_state<rollout>("promoting", canary(6, 100));
  bool kept = false;
  const auto listener = [&](const rollout::keep_traffic_on_healthy& signal) { kept = signal.stable == stable; };
  CHECK(it.tick(tests::now + minutes{30}, fairlead::tell(listener)));
  CHECK(kept);
  CHECK(it.is<rollout::needs_operator>());
}
