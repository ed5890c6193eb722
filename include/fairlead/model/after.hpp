// SPDX-License-Identifier: BSL-1.0
// Rules that begin to matter once a state was visited: "after a rollback, live again only through approval".
#ifndef FAIRLEAD_MODEL_AFTER_HPP
#define FAIRLEAD_MODEL_AFTER_HPP

#include "invariants.hpp"

namespace fairlead {

namespace detail {

// The shortest walk that breaks a rule about walks from `from`, with the way from `visited` to its beginning before it.
template <class Lifecycle, class Visited, class From, class To, class Via>
constexpr auto walk_after() {
  constexpr std::size_t states = reflection<Lifecycle>::state_count;
  const lifecycle_description& lifecycle = description_of<Lifecycle>;
  constexpr auto visited = set_of<Lifecycle, Visited>();
  state_set<states> begin = closure(lifecycle, visited, false);
  constexpr auto from = set_of<Lifecycle, From>();
  for (std::size_t s = 0; s < states; ++s) { begin[s] = begin[s] && from[s]; }

  walk<2 * states> result{};
  const auto broken = shortest_walk(lifecycle, begin, set_of<Lifecycle, To>(), set_of<Lifecycle, Via>());
  if (!broken.found) { return result; }
  state_set<states> there{};
  there[broken.start] = true;
  const auto way = shortest_walk(lifecycle, visited, there, state_set<states>{});
  result.found = true;
  result.start = way.start;
  for (std::size_t i = 0; i < way.length; ++i) { result.edges[result.length++] = way.edges[i]; }
  for (std::size_t i = 0; i < broken.length; ++i) { result.edges[result.length++] = broken.edges[i]; }
  return result;
}

}  // namespace detail

/// Once `State` was visited, `Rule` holds: `always_passes` or `no_path`. The counterexample begins in `State`.
template <class State, class Rule>
struct after;

template <class State, class From, class To, class Via>
struct after<State, always_passes<From, To, Via>> {
  using names = detail::walk_names<detail::type_list<State, From, To, Via>>;
  /// The shortest walk from `State` that breaks the rule, if there is one.
  template <class Lifecycle>
  static constexpr auto search() {
    return detail::walk_after<Lifecycle, State, From, To, Via>();
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(
        detail::never<Counterexample>,
        "fairlead: after<State, always_passes<From, To, Via>> does not hold: the counterexample begins in State "
        "and reaches To without passing Via");
  };
};

template <class State, class From, class To>
struct after<State, no_path<From, To>> {
  using names = detail::walk_names<detail::type_list<State, From, To>>;
  /// The shortest walk from `State` that breaks the rule, if there is one.
  template <class Lifecycle>
  static constexpr auto search() {
    return detail::walk_after<Lifecycle, State, From, To, any_of<>>();
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(
        detail::never<Counterexample>,
        "fairlead: after<State, no_path<From, To>> does not hold: the counterexample begins in State and leads "
        "from From to To");
  };
};

}  // namespace fairlead

#endif
