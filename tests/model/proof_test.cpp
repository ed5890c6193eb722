// SPDX-License-Identifier: BSL-1.0
// Proofs and counterexamples, against lifecycles that keep and that break each rule.
#include <doctest/doctest.h>

#include <type_traits>

#include <fairlead/model.hpp>

#include "hotfix.hpp"

using namespace fairlead;
using tests::hotfix;
using tests::siren;

namespace {

struct words : lifecycle {
  struct a : initial {};
  struct b {};
  struct c {};
  struct d : terminal {};
  struct go {};
  struct jump {};
  struct allowed {
    template <class Event>
    bool operator()(const Event&) const {
      return sizeof(Event) > 0;
    }
  };
};
// a -> b -> c -> d, with a shortcut a -> c
struct shortcut : words {
  using transitions = table<row<a, go, b>, row<b, go, c, when<allowed>>, row<a, jump, c>, row<c, go, d>>;
};

template <class Lifecycle, class Invariant>
using counterexample_of = detail::spelled_walk<Lifecycle, detail::found_walk<Lifecycle, Invariant>>;

}  // namespace

TEST_CASE("always_passes finds the shortest way around") {
  using w = words;
  static_assert(proves<hotfix, always_passes<hotfix::draft, hotfix::live, hotfix::approved>>);
  static_assert(!proves<shortcut, always_passes<w::a, w::d, w::b>>);
  static_assert(std::is_same_v<counterexample_of<shortcut, always_passes<w::a, w::d, w::b>>,
                               counterexample<shortcut, step<w::a, w::jump>, step<w::c, w::go>, reaches<w::d>>>);
  static_assert(proves<shortcut, always_passes<w::a, w::d, any_of<w::b, w::c>>>);
  CHECK(proves<shortcut, always_passes<w::b, w::d, w::c>>);
}

TEST_CASE("no_path and no_edge tell a walk from a single step") {
  using w = words;
  static_assert(proves<shortcut, no_path<w::c, w::b>>);
  static_assert(!proves<shortcut, no_path<w::b, w::d>>);
  static_assert(proves<shortcut, no_edge<w::b, w::d>>);
  static_assert(!proves<shortcut, no_edge<w::a, w::c>>);
  CHECK(std::is_same_v<counterexample_of<shortcut, no_edge<w::a, w::c>>,
                       counterexample<shortcut, step<w::a, w::jump>, reaches<w::c>>>);
}

TEST_CASE("exits_only_to allows staying, and nothing that is not named") {
  static_assert(proves<hotfix, exits_only_to<hotfix::in_review, hotfix::approved, hotfix::refused>>);
  static_assert(!proves<hotfix, exits_only_to<hotfix::in_review, hotfix::approved>>);
  CHECK(proves<shortcut, exits_only_to<words::b, words::c>>);
}

TEST_CASE("entry_requires looks at guards, alternatives and events") {
  using w = words;
  static_assert(proves<hotfix, entry_requires<hotfix::approved, hotfix::not_self>>);
  static_assert(!proves<shortcut, entry_requires<w::c, w::allowed>>);
  static_assert(proves<shortcut, entry_requires<w::c, any_of<w::allowed, on<w::jump>>>>);
  static_assert(!proves<hotfix, entry_requires<hotfix::refused, hotfix::not_self>>);
  CHECK(proves<hotfix, entry_requires<hotfix::live, in<siren::silent>>>);
}

TEST_CASE("path_requires asks for a guard somewhere on every way") {
  using w = words;
  static_assert(proves<hotfix, path_requires<hotfix::draft, hotfix::live, hotfix::not_self>>);
  static_assert(proves<shortcut, path_requires<w::b, w::c, w::allowed>>);
  static_assert(!proves<shortcut, path_requires<w::a, w::c, w::allowed>>);
  static_assert(proves<shortcut, path_requires<w::a, w::c, any_of<w::allowed, on<w::jump>>>>);
  CHECK(!proves<shortcut, path_requires<w::a, any_of<w::a, w::c>, w::allowed>>);  // a walk of no steps
}

TEST_CASE("event_requires can be narrowed to a value and to a state") {
  using approve = is<&hotfix::vote::choice, hotfix::decision::approve>;
  static_assert(!proves<hotfix, event_requires<hotfix::vote, hotfix::not_self>>);
  static_assert(proves<hotfix, event_requires<hotfix::vote, hotfix::not_self>::where<approve>>);
  static_assert(!proves<shortcut, event_requires<words::go, words::allowed>>);
  static_assert(proves<shortcut, event_requires<words::go, words::allowed>::from<words::b>>);
  CHECK(proves<hotfix, event_requires<hotfix::vote, hotfix::not_self>::where<approve>::from<hotfix::in_review>>);
}

TEST_CASE("rules about events: where they lead, where they are accepted, what they depend on") {
  using w = words;
  static_assert(proves<shortcut, event_leads_only_to<w::jump, w::c>>);
  static_assert(!proves<shortcut, event_leads_only_to<w::go, w::b, w::c>>);
  static_assert(proves<shortcut, event_leads_only_to<w::go, w::c>::from<w::b>>);
  static_assert(!proves<shortcut, event_leads_only_to<w::go, w::c>::from<any_of<w::a, w::b>>>);
  static_assert(proves<shortcut, accepts<any_of<w::a, w::b>, w::go>>);
  static_assert(!proves<shortcut, accepts<any_of<w::a, w::b>, w::jump>>);
  static_assert(proves<shortcut, never_accepts<w::b, w::jump>>);
  static_assert(!proves<shortcut, never_accepts<w::b, w::go>>);
  static_assert(proves<hotfix, never_depends_on<hotfix::fail, in<siren::silent>>>);
  static_assert(!proves<hotfix, never_depends_on<hotfix::deploy, in<siren::wailing>>>);
  CHECK(proves<shortcut, never_depends_on<w::jump, w::allowed>>);
}

TEST_CASE("a search agrees with a naive one on random graphs") {
  // Reachability by both searches that proofs use, against repeated squaring of the adjacency matrix.
  std::uint32_t seed = 12345;
  const auto random = [&](std::uint32_t below) {
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 16) % below;
  };
  constexpr std::size_t count = 9;
  static constexpr state_description state{"s", "", legend::none};
  const std::array<const state_description*, count> states{&state, &state, &state, &state, &state,
                                                           &state, &state, &state, &state};
  static constexpr event_description event{"e", false};
  const std::array<const event_description*, 1> events{&event};
  int reachable_pairs = 0;
  for (int round = 0; round < 2000; ++round) {
    std::vector<edge> edges;
    bool direct[count][count] = {};
    for (std::uint32_t i = 0, n = random(20); i < n; ++i) {
      const auto from = static_cast<std::uint16_t>(random(count));
      const auto to = static_cast<std::uint16_t>(random(count));
      edges.push_back({0, from, 0, to, false});
      direct[from][to] = true;
    }
    const std::size_t avoided = random(count);
    bool reach[count][count] = {};
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = 0; j < count; ++j) {
        reach[i][j] = i != avoided && j != avoided && (i == j || direct[i][j]);
      }
    }
    for (std::size_t k = 0; k < count; ++k) {
      for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t j = 0; j < count; ++j) { reach[i][j] = reach[i][j] || (reach[i][k] && reach[k][j]); }
      }
    }
    const lifecycle_description lifecycle{"random", 1, states, events, {}, edges};
    std::vector<std::uint16_t> memory(detail::rule_search::memory_for(count, events.size(), edges.size()));
    detail::rule_search rules(lifecycle, memory.data());
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = 0; j < count; ++j) {
        detail::state_set<count> from{}, to{}, avoid{};
        from[i] = to[j] = avoid[avoided] = true;
        const auto walk = detail::shortest_walk(lifecycle, from, to, avoid);
        REQUIRE(walk.found == reach[i][j]);
        const std::uint16_t named[]{static_cast<std::uint16_t>(i), static_cast<std::uint16_t>(j),
                                    static_cast<std::uint16_t>(avoided)};
        const detail::rule_statement always_passes{
            detail::rule_kind::walk, detail::any_event, 3, {{named, 1}, {named + 1, 1}, {named + 2, 1}}, {}, {}};
        REQUIRE(rules.refutes(always_passes) == walk.found);
        REQUIRE(rules.way().size() == walk.length);
        for (std::size_t s = 0; s < walk.length; ++s) { REQUIRE(rules.way()[s] == walk.edges[s]); }
        std::size_t at = i;
        for (std::size_t s = 0; s < walk.length; ++s) {
          REQUIRE(edges[walk.edges[s]].source == at);
          at = edges[walk.edges[s]].target;
          REQUIRE(at != avoided);
        }
        if (walk.found) {
          REQUIRE(at == j);
          ++reachable_pairs;
        }
      }
    }
  }
  CHECK(reachable_pairs > 10000);
}
