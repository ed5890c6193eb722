// SPDX-License-Identifier: BSL-1.0
#include <fairlead/machine/fleet.hpp>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <span>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <fairlead/error.hpp>

#include "fragile.hpp"
#include "random_value.hpp"

using fairlead::errc;
using fairlead::event_ref;
using fairlead::fleet;
using fairlead::fleet_id;
using fairlead::short_outcome;
using fairlead::table_machine;
using fairlead::timestamp;
using tests::fragile;
using tests::hotfix;
using tests::parcel;
using tests::siren;

namespace {

constexpr timestamp noon{1'000'000'000'000};
constexpr timestamp minutes_later(int n) { return noon + std::chrono::minutes{n}; }

template <class Call>
errc code_of(const Call& call) {
  try {
    call();
  } catch (const fairlead::error& problem) { return problem.code(); }
  FAIL("nothing was thrown");
  return {};
}

// A fleet, and a machine for each of its members; all that happens to one happens to the other.
template <class Lifecycle>
struct twins {
  fleet<Lifecycle> many{};
  std::map<fleet_id, table_machine<Lifecycle>> machines{};

  void compare() {
    REQUIRE(many.size() == machines.size());
    for (const auto& [id, machine] : machines) {
      const auto member = std::as_const(many).at(id);
      REQUIRE(member.snapshot() == machine.snapshot());
      REQUIRE(member.due() == machine.due());
      REQUIRE(member.ended() == machine.ended());
    }
    for (const auto* state : fairlead::description_of<Lifecycle>.states) {
      const auto there = std::ranges::count_if(
          machines, [&](const auto& each) { return std::ranges::count(each.second.states(), state->name) != 0; });
      REQUIRE(many.count_in(state->name) == static_cast<std::size_t>(there));
    }
  }
};

// Random members come and go; random batches are fired; deadlines are ticked.
template <class Lifecycle, class... Options>
void walk(unsigned seed, const Options&... options) {
  tests::dice chance(seed);
  twins<Lifecycle> both;
  const auto any_id = [&] {
    auto at = both.machines.begin();
    std::advance(at, chance.below(static_cast<unsigned>(both.machines.size())));
    return at->first;
  };
  timestamp now = noon;
  for (int round = 0; round < 400; ++round) {
    now = now + std::chrono::hours{chance.below(8)};
    while (both.machines.size() < 20 || chance.below(4) == 0) {
      fairlead::data_of<Lifecycle> data{};
      const std::optional<timestamp> begun = chance.below(5) == 0 ? std::nullopt : std::optional(now);
      const auto id = both.many.add(data, begun);
      REQUIRE(both.machines.emplace(id, table_machine<Lifecycle>(data, begun)).second);
    }
    if (chance.below(2) == 0) {
      const auto id = any_id();
      both.many.erase(id);
      both.machines.erase(id);
      REQUIRE_FALSE(both.many.contains(id));
    }
    if (chance.below(8) == 0) {
      const auto id = any_id();
      const auto saved = both.machines.at(id).snapshot();
      both.machines.emplace(both.many.restore(saved), table_machine<Lifecycle>::restore(saved));
    }

    std::vector<fleet_id> ids;
    std::vector<event_ref<Lifecycle>> events;
    std::vector<std::shared_ptr<void>> values;
    for (unsigned n = chance.below(40); n != 0; --n) {
      ids.push_back(any_id());
      const unsigned number = chance.below(fairlead::reflection<Lifecycle>::event_count);
      (void)fairlead::detail::choose<fairlead::reflection<Lifecycle>::event_count>(number, [&](auto position) {
        using event = typename fairlead::reflection<Lifecycle>::template event_at<position()>;
        auto value = std::make_shared<event>();
        tests::randomize(chance, *value);
        events.emplace_back(*value);
        values.push_back(value);
        return true;
      });
    }
    std::vector<short_outcome> answers;
    std::size_t done = 0;
    while (done < ids.size()) {
      try {
        both.many.fire(std::span(ids).subspan(done), std::span(events).subspan(done), answers, now, options...);
      } catch (const std::exception&) {
      } catch (int) {}
      for (; done < answers.size(); ++done) {
        const auto alone = both.machines.at(ids[done]).fire(events[done], now, options...);
        REQUIRE(alone.kind() == answers[done].kind);
        for (std::size_t r = 0; r < fairlead::reflection<Lifecycle>::region_count; ++r) {
          REQUIRE((alone.edge_of(r) != nullptr) == ((answers[done].regions >> r & 1) != 0));
        }
        if (alone) {
          REQUIRE(alone.edge_of(alone.region()) == &fairlead::description_of<Lifecycle>.edges[answers[done].edge]);
        }
      }
      if (done < ids.size()) {  // this one threw
        const auto before = both.machines.at(ids[done]);
        REQUIRE_THROWS((void)both.machines.at(ids[done]).fire(events[done], now, options...));
        REQUIRE(both.machines.at(ids[done]) == before);
        answers.emplace_back();
        ++done;
      }
    }

    std::optional<timestamp> first;
    for (const auto& [id, machine] : both.machines) {
      if (machine.due() && (!first || *machine.due() < *first)) { first = machine.due(); }
    }
    REQUIRE(both.many.next_due() == first);
    std::optional<timestamp> last;
    for (const fleet_id id : both.many.due_at(now)) {
      auto& machine = both.machines.at(id);
      REQUIRE((!last || *last <= *machine.due()));
      last = machine.due();
      const auto ticked = both.many.at(id).tick(now, options...);
      const auto alone = machine.tick(now, options...);
      REQUIRE((ticked && alone));
      REQUIRE(ticked->text() == alone->text());
    }
    for (const auto& [id, machine] : both.machines) { REQUIRE((!machine.due() || *machine.due() > now)); }
    both.compare();
  }
}

}  // namespace

TEST_CASE("a fleet and as many table_machines go the same way") {
  const table_machine<siren> alarm{};
  walk<hotfix>(1, fairlead::beside(alarm));
}
TEST_CASE("a fleet and as many table_machines go the same way in several regions") { walk<parcel>(2); }
TEST_CASE("a fleet and as many table_machines go the same way when guards and actions throw") { walk<fragile>(3); }

TEST_CASE("a member is all that a machine is") {
  fleet<hotfix> many;
  const table_machine<siren> alarm{};
  const fleet_id id = many.add({.author = "ada"}, noon);
  REQUIRE(many.at(id).fire(hotfix::submit{"patch"}, minutes_later(1)));
  const auto refused = many.at(id).fire(hotfix::vote{"ada", hotfix::decision::approve});
  CHECK(refused.reason() == "not_self: the author may not approve");
  CHECK(many.at(id).is<hotfix::in_review>());
  CHECK(many.at(id).data().content == "patch");
  CHECK(std::ranges::equal(many.at(id).permitted(), std::vector<std::string_view>{"comment", "vote", "deadline"}));
  REQUIRE(many.at(id).fire(hotfix::vote{"bert", hotfix::decision::approve}));
  CHECK(many.at(id).fire(hotfix::deploy{}, fairlead::beside(alarm)));
  CHECK(many.count_in<hotfix::live>() == 1);
}

TEST_CASE("a member may be the sibling that a guard asks about") {
  fleet<siren> alarms;
  const fleet_id silent = alarms.add();
  const fleet_id loud = alarms.add();
  REQUIRE(alarms.at(loud).fire(siren::toggle{}));
  auto approved = table_machine<hotfix>{{.author = "ada"}};
  REQUIRE(approved.fire(hotfix::submit{"patch"}));
  REQUIRE(approved.fire(hotfix::vote{"bert", hotfix::decision::approve}));
  CHECK_FALSE(approved.fire(hotfix::deploy{}, fairlead::beside(alarms.at(loud))));
  CHECK(approved.fire(hotfix::deploy{}, fairlead::beside(alarms.at(silent))));
}

TEST_CASE("an id of a member that was erased names nobody, also when its place is taken again") {
  fleet<siren> many;
  const fleet_id first = many.add();
  const fleet_id second = many.add();
  many.erase(first);
  const fleet_id third = many.add();
  CHECK(third.slot == first.slot);
  CHECK(third != first);
  CHECK_FALSE(many.contains(first));
  CHECK(many.contains(second));
  CHECK(many.size() == 2);
  CHECK(code_of([&] { (void)many.at(first); }) == errc::unknown_member);
  CHECK(code_of([&] { many.erase(first); }) == errc::unknown_member);
  CHECK(code_of([&] { (void)many.at(fleet_id{}); }) == errc::unknown_member);
  CHECK(code_of([&] { (void)many.at(fleet_id{77, 1}); }) == errc::unknown_member);
  CHECK(code_of([&] { (void)many.count_in("asleep"); }) == errc::unknown_state);
}

TEST_CASE("a batch ends at what throws: all before it have moved, and nothing else has") {
  fleet<fragile> many;
  const std::vector<fleet_id> ids{many.add(), many.add(), many.add()};
  const fragile::knock good{fragile::fault::none, 1};
  const fragile::knock bad{fragile::fault::second_action, 1};
  const std::vector<event_ref<fragile>> events{good, bad, good};
  std::vector<short_outcome> answers(1);
  CHECK_THROWS_WITH(many.fire(ids, events, answers), "second action");
  CHECK(answers.size() == 2);
  CHECK(many.at(ids[0]).data().total == 1);
  CHECK(many.at(ids[1]).data().total == 0);
  CHECK(many.at(ids[1]).is<fragile::whole>());
  CHECK(many.at(ids[2]).data().total == 0);
  CHECK(code_of([&] { many.fire(std::span(ids).first(2), events, answers); }) == errc::invalid_value);
  many.erase(ids[1]);
  CHECK(code_of([&] {
          many.fire(ids, std::vector<event_ref<fragile>>{good, good, good}, answers);
        }) == errc::unknown_member);
  CHECK(many.at(ids[0]).data().total == 2);
}

TEST_CASE("deadlines of many members come in the order in which they fall due, over all blocks") {
  fleet<fragile> many;
  std::mt19937 random(5);
  std::vector<std::pair<timestamp, fleet_id>> expected;
  for (int i = 0; i < 5000; ++i) {
    const fleet_id id = many.add({}, noon);
    const timestamp at = noon + std::chrono::seconds{random() % 100'000};
    REQUIRE(many.at(id).fire(fragile::knock{}, at));
    expected.emplace_back(at + std::chrono::minutes{10}, id);
  }
  std::ranges::sort(expected);
  CHECK(many.next_due() == expected.front().first);
  CHECK(many.due_at(expected.front().first + std::chrono::seconds{-1}).empty());
  std::size_t next = 0;
  for (int minute = 0; minute < 1800; minute += 40) {
    for (const fleet_id id : many.due_at(minutes_later(minute))) {
      REQUIRE(many.at(id).due() == expected[next].first);
      REQUIRE(many.at(id).tick(minutes_later(minute)));
      ++next;
    }
    REQUIRE(many.next_due() == (next < expected.size() ? std::optional(expected[next].first) : std::nullopt));
  }
  CHECK(next == expected.size());
  CHECK(many.count_in<fragile::whole>() == many.size());
}

TEST_CASE("for_each visits every member once") {
  fleet<siren> many;
  std::set<fleet_id> ids;
  for (int i = 0; i < 10; ++i) { ids.insert(many.add()); }
  const fleet_id gone = *std::next(ids.begin(), 4);
  many.erase(gone);
  ids.erase(gone);
  std::set<fleet_id> seen;
  many.for_each([&](fleet_id id) { CHECK(seen.insert(id).second); });
  CHECK(seen == ids);
}

TEST_CASE("a fleet that was moved from is empty, and takes members again; they keep their ids where they went") {
  fleet<fragile> many;
  std::vector<fleet_id> ids;
  for (int i = 0; i < 1'000; ++i) { ids.push_back(many.add()); }
  REQUIRE(many.at(ids[7]).fire(fragile::knock{fragile::fault::none, 1}, noon));
  many.erase(ids[8]);
  fleet<fragile> other(std::move(many));
  const auto is_empty = [&](fleet<fragile>& left) {
    CHECK(left.size() == 0);
    CHECK_FALSE(left.contains(ids[7]));
    CHECK(left.count_in<fragile::whole>() == 0);
    CHECK_FALSE(left.next_due());
    left.for_each([](fleet_id) { FAIL("there is a member"); });
  };
  is_empty(many);  // NOLINT(bugprone-use-after-move): empty is what it must be
  CHECK(other.size() == 999);
  CHECK(other.next_due() == other.at(ids[7]).due());
  const fleet_id fresh = many.add({}, noon);
  CHECK(many.size() == 1);
  CHECK(many.at(fresh).is<fragile::whole>());
  many = std::move(other);
  is_empty(other);  // NOLINT(bugprone-use-after-move): as above
  CHECK(many.size() == 999);
  CHECK(many.count_in<fragile::waiting_for_glue>() == 1);
  const fleet<fragile> copy(many);
  CHECK(copy.size() == 999);
  CHECK(many.size() == 999);
}
