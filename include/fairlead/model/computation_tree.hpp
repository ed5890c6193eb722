// SPDX-License-Identifier: BSL-1.0
// Computation tree logic over a lifecycle's table (over what its regions are in together, where it has several), for
// rules that the named invariants have no word for.
#ifndef FAIRLEAD_MODEL_COMPUTATION_TREE_HPP
#define FAIRLEAD_MODEL_COMPUTATION_TREE_HPP

#include "joint_states.hpp"

namespace fairlead {

namespace detail {

// All sets are over the states of one lifecycle. A state that nothing leaves stays where it is for ever, so that every
// path is endless, as the logic wants it.
template <std::size_t States>
struct state_graph {
  using set = state_set<States>;
  const lifecycle_description& lifecycle;

  // States with a step into `target`.
  [[nodiscard]] constexpr set can_step_into(const set& target) const {
    set result{};
    set leaves{};
    for (const edge& e : lifecycle.edges) {
      leaves[e.source] = true;
      result[e.source] = result[e.source] || target[e.target];
    }
    for (std::size_t s = 0; s < States; ++s) { result[s] = result[s] || (!leaves[s] && target[s]); }
    return result;
  }
  [[nodiscard]] static constexpr set complement(set of) {
    for (bool& each : of) { each = !each; }
    return of;
  }
  [[nodiscard]] static constexpr set intersection(set a, const set& b) {
    for (std::size_t s = 0; s < States; ++s) { a[s] = a[s] && b[s]; }
    return a;
  }
  [[nodiscard]] static constexpr set everything() { return complement(set{}); }

  // The least set that holds `goal`, and of `until` every state with a step into the set.
  [[nodiscard]] constexpr set exists_until(const set& until, const set& goal) const {
    set result = goal;
    for (bool grew = true; grew;) {
      grew = false;
      const set more = intersection(can_step_into(result), until);
      for (std::size_t s = 0; s < States; ++s) {
        grew = grew || (more[s] && !result[s]);
        result[s] = result[s] || more[s];
      }
    }
    return result;
  }
  // The greatest set in `of` that can always be stayed in.
  [[nodiscard]] constexpr set exists_globally(const set& of) const {
    set result = of;
    for (bool shrank = true; shrank;) {
      const set kept = intersection(can_step_into(result), result);
      shrank = kept != result;
      result = kept;
    }
    return result;
  }
  // A walk from `begin` that never leaves `within`, until it would go round or ends.
  [[nodiscard]] constexpr walk<States> stay_within(std::size_t begin, const set& within) const {
    walk<States> result{};
    result.found = true;
    result.start = static_cast<std::uint16_t>(begin);
    set seen{};
    for (std::size_t at = begin; !seen[at] && result.length < States;) {
      seen[at] = true;
      for (std::size_t e = 0; e < lifecycle.edges.size(); ++e) {
        if (lifecycle.edges[e].source == at && within[lifecycle.edges[e].target]) {
          result.edges[result.length++] = static_cast<std::uint16_t>(e);
          at = lifecycle.edges[e].target;
          break;
        }
      }
    }
    return result;
  }
};

template <class Lifecycle>
inline constexpr state_graph<node_graph<Lifecycle>::count> graph_of{node_graph<Lifecycle>::edges};

template <class First, class Second>
struct joined_names;
template <class... A, class... B>
struct joined_names<type_list<A...>, type_list<B...>> {
  using type = type_list<A..., B...>;
};

template <class Rule, class List>
struct searched_states;
template <class Rule, class... States>
struct searched_states<Rule, type_list<States...>> {
  using type = searched_query<Rule, States...>;
};

}  // namespace detail

/// Formulas. Each has `states`, the states that it mentions, and `where<Lifecycle>()`, the set of states in which it
/// holds.
/// @source Clarke, Grumberg, Peled: Model Checking, chapter 4.1 (fixpoints of CTL)
namespace ctl {

/// In one of these states.
template <class... States>
struct at {
  using states = detail::type_list<States...>;
  template <class Lifecycle>
  static constexpr auto where() {
    return detail::nodes_in<Lifecycle>(states{});
  }
};
/// Not `Formula`.
template <class Formula>
struct negation {
  using states = typename Formula::states;
  template <class Lifecycle>
  static constexpr auto where() {
    return detail::graph_of<Lifecycle>.complement(Formula::template where<Lifecycle>());
  }
};
/// `First` and `Second`.
template <class First, class Second>
struct both {
  using states = typename detail::joined_names<typename First::states, typename Second::states>::type;
  template <class Lifecycle>
  static constexpr auto where() {
    return detail::graph_of<Lifecycle>.intersection(First::template where<Lifecycle>(),
                                                    Second::template where<Lifecycle>());
  }
};
/// `First` or `Second`.
template <class First, class Second>
struct either : negation<both<negation<First>, negation<Second>>> {};
/// Where `First` holds, so does `Second`.
template <class First, class Second>
struct implies : negation<both<First, negation<Second>>> {};

/// Some next state has `Formula`.
template <class Formula>
struct ex {
  using states = typename Formula::states;
  template <class Lifecycle>
  static constexpr auto where() {
    return detail::graph_of<Lifecycle>.can_step_into(Formula::template where<Lifecycle>());
  }
};
/// Along some path: `Formula` until `Goal`, and `Goal` comes.
template <class Formula, class Goal>
struct eu {
  using states = typename detail::joined_names<typename Formula::states, typename Goal::states>::type;
  template <class Lifecycle>
  static constexpr auto where() {
    return detail::graph_of<Lifecycle>.exists_until(Formula::template where<Lifecycle>(),
                                                    Goal::template where<Lifecycle>());
  }
};
/// Along some path `Formula` holds for ever.
template <class Formula>
struct eg {
  using states = typename Formula::states;
  template <class Lifecycle>
  static constexpr auto where() {
    return detail::graph_of<Lifecycle>.exists_globally(Formula::template where<Lifecycle>());
  }
};
/// Every next state has `Formula`.
template <class Formula>
struct ax : negation<ex<negation<Formula>>> {};
/// Along some path `Formula` comes.
template <class Formula>
struct ef {
  using states = typename Formula::states;
  template <class Lifecycle>
  static constexpr auto where() {
    return detail::graph_of<Lifecycle>.exists_until(detail::graph_of<Lifecycle>.everything(),
                                                    Formula::template where<Lifecycle>());
  }
};
/// Along every path `Formula` comes.
template <class Formula>
struct af : negation<eg<negation<Formula>>> {};
/// Always, along every path, `Formula` holds.
template <class Formula>
struct ag : negation<ef<negation<Formula>>> {};
/// Along every path: `Formula` until `Goal`, and `Goal` comes.
template <class Formula, class Goal>
struct au : negation<either<eu<negation<Goal>, both<negation<Formula>, negation<Goal>>>, eg<negation<Goal>>>> {};

}  // namespace ctl

namespace detail {

// A path that shows why a formula does not hold in `begin`: where one path can show it. Else the state itself.
template <class Lifecycle, class Formula>
constexpr auto path_against(std::type_identity<Formula>, std::size_t begin) {
  walk<node_graph<Lifecycle>::count> result{};
  result.found = true;
  result.start = static_cast<std::uint16_t>(begin);
  return result;
}
template <class Lifecycle, class Formula>
constexpr auto path_against(std::type_identity<ctl::ag<Formula>>, std::size_t begin) {
  state_set<node_graph<Lifecycle>::count> from{};
  from[begin] = true;
  const auto bad = graph_of<Lifecycle>.complement(Formula::template where<Lifecycle>());
  return shortest_walk(node_graph<Lifecycle>::edges, from, bad, {});
}
template <class Lifecycle, class Formula>
constexpr auto path_against(std::type_identity<ctl::af<Formula>>, std::size_t begin) {
  const auto never = ctl::eg<ctl::negation<Formula>>::template where<Lifecycle>();
  return graph_of<Lifecycle>.stay_within(begin, never);
}

}  // namespace detail

/// `Formula` holds in the initial state. Of `ag` the counterexample is the shortest way to where it fails, of `af` a
/// way on which it never comes; of any other formula, the initial state.
template <class Formula>
struct holds_initially : detail::searched_states<holds_initially<Formula>, typename Formula::states>::type {
  /// A path that shows that the formula fails, if it does.
  template <class Lifecycle>
  static constexpr auto search() {
    using graph = detail::node_graph<Lifecycle>;
    detail::walk<graph::count> found{};
    if (!Formula::template where<Lifecycle>()[graph::initial]) {
      found = detail::path_against<Lifecycle>(std::type_identity<Formula>{}, graph::initial);
    }
    return detail::walk_over_nodes<Lifecycle>(found);
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(
        detail::never<Counterexample>,
        "fairlead: holds_initially<Formula> does not hold: the counterexample shows a path against the formula, or "
        "the state in which it fails");
  };
};

}  // namespace fairlead

#endif
