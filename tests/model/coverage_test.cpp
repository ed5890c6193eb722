// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/coverage.hpp>

#include <fairlead/model.hpp>

#include <random>

#include <doctest/doctest.h>

#include "hotfix.hpp"

namespace {

using fairlead::description_of;
using fairlead::detail::never_refused;

struct sibling : fairlead::lifecycle {
  struct here : initial {};
  struct there {};
  struct elsewhere {};
  struct go {};
  using transitions = table<row<here, go, there>, row<there, go, elsewhere>, row<elsewhere, go, here>>;
};

template <int Number>
struct flag {
  template <class Event>
  bool operator()(const Event&) const {
    return Number % 2 == 0;
  }
};

// Each state asks its deadline in another way.
struct clock : fairlead::lifecycle {
  struct unguarded : initial, waiting {};
  struct both_ways : waiting {};
  struct one_way : waiting {};
  struct three_cases : waiting {};
  struct hole : waiting {};
  struct over_siblings : waiting {};
  struct end : terminal {};

  using a = flag<0>;
  using b = flag<1>;
  using transitions =
      table<row<unguarded, deadline, both_ways>, row<both_ways, deadline, one_way, when<a>>,
            row<both_ways, deadline, end, when<not_<a>>>, row<one_way, deadline, three_cases, when<a>>,
            row<three_cases, deadline, hole, when<a, b>>, row<three_cases, deadline, end, when<a, not_<b>>>,
            row<three_cases, deadline, over_siblings, when<not_<a>>>, row<hole, deadline, end, when<a, b>>,
            row<hole, deadline, over_siblings, when<not_<a>, not_<b>>>,
            row<over_siblings, deadline, end, when<in<sibling::here>>>,
            row<over_siblings, deadline, hole, when<not_<in<sibling::here>>, a>>,
            row<over_siblings, deadline, one_way, when<not_<in<sibling::here>>, not_<a>>>>;
};

template <class State>
constexpr bool covered = never_refused(description_of<clock>, fairlead::position_of_state<clock, State>, 0);

static_assert(covered<clock::unguarded>);
static_assert(covered<clock::both_ways>);
static_assert(!covered<clock::one_way>);
static_assert(covered<clock::three_cases>);
static_assert(!covered<clock::hole>);
static_assert(covered<clock::over_siblings>);

enum class color { red, green, blue };
struct painted {
  color in = color::red;
};
struct wall : fairlead::lifecycle {
  struct bare : initial {};
  struct done {};
  using transitions = table<row<bare, painted, done, when<is<&painted::in, color::red>>>,
                            row<bare, painted, stay, when<is<&painted::in, color::green>>>>;
};
struct careless_wall : wall {
  using ignores = ignored<is<&painted::in, color::blue>>;
};
struct other_wall : wall {
  using transitions = table<row<bare, painted, done, when<is<&painted::in, color::red>>>,
                            row<bare, painted, stay, when<not_<is<&painted::in, color::red>>>>>;
};
static_assert(fairlead::detail::first_forgetful_edge<wall>() == 0);
static_assert(fairlead::detail::first_forgetful_edge<careless_wall>() == 2);
static_assert(fairlead::detail::first_forgetful_edge<other_wall>() == 2, "a row and its negation cover everything");
static_assert(fairlead::holds<careless_wall>);

struct forgetful_wall : wall {
  using transitions = table<row<bare, painted, done, when<not_<is<&painted::in, color::red>>>>>;
};
struct wall_of_leavings : wall {
  using transitions =
      table<row<bare, painted, done, when<not_<is<&painted::in, color::red>>, not_<is<&painted::in, color::green>>>>,
            row<bare, painted, stay, when<not_<is<&painted::in, color::blue>>>>>;
};
struct wall_of_overlaps : wall {
  using transitions = table<row<bare, painted, done, when<not_<is<&painted::in, color::red>>>>,
                            row<bare, painted, stay, when<not_<is<&painted::in, color::blue>>>>>;
};
struct wall_with_one_color : wall {
  using transitions = table<row<bare, painted, done, when<not_<is<&painted::in, color::red>>>>>;
  using ignores = ignored<is<&painted::in, color::red>>;
};
template <class Wall>
constexpr bool no_conflict = fairlead::detail::first_conflict<Wall>()[1] == 0;
static_assert(fairlead::detail::first_forgetful_edge<forgetful_wall>() == 0, "red is forgotten");
static_assert(fairlead::holds<wall_with_one_color>, "and may be, if it is said");
static_assert(no_conflict<wall_of_leavings>, "what is neither red nor green is blue");
static_assert(fairlead::detail::first_forgetful_edge<wall_of_leavings>() == 2);
static_assert(!no_conflict<wall_of_overlaps>, "green would fire both");
static_assert(no_conflict<other_wall>);

}  // namespace

TEST_CASE("more cases than can be counted are not taken for covered") {
  using fairlead::guard_description;
  std::array<char, 20> keys{};
  std::vector<guard_description> guards;
  for (const char& key : keys) { guards.push_back({"g", &key, nullptr, {}, false, false}); }
  const std::array<fairlead::row_description, 1> rows{{{{}, nullptr, nullptr, guards, {}}}};
  const std::array<fairlead::edge, 1> edges{{{0, 0, 0, 0, true}}};
  CHECK_FALSE(never_refused({"many", 1, {}, {}, rows, edges}, 0, 0));
}

TEST_CASE("the truth table agrees with a brute force over random guards") {
  std::mt19937 random(23);
  const std::array<char, 4> keys{};
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::vector<fairlead::guard_description>> conjunctions(1 + random() % 5);
    for (auto& each : conjunctions) {
      for (const char& key : keys) {
        if (random() % 2 == 0) { each.push_back({"g", &key, nullptr, {}, random() % 2 == 0, false}); }
      }
    }
    std::vector<fairlead::row_description> rows;
    std::vector<fairlead::edge> edges;
    for (const auto& each : conjunctions) {
      edges.push_back({static_cast<std::uint16_t>(rows.size()), 0, 0, 0, true});
      rows.push_back({{}, nullptr, nullptr, each, {}});
    }
    bool expected = true;
    for (unsigned facts = 0; facts < 16; ++facts) {
      bool fires = false;
      for (const auto& each : conjunctions) {
        bool all = true;
        for (const auto& guard : each) {
          const auto bit = static_cast<unsigned>(static_cast<const char*>(guard.key) - keys.data());
          all = all && ((facts >> bit & 1U) != 0) != guard.negated;
        }
        fires = fires || all;
      }
      expected = expected && fires;
    }
    REQUIRE(never_refused({"random", 1, {}, {}, rows, edges}, 0, 0) == expected);
  }
}
