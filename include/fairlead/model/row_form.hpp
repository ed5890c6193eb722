// SPDX-License-Identifier: BSL-1.0
// Whether a table is a table: its elements are rows, and their guards and actions can be called with what a row has to
// offer. What rows say about each other is checks.hpp.
#ifndef FAIRLEAD_MODEL_ROW_FORM_HPP
#define FAIRLEAD_MODEL_ROW_FORM_HPP

#include <type_traits>

#include "reflection.hpp"

namespace fairlead {

namespace detail {

// A class, complete by now, and not a constant or reference to one: what a state or an event is. Not the words of the
// model that stand where one might.
template <class T>
inline constexpr bool names_a_state = __is_class(T) && requires {
  sizeof(T);
};
template <class T>
inline constexpr bool names_a_state<const T> = false;
template <class T>
inline constexpr bool names_a_state<volatile T> = false;
template <class T>
inline constexpr bool names_a_state<const volatile T> = false;
template <>
inline constexpr bool names_a_state<stay> = false;
template <>
inline constexpr bool names_a_state<deadline> = false;
template <class... States>
inline constexpr bool names_a_state<any_of<States...>> = false;

template <class Source>
inline constexpr bool names_sources = names_a_state<Source>;
template <class... States>
inline constexpr bool names_sources<any_of<States...>> = sizeof...(States) > 0 && (names_a_state<States> && ...);
template <class Event, class Source>
inline constexpr bool is_source = __is_same(Event, Source);
template <class Event, class... States>
inline constexpr bool is_source<Event, any_of<States...>> = (__is_same(Event, States) || ...);

// The first of `Candidates` that cannot be a state of a row of `Event`; void if all can.
template <class Event, class... Candidates>
struct first_stray {
  using type = void;
};
template <class Event, class First, class... Rest>
struct first_stray<Event, First, Rest...> : std::conditional_t<names_a_state<First> && !std::is_same_v<First, Event>,
                                                               first_stray<Event, Rest...>, std::type_identity<First>> {
};

template <class Event>
inline constexpr bool names_an_event = __is_same(Event, deadline) || names_a_state<Event>;
template <class Source, class Event, class Target>
inline constexpr bool has_states = names_sources<Source> &&
                                   (__is_same(Target, stay) || names_a_state<Target>)&&!is_source<Event, Source> &&
                                   !__is_same(Event, Target);
template <class Row>
inline constexpr bool is_well_formed = false;
template <class Source, class Event, class Target, class... Clauses>
inline constexpr bool is_well_formed<row<Source, Event, Target, Clauses...>> =
    are_clauses<Clauses...>&& names_an_event<Event>&& has_states<Source, Event, Target>;

// Which part of it is not.
template <class Row>
struct row_form {
  static constexpr bool is_row = false;
};
template <class Source, class Event, class Target, class... Clauses>
struct row_form<row<Source, Event, Target, Clauses...>> {
  static constexpr bool is_row = true;
  static constexpr bool has_clauses = are_clauses<Clauses...>;
  static constexpr bool has_event = names_an_event<Event>;

  using event = Event;
};

// What stands where a state should, in a row that has no states.
template <class Row>
struct stray_state;
template <class Source, class Event, class Target, class... Clauses>
struct stray_state<row<Source, Event, Target, Clauses...>> {
  template <class... States>
  static auto find(type_list<States...>)
      -> first_stray<Event, States..., std::conditional_t<std::is_same_v<Target, stay>, type_list<>, Target>>;
  static auto find(type_list<>) -> std::type_identity<any_of<>>;
  using type = typename decltype(find(typename sources_of<Source>::type{}))::type;
};

// A guard answers with a `verdict` or a `bool`: a number that happens to convert is mostly a slip.
template <class Answer>
inline constexpr bool is_answer =
    std::is_same_v<std::remove_cvref_t<Answer>, verdict> || std::is_same_v<std::remove_cvref_t<Answer>, bool>;
// Whether it does in the first of the shapes of `call_guard` that fits. Nobody calls this with arguments: requirements
// on those of a function cost a compiler less than a concept does, and there are many guards.
template <class Guard, class Event, class Data>
constexpr bool answers(const Guard* guard = nullptr, const Event* event = nullptr, const Data* data = nullptr,
                       timestamp* at = nullptr) {
  if constexpr (requires { (*guard)(*event, *data, *at); }) {
    return is_answer<decltype((*guard)(*event, *data, *at))>;
  } else if constexpr (requires { (*guard)(*event, *data); }) {
    return is_answer<decltype((*guard)(*event, *data))>;
  } else if constexpr (requires { (*guard)(*event); }) {
    return is_answer<decltype((*guard)(*event))>;
  } else if constexpr (requires { (*guard)(*data); }) {
    return is_answer<decltype((*guard)(*data))>;
  } else {
    return false;
  }
}

template <class Lifecycle, class Guard, class Event>
inline constexpr bool fitting_guard = answers<Guard, Event, data_of<Lifecycle>>();
template <class Lifecycle, class Guard, class Event>
inline constexpr bool fitting_guard<Lifecycle, not_<Guard>, Event> = fitting_guard<Lifecycle, Guard, Event>;
// Of another lifecycle any class may be a state: its table need not be known here.
template <class Lifecycle, class State, class Event>
inline constexpr bool fitting_guard<Lifecycle, in<State>, Event> = names_a_state<State> &&
                                                                   (has_state<Lifecycle, State> ||
                                                                    scope_of<State>() !=
                                                                        reflection<Lifecycle>::states.front()->scope);

template <class Lifecycle, class Action, class Event>
inline constexpr bool fitting_action = callable_action<Action, Event, data_of<Lifecycle>>;
template <class Lifecycle, class Signal, class Event>
inline constexpr bool fitting_action<Lifecycle, raise<Signal>, Event> = requires(const Event& event,
                                                                                 const data_of<Lifecycle>& data) {
  Signal::from(event, data);
}
|| requires(const data_of<Lifecycle>& data) { Signal::from(data); };

}  // namespace detail

namespace checks {

/// Every element of the table is a row.
template <class Lifecycle, class Row>
struct table_of_rows {
  static_assert(
      detail::row_form<Row>::is_row,
      "fairlead: table<...>: every element must be a row<Source, Event, Target, ...>; the type named here is not");
};

/// Behind the target stand at most one `when` and one `then`, in this order.
template <class Lifecycle, class Row>
struct clauses_of_a_row {
  static_assert(
      detail::row_form<Row>::has_clauses,
      "fairlead: row<Source, Event, Target, ...>: what follows the target must be at most one when<guards...> and "
      "then at most one then<actions...>");
};

/// Sources and target are states. Void: they are.
template <class Lifecycle, class Row, class Stray>
struct states_of_a_row {
  static_assert(
      std::is_void_v<Stray>,
      "fairlead: row<Source, Event, Target, ...>: Source must be a state or any_of<states...>, Target a state "
      "or stay, and a state a complete class of its own that is not the row's event; the type named last is "
      "none");
};

/// The event is one.
template <class Lifecycle, class Row, class Event>
struct event_of_a_row {
  static_assert(
      detail::names_an_event<Event>,
      "fairlead: row<Source, Event, Target, ...>: Event must be deadline, or a complete class of its own; the "
      "type named last is neither");
};

/// A guard can be called with what its row has to offer.
template <class Lifecycle, class Guard, class Event>
struct guard_fits {
  static_assert(detail::fitting_guard<Lifecycle, Guard, Event>,
                "fairlead: a guard must be callable as verdict operator()(const Event&, const data&) const, or without "
                "the data, or with a timestamp behind it, and return verdict or bool; the guard named here does not, "
                "for the event named here");
};
template <class Lifecycle, class State, class Event>
struct guard_fits<Lifecycle, in<State>, Event> {
  static_assert(detail::fitting_guard<Lifecycle, in<State>, Event>,
                "fairlead: in<State> names no state: neither one of this lifecycle's table, nor a class of another's");
};

/// An action can be called with what its row has to offer.
template <class Lifecycle, class Action, class Event>
struct action_fits {
  static_assert(detail::fitting_action<Lifecycle, Action, Event>,
                "fairlead: an action must be callable as void operator()(const Event&, data&) const, or without the "
                "event, or with a timestamp behind it; the action named here is not, for the event named here");
};
template <class Lifecycle, class Signal, class Event>
struct action_fits<Lifecycle, raise<Signal>, Event> {
  static_assert(
      detail::fitting_action<Lifecycle, raise<Signal>, Event>,
      "fairlead: raise<Signal> needs `static Signal from(const Event&, const data&)` or `static Signal from(const "
      "data&)`; the signal named here has neither, for the event named here");
};

}  // namespace checks

namespace detail {

template <class Lifecycle, class Event, class Clause>
inline constexpr bool clause_fits = true;
template <class Lifecycle, class Event, class... Guards>
inline constexpr bool clause_fits<Lifecycle, Event, when<Guards...>> = (fitting_guard<Lifecycle, Guards, Event> && ...);
template <class Lifecycle, class Event, class... Actions>
inline constexpr bool clause_fits<Lifecycle, Event, then<Actions...>> = (fitting_action<Lifecycle, Actions, Event> &&
                                                                         ...);
template <class Lifecycle, class Row>
inline constexpr bool row_fits = true;
template <class Lifecycle, class Source, class Event, class Target, class... Clauses>
inline constexpr bool row_fits<Lifecycle, row<Source, Event, Target, Clauses...>> =
    (clause_fits<Lifecycle, Event, Clauses> && ...);
template <class Lifecycle, class... Rows>
constexpr bool rows_fit(std::type_identity<table<Rows...>>) {
  return all_true({row_fits<Lifecycle, Rows>...});
}
// Only what is wrong first is reported, of the first row in which something is.
constexpr std::size_t first_false(std::initializer_list<bool> each) {
  std::size_t first = 0;
  for (const bool one : each) {
    if (!one) { break; }
    ++first;
  }
  return first;
}
template <class Lifecycle, class Row, class... Guards, class... Actions>
constexpr bool report_row(type_list<Guards...>, type_list<Actions...>) {
  constexpr std::size_t first = first_false({fitting_guard<Lifecycle, Guards, typename Row::event>...});
  if constexpr (first < sizeof...(Guards)) {
    return sizeof(checks::guard_fits<Lifecycle, type_at<first, type_list<Guards...>>, typename Row::event>) > 0;
  } else {
    constexpr std::size_t action = first_false({fitting_action<Lifecycle, Actions, typename Row::event>...});
    return sizeof(checks::action_fits<Lifecycle, type_at<action, type_list<Actions...>>, typename Row::event>) > 0;
  }
}
template <class Lifecycle, class... Rows>
constexpr bool report_rows(std::type_identity<table<Rows...>>) {
  using row = row_traits<type_at<first_false({row_fits<Lifecycle, Rows>...}), type_list<Rows...>>>;
  return report_row<Lifecycle, row>(typename row::guards{}, typename row::actions{});
}

template <class... Rows>
constexpr bool well_formed(std::type_identity<table<Rows...>>) {
  return all_true({is_well_formed<Rows>...});
}
template <class Other>
constexpr bool well_formed(std::type_identity<Other>) {
  return false;
}
template <class Lifecycle, class... Rows>
constexpr bool report_form(std::type_identity<table<Rows...>>) {
  using row = type_at<first_false({is_well_formed<Rows>...}), type_list<Rows...>>;
  using form = row_form<row>;
  if constexpr (!form::is_row) {
    return sizeof(checks::table_of_rows<Lifecycle, row>) > 0;
  } else if constexpr (!form::has_clauses) {
    return sizeof(checks::clauses_of_a_row<Lifecycle, row>) > 0;
  } else if constexpr (!form::has_event) {
    return sizeof(checks::event_of_a_row<Lifecycle, row, typename form::event>) > 0;
  } else {
    return sizeof(checks::states_of_a_row<Lifecycle, row, typename stray_state<row>::type>) > 0;
  }
}
template <class Lifecycle, class Other>
constexpr bool report_form(std::type_identity<Other>) {
  return sizeof(checks::transitions_are_a_table<Lifecycle, false>) > 0;
}

}  // namespace detail
}  // namespace fairlead

#endif
