// SPDX-License-Identifier: BSL-1.0
#include <fairlead/machine/machine.hpp>

#include <concepts>
#include <optional>
#include <random>
#include <thread>

#include <doctest/doctest.h>

#include "fragile.hpp"

using fairlead::machine;
using fairlead::on_commit;
using fairlead::outcome_kind;
using fairlead::timestamp;
using tests::fragile;
using tests::hotfix;
using tests::siren;

static_assert(std::regular<machine<fragile>>);
static_assert(std::is_nothrow_move_constructible_v<machine<hotfix>>);

namespace {

constexpr timestamp noon{1'000'000'000'000};
constexpr hotfix::vote approval_by(const char* who) { return {who, hotfix::decision::approve}; }

machine<hotfix> hotfix_in_review(const char* author = "ada", std::optional<timestamp> now = std::nullopt) {
  machine<hotfix> result{{.author = author}, now};
  REQUIRE(result.fire(hotfix::submit{"patch"}));
  return result;
}

}  // namespace

TEST_CASE("a machine begins in the initial state with the data it was given") {
  const machine<hotfix> fresh{{.author = "ada"}};
  CHECK(fresh.is<hotfix::draft>());
  CHECK(fresh.state() == "draft");
  CHECK(fresh.data().author == "ada");
  CHECK_FALSE(fresh.ended());
}

TEST_CASE("an event moves the machine and runs the row's actions") {
  const machine<hotfix> in_review = hotfix_in_review();
  CHECK(in_review.is<hotfix::in_review>());
  CHECK(in_review.data().content == "patch");
}

TEST_CASE("a refused event changes nothing and says which guard, why, and what is possible instead") {
  machine<hotfix> in_review = hotfix_in_review();
  const machine<hotfix> before = in_review;
  const auto outcome = in_review.fire(approval_by("ada"));
  CHECK(outcome.kind() == outcome_kind::refused);
  CHECK(outcome.text() ==
        "hotfix: vote refused in in_review: not_self: the author may not approve; possible here: comment, vote, "
        "deadline");
  CHECK(in_review == before);
}

TEST_CASE("an event without a row here is told apart from a refusal") {
  machine<hotfix> fresh{{.author = "ada"}};
  const auto outcome = fresh.fire(hotfix::fail{"disk"});
  CHECK(outcome.kind() == outcome_kind::no_transition);
  CHECK(outcome.text() == "hotfix: fail has no transition in draft; possible here: submit");
}

TEST_CASE("nothing happens after a terminal state, and the outcome says so") {
  machine<fragile> broken{};
  REQUIRE(broken.fire(fragile::drop{}));
  CHECK(broken.ended());
  const auto outcome = broken.fire(fragile::knock{});
  CHECK(outcome.kind() == outcome_kind::already_terminal);
  CHECK(outcome.text() == "fragile: knock comes too late: gone is terminal");
  CHECK(broken.permitted().empty());
}

TEST_CASE("evaluate answers what fire would, and moves nothing") {
  machine<hotfix> in_review = hotfix_in_review();
  for (const char* who : {"ada", "bert"}) {
    const machine<hotfix> before = in_review;
    const auto foretold = in_review.evaluate(approval_by(who));
    CHECK(in_review == before);
    const auto happened = in_review.fire(approval_by(who));
    CHECK(foretold.text() == happened.text());
    CHECK(foretold.kind() == happened.kind());
  }
  CHECK(in_review.is<hotfix::approved>());
}

TEST_CASE("permitted lists the events that have a row in the current state") {
  CHECK(machine<hotfix>{{.author = "ada"}}.permitted() == std::vector<std::string_view>{"submit"});
  CHECK(hotfix_in_review().permitted() == std::vector<std::string_view>{"comment", "vote", "deadline"});
}

TEST_CASE("a row that stays runs its actions and leaves the clock alone") {
  machine<hotfix> in_review{{.author = "ada"}};
  REQUIRE(in_review.fire(hotfix::submit{"patch"}, noon));
  const auto due = in_review.due();
  REQUIRE(in_review.fire(hotfix::comment{"looks good"}, noon + std::chrono::hours{5}));
  CHECK(in_review.due() == due);
  CHECK(in_review.data().notes == std::vector<std::string>{"looks good"});
}

TEST_CASE("a sibling decides where a guard asks for its state") {
  machine<hotfix> approved = hotfix_in_review();
  REQUIRE(approved.fire(approval_by("bert")));
  machine<siren> alarm{};
  REQUIRE(alarm.fire(siren::toggle{}));
  const auto refused = approved.fire(hotfix::deploy{}, fairlead::beside(alarm));
  CHECK(refused.text() ==
        "hotfix: deploy refused in approved: siren=silent: siren is wailing; possible here: deadline, deploy");
  REQUIRE(alarm.fire(siren::toggle{}));
  CHECK(approved.fire(hotfix::deploy{}, fairlead::beside(alarm)));
  CHECK(approved.is<hotfix::live>());
}

TEST_CASE("a waiting state is due when its patience has run out, and tick fires its deadline then") {
  machine<hotfix> in_review{{.author = "ada"}};
  CHECK_FALSE(in_review.due());
  REQUIRE(in_review.fire(hotfix::submit{"patch"}, noon));
  REQUIRE(in_review.due());
  CHECK(*in_review.due() == noon + std::chrono::hours{72});
  CHECK_FALSE(in_review.tick(noon + std::chrono::hours{71}));
  CHECK(in_review.is<hotfix::in_review>());
  const auto outcome = in_review.tick(noon + std::chrono::hours{72});
  REQUIRE(outcome);
  CHECK(outcome->text() == "hotfix: deadline: in_review -> refused");
}

TEST_CASE("without a time nothing is ever due") {
  machine<hotfix> in_review = hotfix_in_review();
  CHECK_FALSE(in_review.due());
  CHECK_FALSE(in_review.tick(timestamp{INT64_MAX}));
}

TEST_CASE("a patience that would pass the end of time ends there") {
  const machine<fragile> old{{}, timestamp{INT64_MAX - 5}};
  machine<fragile> knocked = old;
  REQUIRE(knocked.fire(fragile::knock{}));
  CHECK(knocked.due() == timestamp{INT64_MAX});
}

TEST_CASE("whatever a guard or an action throws reaches the caller, and nothing has moved") {
  for (const bool begun : {false, true}) {
    machine<fragile> glass{};
    if (begun) { REQUIRE(glass.fire(fragile::knock{fragile::fault::none, 1}, noon)); }
    const machine<fragile> before = glass;
    CHECK_THROWS_WITH(glass.fire(fragile::knock{fragile::fault::guard, 1}), "guard");
    CHECK_THROWS_WITH(glass.fire(fragile::knock{fragile::fault::first_action, 1}), "first action");
    CHECK_THROWS_WITH(glass.fire(fragile::knock{fragile::fault::second_action, 1}), "second action");
    CHECK_THROWS_AS(glass.fire(fragile::knock{fragile::fault::not_std, 1}), int);
    CHECK(glass == before);
    CHECK(glass.fire(fragile::knock{fragile::fault::none, 7}));
    CHECK(glass.data().total == before.data().total + 7);
  }
}

TEST_CASE("what the commit hook throws keeps the transition from happening") {
  machine<fragile> glass{};
  const machine<fragile> before = glass;
  const auto full = [](const fairlead::transition&) { throw std::runtime_error("journal is full"); };
  CHECK_THROWS_WITH(glass.fire(fragile::knock{fragile::fault::none, 1}, on_commit(full)), "journal is full");
  CHECK(glass == before);
  CHECK(glass.fire(fragile::knock{fragile::fault::none, 1}));
}

TEST_CASE("the commit hook sees a transition once, and only one that happens") {
  machine<fragile> glass{};
  std::vector<std::string> journal;
  const auto append = [&](const fairlead::transition& t) {
    journal.push_back(std::string(t.event) + " " + std::string(t.from) + " " + std::string(t.to));
    CHECK(t.at == noon);
  };
  CHECK_FALSE(glass.fire(fragile::knock{fragile::fault::none, 100}, noon, on_commit(append)));
  CHECK_THROWS(glass.fire(fragile::knock{fragile::fault::second_action, 1}, noon, on_commit(append)));
  CHECK(glass.fire(fragile::knock{fragile::fault::none, 1}, on_commit(append), noon));
  CHECK(glass.evaluate(fragile::knock{}, noon));
  CHECK(journal == std::vector<std::string>{"knock whole waiting_for_glue"});
}

TEST_CASE("a listener hears the transition and then the signals, with the data as they are afterwards") {
  struct observer {
    mutable std::vector<std::string> heard{};
    void operator()(const fairlead::transition& t) const { heard.push_back("transition " + std::string(t.to)); }
    void operator()(const fragile::heard& signal) const { heard.push_back("total " + std::to_string(signal.total)); }
  };
  const observer ear;
  machine<fragile> glass{};
  CHECK(glass.fire(fragile::knock{fragile::fault::none, 3}, fairlead::tell(ear)));
  CHECK(glass.fire(fragile::knock{fragile::fault::none, 4}, fairlead::tell(ear)));  // its row raises nothing
  CHECK_FALSE(glass.fire(fragile::knock{fragile::fault::none, 100}, fairlead::tell(ear)));
  CHECK(ear.heard == std::vector<std::string>{"transition waiting_for_glue", "total 3", "transition waiting_for_glue"});
}

TEST_CASE("a signal is made from the event where its type asks for it") {
  std::string who;
  const auto listener = [&](const hotfix::notify& signal) { who = signal.who + " on " + signal.content; };
  machine<hotfix> in_review = hotfix_in_review();
  CHECK(in_review.fire(approval_by("bert"), fairlead::tell(listener)));
  CHECK(who == "bert on patch");
}

TEST_CASE("what a listener throws reaches the caller, and the transition stands") {
  machine<fragile> glass{};
  const auto deaf = [](const fragile::heard&) { throw std::runtime_error("deaf"); };
  CHECK_THROWS_WITH(glass.fire(fragile::knock{fragile::fault::none, 3}, fairlead::tell(deaf)), "deaf");
  CHECK(glass.is<fragile::waiting_for_glue>());
  CHECK(glass.data().total == 3);
}

TEST_CASE("copies are independent, and moving keeps state and data") {
  machine<fragile> glass{};
  REQUIRE(glass.fire(fragile::knock{fragile::fault::none, 3}));
  machine<fragile> copy = glass;
  REQUIRE(copy.fire(fragile::drop{}));
  CHECK(glass.is<fragile::waiting_for_glue>());
  const machine<fragile> moved = std::move(copy);
  CHECK(moved.is<fragile::gone>());
  CHECK(moved.data().total == 3);
  CHECK_FALSE(moved == glass);
}

TEST_CASE("a machine takes no more room than its data, a state number and a moment") {
  CHECK(sizeof(machine<siren>) <= sizeof(std::optional<timestamp>) + 2 * sizeof(std::uint64_t));
}

TEST_CASE("distinct machines may run in distinct threads") {
  std::vector<std::thread> threads;
  std::vector<int> totals(4);
  for (std::size_t i = 0; i < totals.size(); ++i) {
    threads.emplace_back([&totals, i] {
      machine<fragile> glass{};
      for (int n = 0; n < 90; ++n) { (void)glass.fire(fragile::knock{fragile::fault::none, 1}); }
      totals[i] = glass.data().total;
    });
  }
  for (std::thread& each : threads) { each.join(); }
  CHECK(totals == std::vector<int>(4, 90));
}

TEST_CASE("a random walk never leaves the table, and evaluate always foretells it") {
  std::mt19937 random(7);
  for (int walk = 0; walk < 500; ++walk) {
    machine<hotfix> it{{.author = "ada"}};
    machine<siren> alarm{};
    for (int n = 0; n < 20 && !it.ended(); ++n) {
      const auto step = [&](const auto& event) {
        const auto foretold = it.evaluate(event, fairlead::beside(alarm));
        const machine<hotfix> before = it;
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
