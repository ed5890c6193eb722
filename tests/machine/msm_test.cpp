// SPDX-License-Identifier: BSL-1.0
#include <fairlead/machine/msm.hpp>

#include <set>

#include <doctest/doctest.h>

#include "../model/hotfix.hpp"

namespace {

using tests::siren;
using numbers = fairlead::detail::msm_numbers<siren>;
static_assert(numbers::of_ours.size() == 2);

// Two rows for the vote in one state; one for the toggle in each.
using fairlead::position_of_event;
using tests::hotfix;
static_assert(!fairlead::detail::lone_edges<hotfix, position_of_event<hotfix, hotfix::vote>>::suffice);
static_assert(fairlead::detail::lone_edges<siren, position_of_event<siren, siren::toggle>>::suffice);
static_assert(fairlead::detail::lone_edges<siren, position_of_event<siren, siren::toggle>>::all.of[0].target == 1);

// clang-format off
struct moody : fairlead::lifecycle {
  struct waiting_room : initial {};
  struct called : terminal {};
  struct call { int* asked; };
  struct second_time {
    fairlead::verdict operator()(const call& it) const {
      return ++*it.asked != 1 ? fairlead::pass() : fairlead::refuse("not yet");
    }
  };
  using transitions = table<row<waiting_room, call, called, when<second_time>>>;
};
// clang-format on

struct early {
  fairlead::machine<siren> alarm{};
  bool worked;
  early() : worked(static_cast<bool>(alarm.fire(siren::toggle{})) && alarm.is<siren::wailing>()) {}
};
const early before_main;

}  // namespace

TEST_CASE("each state has a number of its own in Boost.MSM") {
  const std::set<int> distinct(numbers::of_ours.begin(), numbers::of_ours.end());
  CHECK(distinct.size() == numbers::count);
  CHECK(*distinct.rbegin() == static_cast<int>(numbers::count) - 1);
}

TEST_CASE("the engine begins in the state that it is told, not in its own initial state") {
  const fairlead::data_of<siren> none{};
  const siren::toggle event{};
  for (const std::uint8_t state : {std::uint8_t{1}, std::uint8_t{0}}) {
    const fairlead::detail::state_numbers<siren> own{state};
    std::optional<fairlead::data_of<siren>> evolved;
    fairlead::detail::frame<siren> frame{none, {}, {&own, {}}, &evolved};
    REQUIRE(fairlead::detail::msm_engine<siren>::process(event, frame) == fairlead::detail::row_fired);
    CHECK(fairlead::reflection<siren>::edges[frame.fired[0] - 1U].source == state);
  }
}

TEST_CASE("a machine that lives before main works") { CHECK(before_main.worked); }

TEST_CASE_TEMPLATE("a guard that changes its mind when it is asked why moves nothing, and the outcome does not say so",
                   Machine, fairlead::machine<moody>, fairlead::table_machine<moody>) {
  Machine subject{};
  int asked = 0;
  const fairlead::outcome answer = subject.fire(moody::call{&asked});
  CHECK(asked == 2);
  CHECK_FALSE(answer);
  CHECK(subject.template is<moody::waiting_room>());
}
