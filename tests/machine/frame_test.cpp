// SPDX-License-Identifier: BSL-1.0
#include <fairlead/machine/frame.hpp>

#include <doctest/doctest.h>

#include "../model/hotfix.hpp"

namespace {

using fairlead::detail::decision;
using fairlead::detail::frame;
using fairlead::detail::sibling_scopes;
using tests::hotfix;

static_assert(sibling_scopes<hotfix>::all.count == 1);
static_assert(sibling_scopes<tests::siren>::all.count == 0);
static_assert(decision<hotfix, hotfix::vote>::count == 2);
static_assert(decision<hotfix, fairlead::deadline>::count == 2, "any_of counts once for each of its states");

}  // namespace

TEST_CASE("actions work on a copy of the data") {
  const hotfix::data before{.author = "ada"};
  frame<hotfix> it{before, {}, {}};
  it.take<0>(hotfix::submit{"patch"});
  REQUIRE(it.evolved);
  CHECK(it.evolved->content == "patch");
  CHECK(before.content.empty());
  CHECK(it.fired[0] == 0 + 1);
}

TEST_CASE("a row without actions copies no data") {
  const hotfix::data before{.author = "ada"};
  frame<hotfix> it{before, {}, {}};
  const auto reject = decision<hotfix, hotfix::vote>::edges[1];
  static_assert(decision<hotfix, hotfix::vote>::edges[1] == 3);
  it.take<3>(hotfix::vote{"bert"});
  CHECK_FALSE(it.evolved);
  CHECK(it.fired[0] == reject + 1);
}

TEST_CASE("a decision stops at the first guard of a row that does not pass, and lists one refusal for each row") {
  const hotfix::data author{.author = "ada"};
  frame<hotfix> it{author, {}, {}};
  it.around.own[0] = fairlead::position_of_state<hotfix, hotfix::in_review>;
  const auto made = decision<hotfix, hotfix::vote>::make({"ada", hotfix::decision::approve}, it);
  CHECK_FALSE(made.any_fires());
  REQUIRE(made.refusals.count == 2);
  CHECK(made.refusals.each.get()[0].guard == 1);
  CHECK(made.refusals.each.get()[1].guard == 0);
}
