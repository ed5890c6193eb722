// SPDX-License-Identifier: BSL-1.0
// Breadth-first search over a lifecycle's edges at compile time: the ground that checks and invariants stand on.
// Guards count as free: an edge may or may not fire, so what holds here holds for every host and every data.
#ifndef FAIRLEAD_MODEL_SEARCH_HPP
#define FAIRLEAD_MODEL_SEARCH_HPP

#include <array>
#include <cstddef>
#include <cstdint>

#include "reflection.hpp"

namespace fairlead {

/// One arrow of a counterexample: in `State`, `Event` fires.
template <class State, class Event>
struct step {};
/// The end of a counterexample.
template <class State>
struct reaches {};
/// The shortest way in which a rule fails, spelled as a type so that every compiler prints it.
template <class Lifecycle, class... Steps>
struct counterexample {};

namespace detail {

template <std::size_t Count>
using state_set = std::array<bool, Count>;

// A walk over edges; `found` tells a walk of no edges from none at all.
template <std::size_t Capacity>
struct walk {
  bool found = false;
  std::uint16_t start = 0;  // where it begins
  std::size_t length = 0;
  std::array<std::uint16_t, Capacity> edges{};
};

// The shortest walk from `from` to `to` on which no state is in `avoided`, ends themselves included.
// O(states * edges), in table order, so that every compiler finds the same walk.
template <std::size_t States>
constexpr walk<States> shortest_walk(const lifecycle_description& lifecycle, const state_set<States>& from,
                                     const state_set<States>& to, const state_set<States>& avoided) {
  constexpr std::uint16_t unseen = 0xffff;
  constexpr std::uint16_t start = 0xfffe;
  std::array<std::uint16_t, States> entered_by{};
  std::array<std::uint16_t, States> queue{};
  std::size_t tail = 0;
  walk<States> result{};
  for (std::size_t s = 0; s < States; ++s) {
    entered_by[s] = unseen;
    if (from[s] && !avoided[s]) {
      entered_by[s] = start;
      queue[tail++] = static_cast<std::uint16_t>(s);
    }
  }
  for (std::size_t head = 0; head < tail; ++head) {
    std::size_t at = queue[head];
    if (to[at]) {
      result.found = true;
      std::size_t begin = at;
      for (; entered_by[begin] != start; begin = lifecycle.edges[entered_by[begin]].source) { ++result.length; }
      result.start = static_cast<std::uint16_t>(begin);
      for (std::size_t i = result.length; i-- > 0; at = lifecycle.edges[entered_by[at]].source) {
        result.edges[i] = entered_by[at];
      }
      return result;
    }
    for (std::size_t e = 0; e < lifecycle.edges.size(); ++e) {
      const edge& out = lifecycle.edges[e];
      if (out.source == at && entered_by[out.target] == unseen && !avoided[out.target]) {
        entered_by[out.target] = static_cast<std::uint16_t>(e);
        queue[tail++] = out.target;
      }
    }
  }
  return result;
}

// Adds to a set of states all that can be reached from it, or that can reach it when `backwards`. Most tables are
// written from beginning to end, so that, read in the direction of the search, few rounds suffice.
constexpr void spread(const lifecycle_description& lifecycle, bool* set, bool backwards) {
  const std::size_t edges = lifecycle.edges.size();
  for (bool grew = true; grew;) {
    grew = false;
    for (std::size_t i = 0; i < edges; ++i) {
      const edge& e = lifecycle.edges[backwards ? edges - 1 - i : i];
      const std::size_t near = backwards ? e.target : e.source;
      const std::size_t far = backwards ? e.source : e.target;
      if (set[near] && !set[far]) {
        set[far] = true;
        grew = true;
      }
    }
  }
}
template <std::size_t States>
constexpr state_set<States> closure(const lifecycle_description& lifecycle, state_set<States> from, bool backwards) {
  spread(lifecycle, from.data(), backwards);
  return from;
}

// A walk as a type. `Holder::value` is the walk.
template <class Lifecycle, class Holder, std::size_t... I>
auto spell(std::index_sequence<I...>) {
  using table = reflection<Lifecycle>;
  constexpr const auto& edges = table::edges;
  if constexpr (sizeof...(I) == 0) {
    return counterexample<Lifecycle, reaches<typename table::template state_at<Holder::value.start>>>{};
  } else {
    constexpr std::size_t last = edges[Holder::value.edges[sizeof...(I) - 1]].target;
    return counterexample<Lifecycle,
                          step<typename table::template state_at<edges[Holder::value.edges[I]].source>,
                               typename table::template event_at<edges[Holder::value.edges[I]].event>>...,
                          reaches<typename table::template state_at<last>>>{};
  }
}
}  // namespace detail
}  // namespace fairlead

#endif
