// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/computation_tree.hpp>

#include <fairlead/model.hpp>

#include <algorithm>
#include <array>
#include <random>
#include <vector>

#include <doctest/doctest.h>

#include "hotfix.hpp"

namespace {

using fairlead::holds_initially;
using fairlead::proves;
using namespace fairlead::ctl;  // NOLINT(google-build-using-namespace): formulas read as formulas
using tests::hotfix;

using ended = at<hotfix::refused, hotfix::rolled_back>;
template <class Formula>
constexpr bool proved = proves<hotfix, holds_initially<Formula>>;

static_assert(proved<ag<ef<ended>>>, "an end can always be reached");
static_assert(!proved<af<ended>>, "but nobody must ever submit");
static_assert(proved<ag<implies<at<hotfix::live>, ax<at<hotfix::rolled_back>>>>>);
static_assert(proved<negation<eu<negation<at<hotfix::approved>>, at<hotfix::live>>>>, "no way around approval");
static_assert(proved<eu<negation<at<hotfix::live>>, at<hotfix::refused>>>);
static_assert(!proved<au<negation<at<hotfix::live>>, at<hotfix::refused>>>);
static_assert(proved<ex<at<hotfix::in_review>>> && proved<ax<at<hotfix::in_review>>>);
static_assert(proved<ag<implies<ended, eg<ended>>>>, "what has ended stays there for ever");
static_assert(proved<either<at<hotfix::live>, at<hotfix::draft>>>);

constexpr auto against = holds_initially<ag<negation<at<hotfix::live>>>>::search<hotfix>();
static_assert(against.found && against.length == 3, "draft, in_review, approved, live");
constexpr auto for_ever = holds_initially<af<at<hotfix::approved>>>::search<hotfix>();
static_assert(for_ever.found);

constexpr std::size_t states = 6;
using set = fairlead::detail::state_set<states>;
using graph = fairlead::detail::state_graph<states>;

// The same logic the slow way: by reachability between every two states.
struct naive {
  std::array<std::array<bool, states>, states> next{};

  // reach[a][b]: from a to b in one step or more, all but the last in `through`.
  [[nodiscard]] auto reach(const set& through) const {
    auto r = next;
    for (std::size_t a = 0; a < states; ++a) {
      for (std::size_t b = 0; b < states; ++b) { r[a][b] = r[a][b] && through[a]; }
    }
    for (std::size_t k = 0; k < states; ++k) {
      for (std::size_t a = 0; a < states; ++a) {
        for (std::size_t b = 0; b < states; ++b) { r[a][b] = r[a][b] || (r[a][k] && r[k][b]); }
      }
    }
    return r;
  }
  [[nodiscard]] set ex(const set& f) const {
    set result{};
    for (std::size_t a = 0; a < states; ++a) {
      for (std::size_t b = 0; b < states; ++b) { result[a] = result[a] || (next[a][b] && f[b]); }
    }
    return result;
  }
  [[nodiscard]] set eu(const set& f, const set& g) const {
    const auto r = reach(f);
    set result = g;
    for (std::size_t a = 0; a < states; ++a) {
      for (std::size_t b = 0; b < states; ++b) { result[a] = result[a] || (r[a][b] && g[b]); }
    }
    return result;
  }
  // A path that stays in f for ever comes to a state of f that it comes back to.
  [[nodiscard]] set eg(const set& f) const {
    const auto r = reach(f);
    set result{};
    for (std::size_t a = 0; a < states; ++a) {
      for (std::size_t b = 0; b < states; ++b) {
        result[a] = result[a] || (f[a] && f[b] && r[b][b] && (a == b || r[a][b]));
      }
    }
    return result;
  }
};

}  // namespace

TEST_CASE("the fixpoints agree with a naive checker on ten thousand random lifecycles") {
  std::mt19937 random(29);
  for (int round = 0; round < 10'000; ++round) {
    std::vector<fairlead::edge> edges;
    naive slow;
    for (auto count = random() % 10; count > 0; --count) {
      const auto from = static_cast<std::uint16_t>(random() % states);
      const auto to = static_cast<std::uint16_t>(random() % states);
      edges.push_back({0, from, 0, to, false});
      slow.next[from][to] = true;
    }
    for (std::size_t s = 0; s < states; ++s) {
      if (std::ranges::none_of(edges, [&](const auto& e) { return e.source == s; })) { slow.next[s][s] = true; }
    }
    const fairlead::lifecycle_description lifecycle{"random", 1, {}, {}, {}, edges};
    const graph fast{lifecycle};
    set f{};
    set g{};
    for (std::size_t s = 0; s < states; ++s) {
      f[s] = random() % 3 != 0;
      g[s] = random() % 3 == 0;
    }
    REQUIRE(fast.can_step_into(f) == slow.ex(f));
    REQUIRE(fast.exists_until(f, g) == slow.eu(f, g));
    REQUIRE(fast.exists_globally(f) == slow.eg(f));
    REQUIRE(fast.exists_until(graph::everything(), g) == slow.eu(graph::everything(), g));
    for (std::size_t s = 0; s < states; ++s) {
      if (!slow.eg(f)[s]) { continue; }
      const auto path = fast.stay_within(s, slow.eg(f));
      for (std::size_t i = 0; i < path.length; ++i) { REQUIRE(f[edges[path.edges[i]].target]); }
    }
  }
}
