// SPDX-License-Identifier: BSL-1.0
// A lifecycle changed for a house's own needs, which keeps every invariant of the one it comes from: they are proved
// again.
#ifndef FAIRLEAD_MODEL_AMEND_HPP
#define FAIRLEAD_MODEL_AMEND_HPP

#include <type_traits>

#include "invariants.hpp"
#include "proof.hpp"

namespace fairlead {

/// More rows.
template <class... Rows>
struct add {};

/// In the pattern of `drop`: any event, or any target.
struct anything {};

/// Without the rows from `Source`, on `Event`, to `Target` (`stay` for those that stay). Of a row with `any_of<...>`
/// only `Source` is taken out. At least one row must match.
template <class Source, class Event = anything, class Target = anything>
struct drop {};

/// What led from `Before` to `After` leads to `State` instead, and `Event` leads on from there to `After`.
template <class Before, class State, class After, class Event>
struct insert_between {};

/// `New` in place of the state or event `Old`, in rows, invariants, regions and outcomes. An event's guards and actions
/// must go on taking it: let it derive from the old one.
template <class Old, class New>
struct rename {};

/// `New` in place of the guard `Old`, in all rows of `Event` (or of any). Invariants that ask for `Old` ask for `New`.
template <class Old, class New, class Event = anything>
struct replace_guard {};

/// Lifts `Invariant`, which must be one of the lifecycle's. The evidence says that it was lifted.
template <class Invariant>
struct waive {};

namespace checks {

/// An amendment changes something.
template <class Lifecycle, class Amendment, bool Changes>
struct amendment_applies {
  static_assert(
      Changes,
      "fairlead: amend<...>: the amendment named here changes nothing: no row, state, guard or invariant of the "
      "lifecycle fits it");
};

}  // namespace checks

namespace detail {

template <class... Lists>
struct concatenated {
  using type = type_list<>;
};
template <class... T>
struct concatenated<type_list<T...>> {
  using type = type_list<T...>;
};
template <class... A, class... B, class... Rest>
struct concatenated<type_list<A...>, type_list<B...>, Rest...> : concatenated<type_list<A..., B...>, Rest...> {};

// `New` for `Old`, as deep as templates over types go.
template <class T, class Old, class New>
struct replaced {
  using type = T;
};
template <class Old, class New>
struct replaced<Old, Old, New> {
  using type = New;
};
template <template <class...> class Template, class... Arguments, class Old, class New>
  requires(!std::is_same_v<Template<Arguments...>, Old>)
struct replaced<Template<Arguments...>, Old, New> {
  using type = Template<typename replaced<Arguments, Old, New>::type...>;
};
template <class Invariant, class Old, class New>
using renamed_invariant = typename replaced<rule_of<Invariant>, Old, New>::type;

template <class Pattern, class T>
inline constexpr bool fits = std::is_same_v<Pattern, anything> || std::is_same_v<Pattern, T>;

// What an amendment makes of one row, and of one invariant. By default: nothing changes.
template <class Amendment>
struct amendment {
  template <class Row>
  struct of_row {
    using type = type_list<Row>;
  };
  template <class Invariant>
  using of_invariant = type_list<Invariant>;
  using more_rows = type_list<>;
};

template <class... Rows>
struct amendment<add<Rows...>> : amendment<void> {
  using more_rows = type_list<Rows...>;
};

template <class Source, class... States>
using without =
    typename concatenated<std::conditional_t<std::is_same_v<Source, States>, type_list<>, type_list<States>>...>::type;
template <class Event, class Target, class List, class... Clauses>
struct row_from;
template <class Event, class Target, class... States, class... Clauses>
struct row_from<Event, Target, type_list<States...>, Clauses...> {
  using type = type_list<row<any_of<States...>, Event, Target, Clauses...>>;
};
template <class Event, class Target, class... Clauses>
struct row_from<Event, Target, type_list<>, Clauses...> {
  using type = type_list<>;
};

template <class Source, class Event, class Target>
struct amendment<drop<Source, Event, Target>> : amendment<void> {
  template <class Row>
  struct of_row;
  template <class From, class On, class To, class... Clauses>
  struct of_row<row<From, On, To, Clauses...>> {
    using type = std::conditional_t<fits<Event, On> && fits<Target, To> && std::is_same_v<Source, From>, type_list<>,
                                    type_list<row<From, On, To, Clauses...>>>;
  };
  template <class... States, class On, class To, class... Clauses>
    requires(fits<Event, On>&& fits<Target, To> && (std::is_same_v<Source, States> || ...))
  struct of_row<row<any_of<States...>, On, To, Clauses...>> : row_from<On, To, without<Source, States...>, Clauses...> {
  };
};

template <class Before, class State, class After, class Event>
struct amendment<insert_between<Before, State, After, Event>> : amendment<void> {
  template <class Row>
  struct of_row {
    using type = type_list<Row>;
  };
  template <class On, class... Clauses>
  struct of_row<row<Before, On, After, Clauses...>> {
    using type = type_list<row<Before, On, State, Clauses...>>;
  };
  template <class... States, class On, class... Clauses>
    requires(std::is_same_v<Before, States> || ...)
  struct of_row<row<any_of<States...>, On, After, Clauses...>> {
    using type =
        typename concatenated<type_list<row<Before, On, State, Clauses...>>,
                              typename row_from<On, After, without<Before, States...>, Clauses...>::type>::type;
  };
  using more_rows = type_list<row<State, Event, After>>;
};

template <class Old, class New>
struct amendment<rename<Old, New>> : amendment<void> {
  template <class Row>
  struct of_row {
    using type = type_list<typename replaced<Row, Old, New>::type>;
  };
  template <class Invariant>
  using of_invariant = type_list<renamed_invariant<Invariant, Old, New>>;
};

template <class Old, class New, class Event>
struct amendment<replace_guard<Old, New, Event>> : amendment<void> {
  template <class Row>
  struct of_row {
    using type = type_list<Row>;
  };
  template <class From, class On, class To, class... Clauses>
    requires fits<Event, On>
  struct of_row<row<From, On, To, Clauses...>> {
    using type = type_list<row<From, On, To, typename replaced<Clauses, Old, New>::type...>>;
  };
  template <class Invariant>
  using of_invariant = type_list<renamed_invariant<Invariant, Old, New>>;
};

template <class Invariant>
struct amendment<waive<Invariant>> : amendment<void> {
  template <class Other>
  using of_invariant = std::conditional_t<std::is_same_v<Invariant, Other>, type_list<>, type_list<Other>>;
};

// A lifecycle on its way through its amendments.
template <class Rows, class Invariants>
struct amended {
  using rows = Rows;
  using invariants = Invariants;
};

template <class Lifecycle, class State, class Amendment>
struct amended_once;
template <class Lifecycle, class... Rows, class... Invariants, class Amendment>
struct amended_once<Lifecycle, amended<type_list<Rows...>, type_list<Invariants...>>, Amendment> {
  using how = amendment<Amendment>;
  using changed_rows = typename concatenated<typename how::template of_row<Rows>::type...>::type;
  using rows = typename concatenated<changed_rows, typename how::more_rows>::type;
  using invariants = typename concatenated<typename how::template of_invariant<Invariants>...>::type;
  using type = amended<rows, invariants>;
  static constexpr bool applies = !std::is_same_v<type, amended<type_list<Rows...>, type_list<Invariants...>>>;
  static_assert(sizeof(checks::amendment_applies<Lifecycle, Amendment, applies>) > 0);
};

template <class Lifecycle, class State, class... Amendments>
struct amended_by {
  using type = State;
};
template <class Lifecycle, class State, class First, class... Rest>
struct amended_by<Lifecycle, State, First, Rest...>
    : amended_by<Lifecycle, typename amended_once<Lifecycle, State, First>::type, Rest...> {};

template <class... Rows>
type_list<Rows...> list_of(table<Rows...>);
template <class... Invariants>
type_list<Invariants...> list_of(prove<Invariants...>);
template <class... Rows>
table<Rows...> table_from(type_list<Rows...>);
template <class... Invariants>
prove<Invariants...> prove_from(type_list<Invariants...>);

template <class Lifecycle>
struct invariants_of {
  using type = type_list<>;
};
template <class Lifecycle>
  requires requires { typename Lifecycle::invariants; }
struct invariants_of<Lifecycle> {
  using type = decltype(list_of(typename Lifecycle::invariants{}));
};

template <class T, class Amendment>
struct renamed_by {
  using type = T;
};
template <class T, class Old, class New>
struct renamed_by<T, rename<Old, New>> : replaced<T, Old, New> {};
template <class T, class... Amendments>
struct renamed_by_all {
  using type = T;
};
template <class T, class First, class... Rest>
struct renamed_by_all<T, First, Rest...> : renamed_by_all<typename renamed_by<T, First>::type, Rest...> {};

// What a lifecycle declares beside its rows, with the states renamed.
template <class Lifecycle, class... Amendments>
struct with_regions : Lifecycle {};
template <class Lifecycle, class... Amendments>
  requires requires { typename Lifecycle::regions; }
struct with_regions<Lifecycle, Amendments...> : Lifecycle {
  using regions = typename renamed_by_all<typename Lifecycle::regions, Amendments...>::type;
};
template <class Lifecycle, class... Amendments>
struct with_outcomes : with_regions<Lifecycle, Amendments...> {};
template <class Lifecycle, class... Amendments>
  requires requires { typename Lifecycle::outcomes; }
struct with_outcomes<Lifecycle, Amendments...> : with_regions<Lifecycle, Amendments...> {
  using outcomes = typename renamed_by_all<typename Lifecycle::outcomes, Amendments...>::type;
};

template <class Amendment>
struct waived_by {
  using type = type_list<>;
};
template <class Invariant>
struct waived_by<waive<Invariant>> {
  using type = type_list<Invariant>;
};

}  // namespace detail

/// `Lifecycle` with `Amendments`, applied from left to right: `struct ours : amend<theirs, add<row<...>>, drop<...>>
/// {};`. States, events, data and names are those of `Lifecycle`; give the new one a `name` of its own. It has the
/// invariants of `Lifecycle`, but for those that `waive<>` lifts, and `holds<>` proves them again.
template <class Lifecycle, class... Amendments>
struct amend : detail::with_outcomes<Lifecycle, Amendments...> {
private:
  using result =
      typename detail::amended_by<Lifecycle,
                                  detail::amended<decltype(detail::list_of(typename Lifecycle::transitions{})),
                                                  typename detail::invariants_of<Lifecycle>::type>,
                                  Amendments...>::type;

public:
  using transitions = decltype(detail::table_from(typename result::rows{}));
  using invariants = decltype(detail::prove_from(typename result::invariants{}));
  /// The invariants that were lifted here, as a `prove<>`.
  using waived = decltype(detail::prove_from(
      typename detail::concatenated<typename detail::waived_by<Amendments>::type...>::type{}));
};

}  // namespace fairlead

#endif
