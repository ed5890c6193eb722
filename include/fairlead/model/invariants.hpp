// SPDX-License-Identifier: BSL-1.0
// The rules that a lifecycle can state about itself, each decided by a search over its table at compile time.
// What they say is about the table: that a row carries a guard, not what the guard will answer.
#ifndef FAIRLEAD_MODEL_INVARIANTS_HPP
#define FAIRLEAD_MODEL_INVARIANTS_HPP

#include "coverage.hpp"
#include "search.hpp"

namespace fairlead {

/// In `entry_requires`: met by every row of `Event`, whatever its guards.
/// `entry_requires<live, any_of<target_healthy, on<verify_passed>>>`.
template <class Event>
struct on {};

/// The invariants of a lifecycle: `using invariants = prove<always_passes<...>, ...>;`.
template <class... Invariants>
struct prove {};

namespace detail {

template <class>
inline constexpr bool never = false;

// The states and events that a query names. They must stand in the table: a rule about what is nowhere always holds.
template <class States, class... Events>
struct query_names {};
// The same for a rule about walks from state to state: no walk leads from one region to another.
template <class States>
struct walk_names : query_names<States> {};

constexpr bool carries(const row_description& row, const guard_description& wanted) {
  for (const guard_description& guard : row.guards) {
    if (guard.key == wanted.key && guard.value == wanted.value && guard.scope == wanted.scope &&
        guard.negated == wanted.negated) {
      return true;
    }
  }
  return false;
}

template <class Guard>
struct requirement {
  static constexpr bool met_by(const row_description& row) { return carries(row, guard_traits<Guard>::value); }
};
template <class Event>
struct requirement<on<Event>> {
  static constexpr bool met_by(const row_description& row) { return row.event == &event_of<Event>; }
};

// A requirement is one guard, or any_of<guards...>: at least one of them.
template <class... Guards>
constexpr bool meets(const row_description& row, type_list<Guards...>) {
  return (requirement<Guards>::met_by(row) || ...);
}

// True if `row` could fire while all of `Guards` hold.
template <class... Guards>
constexpr bool possible_under(const lifecycle_description& lifecycle, const row_description& row,
                              type_list<Guards...>) {
  for (const guard_description& guard : row.guards) {
    if ((exclusive(lifecycle, guard, guard_traits<Guards>::value) || ...)) { return false; }
  }
  return true;
}

// The first of the named states for which `broken` holds, as a walk of no steps.
template <class Lifecycle, class States, class Predicate>
constexpr auto first_state(Predicate broken) {
  constexpr auto states = set_of<Lifecycle, States>();
  walk<states.size()> result{};
  for (std::size_t s = 0; s < states.size() && !result.found; ++s) {
    result.found = states[s] && broken(s);
    result.start = static_cast<std::uint16_t>(s);
  }
  return result;
}

}  // namespace detail

/// Every walk from `From` to `To` passes `Via`. Each may be `any_of<states...>`.
template <class From, class To, class Via>
struct always_passes {
  using names = detail::walk_names<detail::type_list<From, To, Via>>;
  /// The shortest walk that breaks the rule, if there is one.
  template <class Lifecycle>
  static constexpr auto search() {
    return detail::shortest_walk(description_of<Lifecycle>, detail::set_of<Lifecycle, From>(),
                                 detail::set_of<Lifecycle, To>(), detail::set_of<Lifecycle, Via>());
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(detail::never<Counterexample>,
                  "fairlead: always_passes<From, To, Via> does not hold: the counterexample reaches To without passing "
                  "Via; redirect one of its steps");
  };
};

/// Every walk from `From` to `To` takes a row that carries `Guard` (or, for `any_of<guards...>`, one of them): whatever
/// the way, somebody asked. `path_requires<draft, live, any_of<quorum_reached, on<emergency>>>`.
template <class From, class To, class Guard>
struct path_requires {
  using names = detail::walk_names<detail::type_list<From, To>>;
  /// The shortest walk that breaks the rule, if there is one.
  template <class Lifecycle>
  static constexpr auto search() {
    const lifecycle_description& lifecycle = description_of<Lifecycle>;
    std::array<bool, reflection<Lifecycle>::edge_count> met{};
    for (std::size_t e = 0; e < met.size(); ++e) {
      met[e] = detail::meets(lifecycle.rows[lifecycle.edges[e].row], typename detail::sources_of<Guard>::type{});
    }
    return detail::shortest_walk(lifecycle, detail::set_of<Lifecycle, From>(), detail::set_of<Lifecycle, To>(), {},
                                 met);
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(detail::never<Counterexample>,
                  "fairlead: path_requires<From, To, Guard> does not hold: no row of the counterexample, from From to "
                  "To, carries the guard");
  };
};

/// There is no walk from `From` to `To`.
template <class From, class To>
struct no_path {
  using names = detail::walk_names<detail::type_list<From, To>>;
  /// The shortest walk that breaks the rule, if there is one.
  template <class Lifecycle>
  static constexpr auto search() {
    return detail::shortest_walk(description_of<Lifecycle>, detail::set_of<Lifecycle, From>(),
                                 detail::set_of<Lifecycle, To>(), {});
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(detail::never<Counterexample>,
                  "fairlead: no_path<From, To> does not hold: the counterexample leads from From to To");
  };
};

/// No single row leads from `From` to `To`.
template <class From, class To>
struct no_edge {
  using names = detail::walk_names<detail::type_list<From, To>>;
  /// The row that breaks the rule, if there is one.
  template <class Lifecycle>
  static constexpr auto search() {
    constexpr auto from = detail::set_of<Lifecycle, From>();
    constexpr auto to = detail::set_of<Lifecycle, To>();
    return detail::first_edge<Lifecycle>([&](const edge& e) { return !e.stays && from[e.source] && to[e.target]; });
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(detail::never<Counterexample>,
                  "fairlead: no_edge<From, To> does not hold: the counterexample goes from From to To in one step");
  };
};

/// What leaves `State` leads to one of `Targets`.
template <class State, class... Targets>
struct exits_only_to {
  using names = detail::walk_names<detail::type_list<State, Targets...>>;
  /// The row that breaks the rule, if there is one.
  template <class Lifecycle>
  static constexpr auto search() {
    constexpr auto from = detail::set_of<Lifecycle, State>();
    constexpr auto allowed = detail::set_of<Lifecycle, any_of<Targets...>>();
    return detail::first_edge<Lifecycle>(
        [&](const edge& e) { return from[e.source] && !from[e.target] && !allowed[e.target]; });
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(
        detail::never<Counterexample>,
        "fairlead: exits_only_to<State, Targets...> does not hold: the counterexample leaves State for another");
  };
};

/// Every row that enters `State` from another state carries each of `Guards`; one of them may be
/// `any_of<guards...>`, which any one of those meets.
template <class State, class... Guards>
struct entry_requires {
  /// Of nothing, everything would be true.
  static constexpr bool says_something = sizeof...(Guards) > 0;
  using names = detail::query_names<detail::type_list<State>>;
  /// The row that breaks the rule, if there is one.
  template <class Lifecycle>
  static constexpr auto search() {
    constexpr auto to = detail::set_of<Lifecycle, State>();
    return detail::first_edge<Lifecycle>([&](const edge& e) {
      const row_description& row = description_of<Lifecycle>.rows[e.row];
      return to[e.target] && !to[e.source] && !(detail::meets(row, typename detail::sources_of<Guards>::type{}) && ...);
    });
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(detail::never<Counterexample>,
                  "fairlead: entry_requires<State, Guards...> does not hold: the counterexample enters State without "
                  "the guard");
  };
};

namespace detail {

// What a rule about an event names besides; `Sources` is `void` for every state.
template <class Sources, class... States>
struct filtered_states {
  using type = type_list<Sources, States...>;
};
template <class... States>
struct filtered_states<void, States...> {
  using type = type_list<States...>;
};
template <class Lifecycle, class Sources>
constexpr bool leaves(const edge& e) {
  if constexpr (std::is_void_v<Sources>) {
    return true;
  } else {
    return set_of<Lifecycle, Sources>()[e.source];
  }
}

// event_requires with its filters.
template <class Event, class Guard, class Where, class Sources>
struct event_rule {
  using names = query_names<typename filtered_states<Sources>::type, Event>;
  template <class Lifecycle>
  static constexpr auto search() {
    return first_edge<Lifecycle>([](const edge& e) {
      const row_description& row = description_of<Lifecycle>.rows[e.row];
      return row.event == &event_of<Event> && leaves<Lifecycle, Sources>(e) &&
             possible_under(description_of<Lifecycle>, row, Where{}) && !meets(row, typename sources_of<Guard>::type{});
    });
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(never<Counterexample>,
                  "fairlead: event_requires<Event, Guard> does not hold: the counterexample fires Event without Guard");
  };
};

// event_leads_only_to with its filter.
template <class Sources, class Event, class... Targets>
struct leading_rule {
  using names = query_names<typename filtered_states<Sources, Targets...>::type, Event>;
  template <class Lifecycle>
  static constexpr auto search() {
    constexpr auto allowed = set_of<Lifecycle, any_of<Targets...>>();
    return first_edge<Lifecycle>([&](const edge& e) {
      return description_of<Lifecycle>.rows[e.row].event == &event_of<Event> && leaves<Lifecycle, Sources>(e) &&
             !allowed[e.target];
    });
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(never<Counterexample>,
                  "fairlead: event_leads_only_to<Event, Targets...> does not hold: the counterexample leads elsewhere");
  };
};

// event_requires<...>::where<...> is no template over types; its base is, and says the same.
template <class Event, class Guard, class Where, class Sources>
std::type_identity<event_rule<Event, Guard, Where, Sources>> base_rule(const event_rule<Event, Guard, Where, Sources>*);
template <class Sources, class Event, class... Targets>
std::type_identity<leading_rule<Sources, Event, Targets...>> base_rule(const leading_rule<Sources, Event, Targets...>*);
std::type_identity<void> base_rule(const void*);
template <class Invariant, class Base = typename decltype(base_rule(static_cast<const Invariant*>(nullptr)))::type>
using rule_of = std::conditional_t<std::is_void_v<Base>, Invariant, Base>;

}  // namespace detail

/// Every row of `Event` carries `Guard` (or, for `any_of<guards...>`, one of them).
/// `::where<Guards...>` asks only the rows that can fire while those hold; `::from<State>` only those that leave
/// `State`.
template <class Event, class Guard>
struct event_requires : detail::event_rule<Event, Guard, detail::type_list<>, void> {
  template <class... Guards>
  struct where : detail::event_rule<Event, Guard, detail::type_list<Guards...>, void> {
    template <class State>
    struct from : detail::event_rule<Event, Guard, detail::type_list<Guards...>, State> {};
  };
  template <class State>
  struct from : detail::event_rule<Event, Guard, detail::type_list<>, State> {};
};

/// Every row of `Event` leads to one of `Targets`. `::from<State>` asks only those that leave `State`.
template <class Event, class... Targets>
struct event_leads_only_to : detail::leading_rule<void, Event, Targets...> {
  template <class State>
  struct from : detail::leading_rule<State, Event, Targets...> {};
};

/// No row of `Event` leads to one of `Targets`.
template <class Event, class... Targets>
struct event_never_leads_to {
  /// Of nothing, everything would be true.
  static constexpr bool says_something = sizeof...(Targets) > 0;
  using names = detail::query_names<detail::type_list<Targets...>, Event>;
  /// The row that breaks the rule, if there is one.
  template <class Lifecycle>
  static constexpr auto search() {
    constexpr auto forbidden = detail::set_of<Lifecycle, any_of<Targets...>>();
    return detail::first_edge<Lifecycle>([&](const edge& e) {
      return description_of<Lifecycle>.rows[e.row].event == &detail::event_of<Event> && forbidden[e.target];
    });
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(
        detail::never<Counterexample>,
        "fairlead: event_never_leads_to<Event, Targets...> does not hold: the counterexample leads to a target");
  };
};

/// In `State` (or in each of `any_of<states...>`), `Event` fires whatever the guards say: the kill switch works always.
template <class State, class Event>
struct unconditional {
  using names = detail::query_names<detail::type_list<State>, Event>;
  /// A walk of no steps: the state in which `Event` may be refused, if there is one.
  template <class Lifecycle>
  static constexpr auto search() {
    return detail::first_state<Lifecycle, State>([](std::size_t s) {
      return !detail::never_refused(description_of<Lifecycle>, s, position_of_event<Lifecycle, Event>);
    });
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(
        detail::never<Counterexample>,
        "fairlead: unconditional<State, Event> does not hold: in the state of the counterexample, Event may be "
        "refused or has no row; let its rows cover every case");
  };
};

/// In `State` (or in each of `any_of<states...>`), `Event` has a row: the guards may refuse it, but nobody has to ask
/// in vain.
template <class State, class Event>
struct accepts {
  using names = detail::query_names<detail::type_list<State>, Event>;
  /// A walk of no steps: the state without a row, if there is one.
  template <class Lifecycle>
  static constexpr auto search() {
    return detail::first_state<Lifecycle, State>(
        [](std::size_t s) { return !description_of<Lifecycle>.has_row(s, position_of_event<Lifecycle, Event>); });
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(
        detail::never<Counterexample>,
        "fairlead: accepts<State, Event> does not hold: in the state of the counterexample, Event has no row");
  };
};

/// `State` has no row for `Event`.
template <class State, class Event>
struct never_accepts {
  using names = detail::query_names<detail::type_list<State>, Event>;
  /// The row that breaks the rule, if there is one.
  template <class Lifecycle>
  static constexpr auto search() {
    constexpr auto from = detail::set_of<Lifecycle, State>();
    return detail::first_edge<Lifecycle>([&](const edge& e) {
      return description_of<Lifecycle>.rows[e.row].event == &detail::event_of<Event> && from[e.source];
    });
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(detail::never<Counterexample>,
                  "fairlead: never_accepts<State, Event> does not hold: the counterexample fires Event in State");
  };
};

/// No row of `Event` asks the question that `Guard` answers: neither `Guard`, nor its negation, nor, for `is<>` and
/// `in<>`, another answer. "A freeze cannot block a rollback" is `never_depends_on<rollback, in<gate::open>>`.
template <class Event, class Guard>
struct never_depends_on {
  using names = detail::query_names<detail::type_list<>, Event>;
  /// The row that breaks the rule, if there is one.
  template <class Lifecycle>
  static constexpr auto search() {
    constexpr guard_description asked = detail::guard_traits<Guard>::value;
    return detail::first_edge<Lifecycle>([&](const edge& e) {
      const row_description& row = description_of<Lifecycle>.rows[e.row];
      if (row.event != &detail::event_of<Event>) { return false; }
      for (const guard_description& guard : row.guards) {
        if (guard.key == asked.key && guard.scope == asked.scope) { return true; }
      }
      return false;
    });
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(detail::never<Counterexample>,
                  "fairlead: never_depends_on<Event, Guard> does not hold: the counterexample asks for it");
  };
};

}  // namespace fairlead

#endif
