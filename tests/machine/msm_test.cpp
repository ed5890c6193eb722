// SPDX-License-Identifier: BSL-1.0
#include <fairlead/machine/msm.hpp>

#include <set>

#include <doctest/doctest.h>

#include "../model/hotfix.hpp"

namespace {

using tests::siren;
using numbers = fairlead::detail::msm_numbers<siren>;
static_assert(numbers::of_ours.size() == 2);

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
