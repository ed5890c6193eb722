// SPDX-License-Identifier: BSL-1.0
// The table and the version that a lifecycle declares are read from what it says.
#include <fairlead/model/transitions.hpp>

#include <fairlead/model.hpp>

#include <doctest/doctest.h>

#include "hotfix.hpp"

namespace {

using fairlead::detail::transitions_of;
using fairlead::detail::version_of;
using tests::hotfix;

struct second : hotfix {
  static constexpr int version = 2;
};
struct last : hotfix {
  static constexpr unsigned long long version = 4'294'967'295;
};

}  // namespace

TEST_CASE("a lifecycle that says nothing is of version 1, and any constant of 32 bits is a version") {
  static_assert(version_of<tests::siren>() == 1);
  static_assert(version_of<second>() == 2);
  CHECK(version_of<last>() == 4'294'967'295);
}

TEST_CASE("an heir has the table of its base") {
  static_assert(std::is_same_v<transitions_of<hotfix>, hotfix::transitions>);
  static_assert(std::is_same_v<transitions_of<second>, hotfix::transitions>);
  CHECK(fairlead::reflection<second>::state_count == fairlead::reflection<hotfix>::state_count);
}
