// SPDX-License-Identifier: BSL-1.0
#include <fairlead/machine/machine.hpp>
#include <fairlead/machine/restore.hpp>
#include <fairlead/machine/table_machine.hpp>

#include <algorithm>
#include <chrono>
#include <concepts>
#include <optional>
#include <random>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "fragile.hpp"

using fairlead::on_commit;
using fairlead::outcome_kind;
using fairlead::timestamp;
using tests::fragile;
using tests::hotfix;
using tests::lock;
using tests::siren;

static_assert(std::regular<fairlead::machine<fragile>>);
static_assert(std::regular<fairlead::table_machine<fragile>>);
static_assert(std::is_nothrow_move_constructible_v<fairlead::machine<hotfix>>);

namespace {

struct on_msm {
  static constexpr const char* name = "machine";
  template <class Lifecycle>
  using machine = fairlead::machine<Lifecycle>;
};
struct on_table {
  static constexpr const char* name = "table_machine";
  template <class Lifecycle>
  using machine = fairlead::table_machine<Lifecycle>;
};
template <class Engine, class Lifecycle>
using run = typename Engine::template machine<Lifecycle>;

constexpr timestamp noon{1'000'000'000'000};
constexpr hotfix::vote approval_by(const char* who) { return {who, hotfix::decision::approve}; }

template <class Engine>
run<Engine, hotfix> hotfix_in_review(const char* author = "ada", std::optional<timestamp> now = std::nullopt) {
  run<Engine, hotfix> result{{.author = author}, now};
  REQUIRE(result.fire(hotfix::submit{"patch"}));
  return result;
}

}  // namespace

TEST_CASE_TEMPLATE("a machine begins in the initial state with the data it was given", Engine, on_msm, on_table) {
  const run<Engine, hotfix> fresh{{.author = "ada"}};
  CHECK(fresh.template is<hotfix::draft>());
  CHECK(fresh.state() == "draft");
  CHECK(fresh.data().author == "ada");
  CHECK_FALSE(fresh.ended());
}

TEST_CASE_TEMPLATE("an event moves the machine and runs the row's actions", Engine, on_msm, on_table) {
  const run<Engine, hotfix> in_review = hotfix_in_review<Engine>();
  CHECK(in_review.template is<hotfix::in_review>());
  CHECK(in_review.data().content == "patch");
}

TEST_CASE_TEMPLATE("a refused event changes nothing and says which guard, why, and what is possible instead", Engine,
                   on_msm, on_table) {
  run<Engine, hotfix> in_review = hotfix_in_review<Engine>();
  const run<Engine, hotfix> before = in_review;
  const auto outcome = in_review.fire(approval_by("ada"));
  CHECK(outcome.kind() == outcome_kind::refused);
  CHECK(outcome.text() ==
        "hotfix: vote refused in in_review: not_self: the author may not approve; possible here: comment, vote, "
        "deadline");
  CHECK(in_review == before);
}

TEST_CASE_TEMPLATE("guards that only say no are told with their rows, one or several", Engine, on_msm, on_table) {
  run<Engine, lock> door{{.strength = 7}};
  const fairlead::outcome one = door.fire(lock::lean{.force = 9});
  REQUIRE(one.refusals().size() == 1);
  CHECK(one.refusals()[0].row == 0);
  CHECK(one.text() == "lock: lean refused in shut: withstands: does not hold; possible here: lean, enter");
  const fairlead::outcome two = door.fire(lock::enter{lock::way::knock});
  REQUIRE(two.refusals().size() == 2);
  CHECK(
      two.lines() ==
      "lock: enter refused in shut: way=key: does not hold; or way=crowbar: does not hold; possible here: lean, enter\n"
      "  -> open: way=key: does not hold\n"
      "  -> broken: way=crowbar: does not hold\n");
  CHECK(door.fire(lock::lean{.force = 7}).to() == "shut");
  CHECK(door.fire(lock::enter{lock::way::crowbar}).to() == "broken");
}

TEST_CASE_TEMPLATE("an event without a row here is told apart from a refusal", Engine, on_msm, on_table) {
  run<Engine, hotfix> fresh{{.author = "ada"}};
  const auto outcome = fresh.fire(hotfix::fail{"disk"});
  CHECK(outcome.kind() == outcome_kind::no_transition);
  CHECK(outcome.text() == "hotfix: fail has no transition in draft; possible here: submit");
}

TEST_CASE_TEMPLATE("nothing happens after a terminal state, and the outcome says so", Engine, on_msm, on_table) {
  run<Engine, fragile> broken{};
  REQUIRE(broken.fire(fragile::drop{}));
  CHECK(broken.ended());
  const auto outcome = broken.fire(fragile::knock{});
  CHECK(outcome.kind() == outcome_kind::already_terminal);
  CHECK(outcome.text() == "fragile: knock comes too late: gone is terminal");
  CHECK(broken.permitted().empty());
}

TEST_CASE_TEMPLATE("evaluate answers what fire would, and moves nothing", Engine, on_msm, on_table) {
  run<Engine, hotfix> in_review = hotfix_in_review<Engine>();
  for (const char* who : {"ada", "bert"}) {
    const run<Engine, hotfix> before = in_review;
    const auto foretold = in_review.evaluate(approval_by(who));
    CHECK(in_review == before);
    const auto happened = in_review.fire(approval_by(who));
    CHECK(foretold.text() == happened.text());
    CHECK(foretold.kind() == happened.kind());
  }
  CHECK(in_review.template is<hotfix::approved>());
}

TEST_CASE_TEMPLATE("permitted lists the events that have a row in the current state", Engine, on_msm, on_table) {
  CHECK(
      std::ranges::equal(run<Engine, hotfix>{{.author = "ada"}}.permitted(), std::vector<std::string_view>{"submit"}));
  CHECK(std::ranges::equal(hotfix_in_review<Engine>().permitted(),
                           std::vector<std::string_view>{"comment", "vote", "deadline"}));
}

TEST_CASE_TEMPLATE("a row that stays runs its actions and leaves the clock alone", Engine, on_msm, on_table) {
  run<Engine, hotfix> in_review{{.author = "ada"}};
  REQUIRE(in_review.fire(hotfix::submit{"patch"}, noon));
  const auto due = in_review.due();
  REQUIRE(in_review.fire(hotfix::comment{"looks good"}, noon + std::chrono::hours{5}));
  CHECK(in_review.due() == due);
  CHECK(in_review.data().notes == std::vector<std::string>{"looks good"});
}

TEST_CASE_TEMPLATE("a sibling decides where a guard asks for its state", Engine, on_msm, on_table) {
  run<Engine, hotfix> approved = hotfix_in_review<Engine>();
  REQUIRE(approved.fire(approval_by("bert")));
  run<Engine, siren> alarm{};
  REQUIRE(alarm.fire(siren::toggle{}));
  const auto refused = approved.fire(hotfix::deploy{}, fairlead::beside(alarm));
  CHECK(refused.text() ==
        "hotfix: deploy refused in approved: siren=silent: siren is wailing; possible here: deadline, deploy");
  REQUIRE(alarm.fire(siren::toggle{}));
  CHECK(approved.fire(hotfix::deploy{}, fairlead::beside(alarm)));
  CHECK(approved.template is<hotfix::live>());
}

TEST_CASE_TEMPLATE("a waiting state is due when its patience has run out, and tick fires its deadline then", Engine,
                   on_msm, on_table) {
  run<Engine, hotfix> in_review{{.author = "ada"}};
  CHECK_FALSE(in_review.due());
  REQUIRE(in_review.fire(hotfix::submit{"patch"}, noon));
  REQUIRE(in_review.due());
  CHECK(*in_review.due() == noon + std::chrono::hours{72});
  CHECK_FALSE(in_review.tick(noon + std::chrono::hours{71}));
  CHECK(in_review.template is<hotfix::in_review>());
  const auto outcome = in_review.tick(noon + std::chrono::hours{72});
  REQUIRE(outcome);
  CHECK(outcome->text() == "hotfix: deadline: in_review -> refused");
}

TEST_CASE_TEMPLATE("without a time nothing is ever due", Engine, on_msm, on_table) {
  run<Engine, hotfix> in_review = hotfix_in_review<Engine>();
  CHECK_FALSE(in_review.due());
  CHECK_FALSE(in_review.tick(timestamp{INT64_MAX}));
}

TEST_CASE_TEMPLATE("a patience that would pass the end of time ends there", Engine, on_msm, on_table) {
  const run<Engine, fragile> old{{}, timestamp{INT64_MAX - 5}};
  run<Engine, fragile> knocked = old;
  REQUIRE(knocked.fire(fragile::knock{}));
  CHECK(knocked.due() == timestamp{INT64_MAX});
}

TEST_CASE_TEMPLATE("whatever a guard or an action throws reaches the caller, and nothing has moved", Engine, on_msm,
                   on_table) {
  for (const bool begun : {false, true}) {
    run<Engine, fragile> glass{};
    if (begun) { REQUIRE(glass.fire(fragile::knock{fragile::fault::none, 1}, noon)); }
    const run<Engine, fragile> before = glass;
    CHECK_THROWS_WITH((void)glass.fire(fragile::knock{fragile::fault::guard, 1}), "guard");
    CHECK_THROWS_WITH((void)glass.fire(fragile::knock{fragile::fault::first_action, 1}), "first action");
    CHECK_THROWS_WITH((void)glass.fire(fragile::knock{fragile::fault::second_action, 1}), "second action");
    CHECK_THROWS_AS((void)glass.fire(fragile::knock{fragile::fault::not_std, 1}), int);
    CHECK(glass == before);
    CHECK(glass.fire(fragile::knock{fragile::fault::none, 7}));
    CHECK(glass.data().total == before.data().total + 7);
  }
}

TEST_CASE_TEMPLATE("what the commit hook throws keeps the transition from happening", Engine, on_msm, on_table) {
  run<Engine, fragile> glass{};
  const run<Engine, fragile> before = glass;
  const auto full = [](const fairlead::transition&) { throw std::runtime_error("journal is full"); };
  CHECK_THROWS_WITH((void)glass.fire(fragile::knock{fragile::fault::none, 1}, on_commit(full)), "journal is full");
  CHECK(glass == before);
  CHECK(glass.fire(fragile::knock{fragile::fault::none, 1}));
}

TEST_CASE_TEMPLATE("the commit hook sees a transition once, and only one that happens", Engine, on_msm, on_table) {
  run<Engine, fragile> glass{};
  std::vector<std::string> journal;
  const auto append = [&](const fairlead::transition& t) {
    journal.push_back(std::string(t.event) + " " + std::string(t.from) + " " + std::string(t.to));
    CHECK(t.at == noon);
  };
  CHECK_FALSE(glass.fire(fragile::knock{fragile::fault::none, 100}, noon, on_commit(append)));
  CHECK_THROWS((void)glass.fire(fragile::knock{fragile::fault::second_action, 1}, noon, on_commit(append)));
  CHECK(glass.fire(fragile::knock{fragile::fault::none, 1}, on_commit(append), noon));
  CHECK(glass.evaluate(fragile::knock{}, noon));
  CHECK(journal == std::vector<std::string>{"knock whole waiting_for_glue"});
}

TEST_CASE_TEMPLATE("a listener hears the transition and then the signals, with the data as they are afterwards", Engine,
                   on_msm, on_table) {
  struct observer {
    mutable std::vector<std::string> heard{};
    void operator()(const fairlead::transition& t) const { heard.push_back("transition " + std::string(t.to)); }
    void operator()(const fragile::heard& signal) const { heard.push_back("total " + std::to_string(signal.total)); }
  };
  const observer ear;
  run<Engine, fragile> glass{};
  CHECK(glass.fire(fragile::knock{fragile::fault::none, 3}, fairlead::tell(ear)));
  CHECK(glass.fire(fragile::knock{fragile::fault::none, 4}, fairlead::tell(ear)));  // its row raises nothing
  CHECK_FALSE(glass.fire(fragile::knock{fragile::fault::none, 100}, fairlead::tell(ear)));
  CHECK(ear.heard == std::vector<std::string>{"transition waiting_for_glue", "total 3", "transition waiting_for_glue"});
}

TEST_CASE_TEMPLATE("a signal is made from the event where its type asks for it", Engine, on_msm, on_table) {
  std::string who;
  const auto listener = [&](const hotfix::notify& signal) { who = signal.who + " on " + signal.content; };
  run<Engine, hotfix> in_review = hotfix_in_review<Engine>();
  CHECK(in_review.fire(approval_by("bert"), fairlead::tell(listener)));
  CHECK(who == "bert on patch");
}

TEST_CASE_TEMPLATE("what a listener throws reaches the caller, and the transition stands", Engine, on_msm, on_table) {
  run<Engine, fragile> glass{};
  const auto deaf = [](const fragile::heard&) { throw std::runtime_error("deaf"); };
  CHECK_THROWS_WITH((void)glass.fire(fragile::knock{fragile::fault::none, 3}, fairlead::tell(deaf)), "deaf");
  CHECK(glass.template is<fragile::waiting_for_glue>());
  CHECK(glass.data().total == 3);
}

TEST_CASE_TEMPLATE("copies are independent, and moving keeps state and data", Engine, on_msm, on_table) {
  run<Engine, fragile> glass{};
  REQUIRE(glass.fire(fragile::knock{fragile::fault::none, 3}));
  run<Engine, fragile> copy = glass;
  REQUIRE(copy.fire(fragile::drop{}));
  CHECK(glass.template is<fragile::waiting_for_glue>());
  const run<Engine, fragile> moved = std::move(copy);
  CHECK(moved.template is<fragile::gone>());
  CHECK(moved.data().total == 3);
  CHECK_FALSE(moved == glass);
}

TEST_CASE_TEMPLATE("a machine takes no more room than its data, a state number and a moment", Engine, on_msm,
                   on_table) {
  CHECK(sizeof(run<Engine, siren>) <= sizeof(std::optional<timestamp>) + 2 * sizeof(std::uint64_t));
}

TEST_CASE_TEMPLATE("distinct machines may run in distinct threads", Engine, on_msm, on_table) {
  std::vector<std::thread> threads;
  std::vector<int> totals(4);
  for (std::size_t i = 0; i < totals.size(); ++i) {
    threads.emplace_back([&totals, i] {
      run<Engine, fragile> glass{};
      for (int n = 0; n < 90; ++n) { (void)glass.fire(fragile::knock{fragile::fault::none, 1}); }
      totals[i] = glass.data().total;
    });
  }
  for (std::thread& each : threads) { each.join(); }
  CHECK(totals == std::vector<int>(4, 90));
}

TEST_CASE_TEMPLATE("a random walk never leaves the table, and evaluate always foretells it", Engine, on_msm, on_table) {
  std::mt19937 random(7);
  for (int walk = 0; walk < 500; ++walk) {
    run<Engine, hotfix> it{{.author = "ada"}};
    run<Engine, siren> alarm{};
    for (int n = 0; n < 20 && !it.ended(); ++n) {
      const auto step = [&](const auto& event) {
        const auto foretold = it.evaluate(event, fairlead::beside(alarm));
        const run<Engine, hotfix> before = it;
        const auto happened = it.fire(event, fairlead::beside(alarm));
        REQUIRE(foretold.text() == happened.text());
        REQUIRE(it.state() == happened.to());
        if (!happened) { REQUIRE(it == before); }
        if (happened) {
          const auto& row = fairlead::description_of<hotfix>.rows[happened.row()];
          REQUIRE(row.event->name == happened.event());
        }
      };
      switch (random() % 7) {
        case 0:
          step(hotfix::submit{"patch"});
          break;
        case 1:
          step(hotfix::vote{random() % 2 != 0 ? "ada" : "bert", static_cast<hotfix::decision>(random() % 2)});
          break;
        case 2:
          step(hotfix::deploy{});
          break;
        case 3:
          step(hotfix::fail{"disk"});
          break;
        case 4:
          step(hotfix::comment{"hm"});
          break;
        case 5:
          step(fairlead::deadline{});
          break;
        default:
          REQUIRE(alarm.fire(siren::toggle{}));
      }
    }
  }
}

TEST_CASE_TEMPLATE("an event is fired by its name, with a payload that is made for its type", Engine, on_msm,
                   on_table) {
  run<Engine, hotfix> fix{{.author = "ada"}};
  const run<Engine, siren> alarm{};
  const auto payload = []<class Event>(std::type_identity<Event>) -> Event {
    if constexpr (std::is_same_v<Event, hotfix::submit>) {
      return {"patch"};
    } else if constexpr (std::is_same_v<Event, hotfix::vote>) {
      return {"bert", hotfix::decision::approve};
    } else {
      return {};
    }
  };
  CHECK(fix.fire_by_name("submit", payload, fairlead::beside(alarm)));
  CHECK(fix.data().content == "patch");
  CHECK(fix.fire_by_name("vote", payload, noon, fairlead::beside(alarm)));
  CHECK(fix.fire_by_position(fairlead::position_of_event<hotfix, hotfix::deploy>, payload, fairlead::beside(alarm)));
  CHECK(fix.template is<hotfix::live>());
}

TEST_CASE_TEMPLATE("an event by a name that nothing has is an error, and changes nothing", Engine, on_msm, on_table) {
  run<Engine, siren> alarm{};
  const auto payload = []<class Event>(std::type_identity<Event>) { return Event{}; };
  CHECK_THROWS_WITH((void)alarm.fire_by_name("toogle", payload), "lifecycle 'siren' has no event 'toogle'");
  CHECK_THROWS_WITH((void)alarm.fire_by_position(9, payload), "lifecycle 'siren' has no event at position 9");
  const auto broken = []<class Event>(std::type_identity<Event>) -> Event { throw std::runtime_error("no JSON"); };
  CHECK_THROWS_WITH((void)alarm.fire_by_name("toggle", broken), "no JSON");
  CHECK(alarm.template is<siren::silent>());
}

TEST_CASE_TEMPLATE("why_not says why an event would not fire, and nothing if it would", Engine, on_msm, on_table) {
  const run<Engine, hotfix> in_review = hotfix_in_review<Engine>();
  CHECK(in_review.why_not(approval_by("ada")) == in_review.evaluate(approval_by("ada")).text());
  CHECK(in_review.why_not(approval_by("bert")).empty());
}

TEST_CASE("a machine of either engine is restored from the other's snapshot") {
  fairlead::machine<fragile> glass{};
  REQUIRE(glass.fire(fragile::knock{fragile::fault::none, 3}, noon));
  auto other = fairlead::table_machine<fragile>::restore(glass.snapshot());
  CHECK(other.snapshot() == glass.snapshot());
  CHECK(other.fire(fragile::knock{fragile::fault::none, 4}, noon).text() ==
        glass.fire(fragile::knock{fragile::fault::none, 4}, noon).text());
  CHECK(other.snapshot() == glass.snapshot());
}
