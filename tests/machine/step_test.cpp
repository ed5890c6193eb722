// SPDX-License-Identifier: BSL-1.0
// Events by their numbers, on both engines.
#include <fairlead/machine/instance.hpp>

#include <chrono>
#include <stdexcept>

#include <doctest/doctest.h>

#include "fragile.hpp"

using fairlead::event_ref;
using fairlead::outcome_kind;
using fairlead::short_outcome;
using tests::fragile;
using tests::hotfix;
using tests::parcel;
using tests::siren;

static_assert(sizeof(short_outcome) == 6);
static_assert(sizeof(event_ref<hotfix>) == 2 * sizeof(void*));
static_assert(!std::is_convertible_v<siren::toggle, event_ref<hotfix>>, "no event of this lifecycle");

namespace {

constexpr fairlead::timestamp noon{1'000'000'000'000};

// One event with more rows than an event_ref has answers for; of each second row the data decide too.
struct crossroads : fairlead::lifecycle {
  static constexpr int ways = 40;
  struct start : initial {};
  template <int Number>
  struct place : terminal {
    static constexpr std::array<char, 2> digits{'0' + Number / 10, '0' + Number % 10};
    static constexpr std::string_view name{digits.data(), digits.size()};
  };
  struct turn {
    int way = 0;
  };
  struct data {
    bool open = false;
  };
  struct way_open {
    bool operator()(const turn&, const data& of) const { return of.open; }
  };
  template <int Number>
  using one =
      row<start, turn, place<Number>,
          std::conditional_t<Number % 2 == 0, when<is<&turn::way, Number>>, when<is<&turn::way, Number>, way_open>>>;
  template <std::size_t... Number>
  static table<one<static_cast<int>(Number)>...> all(std::index_sequence<Number...>);
  using transitions = decltype(all(std::make_index_sequence<ways>{}));
};

std::string_view guard_of(const short_outcome& refused) {
  const auto& table = fairlead::description_of<hotfix>;
  return table.rows[table.edges[refused.edge].row].guards[refused.guard].name;
}

}  // namespace

TEST_CASE_TEMPLATE("step fires what fire would, and says which edge", Machine, fairlead::machine<hotfix>,
                   fairlead::table_machine<hotfix>) {
  Machine it{{.author = "ada"}};
  const fairlead::table_machine<siren> alarm{};
  const hotfix::submit submit{"patch"};
  const short_outcome done = it.step(submit, noon, fairlead::beside(alarm));
  CHECK(done.kind == outcome_kind::fired);
  CHECK(done.regions == 1);
  CHECK(fairlead::description_of<hotfix>.edges[done.edge].target == it.position());
  CHECK(it.data().content == "patch");
  CHECK(it.due() == noon + std::chrono::hours{72});
}

TEST_CASE_TEMPLATE("a step that is refused names the guard of the row that came nearest, and changes nothing", Machine,
                   fairlead::machine<hotfix>, fairlead::table_machine<hotfix>) {
  Machine it{{.author = "ada"}};
  const fairlead::table_machine<siren> alarm{};
  REQUIRE(it.step(hotfix::submit{"patch"}, fairlead::beside(alarm)));
  const Machine before = it;
  const hotfix::vote own{"ada", hotfix::decision::approve};
  const short_outcome refused = it.step(own, fairlead::beside(alarm));
  CHECK(refused.kind == outcome_kind::refused);
  CHECK(guard_of(refused) == "not_self");
  CHECK(it == before);
  CHECK(it.evaluate(event_ref<hotfix>(own), fairlead::beside(alarm)).reason() ==
        "not_self: the author may not approve");
}

TEST_CASE_TEMPLATE("a step tells an event without a row here from one that comes too late", Machine,
                   fairlead::machine<fragile>, fairlead::table_machine<fragile>) {
  Machine it{};
  CHECK(it.step(fairlead::deadline{}) == short_outcome{outcome_kind::no_transition, 0, 0, 0});
  REQUIRE(it.step(fragile::drop{}));
  CHECK(it.step(fragile::knock{}) == short_outcome{outcome_kind::already_terminal, 0, 0, 0});
}

TEST_CASE_TEMPLATE("whatever is thrown in a step reaches the caller, and nothing has moved", Machine,
                   fairlead::machine<fragile>, fairlead::table_machine<fragile>) {
  Machine glass{};
  const Machine before = glass;
  using fault = fragile::fault;
  CHECK_THROWS_WITH((void)glass.step(fragile::knock{fault::guard, 1}), "guard");
  CHECK_THROWS_WITH((void)glass.step(fragile::knock{fault::first_action, 1}), "first action");
  CHECK_THROWS_WITH((void)glass.step(fragile::knock{fault::second_action, 1}), "second action");
  CHECK_THROWS_AS((void)glass.step(fragile::knock{fault::not_std, 1}), int);
  const auto full = [](const fairlead::transition&) { throw std::runtime_error("journal is full"); };
  CHECK_THROWS_WITH((void)glass.step(fragile::knock{fault::none, 1}, fairlead::on_commit(full)), "journal is full");
  CHECK(glass == before);
  CHECK(glass.step(fragile::knock{fault::none, 7}));
  CHECK(glass.data().total == 7);
}

TEST_CASE_TEMPLATE("a step tells listeners the transition and its signals", Machine, fairlead::machine<fragile>,
                   fairlead::table_machine<fragile>) {
  struct observer {
    mutable std::vector<std::string> heard{};
    void operator()(const fairlead::transition& t) const { heard.push_back(std::string(t.event)); }
    void operator()(const fragile::heard& signal) const { heard.push_back(std::to_string(signal.total)); }
  };
  const observer ear;
  Machine glass{};
  REQUIRE(glass.step(fragile::knock{fragile::fault::none, 3}, fairlead::tell(ear)));
  CHECK(ear.heard == std::vector<std::string>{"knock", "3"});
}

TEST_CASE_TEMPLATE("a step moves every region that has a row for the event", Machine, fairlead::machine<parcel>,
                   fairlead::table_machine<parcel>) {
  Machine one{{}, noon};
  REQUIRE(one.step(parcel::send{}, noon).regions == 1);
  const short_outcome both = one.step(parcel::recall{"torn"}, noon);
  CHECK(both.regions == 3);
  CHECK(one.states() == std::array<std::string_view, 2>{"packed", "held"});
  CHECK(one.data().log == std::vector<std::string>{"returned: torn", "held: torn"});
  CHECK(one.step(fairlead::deadline{}, noon + std::chrono::hours{30}).regions == 2);
  CHECK(one.due() == noon + std::chrono::hours{54});
}

TEST_CASE_TEMPLATE("an event by its number can be fired with the long answer too", Machine, fairlead::machine<hotfix>,
                   fairlead::table_machine<hotfix>) {
  Machine it{{.author = "ada"}};
  const fairlead::table_machine<siren> alarm{};
  const hotfix::submit submit{"patch"};
  const event_ref<hotfix> by_number(submit);
  CHECK(fairlead::description_of<hotfix>.events[by_number.number()]->name == "submit");
  CHECK(it.evaluate(by_number, fairlead::beside(alarm)).text() == "hotfix: submit: draft -> in_review");
  CHECK(it.fire(by_number, fairlead::beside(alarm)).text() == "hotfix: submit: draft -> in_review");
  CHECK(it.data().content == "patch");
}

TEST_CASE("an event may have any number of rows") {
  for (const bool open : {false, true}) {
    for (int way = 0; way < crossroads::ways; ++way) {
      const crossroads::turn turn{way};
      fairlead::table_machine<crossroads> by_number{{open}};
      fairlead::table_machine<crossroads> by_type{{open}};
      const auto outcome = by_type.fire(turn);
      REQUIRE(by_number.step(turn).kind == outcome.kind());
      REQUIRE(by_number.state() == by_type.state());
      REQUIRE(static_cast<bool>(outcome) == (open || way % 2 == 0));
    }
  }
  CHECK(fairlead::table_machine<crossroads>{}.step(crossroads::turn{99}).kind == outcome_kind::refused);
}
