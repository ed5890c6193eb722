// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/outcome_sets.hpp>

#include <fairlead/model.hpp>

#include <doctest/doctest.h>

#include "hotfix.hpp"

namespace {

template <class Outcomes>
struct sorted : tests::hotfix {
  using outcomes = Outcomes;
};
using fairlead::failure;
using fairlead::neutral;
using fairlead::partition;
using fairlead::success;
using tests::hotfix;

template <class Outcomes>
constexpr bool is_partition = [] {
  for (const bool wrong : fairlead::detail::misplaced<sorted<Outcomes>>()) {
    if (wrong) { return false; }
  }
  return true;
}();

static_assert(is_partition<partition<success<hotfix::refused>, failure<hotfix::rolled_back>>>);
static_assert(is_partition<partition<neutral<hotfix::refused, hotfix::rolled_back>, failure<>>>);
static_assert(!is_partition<partition<success<hotfix::refused>>>);
static_assert(!is_partition<partition<success<hotfix::refused, hotfix::rolled_back>, failure<hotfix::refused>>>);
static_assert(!is_partition<partition<success<hotfix::refused, hotfix::rolled_back, hotfix::live>>>);

}  // namespace

TEST_CASE("a lifecycle that declares no outcomes misplaces none") {
  for (const bool wrong : fairlead::detail::misplaced<hotfix>()) { CHECK_FALSE(wrong); }
}
