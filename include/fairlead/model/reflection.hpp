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

namespace fairlead {

namespace detail {

template <class... Types>
struct type_list {
  static constexpr std::size_t size = sizeof...(Types);
};

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

template <std::size_t I, class List>
struct type_at_of;
template <std::size_t I, class... Types>
struct type_at_of<I, type_list<Types...>> {
  using type = typename decltype(select<I>(indexed_types<std::index_sequence_for<Types...>, Types...>{}))::type;
};
template <std::size_t I, class List>
using type_at = typename type_at_of<I, List>::type;

template <class Event>
inline constexpr event_description event_of{name_of<Event>(), std::is_same_v<Event, deadline>};

// Merges the clauses of a row: at most one `when` and one `then`, in this order.
template <class... Clauses>
struct clauses {
  static constexpr bool well_formed = false;
  using guards = type_list<>;
  using actions = type_list<>;
};
template <>
struct clauses<> {
  static constexpr bool well_formed = true;
  using guards = type_list<>;
  using actions = type_list<>;
};
template <class... G>
struct clauses<when<G...>> {
  static constexpr bool well_formed = true;
  using guards = type_list<G...>;
  using actions = type_list<>;
};
template <class... A>
struct clauses<then<A...>> {
  static constexpr bool well_formed = true;
  using guards = type_list<>;
  using actions = type_list<A...>;
};
template <class... G, class... A>
struct clauses<when<G...>, then<A...>> {
  static constexpr bool well_formed = true;
  using guards = type_list<G...>;
  using actions = type_list<A...>;
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
inline constexpr action_description action_of{name_of<Action>(), false};
template <class Signal>
inline constexpr action_description action_of<raise<Signal>>{name_of<Signal>(), true};

// Kept by list, not by row: most rows have the lists of others.
template <class List>
struct descriptions;
template <>
struct descriptions<type_list<>> {
  static constexpr sequence<const state_description*> states{};
  static constexpr sequence<guard_description> guards{};
  static constexpr sequence<action_description> actions{};
};
template <class... T>
struct descriptions<type_list<T...>> {
  static constexpr const state_description* states[]{&state_of<T>...};
  static constexpr guard_description guards[]{guard_traits<T>::value...};
  static constexpr action_description actions[]{action_of<T>...};
};

template <class Target>
inline constexpr const state_description* target_of = &state_of<Target>;
template <>
inline constexpr const state_description* target_of<stay> = nullptr;

// An element of a table that is no row ends here: checks.hpp says so in words.
template <class Row>
struct row_traits;
template <class Source, class Event, class Target, class... Clauses>
struct row_traits<row<Source, Event, Target, Clauses...>> {
  using sources = typename sources_of<Source>::type;
  using event = Event;
  using target = Target;
  using guards = typename clauses<Clauses...>::guards;
  using actions = typename clauses<Clauses...>::actions;

  static constexpr row_description value{descriptions<sources>::states, &event_of<Event>, target_of<Target>,
                                         descriptions<guards>::guards, descriptions<actions>::actions};
};

// Where a state or event is first mentioned: enough to get back to its type.
struct mention {
  std::uint16_t row;
  std::uint16_t slot;  // position among the sources; `target_slot` for the target
};
inline constexpr std::uint16_t target_slot = 0xffff;

template <class Object, std::size_t Capacity>
struct numbering {
  const Object* objects[Capacity]{};
  mention first[Capacity]{};
  std::size_t count = 0;
};
template <class Object>
constexpr std::uint16_t number(const Object** objects, mention* first, std::size_t& count, const Object* object,
                               mention where) {
  for (std::size_t i = 0; i < count; ++i) {
    if (objects[i] == object) { return static_cast<std::uint16_t>(i); }
  }
  objects[count] = object;
  first[count] = where;
  return static_cast<std::uint16_t>(count++);
}
template <class Object, std::size_t Capacity>
constexpr std::uint16_t number(numbering<Object, Capacity>& all, const Object* object, mention where) {
  return number(all.objects, all.first, all.count, object, where);
}

template <std::size_t Size, class T, std::size_t Capacity>
constexpr std::array<T, Size> shrink(const T (&from)[Capacity]) {
  std::array<T, Size> to{};
  for (std::size_t i = 0; i < Size; ++i) { to[i] = from[i]; }
  return to;
}

// Tables may have more rows than clang folds over (256): these take lists instead.
constexpr bool all_true(std::initializer_list<bool> each) {
  for (const bool one : each) {
    if (!one) { return false; }
  }
  return true;
}
constexpr std::size_t sum_of(std::initializer_list<std::size_t> each) {
  std::size_t sum = 0;
  for (const std::size_t one : each) { sum += one; }
  return sum;
}

template <class Table>
struct folded;
template <class... Rows>
struct folded<table<Rows...>> {
  using rows = type_list<row_traits<Rows>...>;
  static constexpr std::array<row_description, sizeof...(Rows)> row_data{row_traits<Rows>::value...};
  static constexpr std::size_t edge_count = sum_of({row_traits<Rows>::sources::size...});

  struct numbers {
    numbering<state_description, edge_count + sizeof...(Rows) + 1> states{};
    numbering<event_description, sizeof...(Rows) + 1> events{};
    std::array<edge, edge_count> edges{};
  };
  static constexpr numbers all = [] {
    numbers result{};
    std::size_t next = 0;
    for (std::size_t r = 0; r < row_data.size(); ++r) {
      const row_description& row = row_data[r];
      const auto row_number = static_cast<std::uint16_t>(r);
      const std::uint16_t event = number(result.events, row.event, {row_number, 0});
      const std::size_t first = next;
      for (std::size_t s = 0; s < row.sources.size(); ++s) {
        const std::uint16_t source = number(result.states, row.sources[s], {row_number, static_cast<std::uint16_t>(s)});
        result.edges[next++] = {row_number, source, event, source, row.target == nullptr};
      }
      if (row.target != nullptr) {
        const std::uint16_t target = number(result.states, row.target, {row_number, target_slot});
        for (std::size_t e = first; e < next; ++e) { result.edges[e].target = target; }
      }
    }
    return result;
  }();
  static constexpr std::size_t state_count = all.states.count;
  static constexpr std::size_t event_count = all.events.count;
  static constexpr auto states = shrink<state_count>(all.states.objects);
  static constexpr auto events = shrink<event_count>(all.events.objects);

  static constexpr std::size_t initial_count = [] {
    std::size_t count = 0;
    for (const state_description* state : states) { count += has(state->marks, legend::initial) ? 1U : 0U; }
    return count;
  }();
  // A lifecycle without an initial state is refused; until then its first state stands in.
  static constexpr std::size_t region_count = initial_count == 0 ? 1 : initial_count;
  static constexpr std::array<std::uint16_t, region_count> initial_states = [] {
    std::array<std::uint16_t, region_count> result{};
    std::size_t next = 0;
    for (std::size_t s = 0; s < state_count; ++s) {
      if (has(states[s]->marks, legend::initial)) { result[next++] = static_cast<std::uint16_t>(s); }
    }
    return result;
  }();
  // A region is what can be reached from its initial state; `shared` is a state that two of them reach.
  struct partition_of_states {
    std::array<std::uint8_t, state_count> of{};
    std::size_t shared = state_count;
  };
  static constexpr partition_of_states regions = [] {
    partition_of_states result{};
    if (region_count == 1) { return result; }
    std::array<bool, state_count> taken{};
    for (std::size_t r = 0; r < region_count; ++r) {
      std::array<bool, state_count> reached{};
      reached[initial_states[r]] = true;
      for (bool grew = true; grew;) {
        grew = false;
        for (const edge& e : all.edges) {
          grew = grew || (reached[e.source] && !reached[e.target]);
          reached[e.target] = reached[e.target] || reached[e.source];
        }
      }
      for (std::size_t s = 0; s < state_count; ++s) {
        if (reached[s] && taken[s] && result.shared == state_count) { result.shared = s; }
        if (reached[s]) { result.of[s] = static_cast<std::uint8_t>(r); }
        taken[s] = taken[s] || reached[s];
      }
    }
    return result;
  }();

  template <std::size_t Row>
  using row_at = type_at<Row, rows>;

  template <std::size_t State>
  static constexpr auto state_type() {
    constexpr mention where = all.states.first[State];
    if constexpr (where.slot == target_slot) {
      return std::type_identity<typename row_at<where.row>::target>{};
    } else {
      return std::type_identity<type_at<where.slot, typename row_at<where.row>::sources>>{};
    }
  }
};

template <class Lifecycle>
constexpr std::uint32_t version_of() {
  if constexpr (requires { std::uint32_t{Lifecycle::version}; }) {
    return Lifecycle::version;
  } else {
    return 1;
  }
}

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
struct reflection : detail::folded<typename Lifecycle::transitions> {
  using base = detail::folded<typename Lifecycle::transitions>;
  /// The extended state of an instance; an empty struct where the lifecycle declares none.
  using data = typename detail::data_of_lifecycle<Lifecycle>::type;
  /// The state type at position `State`.
  template <std::size_t State>
  using state_at = typename decltype(base::template state_type<State>())::type;
  /// The event type at position `Event`.
  template <std::size_t Event>
  using event_at = typename base::template row_at<base::all.events.first[Event].row>::event;
};

/// The table of `Lifecycle` as constant data.
template <class Lifecycle>
inline constexpr lifecycle_description description_of{name_of<Lifecycle>(),
                                                      detail::version_of<Lifecycle>(),
                                                      reflection<Lifecycle>::states,
                                                      reflection<Lifecycle>::events,
                                                      reflection<Lifecycle>::row_data,
                                                      reflection<Lifecycle>::all.edges,
                                                      reflection<Lifecycle>::regions.of,
                                                      reflection<Lifecycle>::region_count};

/// The extended state that an instance of `Lifecycle` carries.
template <class Lifecycle>
using data_of = typename reflection<Lifecycle>::data;

/// Position of `State` in `description_of<Lifecycle>.states`, or their number if the lifecycle has no such state.
template <class Lifecycle, class State>
inline constexpr std::size_t position_of_state = [] {
  std::size_t i = 0;
  while (i < reflection<Lifecycle>::state_count && reflection<Lifecycle>::states[i] != &detail::state_of<State>) {
    ++i;
  }
  return i;
}();

/// Position of `Event` in `description_of<Lifecycle>.events`, or their number if the lifecycle has no such event.
template <class Lifecycle, class Event>
inline constexpr std::size_t position_of_event = [] {
  std::size_t i = 0;
  while (i < reflection<Lifecycle>::event_count && reflection<Lifecycle>::events[i] != &detail::event_of<Event>) {
    ++i;
  }
  return i;
}();

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
