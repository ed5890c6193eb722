// SPDX-License-Identifier: BSL-1.0
// Several lifecycles side by side, with the guards that ask about each other taken exactly: rules that no single
// lifecycle can state about itself, proved over the product of their states.
#ifndef FAIRLEAD_MODEL_COMPOSE_HPP
#define FAIRLEAD_MODEL_COMPOSE_HPP

#include <array>
#include <cstddef>

#include "product.hpp"
#include "proof.hpp"

namespace fairlead {

namespace detail {

// A way to a product state, and one more step where a step is what is wrong.
struct product_walk {
  bool found = false;
  std::size_t end = 0;
  bool one_more = false;
  member_step last{};
};

template <class Composition>
constexpr std::size_t length_of(std::size_t end) {
  using space = product_of<Composition>;
  std::size_t length = 0;
  for (std::size_t s = end; s != space::begin(); s = exploration<Composition>::all.from[s]) { ++length; }
  return length;
}
template <class Composition>
constexpr member_step step_at(std::size_t end, std::size_t index, std::size_t length) {
  std::size_t s = end;
  for (std::size_t i = length; i-- > index + 1;) { s = exploration<Composition>::all.from[s]; }
  return exploration<Composition>::all.by[s];
}
template <class Composition, std::size_t Member, std::size_t Edge>
auto spelled_step() {
  using table = reflection<type_at<Member, typename Composition::members>>;
  constexpr edge e = table::edges[Edge];
  return step<typename table::template state_at<e.source>, typename table::template event_at<e.event>>{};
}

}  // namespace detail

namespace checks {

/// A composition asks something of its members.
template <class Composition, bool CanBeRead>
struct composition_can_be_read {
  static_assert(CanBeRead,
                "fairlead: a composition needs `using invariants = prove<...>;`, public, and its rules, if it has any, "
                "are `using rules = composition_rules<...>;`; those of the one named here are not");
};

/// What the rules and invariants of a composition name stands in its members.
template <class Composition, class Rule>
struct names_of_a_composition {
  static_assert(detail::never<Rule>,
                "fairlead: compose<...>: the type named here is no rule about compositions, or names a state or event "
                "that stands in no member's table (for of<N, ...>, not in member N); it would mean nothing");
};

}  // namespace checks

/// The end of a counterexample of a composition: the current state of every member.
template <class... States>
struct reaches_together {};

namespace detail {

template <class Composition, std::size_t End, std::size_t... Member>
auto spelled_end(std::index_sequence<Member...>) {
  using space = product_of<Composition>;
  return reaches_together<typename reflection<type_at<Member, typename Composition::members>>::template state_at<
      space::current(End, Member)>...>{};
}
template <class Composition, class Holder, std::size_t... I>
auto spell_product(std::index_sequence<I...>) {
  constexpr product_walk walk = Holder::value;
  constexpr std::size_t length = sizeof...(I);
  using end = decltype(spelled_end<Composition, walk.end>(std::make_index_sequence<product_of<Composition>::count>{}));
  if constexpr (walk.one_more) {
    return counterexample<Composition,
                          decltype(spelled_step<Composition, step_at<Composition>(walk.end, I, length).member,
                                                step_at<Composition>(walk.end, I, length).edge>())...,
                          end, decltype(spelled_step<Composition, walk.last.member, walk.last.edge>())>{};
  } else {
    return counterexample<Composition,
                          decltype(spelled_step<Composition, step_at<Composition>(walk.end, I, length).member,
                                                step_at<Composition>(walk.end, I, length).edge>())...,
                          end>{};
  }
}

// The first reached state, in breadth-first order, for which `broken` holds.
template <class Composition, class Predicate>
constexpr product_walk first_state(Predicate broken) {
  const auto& all = exploration<Composition>::all;
  for (std::size_t i = 0; i < all.count; ++i) {
    if (broken(all.order[i])) { return {true, all.order[i], false, {}}; }
  }
  return {};
}
// The first step for which `broken` holds.
template <class Composition, class Predicate>
constexpr product_walk first_step(Predicate broken) {
  using space = product_of<Composition>;
  const auto& all = exploration<Composition>::all;
  product_walk result{};
  for (std::size_t i = 0; i < all.count && !result.found; ++i) {
    space::each_step(all.order[i], [&](const typename space::step_from& step) {
      if (!result.found && broken(all.order[i], step.how)) { result = {true, all.order[i], true, step.how}; }
    });
  }
  return result;
}

}  // namespace detail

namespace detail {

template <class Composition, class... States>
struct search_composition {
  static constexpr product_walk result() {
    constexpr std::array<located, sizeof...(States)> wanted{
        locate(typename Composition::members{}, std::type_identity<States>{})...};
    return first_state<Composition>([&](std::size_t state) {
      for (const located& each : wanted) {
        if (product_of<Composition>::current(state, each.member) != each.position) { return false; }
      }
      return true;
    });
  }
};

}  // namespace detail

namespace detail {

// Whether every one of `States` (each a state, or any_of<states...>) is current in a product state.
template <class Composition, class... States>
constexpr bool holds_one_of(std::size_t state, type_list<States...>) {
  using space = product_of<Composition>;
  constexpr std::array<located, sizeof...(States)> wanted{
      locate(typename Composition::members{}, std::type_identity<States>{})...};
  for (const located& each : wanted) {
    if (space::current(state, each.member) == each.position) { return true; }
  }
  return false;
}

}  // namespace detail

/// Wherever the composition is, a way leads on to where all of `States` are current: nothing gets stuck for good. Each
/// is a state, or `any_of<states...>`.
template <class... States>
struct always_possible {
  /// The shortest way to where there is none, if there is one.
  template <class Composition>
  static constexpr detail::product_walk search_together() {
    using space = detail::product_of<Composition>;
    const auto& all = detail::exploration<Composition>::all;
    std::array<bool, space::total> good{};
    for (bool grew = true; grew;) {
      grew = false;
      for (std::size_t i = all.count; i-- > 0;) {  // from the far end, since ways mostly lead there
        const std::size_t at = all.order[i];
        if (good[at]) { continue; }
        bool now = (detail::holds_one_of<Composition>(at, typename detail::sources_of<States>::type{}) && ...);
        if (!now) {
          space::each_step(at, [&](const typename space::step_from& step) { now = now || good[step.target]; });
        }
        good[at] = now;
        grew = grew || now;
      }
    }
    return detail::first_state<Composition>([&](std::size_t state) { return !good[state]; });
  }
  template <class Composition, class Counterexample>
  struct refuted_by {
    static_assert(
        detail::never<Counterexample>,
        "fairlead: always_possible<States...> does not hold: from the end of the counterexample no way leads to where "
        "they all are current");
  };
};

/// While `State` is current, `Event` of another member does not fire, unless by a row that carries `Guard` (or, for
/// `any_of<guards...>`, one of them). Without guard: not at all.
template <class Event, class State, class Guard = any_of<>>
struct never_fires_while {
  /// The shortest way to a step that breaks the rule, if there is one.
  template <class Composition>
  static constexpr detail::product_walk search_together() {
    using space = detail::product_of<Composition>;
    constexpr detail::located event = detail::locate(typename Composition::members{}, std::type_identity<Event>{});
    constexpr detail::located held = detail::locate(typename Composition::members{}, std::type_identity<State>{});
    return detail::first_step<Composition>([&](std::size_t state, const detail::member_step& how) {
      const edge& e = space::members[how.member]->edges[how.edge];
      return how.member == event.member && e.event == event.position &&
             space::current(state, held.member) == held.position &&
             !detail::meets(space::members[how.member]->rows[e.row], typename detail::sources_of<Guard>::type{});
    });
  }
  template <class Composition, class Counterexample>
  struct refuted_by {
    static_assert(
        detail::never<Counterexample>,
        "fairlead: never_fires_while<Event, State, Guard> does not hold: at the end of the counterexample Event fires "
        "while State is current, without Guard");
  };
};

namespace detail {

template <class Composition, class Invariant>
struct found_together {
  static constexpr product_walk value = Invariant::template search_together<Composition>();
};
template <class Composition, class Invariant>
constexpr bool report_together() {
  using found = found_together<Composition, Invariant>;
  if constexpr (found::value.found) {
    using path = decltype(spell_product<Composition, found>(
        std::make_index_sequence<length_of<Composition>(found::value.end)>{}));
    return sizeof(typename Invariant::template refuted_by<Composition, path>) > 0;
  } else {
    return true;
  }
}
// Whether what a rule of a composition names (a state, an event, of<N, ...>, reaching<...>, any_of<...>) stands in it.
template <class List, class T>
inline constexpr bool stands_in = false;
template <class... Members, class T>
inline constexpr bool stands_in<type_list<Members...>, T> = ((has_state<Members, T> || has_event<Members, T>) || ...);
template <class... Members, class... States>
inline constexpr bool stands_in<type_list<Members...>, any_of<States...>> = (stands_in<type_list<Members...>, States> &&
                                                                             ...);
template <class... Members, std::size_t Member, class T>
inline constexpr bool stands_in<type_list<Members...>, of<Member, T>> = [] {
  if constexpr (Member < sizeof...(Members)) {
    return stands_in<type_list<type_at<Member, type_list<Members...>>>, T>;
  } else {
    return false;
  }
}();
template <class... Members, class Event, class Target>
inline constexpr bool stands_in<type_list<Members...>, reaching<Event, Target>> =
    ((has_event<Members, Event> && has_state<Members, Target>) || ...);
template <class... Members, std::size_t Member, class Event, class Target>
inline constexpr bool stands_in<type_list<Members...>, reaching<of<Member, Event>, Target>> =
    stands_in<type_list<Members...>, of<Member, Event>>&& stands_in<type_list<Members...>, of<Member, Target>>;

// Whether `Rule` is a rule about compositions, and all that it names stands in this one.
template <class List, class Rule>
inline constexpr bool names_stand_in = false;
template <class List, class... Names>
inline constexpr bool names_stand_in<List, given<Names...>> = (stands_in<List, Names> && ...);
template <class List, class... Names>
inline constexpr bool names_stand_in<List, unless<Names...>> = (stands_in<List, Names> && ...);
template <class List, class... Names>
inline constexpr bool names_stand_in<List, jointly<Names...>> = (stands_in<List, Names> && ...);
template <class List, class... Names>
inline constexpr bool names_stand_in<List, never_together<Names...>> = (stands_in<List, Names> && ...);
template <class List, class... Names>
inline constexpr bool names_stand_in<List, always_possible<Names...>> = (stands_in<List, Names> && ...);
template <class List, class Event, class State, class Guard>
inline constexpr bool names_stand_in<List, never_fires_while<Event, State, Guard>> =
    stands_in<List, Event>&& stands_in<List, State>;

template <class List, class... Rules>
constexpr std::size_t first_misnamed(type_list<Rules...>) {
  return first_false({names_stand_in<List, Rules>..., false});
}
template <class... Rules>
type_list<Rules...> list_of_rules(composition_rules<Rules...>);
template <class Composition>
struct rules_of {
  using type = type_list<>;
};
template <class Composition>
  requires requires { typename Composition::rules; }
struct rules_of<Composition> {
  using type = decltype(list_of_rules(typename Composition::rules{}));
};

// Says which rule or invariant names what is not there.
template <class Composition, class List>
constexpr bool report_names_together() {
  constexpr std::size_t first = first_misnamed<typename Composition::members>(List{});
  return sizeof(checks::names_of_a_composition<Composition, type_at<first, List>>) > 0;
}
template <class Composition>
constexpr bool has_readable_rules() {
  if constexpr (requires { typename Composition::rules; }) {
    return is_made_of<composition_rules, typename Composition::rules>;
  } else {
    return true;
  }
}
template <class Composition, class... Invariants>
constexpr bool all_together(std::type_identity<prove<Invariants...>>) {
  using members = typename Composition::members;
  using rules = typename rules_of<Composition>::type;
  using invariants = type_list<Invariants...>;
  if constexpr (first_misnamed<members>(rules{}) < rules::size) {
    return report_names_together<Composition, rules>();
  } else if constexpr (first_misnamed<members>(invariants{}) < invariants::size) {
    return report_names_together<Composition, invariants>();
  } else {
    return (report_together<Composition, Invariants>() && ...);
  }
}
template <class Composition, class Other>
constexpr bool all_together(std::type_identity<Other>) {
  return sizeof(checks::composition_can_be_read<Composition, false>) > 0;
}
template <class Composition>
constexpr bool composition_holds() {
  using invariants = typename declared_invariants<Composition>::type;
  return all_together<Composition>(
      std::type_identity<std::conditional_t<has_readable_rules<Composition>(), invariants, void>>{});
}

}  // namespace detail

/// True, or it does not compile: every invariant of the composition holds.
template <class Composition>
inline constexpr bool holds_together = detail::composition_holds<Composition>();

/// Whether `Invariant` holds of the composition, as a value.
template <class Composition, class Invariant>
inline constexpr bool proves_together = !detail::found_together<Composition, Invariant>::value.found;

/// How many combinations of states can be reached.
template <class Composition>
inline constexpr std::size_t reachable_combinations = detail::exploration<Composition>::all.count;

}  // namespace fairlead

#endif
