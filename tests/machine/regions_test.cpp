// SPDX-License-Identifier: BSL-1.0
// Orthogonal regions at run time, on both engines.
#include <fairlead/machine/basic_machine.hpp>
#include <fairlead/machine/restore.hpp>

#include <chrono>
#include <stdexcept>

#include <doctest/doctest.h>

#include "fragile.hpp"

using fairlead::timestamp;
using tests::parcel;
using p = parcel;

namespace {

constexpr timestamp noon{1'000'000'000'000};
constexpr timestamp hours_later(int n) { return noon + std::chrono::hours(n); }

using on_msm = fairlead::machine<parcel>;
using on_table = fairlead::table_machine<parcel>;

static_assert(sizeof(on_table) <= sizeof(p::data) + 3 * sizeof(timestamp), "one byte a region, and a moment");

template <class Machine>
Machine underway() {
  Machine one{{}, noon};
  REQUIRE(one.fire(p::send{}, noon));
  return one;
}

}  // namespace

TEST_CASE_TEMPLATE("a machine begins in the initial state of every region", Machine, on_msm, on_table) {
  const Machine one;
  CHECK(one.template is<p::packed>());
  CHECK(one.template is<p::clear>());
  CHECK(one.states() == std::array<std::string_view, 2>{"packed", "clear"});
}

TEST_CASE_TEMPLATE("an event moves the regions that have a row for it, and no others", Machine, on_msm, on_table) {
  Machine one = underway<Machine>();
  CHECK(one.template is<p::clear>());
  const auto outcome = one.fire(p::object{"damp"});
  CHECK(outcome.text() == "parcel: object: clear -> held");
  CHECK(outcome.region() == 1);
  CHECK(one.template is<p::underway>());
}

TEST_CASE_TEMPLATE("a guard that asks for another region's state is refused by it", Machine, on_msm, on_table) {
  Machine one = underway<Machine>();
  REQUIRE(one.fire(p::object{"damp"}));
  const auto refused = one.fire(p::deliver{});
  CHECK(refused.text() ==
        "parcel: deliver refused in underway and held: parcel=clear: parcel is held; possible here: deliver, "
        "deadline, recall, settle");
  REQUIRE(one.fire(p::settle{}));
  CHECK(one.fire(p::deliver{}));
}

TEST_CASE_TEMPLATE("one event may move all regions at once, their actions in the order of the regions", Machine, on_msm,
                   on_table) {
  Machine one = underway<Machine>();
  const auto outcome = one.fire(p::recall{"torn"});
  CHECK(outcome.text() == "parcel: recall: underway -> packed, clear -> held");
  CHECK(one.data().log == std::vector<std::string>{"returned: torn", "held: torn"});
}

TEST_CASE_TEMPLATE("the commit hook hears of all regions in one call, and can keep all of them from moving", Machine,
                   on_msm, on_table) {
  Machine one = underway<Machine>();
  const Machine before = one;
  std::vector<std::string> heard;
  const auto full = [&](const fairlead::transition& t) {
    heard.push_back(std::string(t.from) + ">" + std::string(t.to));
    for (const fairlead::transition& other : t.also()) {
      heard.push_back(std::string(other.from) + ">" + std::string(other.to));
    }
    throw std::runtime_error("journal is full");
  };
  CHECK_THROWS_WITH((void)one.fire(p::recall{"torn"}, fairlead::on_commit(full)), "journal is full");
  CHECK(heard == std::vector<std::string>{"underway>packed", "clear>held"});
  CHECK(one == before);
  CHECK(one.fire(p::recall{"torn"}));
}

TEST_CASE_TEMPLATE("a listener hears the signals of every region that moved", Machine, on_msm, on_table) {
  Machine one = underway<Machine>();
  std::size_t lines = 0;
  const auto listener = [&](const p::recalled& signal) { lines = signal.lines; };
  REQUIRE(one.fire(p::recall{"torn"}, fairlead::tell(listener)));
  CHECK(lines == 2);
}

TEST_CASE_TEMPLATE("each region has a patience of its own, and only those that ran out hear the deadline", Machine,
                   on_msm, on_table) {
  Machine one = underway<Machine>();
  REQUIRE(one.fire(p::object{"damp"}, hours_later(1)));
  CHECK(one.due() == hours_later(25));
  CHECK_FALSE(one.tick(hours_later(24)));
  const auto reminded = one.tick(hours_later(25));
  REQUIRE(reminded);
  CHECK(reminded->text() == "parcel: deadline: stays in held");
  CHECK(one.template is<p::underway>());
  CHECK(one.due() == hours_later(48));
  const auto both = one.tick(hours_later(50));
  REQUIRE(both);
  CHECK(both->text() == "parcel: deadline: underway -> lost, stays in held");
}

TEST_CASE("both engines read each other's snapshots, all regions and their clocks") {
  on_msm one = underway<on_msm>();
  REQUIRE(one.fire(p::object{"damp"}, hours_later(1)));
  const on_table other = on_table::restore(one.snapshot());
  CHECK(other.states() == one.states());
  CHECK(other.due() == one.due());
  CHECK(on_msm::restore(other.snapshot()) == one);
}

TEST_CASE("a snapshot with too few regions, or a state of another region, is refused") {
  auto saved = on_table{}.snapshot();
  saved.further_regions.clear();
  CHECK_THROWS_WITH((void)on_table::restore(saved), "lifecycle 'parcel' has 2 regions, this instance 1");
  saved = on_table{}.snapshot();
  saved.further_regions[0].state = "packed";
  CHECK_THROWS_WITH((void)on_table::restore(saved),
                    "lifecycle 'parcel' has 'packed' in another region; it was saved by a program with other regions");
}
