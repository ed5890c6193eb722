// SPDX-License-Identifier: BSL-1.0
// What goes wrong with Boost.MSM used as it is, and with what is built around it: each hazard that was met, by its
// name, and that a machine of fairlead is not open to it. The race between instances is in threads_test.cpp, what an
// adopted machine's own MSM still does in adopted_machine_test.cpp.
#include <fairlead/error.hpp>
#include <fairlead/machine/machine.hpp>
#include <fairlead/machine/msm.hpp>
#include <fairlead/machine/restore.hpp>
#include <fairlead/machine/table_machine.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <set>

#include <doctest/doctest.h>

#include "fragile.hpp"

using fairlead::description_of;
using fairlead::errc;
using fairlead::machine;
using fairlead::outcome_kind;
using fairlead::table_machine;
using fairlead::timestamp;
using tests::fragile;
using tests::parcel;
using tests::siren;

namespace {

constexpr fragile::knock knock_of(int weight) { return {fragile::fault::none, weight}; }
constexpr fragile::knock failing(fragile::fault where) { return {where, 1}; }

// One release in three programs: as it was, with a state put in between, and with its rows in another order. Boost.MSM
// numbers the states of each differently.
template <int Program>
struct release : fairlead::lifecycle {
  static constexpr std::string_view name = "release";
  struct draft : initial {
    static constexpr std::string_view name = "draft";
  };
  struct building {
    static constexpr std::string_view name = "building";
  };
  struct scanning {
    static constexpr std::string_view name = "scanning";
  };
  struct testing {
    static constexpr std::string_view name = "testing";
  };
  struct failed : terminal {
    static constexpr std::string_view name = "failed";
  };
  struct live : terminal {
    static constexpr std::string_view name = "live";
  };
  struct go {
    static constexpr std::string_view name = "go";
  };
  struct fail {
    static constexpr std::string_view name = "fail";
  };

  // clang-format off
  template <int Number, class = void> struct rows;
  template <class Same> struct rows<1, Same> {
    using type = table<row<draft, go, building>, row<building, go, testing>, row<testing, fail, failed>,
                       row<testing, go, live>>;
  };
  template <class Same> struct rows<2, Same> {
    using type = table<row<draft, go, building>, row<building, go, scanning>, row<scanning, go, testing>,
                       row<testing, fail, failed>, row<testing, go, live>>;
  };
  template <class Same> struct rows<3, Same> {
    using type = table<row<testing, fail, failed>, row<testing, go, live>, row<draft, go, building>,
                       row<building, go, testing>>;
  };
  // clang-format on
  using transitions = typename rows<Program>::type;
};

// A lifecycle of two regions, and the same with its rows in another order.
template <bool Turned>
struct office : fairlead::lifecycle {
  static constexpr std::string_view name = "office";
  struct shut : initial {
    static constexpr std::string_view name = "shut";
  };
  struct open : waiting {
    static constexpr std::string_view name = "open";
    static constexpr auto patience = std::chrono::hours{8};
  };
  struct dark : initial {
    static constexpr std::string_view name = "dark";
  };
  struct lit {
    static constexpr std::string_view name = "lit";
  };
  struct arrive {
    static constexpr std::string_view name = "arrive";
  };
  struct darken {
    static constexpr std::string_view name = "darken";
  };
  using regions = orthogonal<shut, dark>;
  using first = row<shut, arrive, open>;
  using second = row<open, deadline, shut>;
  using third = row<dark, arrive, lit>;
  using fourth = row<lit, darken, dark>;
  using transitions =
      std::conditional_t<Turned, table<third, fourth, first, second>, table<first, second, third, fourth>>;
};

template <class Machine, class Saved>
errc refused_with(Saved saved) {
  try {
    (void)Machine::restore(std::move(saved));
  } catch (const fairlead::error& problem) { return problem.code(); }
  FAIL("it was restored");
  return {};
}

machine<fragile> knocked() {
  machine<fragile> glass{};
  REQUIRE(glass.fire(knock_of(3), timestamp{77}));
  return glass;
}

// Ends after main: what fails then ends the program with a code of its own.
struct late {
  machine<siren> alarm{};
  table_machine<siren> other{};
  late() = default;
  late(const late&) = delete;
  late& operator=(const late&) = delete;
  ~late() {
    const bool works = alarm.fire(siren::toggle{}) && alarm.is<siren::wailing>() && other.fire(siren::toggle{}) &&
                       alarm.snapshot() == other.snapshot() && !alarm.evaluate(siren::toggle{}).text().empty();
    if (!works) {
      std::fputs("a machine does not work in a static destructor\n", stderr);
      std::_Exit(3);
    }
  }
};
struct early {
  machine<fragile> glass{};
  bool worked;
  early()
      : worked(static_cast<bool>(glass.fire(knock_of(1))) && !glass.fire(knock_of(100)) && glass.data().total == 1) {}
};
const early before_main;
const late after_main;

}  // namespace

TEST_CASE_TEMPLATE("hazard: state ids are positional: a snapshot survives a state in between and rows in another order",
                   Later, machine<release<2>>, machine<release<3>>, table_machine<release<2>>,
                   table_machine<release<3>>) {
  using later = typename Later::lifecycle_type;
  table_machine<release<1>> old{};
  REQUIRE(old.fire(release<1>::go{}));
  REQUIRE(old.fire(release<1>::go{}));
  const auto saved = old.snapshot();
  REQUIRE(saved.state == "testing");
  Later restored = Later::restore(saved);
  CHECK(restored.template is<typename later::testing>());
  CHECK(restored.fire(typename later::go{}));
  CHECK(restored.template is<typename later::live>());
}

TEST_CASE("hazard: region ids are positional: a snapshot survives regions in another order, clocks included") {
  table_machine<office<false>> old{};
  REQUIRE(old.fire(office<false>::arrive{}, timestamp{5}));
  REQUIRE(old.fire(office<false>::darken{}, timestamp{9}));
  using turned = table_machine<office<true>>;
  const turned restored = turned::restore(old.snapshot());
  CHECK(restored.is<office<true>::open>());
  CHECK(restored.is<office<true>::dark>());
  CHECK(restored.due() == old.due());
  CHECK(table_machine<office<false>>::restore(restored.snapshot()) == old);
}

TEST_CASE("hazard: start() after a restore leads back to the beginning: there is no start, and nothing is entered") {
  machine<fragile> restored = machine<fragile>::restore(knocked().snapshot());
  CHECK(restored.is<fragile::waiting_for_glue>());
  CHECK(restored.data().knocks == std::vector<int>{3});
  CHECK(restored.due() == knocked().due());
  CHECK(restored.fire(knock_of(4), timestamp{78}));
  CHECK(restored.data().knocks == std::vector<int>{3, 4});
}

TEST_CASE("hazard: an unknown or corrupt state id is a crash at the next event: it is an error at once") {
  for (const char* state : {"", "shattered", "Whole", "77", "-1", "whole "}) {
    auto saved = knocked().snapshot();
    saved.state = state;
    CHECK(refused_with<machine<fragile>>(saved) == errc::unknown_state);
  }
  auto saved = table_machine<parcel>{}.snapshot();
  saved.further_regions[0].state = "77";
  CHECK(refused_with<machine<parcel>>(saved) == errc::unknown_state);
  saved.further_regions.resize(9);
  CHECK(refused_with<machine<parcel>>(saved) == errc::unknown_state);
}

TEST_CASE("hazard: a snapshot from within an event wedges what is restored from it: it is one of before, or of after") {
  machine<fragile> glass{};
  std::vector<fairlead::machine_snapshot<fragile::data>> taken;
  const auto take = [&](const fairlead::transition&) { taken.push_back(glass.snapshot()); };
  REQUIRE(glass.fire(knock_of(3), fairlead::on_commit(take), fairlead::tell(take)));
  REQUIRE(taken.size() == 2);
  CHECK(machine<fragile>::restore(taken[0]) == machine<fragile>{});
  CHECK(machine<fragile>::restore(taken[1]) == glass);
  for (const auto& each : taken) {
    machine<fragile> restored = machine<fragile>::restore(each);
    const int before = restored.data().total;
    CHECK(restored.fire(knock_of(4)));
    CHECK(restored.data().total == before + 4);
  }
}

TEST_CASE("hazard: history and substates are saved by position: a snapshot holds names, and nothing else says where") {
  std::set<std::string> fields;
  auto saved = table_machine<parcel>{}.snapshot();
  saved.for_each_field(saved, [&](const char* name, auto&) { fields.insert(name); });
  CHECK(fields ==
        std::set<std::string>{"lifecycle", "version", "fingerprint", "state", "entered", "data", "further_regions"});
  fields.clear();
  fairlead::region_snapshot::for_each_field(saved.further_regions[0],
                                            [&](const char* name, auto&) { fields.insert(name); });
  CHECK(fields == std::set<std::string>{"state", "entered"});
}

TEST_CASE("hazard: an exception is swallowed and reported as handled: it reaches the caller, every time") {
  machine<fragile> glass{};
  for (int n = 0; n < 3; ++n) {
    CHECK_THROWS_WITH((void)glass.fire(failing(fragile::fault::first_action)), "first action");
    CHECK(glass == machine<fragile>{});
  }
}

TEST_CASE("hazard: an exception wedges the machine, and all later events are queued for ever: the next one happens") {
  for (const auto where : {fragile::fault::guard, fragile::fault::second_action, fragile::fault::not_std}) {
    machine<fragile> glass{};
    CHECK_THROWS((void)glass.fire(failing(where)));
    CHECK(glass.fire(knock_of(5)));
    CHECK(glass.data().total == 5);
    CHECK(glass.fire(fragile::drop{}));
    CHECK(glass.ended());
  }
}

TEST_CASE("hazard: a retry after an exception runs actions twice: what is retried happens once") {
  machine<fragile> glass{};
  CHECK_THROWS((void)glass.fire(failing(fragile::fault::second_action)));
  CHECK(glass.fire(knock_of(1)));
  CHECK(glass.data().knocks == std::vector<int>{1});
  CHECK(glass.data().total == 1);
}

TEST_CASE("hazard: orthogonal regions tear when the second one throws: none moves, or all") {
  machine<parcel> one{};
  REQUIRE(one.fire(parcel::send{}));
  const machine<parcel> before = one;
  const auto full = [](const fairlead::transition&) { throw 42; };
  CHECK_THROWS_AS((void)one.fire(parcel::recall{"torn"}, fairlead::on_commit(full)), int);
  CHECK(one == before);
  CHECK(one.fire(parcel::recall{"torn"}));
  CHECK(one.is<parcel::packed>());
  CHECK(one.is<parcel::held>());
}

TEST_CASE(
    "hazard: an event without a transition asserts, and a refusal says nothing: outcomes tell one from the other") {
  machine<fragile> glass{};
  CHECK(glass.fire(fairlead::deadline{}).kind() == outcome_kind::no_transition);
  const auto refused = glass.fire(knock_of(100));
  CHECK(refused.kind() == outcome_kind::refused);
  CHECK(refused.text().find("it would break") != std::string::npos);
  REQUIRE(glass.fire(fragile::drop{}));
  CHECK(glass.fire(knock_of(1)).kind() == outcome_kind::already_terminal);
}

namespace {

struct s : fairlead::initial {};
struct t {};
struct u {};
struct e {};
struct f {};
struct end : fairlead::terminal {};
// clang-format off
struct last_wins   : fairlead::lifecycle { using transitions = table<row<s, e, t>, row<s, e, u>, row<t, f, s>, row<u, f, s>>; };
struct unreachable : fairlead::lifecycle { using transitions = table<row<s, e, end>, row<u, e, end>>; };
struct dead_end    : fairlead::lifecycle { using transitions = table<row<s, e, end>, row<s, f, t>>; };
struct as_it_should: fairlead::lifecycle { using transitions = table<row<s, e, end>, row<s, f, t>, row<t, f, end>>; };
// clang-format on

}  // namespace

TEST_CASE("hazard: the last of several rows wins in silence: rows that could compete do not compile") {
  CHECK(fairlead::detail::first_conflict<last_wins>() == std::array<std::size_t, 2>{0, 1});
  CHECK_FALSE(fairlead::detail::checks_hold<last_wins>);
  CHECK(fairlead::detail::checks_hold<as_it_should>);
}

TEST_CASE("hazard: unreachable states and dead ends are silent: they do not compile, and are named") {
  CHECK_FALSE(fairlead::detail::checks_hold<unreachable>);
  REQUIRE(fairlead::detail::states_that<unreachable, fairlead::detail::state_check::is_unreachable>::value.count == 1);
  CHECK(description_of<unreachable>.states[fairlead::detail::states_that<unreachable, fairlead::detail::state_check::is_unreachable>::value.numbers[0]]->name ==
        "u");
  CHECK_FALSE(fairlead::detail::checks_hold<dead_end>);
  REQUIRE(fairlead::detail::states_that<dead_end, fairlead::detail::state_check::is_a_trap>::value.count == 1);
}

TEST_CASE("hazard: dispatch tables are not built yet before main: a machine works in a static constructor") {
  CHECK(before_main.worked);
}

TEST_CASE("hazard: a machine in a static destructor: it works, or this program does not end with success") {
  CHECK(after_main.alarm.is<siren::silent>());
}

TEST_CASE("hazard: copies and moves of a machine that is not constant lose its state: they keep it, in every form") {
  machine<fragile> glass = knocked();
  const machine<fragile> wanted = knocked();
  machine<fragile> direct(glass);
  machine<fragile> copied = glass;
  machine<fragile> assigned{};
  assigned = glass;
  machine<fragile> listed{glass};
  machine<fragile> moved(std::move(direct));
  machine<fragile> taken{};
  taken = std::move(listed);
  for (machine<fragile>* each : {&glass, &copied, &assigned, &moved, &taken}) {
    CHECK(*each == wanted);
    CHECK(each->fire(knock_of(1)));
    CHECK(each->data().total == 4);
  }
}

TEST_CASE("hazard: events that a copy has queued drive the original: an event drives the machine that is asked") {
  machine<fragile> glass = knocked();
  machine<fragile> copy = glass;
  REQUIRE(copy.fire(fragile::drop{}));
  CHECK(copy.ended());
  CHECK(glass == knocked());
}

TEST_CASE("hazard: an event from within an event is queued, and queues are not saved: a listener's happens at once") {
  machine<fragile> glass{};
  const auto again = [&](const fairlead::transition& done) {
    if (done.from == "whole") { CHECK(glass.fire(fragile::drop{})); }
  };
  const auto outcome = glass.fire(knock_of(3), fairlead::tell(again));
  CHECK(outcome.to() == "waiting_for_glue");
  CHECK(glass.is<fragile::gone>());
  CHECK(machine<fragile>::restore(glass.snapshot()) == glass);
}
