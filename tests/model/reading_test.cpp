// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/reading.hpp>

#include <algorithm>

#include <doctest/doctest.h>

#include "hotfix.hpp"

namespace {

using fairlead::events_of;
using fairlead::permitted_in;
using fairlead::states_of;
using tests::hotfix;
using names = std::array<std::string_view, 6>;

static_assert(states_of<hotfix> == names{"draft", "in_review", "approved", "refused", "live", "rolled_back"});
static_assert(events_of<hotfix> == names{"submit", "comment", "vote", "deadline", "deploy", "fail"});
static_assert(fairlead::rows_of<hotfix>.size() == 7);
static_assert(permitted_in<hotfix, hotfix::in_review> ==
              std::array<std::string_view, 3>{"comment", "vote", "deadline"});
static_assert(permitted_in<hotfix, hotfix::refused>.empty());

}  // namespace

TEST_CASE("every event that is permitted somewhere is an event of the lifecycle") {
  for (const std::string_view each : permitted_in<hotfix, hotfix::in_review>) {
    CHECK(std::ranges::find(events_of<hotfix>, each) != events_of<hotfix>.end());
  }
}
