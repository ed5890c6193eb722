// SPDX-License-Identifier: BSL-1.0
// The states that the orthogonal regions of one lifecycle can be in together, as a graph: what computation tree logic
// and never_together walk over. Of a lifecycle of one region it is the table itself.
#ifndef FAIRLEAD_MODEL_JOINT_STATES_HPP
#define FAIRLEAD_MODEL_JOINT_STATES_HPP

#include <array>
#include <cstddef>
#include <cstdint>

#include "invariants.hpp"
#include "search.hpp"

namespace fairlead {

/// In a counterexample: the current states of all regions.
template <class... States>
struct together {};

namespace detail {

inline constexpr std::uint16_t no_edge_taken = 0xffff;

// What one event does: in each region the edge it takes, or none.
template <std::size_t Regions>
using joint_move = std::array<std::uint16_t, Regions>;

template <class Lifecycle>
struct joint_states {
  using table = reflection<Lifecycle>;
  static constexpr std::size_t regions = table::region_count;
  static constexpr const lifecycle_description& lifecycle = description_of<Lifecycle>;
  using configuration = std::array<std::uint16_t, regions>;

  static constexpr std::size_t total = [] {
    std::array<std::size_t, regions> sizes{};
    for (const std::uint8_t region : table::regions.of) { ++sizes[region]; }
    std::size_t product = 1;
    for (const std::size_t each : sizes) { product *= each; }
    return product;
  }();
  static_assert(total <= 4096,
                "fairlead: the regions of this lifecycle have more than 4,096 states together; prove it of fewer "
                "regions, or compose several lifecycles");

  // A mixed radix number: the place of each region's state among those of its region.
  static constexpr std::size_t code_of(const configuration& at) {
    std::size_t code = 0;
    for (std::size_t r = 0; r < regions; ++r) { code = code * radix.size[r] + radix.place[at[r]]; }
    return code;
  }

  // Calls `visit(move, target)` for all that an event can do in `at`: in every region an edge whose in<> hold, or none,
  // so that no two of the edges exclude each other and no region rests whose guards then hold anyway.
  template <class Visit>
  static constexpr void each_move(const configuration& at, Visit visit) {
    for (std::size_t event = 0; event < table::event_count; ++event) {
      joint_move<regions> chosen{};
      choose(at, event, 0, chosen, visit);
    }
  }

private:
  struct places {
    std::array<std::size_t, regions> size{};
    std::array<std::size_t, table::state_count> place{};
  };
  static constexpr places radix = [] {
    places result{};
    for (std::size_t s = 0; s < table::state_count; ++s) { result.place[s] = result.size[table::regions.of[s]]++; }
    return result;
  }();

  template <class Visit>
  static constexpr void choose(const configuration& at, std::size_t event, std::size_t region,
                               joint_move<regions>& chosen, Visit& visit) {
    if (region == regions) {
      finish(at, event, chosen, visit);
      return;
    }
    chosen[region] = no_edge_taken;
    choose(at, event, region + 1, chosen, visit);
    for (std::size_t e = 0; e < table::edge_count; ++e) {
      if (!can_fire(at, region, event, e) || excluded(chosen, region, e)) { continue; }
      chosen[region] = static_cast<std::uint16_t>(e);
      choose(at, event, region + 1, chosen, visit);
    }
  }
  template <class Visit>
  static constexpr void finish(const configuration& at, std::size_t event, const joint_move<regions>& chosen,
                               Visit& visit) {
    configuration target = at;
    bool moves = false;
    for (std::size_t r = 0; r < regions; ++r) {
      if (chosen[r] != no_edge_taken) {
        target[r] = table::edges[chosen[r]].target;
        moves = true;
      } else if (must_fire(at, r, event, chosen)) {
        return;
      }
    }
    if (moves) { visit(chosen, target); }
  }
  static constexpr const row_description& row_of(std::size_t e) { return lifecycle.rows[table::edges[e].row]; }

  static constexpr bool asks_itself(const guard_description& guard) {
    return !guard.scope.empty() && guard.scope == table::states[0]->scope;
  }
  static constexpr bool holds_here(const configuration& at, const guard_description& guard) {
    for (const std::uint16_t state : at) {
      if (table::states[state] == guard.value) { return !guard.negated; }
    }
    return guard.negated;
  }
  static constexpr bool can_fire(const configuration& at, std::size_t region, std::size_t event, std::size_t e) {
    if (table::edges[e].source != at[region] || table::edges[e].event != event) { return false; }
    for (const guard_description& guard : row_of(e).guards) {
      if (asks_itself(guard) && !holds_here(at, guard)) { return false; }
    }
    return true;
  }
  static constexpr bool excluded(const joint_move<regions>& chosen, std::size_t before, std::size_t e) {
    for (std::size_t r = 0; r < before; ++r) {
      if (chosen[r] != no_edge_taken && exclusive(lifecycle, row_of(chosen[r]), row_of(e))) { return true; }
    }
    return false;
  }
  // True if an edge of the resting region asks nothing that the chosen edges do not ask too. A deadline is each
  // region's own, and comes when its patience runs out.
  static constexpr bool must_fire(const configuration& at, std::size_t region, std::size_t event,
                                  const joint_move<regions>& chosen) {
    if (table::events[event]->is_deadline) { return false; }
    for (std::size_t e = 0; e < table::edge_count; ++e) {
      if (!can_fire(at, region, event, e)) { continue; }
      bool certain = true;
      for (const guard_description& guard : row_of(e).guards) {
        certain = certain && (asks_itself(guard) || asked_by(chosen, guard));
      }
      if (certain) { return true; }
    }
    return false;
  }
  static constexpr bool asked_by(const joint_move<regions>& chosen, const guard_description& wanted) {
    for (const std::uint16_t e : chosen) {
      if (e == no_edge_taken) { continue; }
      for (const guard_description& guard : row_of(e).guards) {
        if (guard.key == wanted.key && guard.value == wanted.value && guard.scope == wanted.scope &&
            guard.negated == wanted.negated) {
          return true;
        }
      }
    }
    return false;
  }
};

// The reachable configurations, numbered in breadth-first order, and the steps between them.
template <class Lifecycle>
struct joint_exploration {
  using space = joint_states<Lifecycle>;
  struct reached {
    std::array<typename space::configuration, space::total> order{};
    std::array<std::uint16_t, space::total> number{};  // of a code, plus 1; 0 if not reached
    std::size_t count = 0;
    std::size_t steps = 0;
  };
  static constexpr reached all = [] {
    reached result{};
    const auto add = [&](const typename space::configuration& at) {
      std::uint16_t& number = result.number[space::code_of(at)];
      if (number != 0) { return; }
      result.order[result.count++] = at;
      number = static_cast<std::uint16_t>(result.count);
    };
    add(reflection<Lifecycle>::initial_states);
    for (std::size_t head = 0; head < result.count; ++head) {
      const auto at = result.order[head];
      space::each_move(at, [&](const auto&, const typename space::configuration& target) {
        ++result.steps;
        add(target);
      });
    }
    return result;
  }();

  static constexpr std::size_t count = all.count;
  // Source and target are numbers of configurations; the row is that of the first region that moves.
  static constexpr std::array<edge, all.steps> edges = [] {
    std::array<edge, all.steps> result{};
    std::size_t next = 0;
    for (std::size_t from = 0; from < all.count; ++from) {
      space::each_move(all.order[from], [&](const auto& move, const typename space::configuration& target) {
        std::size_t first = 0;
        while (move[first] == no_edge_taken) { ++first; }
        const edge& taken = reflection<Lifecycle>::edges[move[first]];
        result[next++] = {taken.row, static_cast<std::uint16_t>(from), taken.event,
                          static_cast<std::uint16_t>(all.number[space::code_of(target)] - 1),
                          target == all.order[from]};
      });
    }
    return result;
  }();
};

// The graph that formulas are about: nodes are states, or configurations where there are regions.
template <class Lifecycle, bool Regions = (reflection<Lifecycle>::region_count > 1)>
struct node_graph {
  static constexpr std::size_t count = reflection<Lifecycle>::state_count;
  static constexpr std::size_t initial = initial_state_of<Lifecycle>;
  static constexpr const lifecycle_description& edges = description_of<Lifecycle>;
  static constexpr bool is_in(std::size_t node, std::size_t state) { return node == state; }
};
template <class Lifecycle>
struct node_graph<Lifecycle, true> {
  using explored = joint_exploration<Lifecycle>;
  static constexpr std::size_t count = explored::count;
  static constexpr std::size_t initial = 0;
  static constexpr lifecycle_description edges{description_of<Lifecycle>.name,   description_of<Lifecycle>.version,
                                               description_of<Lifecycle>.states, description_of<Lifecycle>.events,
                                               description_of<Lifecycle>.rows,   explored::edges};
  static constexpr bool is_in(std::size_t node, std::size_t state) {
    for (const std::uint16_t each : explored::all.order[node]) {
      if (each == state) { return true; }
    }
    return false;
  }
};

// The nodes in which one of `States` is current.
template <class Lifecycle, class... States>
constexpr auto nodes_in(type_list<States...>) {
  using graph = node_graph<Lifecycle>;
  state_set<graph::count> set{};
  for (std::size_t node = 0; node < graph::count; ++node) {
    set[node] = (graph::is_in(node, position_of_state<Lifecycle, States>) || ...);
  }
  return set;
}

// Finds where a composition is in all of `States`; defined in compose.hpp.
template <class Composition, class... States>
struct search_composition;

// A walk over the nodes of a lifecycle with regions; `spell` writes each as together<states...>.
template <std::size_t Capacity>
struct joint_walk : walk<Capacity> {};

// A walk over nodes as the type that `spell` expects.
template <class Lifecycle, std::size_t Capacity>
constexpr auto walk_over_nodes(const walk<Capacity>& found) {
  if constexpr (reflection<Lifecycle>::region_count > 1) {
    return joint_walk<Capacity>{found};
  } else {
    return found;
  }
}

template <class Lifecycle, std::size_t Node, std::size_t... Region>
together<typename reflection<Lifecycle>::template state_at<joint_exploration<Lifecycle>::all.order[Node][Region]>...>
    spelled_node(std::index_sequence<Region...>);
template <class Lifecycle, std::size_t Node>
using node_type =
    decltype(spelled_node<Lifecycle, Node>(std::make_index_sequence<reflection<Lifecycle>::region_count>{}));

template <class Lifecycle, class Holder, std::size_t... I>
auto spell_joint(std::index_sequence<I...>) {
  using table = reflection<Lifecycle>;
  constexpr auto& edges = joint_exploration<Lifecycle>::edges;
  constexpr std::size_t last =
      sizeof...(I) == 0 ? Holder::value.start : edges[Holder::value.edges[sizeof...(I) - 1]].target;
  return counterexample<Lifecycle,
                        step<node_type<Lifecycle, edges[Holder::value.edges[I]].source>,
                             typename table::template event_at<edges[Holder::value.edges[I]].event>>...,
                        reaches<node_type<Lifecycle, last>>>{};
}
template <class Lifecycle, class Holder, std::size_t Capacity>
auto spell_any(const joint_walk<Capacity>&) {
  return spell_joint<Lifecycle, Holder>(std::make_index_sequence<Holder::value.length>{});
}
template <class Lifecycle, class Holder, std::size_t Capacity>
auto spell_any(const walk<Capacity>&) {
  return spell<Lifecycle, Holder>(std::make_index_sequence<Holder::value.length>{});
}

// The walk `Holder::value` as a type.
template <class Lifecycle, class Holder>
using spelled_walk = decltype(spell_any<Lifecycle, Holder>(Holder::value));

}  // namespace detail

/// The regions of a lifecycle are never in all of `States` at once; nor are the members of a composition.
template <class... States>
struct never_together : detail::searched_query<never_together<States...>, States...> {
  /// The shortest way to where they are, if there is one.
  template <class Lifecycle>
  static constexpr auto search() {
    using graph = detail::node_graph<Lifecycle>;
    detail::state_set<graph::count> begin{};
    begin[graph::initial] = true;
    detail::state_set<graph::count> bad{};
    for (std::size_t node = 0; node < graph::count; ++node) {
      bad[node] = (graph::is_in(node, position_of_state<Lifecycle, States>) && ...);
    }
    return detail::walk_over_nodes<Lifecycle>(detail::shortest_walk(graph::edges, begin, bad, {}));
  }
  /// The same for a composition.
  template <class Composition>
  static constexpr auto search_together() {
    return detail::search_composition<Composition, States...>::result();
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(
        detail::never<Counterexample>,
        "fairlead: never_together<States...> does not hold: the counterexample leads to where they all are current");
  };
};

// Of nothing, everything would be true.
template <>
struct never_together<> {};
template <class State>
struct never_together<State> {};

}  // namespace fairlead

#endif
