// SPDX-License-Identifier: BSL-1.0
#include <fairlead/machine/possible_events.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <ranges>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <fairlead/model/lifecycle.hpp>
#include <fairlead/model/reflection.hpp>

using fairlead::possible_events;
using names = std::vector<std::string_view>;

namespace {

struct ship : fairlead::lifecycle {
  struct moored : initial {};
  struct underway {};
  struct lost : terminal {};
  struct dark : initial {};
  struct lit {};
  struct cast_off {};
  struct moor {};
  struct sink {};
  struct light_up {};
  struct put_out {};
  using regions = orthogonal<moored, dark>;
  using transitions = table<row<moored, cast_off, underway>, row<underway, moor, moored>, row<underway, sink, lost>,
                            row<dark, light_up, lit>, row<lit, put_out, dark>, row<lit, moor, stay>>;
};
struct wreck : fairlead::lifecycle {
  struct adrift : initial {};
  struct sunk : terminal {};
  struct sink {};
  using transitions = table<row<adrift, sink, sunk>>;
};
template <class State, class Lifecycle = ship>
constexpr auto at = static_cast<std::uint16_t>(fairlead::position_of_state<Lifecycle, State>);
template <class First, class Second>
possible_events possible() {
  return {fairlead::description_of<ship>, std::array{at<First>, at<Second>}};
}

static_assert(std::ranges::forward_range<possible_events>);

}  // namespace

TEST_CASE("an event is possible if it has a row in any of the current states, and each is told once, in table order") {
  CHECK(std::ranges::equal(possible<ship::moored, ship::dark>(), names{"cast_off", "light_up"}));
  CHECK(std::ranges::equal(possible<ship::underway, ship::lit>(), names{"moor", "sink", "put_out"}));
  CHECK(std::ranges::equal(possible<ship::lost, ship::dark>(), names{"light_up"}));
}

TEST_CASE("possible events are counted, also where there are none") {
  CHECK(possible<ship::underway, ship::lit>().size() == 3);
  CHECK_FALSE(possible<ship::underway, ship::lit>().empty());
  const possible_events none(fairlead::description_of<wreck>, std::array{at<wreck::sunk, wreck>});
  CHECK(none.size() == 0);
  CHECK(none.empty());
  CHECK(none.begin() == none.end());
}

TEST_CASE("an iterator over possible events outlives what it came from, and may be used more than once") {
  auto each = possible<ship::underway, ship::dark>().begin();
  const auto kept = each++;
  CHECK(*kept == "moor");
  CHECK(*each == "sink");
  CHECK(*std::next(kept, 2) == "light_up");
  CHECK(++each != kept);
  CHECK(names(kept, possible<ship::underway, ship::dark>().end()) == names{"moor", "sink", "light_up"});
}
