// SPDX-License-Identifier: BSL-1.0
// Whether a table is a table: its elements are rows, and their guards and actions can be called with what a row has to
// offer. What rows say about each other is checks.hpp.
#ifndef FAIRLEAD_MODEL_ROW_FORM_HPP
#define FAIRLEAD_MODEL_ROW_FORM_HPP

#include <type_traits>

#include "reflection.hpp"

namespace fairlead {

namespace detail {

template <class Row>
struct row_form {
  static constexpr bool is_row = false;
  static constexpr bool has_clauses = false;
};
template <class Source, class Event, class Target, class... Clauses>
struct row_form<row<Source, Event, Target, Clauses...>> {
  static constexpr bool is_row = true;
  static constexpr bool has_clauses = clauses<Clauses...>::well_formed;
};

template <class Lifecycle, class Guard, class Event>
inline constexpr bool fitting_guard = callable_guard<Guard, Event, data_of<Lifecycle>>;
template <class Lifecycle, class Guard, class Event>
inline constexpr bool fitting_guard<Lifecycle, not_<Guard>, Event> = fitting_guard<Lifecycle, Guard, Event>;
template <class Lifecycle, class State, class Event>
inline constexpr bool fitting_guard<Lifecycle, in<State>, Event> = true;

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

/// `transitions` is a table.
template <class Lifecycle, bool IsTable>
struct transitions_are_a_table {
  static_assert(IsTable,
                "fairlead: a lifecycle needs `using transitions = table<row<...>, ...>;`; the one named here has none");
};

/// Every element of the table is a row with at most one `when` and one `then`, in this order.
template <class Lifecycle, class Row>
struct table_of_rows {
  static_assert(
      detail::row_form<Row>::is_row,
      "fairlead: table<...>: every element must be a row<Source, Event, Target, ...>; the type named here is not");
  static_assert(
      !detail::row_form<Row>::is_row || detail::row_form<Row>::has_clauses,
      "fairlead: row<Source, Event, Target, ...>: what follows the target must be at most one when<guards...> and "
      "then at most one then<actions...>");
};

/// A guard can be called with what its row has to offer.
template <class Lifecycle, class Guard, class Event>
struct guard_fits {
  static_assert(detail::fitting_guard<Lifecycle, Guard, Event>,
                "fairlead: a guard must be callable as verdict operator()(const Event&, const data&) const, or without "
                "the data, or with a timestamp behind it; the guard named here is not, for the event named here");
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

template <class Lifecycle, class Row, class... Guards, class... Actions>
constexpr bool row_fits(type_list<Guards...>, type_list<Actions...>) {
  return (fitting_guard<Lifecycle, Guards, typename Row::event> && ...) &&
         (fitting_action<Lifecycle, Actions, typename Row::event> && ...);
}
template <class Lifecycle, class... Rows>
constexpr bool rows_fit(type_list<Rows...>) {
  return all_true({row_fits<Lifecycle, Rows>(typename Rows::guards{}, typename Rows::actions{})...});
}
template <class Lifecycle, class Row, class... Guards, class... Actions>
constexpr bool report_row(type_list<Guards...>, type_list<Actions...>) {
  return (sizeof(checks::guard_fits<Lifecycle, Guards, typename Row::event>) + ... + 0) +
             (sizeof(checks::action_fits<Lifecycle, Actions, typename Row::event>) + ... + 1) >
         0;
}
template <class Lifecycle, class... Rows>
constexpr bool report_rows(type_list<Rows...>) {
  return all_true({report_row<Lifecycle, Rows>(typename Rows::guards{}, typename Rows::actions{})...});
}

template <class... Rows>
constexpr bool well_formed(std::type_identity<table<Rows...>>) {
  return all_true({row_form<Rows>::has_clauses...});
}
template <class Other>
constexpr bool well_formed(std::type_identity<Other>) {
  return false;
}
template <class Lifecycle, class... Rows>
constexpr bool report_form(std::type_identity<table<Rows...>>) {
  return all_true({(sizeof(checks::table_of_rows<Lifecycle, Rows>) > 0)...});
}
template <class Lifecycle, class Other>
constexpr bool report_form(std::type_identity<Other>) {
  return sizeof(checks::transitions_are_a_table<Lifecycle, false>) > 0;
}

}  // namespace detail
}  // namespace fairlead

#endif
