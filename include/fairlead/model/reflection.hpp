// SPDX-License-Identifier: BSL-1.0
// From the types of a transition table to constant data, and from a position in that data back to the type.
#ifndef FAIRLEAD_MODEL_REFLECTION_HPP
#define FAIRLEAD_MODEL_REFLECTION_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <type_traits>
#include <utility>

#include "description.hpp"
#include "guard.hpp"
#include "row.hpp"
#include "transitions.hpp"

namespace fairlead {

namespace detail {

template <class... Types>
struct type_list {
  static constexpr std::size_t size = sizeof...(Types);
};

template <std::size_t I, class List>
struct type_at_of;
#if __has_builtin(__type_pack_element)
template <std::size_t I, class... Types>
struct type_at_of<I, type_list<Types...>> {
  using type = __type_pack_element<I, Types...>;
};
#else
// Position -> type in one overload resolution; cheaper than any recursion.
template <std::size_t I, class T>
struct indexed {
  using type = T;
};
template <class Indices, class... Types>
struct indexed_types;
template <std::size_t... I, class... Types>
struct indexed_types<std::index_sequence<I...>, Types...> : indexed<I, Types>... {};
template <std::size_t I, class T>
indexed<I, T> select(const indexed<I, T>&);
template <std::size_t I, class... Types>
struct type_at_of<I, type_list<Types...>> {
  using type = typename decltype(select<I>(indexed_types<std::index_sequence_for<Types...>, Types...>{}))::type;
};
#endif
template <std::size_t I, class List>
using type_at = typename type_at_of<I, List>::type;

template <class Event>
inline constexpr event_description event_of{name_from(spelled_type<Event>()), __is_same(Event, deadline)};

// Behind the target of a row stand at most one `when` and one `then`, in this order.
template <class... Clauses>
inline constexpr bool are_clauses = sizeof...(Clauses) == 0;
template <class... Guards>
inline constexpr bool are_clauses<when<Guards...>> = true;
template <class... Actions>
inline constexpr bool are_clauses<then<Actions...>> = true;
template <class... Guards, class... Actions>
inline constexpr bool are_clauses<when<Guards...>, then<Actions...>> = true;

template <class... Clauses>
struct clauses {
  using guards = type_list<>;
  using actions = type_list<>;
};
template <class... Guards>
struct clauses<when<Guards...>> {
  using guards = type_list<Guards...>;
  using actions = type_list<>;
};
template <class... Actions>
struct clauses<then<Actions...>> {
  using guards = type_list<>;
  using actions = type_list<Actions...>;
};
template <class... Guards, class... Actions>
struct clauses<when<Guards...>, then<Actions...>> {
  using guards = type_list<Guards...>;
  using actions = type_list<Actions...>;
};

template <class Source>
struct sources_of {
  using type = type_list<Source>;
};
template <class... States>
struct sources_of<any_of<States...>> {
  using type = type_list<States...>;
};

template <class Action>
inline constexpr action_description action_of{name_from(spelled_type<Action>()), false};
template <class Signal>
inline constexpr action_description action_of<raise<Signal>>{name_from(spelled_type<Signal>()), true};

template <class Target>
inline constexpr const state_description* target_of = &state_of<Target>;
template <>
inline constexpr const state_description* target_of<stay> = nullptr;

// Lists are kept by what they are made of, not by row: most rows have those of others. A list of one is the one.
template <class... States>
inline constexpr const state_description* state_list[]{&state_of<States>...};
template <class... Guards>
inline constexpr guard_description guard_list[]{guard_of<Guards>...};
template <class... Actions>
inline constexpr action_description action_list[]{action_of<Actions>...};

template <class Source>
inline constexpr sequence<const state_description*> states_from{&target_of<Source>, 1};
template <class... States>
inline constexpr sequence<const state_description*> states_from<any_of<States...>>{state_list<States...>,
                                                                                   sizeof...(States)};
template <>
inline constexpr sequence<const state_description*> states_from<any_of<>>{};
template <class... Guards>
inline constexpr sequence<guard_description> guards_in{guard_list<Guards...>, sizeof...(Guards)};
template <>
inline constexpr sequence<guard_description> guards_in<>{};
template <class Guard>
inline constexpr sequence<guard_description> guards_in<Guard>{&guard_of<Guard>, 1};
template <class... Actions>
inline constexpr sequence<action_description> actions_in{action_list<Actions...>, sizeof...(Actions)};
template <>
inline constexpr sequence<action_description> actions_in<>{};
template <class Action>
inline constexpr sequence<action_description> actions_in<Action>{&action_of<Action>, 1};

// An element of a table that is no row ends here: checks.hpp says so in words.
template <class Row>
inline constexpr row_description row_of{};
template <class Source, class Event, class Target>
inline constexpr row_description row_of<row<Source, Event, Target>>{
    states_from<Source>, &event_of<Event>, target_of<Target>, {}, {}};
template <class Source, class Event, class Target, class... Guards>
inline constexpr row_description row_of<row<Source, Event, Target, when<Guards...>>>{
    states_from<Source>, &event_of<Event>, target_of<Target>, guards_in<Guards...>, {}};
template <class Source, class Event, class Target, class... Actions>
inline constexpr row_description row_of<row<Source, Event, Target, then<Actions...>>>{
    states_from<Source>, &event_of<Event>, target_of<Target>, {}, actions_in<Actions...>};
template <class Source, class Event, class Target, class... Guards, class... Actions>
inline constexpr row_description row_of<row<Source, Event, Target, when<Guards...>, then<Actions...>>>{
    states_from<Source>, &event_of<Event>, target_of<Target>, guards_in<Guards...>, actions_in<Actions...>};

// The types of a row, for what runs it.
template <class Row>
struct row_traits;
template <class Source, class Event, class Target, class... Clauses>
struct row_traits<row<Source, Event, Target, Clauses...>> {
  using sources = typename sources_of<Source>::type;
  using event = Event;
  using target = Target;
  using guards = typename clauses<Clauses...>::guards;
  using actions = typename clauses<Clauses...>::actions;
};

// Tables may have more rows than clang folds over (256): these take lists instead.
constexpr bool all_true(std::initializer_list<bool> each) {
  for (const bool one : each) {
    if (!one) { return false; }
  }
  return true;
}
constexpr std::size_t count_edges(const sequence<row_description>& rows) {
  std::size_t count = 0;
  for (const row_description& row : rows) { count += row.sources.size(); }
  return count;
}

// States and events in the order in which the rows mention them, and the arrows between them.
template <class Object>
constexpr std::uint16_t number(const Object** objects, std::size_t& count, const Object* object) {
  std::size_t i = count;  // from the newest on: rows mostly speak of what the rows before them did
  while (i != 0 && objects[i - 1] != object) { --i; }
  if (i != 0) { return static_cast<std::uint16_t>(i - 1); }
  objects[count] = object;
  return static_cast<std::uint16_t>(count++);
}
template <std::size_t Rows, std::size_t Edges>
struct numbered_rows {
  const state_description* states[Edges + Rows + 1]{};
  const event_description* events[Rows + 1]{};
  edge edges[Edges == 0 ? 1 : Edges]{};
  std::size_t state_count = 0;
  std::size_t event_count = 0;

  constexpr explicit numbered_rows(const row_description* rows) {
    edge* next = edges;
    for (std::size_t r = 0; r < Rows; ++r) {
      const row_description& row = rows[r];
      const std::uint16_t event = number(events, event_count, row.event);
      edge* const first = next;
      for (const state_description* state : row.sources) {
        const std::uint16_t source = number(states, state_count, state);
        *next++ = {static_cast<std::uint16_t>(r), source, event, source, row.target == nullptr};
      }
      if (row.target == nullptr) { continue; }
      const std::uint16_t target = number(states, state_count, row.target);
      for (edge* e = first; e != next; ++e) { e->target = target; }
    }
  }
};

constexpr std::size_t count_initial(const sequence<const state_description*>& states) {
  std::size_t count = 0;
  for (const state_description* state : states) { count += has(state->marks, legend::initial) ? 1U : 0U; }
  return count;
}
template <std::size_t Regions>
constexpr std::array<std::uint16_t, Regions> begin_regions(const sequence<const state_description*>& states) {
  std::array<std::uint16_t, Regions> result{};
  std::size_t next = 0;
  for (std::size_t s = 0; s < states.size(); ++s) {
    if (has(states[s]->marks, legend::initial)) { result[next++] = static_cast<std::uint16_t>(s); }
  }
  return result;
}
// A region is what can be reached from its initial state; `shared` is a state that two of them reach.
template <std::size_t States>
struct parted_states {
  std::uint8_t of[States == 0 ? 1 : States]{};
  std::size_t shared = States;

  constexpr parted_states(const sequence<edge>& edges, const std::uint16_t* initial, std::size_t regions) {
    if (regions == 1) { return; }
    bool taken[States + 1]{};
    for (std::size_t r = 0; r < regions; ++r) {
      bool reached[States + 1]{};
      reached[initial[r]] = true;
      for (bool grew = true; grew;) {
        grew = false;
        for (const edge& e : edges) {
          grew = grew || (reached[e.source] && !reached[e.target]);
          reached[e.target] = reached[e.target] || reached[e.source];
        }
      }
      for (std::size_t s = 0; s < States; ++s) {
        if (reached[s] && taken[s] && shared == States) { shared = s; }
        if (reached[s]) { of[s] = static_cast<std::uint8_t>(r); }
        taken[s] = taken[s] || reached[s];
      }
    }
  }
};

// Where a state or event is first mentioned: enough to get back to its type.
struct mention {
  std::size_t row;
  std::size_t slot;  // position among the sources; `target_slot` for the target
};
inline constexpr std::size_t target_slot = static_cast<std::size_t>(-1);
constexpr mention find_state(const row_description* rows, const state_description* state) {
  for (std::size_t r = 0;; ++r) {
    for (std::size_t s = 0; s < rows[r].sources.size(); ++s) {
      if (rows[r].sources[s] == state) { return {r, s}; }
    }
    if (rows[r].target == state) { return {r, target_slot}; }
  }
}
constexpr std::size_t find_event(const row_description* rows, const event_description* event) {
  std::size_t r = 0;
  while (rows[r].event != event) { ++r; }
  return r;
}

template <class Table>
struct folded;
template <class... Rows>
struct folded<table<Rows...>> {
  using rows = type_list<row_traits<Rows>...>;
  // With one more, since a table may be empty until checks refuse it.
  static constexpr row_description described_rows[sizeof...(Rows) + 1]{row_of<Rows>...};
  static constexpr sequence<row_description> row_data{described_rows, sizeof...(Rows)};
  static constexpr std::size_t edge_count = count_edges(row_data);
  static constexpr numbered_rows<sizeof...(Rows), edge_count> all{described_rows};
  static constexpr std::size_t state_count = all.state_count;
  static constexpr std::size_t event_count = all.event_count;
  static constexpr sequence<const state_description*> states{all.states, state_count};
  static constexpr sequence<const event_description*> events{all.events, event_count};
  static constexpr sequence<edge> edges{all.edges, edge_count};

  static constexpr std::size_t initial_count = count_initial(states);
  // A lifecycle without an initial state is refused; until then its first state stands in.
  static constexpr std::size_t region_count = initial_count == 0 ? 1 : initial_count;
  static constexpr std::array<std::uint16_t, region_count> initial_states = begin_regions<region_count>(states);
  static constexpr parted_states<state_count> regions{edges, initial_states.data(), region_count};

  template <std::size_t Row>
  using row_at = type_at<Row, rows>;

  template <std::size_t State>
  static constexpr auto state_type() {
    constexpr mention where = find_state(described_rows, states[State]);
    if constexpr (where.slot == target_slot) {
      return std::type_identity<typename row_at<where.row>::target>{};
    } else {
      return std::type_identity<type_at<where.slot, typename row_at<where.row>::sources>>{};
    }
  }
};

// For what is no table an empty one stands in, by a dependent name, which few pay for. Doxygen would see a circle.
/// @cond
template <class Other>
struct stand_in {
  using type = table<>;
};
template <class Other>
struct folded : folded<typename stand_in<Other>::type> {};
/// @endcond
struct no_data {
  friend constexpr bool operator==(no_data, no_data) noexcept = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self&, Visit&&) {}
};
template <class Lifecycle>
struct data_of_lifecycle {
  using type = no_data;
};
template <class Lifecycle>
  requires requires { typename Lifecycle::data; }
struct data_of_lifecycle<Lifecycle> {
  using type = typename Lifecycle::data;
};

}  // namespace detail

/// Everything about the table of `Lifecycle`, as types and as data. One instantiation a lifecycle.
template <class Lifecycle>
struct reflection : detail::folded<detail::transitions_of<Lifecycle>> {
  using base = detail::folded<detail::transitions_of<Lifecycle>>;
  /// The extended state of an instance; an empty struct where the lifecycle declares none.
  using data = typename detail::data_of_lifecycle<Lifecycle>::type;
  /// The state type at position `State`.
  template <std::size_t State>
  using state_at = typename decltype(base::template state_type<State>())::type;
  /// The event type at position `Event`.
  template <std::size_t Event>
  using event_at = typename base::template row_at<detail::find_event(base::described_rows, base::events[Event])>::event;
};

/// The table of `Lifecycle` as constant data.
template <class Lifecycle>
inline constexpr lifecycle_description description_of{
    name_of<Lifecycle>(),
    detail::version_of<Lifecycle>(),
    reflection<Lifecycle>::states,
    reflection<Lifecycle>::events,
    reflection<Lifecycle>::row_data,
    reflection<Lifecycle>::edges,
    {reflection<Lifecycle>::regions.of, reflection<Lifecycle>::state_count},
    reflection<Lifecycle>::region_count};

/// The extended state that an instance of `Lifecycle` carries.
template <class Lifecycle>
using data_of = typename reflection<Lifecycle>::data;

namespace detail {

template <class Object>
constexpr std::size_t position_in(const sequence<const Object*>& objects, const Object* object) {
  std::size_t i = 0;
  while (i < objects.size() && objects[i] != object) { ++i; }
  return i;
}

}  // namespace detail

/// Position of `State` in `description_of<Lifecycle>.states`, or their number if the lifecycle has no such state.
template <class Lifecycle, class State>
inline constexpr std::size_t position_of_state = detail::position_in(reflection<Lifecycle>::states,
                                                                     &detail::state_of<State>);

/// Position of `Event` in `description_of<Lifecycle>.events`, or their number if the lifecycle has no such event.
template <class Lifecycle, class Event>
inline constexpr std::size_t position_of_event = detail::position_in(reflection<Lifecycle>::events,
                                                                     &detail::event_of<Event>);

/// True if `State` stands in the table of `Lifecycle`.
template <class Lifecycle, class State>
inline constexpr bool has_state = position_of_state<Lifecycle, State> < reflection<Lifecycle>::state_count;

/// True if `Event` stands in the table of `Lifecycle`.
template <class Lifecycle, class Event>
inline constexpr bool has_event = position_of_event<Lifecycle, Event> < reflection<Lifecycle>::event_count;

/// Position of the initial state; of the first region's, where there are several. The checks make sure that it exists.
template <class Lifecycle>
inline constexpr std::size_t initial_state_of = reflection<Lifecycle>::initial_states[0];

}  // namespace fairlead

#endif
