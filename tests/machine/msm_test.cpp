// SPDX-License-Identifier: BSL-1.0
#include <fairlead/machine/msm.hpp>

#include <doctest/doctest.h>

#include "../model/hotfix.hpp"

namespace {

using tests::siren;
using numbers = fairlead::detail::msm_numbers<siren>;
static_assert(numbers::of_ours.size() == 2);
static_assert(numbers::ours_of[static_cast<std::size_t>(numbers::of_ours[0])] == 0);
static_assert(numbers::ours_of[static_cast<std::size_t>(numbers::of_ours[1])] == 1);

struct early {
  fairlead::machine<siren> alarm{};
  bool worked;
  early() : worked(static_cast<bool>(alarm.fire(siren::toggle{})) && alarm.is<siren::wailing>()) {}
};
const early before_main;

}  // namespace

TEST_CASE("the numbers that Boost.MSM gives to states map to ours and back") {
  for (std::size_t s = 0; s < numbers::count; ++s) {
    CHECK(numbers::ours_of[static_cast<std::size_t>(numbers::of_ours[s])] == s);
  }
}

TEST_CASE("the engine begins in the state that it is told, not in its own initial state") {
  const fairlead::data_of<siren> none{};
  fairlead::detail::frame<siren> frame{none, {}, {}};
  const siren::toggle event{};
  CHECK(fairlead::detail::msm_engine<siren>::process(1, 0, &event, frame) == 0);
  CHECK(fairlead::detail::msm_engine<siren>::process(0, 0, &event, frame) == 1);
}

TEST_CASE("a machine that lives before main works") { CHECK(before_main.worked); }
