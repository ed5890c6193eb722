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

// One event with more rows than its number can tell apart; of each second row the data decide too.
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
    friend bool operator==(const data&, const data&) = default;
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

// Rows whose guards ask the event, the data, or both in either order; what their refusals say differs with the order.
struct checkpoint : fairlead::lifecycle {
  enum class colour : std::uint8_t { green, amber, red, black };
  struct barrier : initial {};
  struct yard {};
  struct road {};
  struct turned_away : terminal {};
  struct arrive {
    colour papers = colour::green;
    bool armed = false;
  };
  struct leave {
    int load = 0;
    bool paid = false;
  };
  struct data {
    bool open = false;
    int seen = 0;
    friend bool operator==(const data&, const data&) = default;
  };
  struct unarmed {
    bool operator()(const arrive& event) const { return !event.armed; }
  };
  struct light {
    bool operator()(const leave& event) const { return event.load < 10; }
  };
  struct paid {
    bool operator()(const leave& event) const { return event.paid; }
  };
  struct open {
    bool operator()(const data& of) const { return of.open; }
  };
  struct count {
    void operator()(data& of) const { ++of.seen; }
  };
  template <colour Wanted>
  using shows = is<&arrive::papers, Wanted>;
  using transitions = table<
      // clang-format off
      row<barrier, arrive, yard,        when<shows<colour::green>, unarmed>,                   then<count>>,
      row<barrier, arrive, road,        when<shows<colour::amber>, open>>,
      row<barrier, arrive, stay,        when<open, shows<colour::red>>,                        then<count>>,
      row<barrier, arrive, turned_away, when<shows<colour::black>, not_<unarmed>, not_<open>>>,
      row<yard,    arrive, barrier,     when<not_<unarmed>>>,
      row<yard,    arrive, road,        when<open, unarmed>>,
      row<road,    arrive, barrier>,
      row<barrier, leave,  turned_away, when<open, paid>>,
      row<yard,    leave,  road,        when<light, paid>,                                     then<count>>,
      row<road,    leave,  turned_away, when<not_<light>>>,
      row<road,    leave,  yard,        when<light>>
      // clang-format on
      >;
};

// Its guard counts how often it is asked.
struct counted : fairlead::lifecycle {
  static inline int asked = 0;
  struct off : initial {};
  struct on {};
  struct gone : terminal {};
  struct press {
    bool hard = false;
  };
  struct hard {
    bool operator()(const press& event) const {
      ++asked;
      return event.hard;
    }
  };
  using transitions = table<row<off, press, on, when<hard>>, row<on, press, gone, when<hard>>>;
};

// More states than one byte numbers.
struct ring : fairlead::lifecycle {
  static constexpr std::size_t size = 257;
  template <std::size_t Number>
  struct place : std::conditional_t<Number == 0, fairlead::initial, std::type_identity<place<Number>>> {};
  struct advance {
    int weight = 0;
  };
  struct light {
    bool operator()(const advance& event) const { return event.weight < 10; }
  };
  template <std::size_t... Number>
  static table<row<place<Number>, advance, place<(Number + 1) % size>, when<light>>...> all(
      std::index_sequence<Number...>);
  using transitions = decltype(all(std::make_index_sequence<size>{}));
};
static_assert(sizeof(fairlead::table_machine<ring>) == 2);

// Fires `event` by its type and by its number at an instance in `state`, with `data`: both must come to the same.
template <class Lifecycle, class Event>
void check_step(const fairlead::state_description& state, const fairlead::data_of<Lifecycle>& data,
                const Event& event) {
  auto saved = fairlead::table_machine<Lifecycle>(data).snapshot();
  saved.state = state.name;
  auto by_type = fairlead::table_machine<Lifecycle>::restore(saved);
  auto by_number = by_type;
  const fairlead::outcome expected = by_type.fire(event);
  const short_outcome done = by_number.step(event);
  REQUIRE_MESSAGE(done.kind == expected.kind(), expected.text());
  REQUIRE(by_number == by_type);
  const auto& edges = fairlead::description_of<Lifecycle>.edges;
  if (expected) { REQUIRE(&edges[done.edge] == expected.edge_of(0)); }
  if (done.kind == outcome_kind::refused) {
    const fairlead::refusal* nearest = &expected.refusals()[0];
    for (const fairlead::refusal& each : expected.refusals()) {
      nearest = each.guard > nearest->guard ? &each : nearest;
    }
    REQUIRE(edges[done.edge].row == nearest->row);
    REQUIRE(done.guard == nearest->guard);
  }
  REQUIRE(done.regions == (expected ? 1 : 0));
}

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

TEST_CASE("a step comes to what fire comes to, whichever guards ask the event and whichever the data") {
  using colour = checkpoint::colour;
  for (const fairlead::state_description* state : fairlead::description_of<checkpoint>.states) {
    for (const bool open : {false, true}) {
      for (const bool armed : {false, true}) {
        for (const colour papers : {colour::green, colour::amber, colour::red, colour::black}) {
          check_step<checkpoint>(*state, {open, 3}, checkpoint::arrive{papers, armed});
        }
      }
      for (const int load : {1, 50}) {
        for (const bool paid : {false, true}) {
          check_step<checkpoint>(*state, {open, 3}, checkpoint::leave{load, paid});
        }
      }
    }
  }
}

TEST_CASE("what guards ask of the event alone is asked once, however many steps it takes") {
  counted::asked = 0;
  const counted::press soft{false};
  const counted::press hard{true};
  const event_ref<counted> refused(soft);
  const event_ref<counted> fired(hard);
  CHECK(counted::asked == 2);
  fairlead::table_machine<counted> it{};
  CHECK(it.step(refused) == short_outcome{outcome_kind::refused, 0, 0, 0});
  CHECK(it.step(fired) == short_outcome{outcome_kind::fired, 1, 0, 0});
  CHECK(it.step(refused) == short_outcome{outcome_kind::refused, 0, 1, 0});
  CHECK(it.step(fired) == short_outcome{outcome_kind::fired, 1, 1, 0});
  CHECK(it.step(fired) == short_outcome{outcome_kind::already_terminal, 0, 0, 0});
  CHECK(counted::asked == 2);
}

TEST_CASE("a lifecycle may have more states than one byte numbers") {
  fairlead::table_machine<ring> by_type{};
  fairlead::table_machine<ring> by_number{};
  const ring::advance light{1};
  const ring::advance heavy{10};
  for (std::size_t i = 0; i < ring::size; ++i) {
    REQUIRE(by_type.position() == i);
    REQUIRE(by_number == by_type);
    CHECK(by_number.step(heavy).kind == outcome_kind::refused);
    CHECK(by_number.step(light).edge == i);
    REQUIRE(by_type.fire(light));
  }
  CHECK(by_number.is<ring::place<0>>());
}

TEST_CASE("an event may have any number of rows") {
  const fairlead::state_description& start = *fairlead::description_of<crossroads>.states[0];
  for (const bool open : {false, true}) {
    for (int way = 0; way <= crossroads::ways; ++way) {
      check_step<crossroads>(start, {open}, crossroads::turn{way});
      fairlead::table_machine<crossroads> it{{open}};
      REQUIRE(static_cast<bool>(it.step(crossroads::turn{way})) == (way < crossroads::ways && (open || way % 2 == 0)));
    }
  }
}
