// SPDX-License-Identifier: BSL-1.0
// Rules about a lifecycle as constant data. A rule then costs a compiler little more than its name: what decides it
// (rule_search.hpp) is no template.
#ifndef FAIRLEAD_MODEL_RULE_HPP
#define FAIRLEAD_MODEL_RULE_HPP

#include <cstddef>
#include <cstdint>

#include "reflection.hpp"

namespace fairlead {

/// In `entry_requires`: met by every row of `Event`, whatever its guards.
/// `entry_requires<live, any_of<target_healthy, on<verify_passed>>>`.
template <class Event>
struct on {};

namespace detail {

enum class rule_kind : std::uint8_t {
  walk,            // none leads from set 0 to set 1 past set 2, by rows without what is needed; after set 3 was visited
  edge,            // none leads from set 0 to set 1
  exit,            // what leaves set 0 leads to set 1
  entry,           // what enters set 0 carries what is needed
  event_guard,     // the event's rows that are possible under `given` carry what is needed
  event_targets,   // the event's rows lead to set 0
  event_strays,    // the event's rows do not lead to set 0
  event_never,     // the event has no row
  event_question,  // the event's rows do not ask what the guard needed asks
  always_fires,    // in set 0 the event cannot be refused
  has_row,         // in set 0 the event has a row
  searched         // decided by the rule's own `search<Lifecycle>()`
};
// The kinds that follow the event's rows; of those that leave set 1, if there is one.
constexpr bool follows_event(rule_kind kind) {
  return kind >= rule_kind::event_guard && kind <= rule_kind::event_question;
}
// No walk leads from one region to another.
constexpr bool follows_states(rule_kind kind) { return kind <= rule_kind::exit; }

// Every rule derives from one: `Sets` is a list of states or any_of<states...>, `Event` void where none is named.
template <rule_kind Kind, class Sets, class Event = void, class Needed = type_list<>, class Given = type_list<>>
struct query {
  using rule = query;
};

// Met by a row that carries the guard; or by every row of the event, where there is no guard.
struct requirement {
  const guard_description* guard;
  const event_description* event;
};
template <class Guard>
inline constexpr requirement requirement_of{&guard_of<Guard>, nullptr};
template <class Event>
inline constexpr requirement requirement_of<on<Event>>{nullptr, &event_of<Event>};

// Requirements any one of which is enough: `Guard`, or any_of<guards...>.
template <class... Guards>
inline constexpr requirement requirement_list[]{requirement_of<Guards>...};
template <class Guard>
inline constexpr sequence<requirement> alternatives{&requirement_of<Guard>, 1};
template <class... Guards>
inline constexpr sequence<requirement> alternatives<any_of<Guards...>>{requirement_list<Guards...>, sizeof...(Guards)};
template <>
inline constexpr sequence<requirement> alternatives<any_of<>>{};
// One of each of these is needed.
template <class... Guards>
inline constexpr sequence<requirement> alternatives_list[]{alternatives<Guards>...};
template <class List>
inline constexpr sequence<sequence<requirement>> needs{};
template <class Guard>
inline constexpr sequence<sequence<requirement>> needs<type_list<Guard>>{&alternatives<Guard>, 1};
template <class First, class Second, class... Rest>
inline constexpr sequence<sequence<requirement>> needs<type_list<First, Second, Rest...>>{
    alternatives_list<First, Second, Rest...>, 2 + sizeof...(Rest)};

// The positions of a set: of `State`, or of any_of<states...>.
template <class Lifecycle, class State>
inline constexpr std::uint16_t place_of = static_cast<std::uint16_t>(position_of_state<Lifecycle, State>);
template <class Lifecycle, class... States>
inline constexpr std::uint16_t place_list[]{place_of<Lifecycle, States>...};
template <class Lifecycle, class State>
inline constexpr sequence<std::uint16_t> places_of{&place_of<Lifecycle, State>, 1};
template <class Lifecycle, class... States>
inline constexpr sequence<std::uint16_t> places_of<Lifecycle, any_of<States...>>{place_list<Lifecycle, States...>,
                                                                                 sizeof...(States)};
template <class Lifecycle>
inline constexpr sequence<std::uint16_t> places_of<Lifecycle, any_of<>>{};

inline constexpr std::uint16_t any_event = 0xffff;
template <class Lifecycle, class Event>
inline constexpr std::uint16_t event_place = static_cast<std::uint16_t>(position_of_event<Lifecycle, Event>);
template <class Lifecycle>
inline constexpr std::uint16_t event_place<Lifecycle, void> = any_event;

template <class List>
inline constexpr sequence<guard_description> guards_of_list{};
template <class... Guards>
inline constexpr sequence<guard_description> guards_of_list<type_list<Guards...>> = guards_in<Guards...>;

struct rule_statement {
  rule_kind kind;
  std::uint16_t event;
  std::size_t set_count;
  sequence<std::uint16_t> sets[4];
  sequence<sequence<requirement>> needed;
  sequence<guard_description> given;
  bool refuted = false;  // of a rule that is searched
};
template <class Lifecycle, class Query>
inline constexpr rule_statement statement_of{};
template <class Lifecycle, rule_kind Kind, class... Sets, class Event, class Needed, class Given>
inline constexpr rule_statement statement_of<Lifecycle, query<Kind, type_list<Sets...>, Event, Needed, Given>>{
    Kind,          event_place<Lifecycle, Event>, sizeof...(Sets), {places_of<Lifecycle, Sets>...},
    needs<Needed>, guards_of_list<Given>};

template <class Lifecycle, class Rule>
constexpr bool is_refuted(const sequence<std::uint16_t>& names) {
  for (const std::uint16_t each : names) {
    if (each >= reflection<Lifecycle>::state_count) { return false; }
  }
  return Rule::template search<Lifecycle>().found;
}
// A rule that is searched names itself.
template <class Rule, class... States>
using searched_query = query<rule_kind::searched, type_list<any_of<States...>>, void, type_list<Rule>>;
template <class Query>
inline constexpr bool is_searched = false;
template <class Rule, class... States>
inline constexpr bool is_searched<searched_query<Rule, States...>> = true;
template <class Lifecycle, class Rule, class... States>
inline constexpr rule_statement statement_of<Lifecycle, searched_query<Rule, States...>>{
    rule_kind::searched,
    any_event,
    1,
    {places_of<Lifecycle, any_of<States...>>},
    {},
    {},
    is_refuted<Lifecycle, Rule>(places_of<Lifecycle, any_of<States...>>)};

constexpr bool carries(const row_description& row, const guard_description& wanted) {
  for (const guard_description& guard : row.guards) {
    // Equal keys and values are of one scope.
    if (guard.key == wanted.key && guard.value == wanted.value && guard.negated == wanted.negated) { return true; }
  }
  return false;
}
constexpr bool meets_one_of(const row_description& row, const sequence<requirement>& enough) {
  for (const requirement& each : enough) {
    if (each.guard != nullptr ? carries(row, *each.guard) : row.event == each.event) { return true; }
  }
  return false;
}
constexpr bool meets_each_of(const row_description& row, const sequence<sequence<requirement>>& needed) {
  for (const sequence<requirement>& each : needed) {
    if (!meets_one_of(row, each)) { return false; }
  }
  return true;
}
// At least one of `Guards`.
template <class... Guards>
constexpr bool meets(const row_description& row, type_list<Guards...>) {
  return meets_one_of(row, alternatives<any_of<Guards...>>);
}
// True if `row` could fire while all of `given` hold.
constexpr bool possible_under(const lifecycle_description& lifecycle, const row_description& row,
                              const sequence<guard_description>& given) {
  for (const guard_description& guard : row.guards) {
    for (const guard_description& each : given) {
      if (exclusive(lifecycle, guard, each)) { return false; }
    }
  }
  return true;
}
constexpr bool asks(const row_description& row, const guard_description& question) {
  for (const guard_description& guard : row.guards) {
    if (guard.key == question.key && guard.scope == question.scope) { return true; }
  }
  return false;
}

}  // namespace detail
}  // namespace fairlead

#endif
