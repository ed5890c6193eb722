// SPDX-License-Identifier: BSL-1.0
// One row of a Boost.MSM front end, of any of its forms: what it is guarded by and what it does, as types.
#ifndef FAIRLEAD_MACHINE_DETAIL_MSM_ROWS_HPP
#define FAIRLEAD_MACHINE_DETAIL_MSM_ROWS_HPP

#include <type_traits>

#include <boost/msm/row_tags.hpp>

#include "msm_guards.hpp"

namespace fairlead::detail {

using msm_none = boost::msm::front::none;

template <class Tag>
inline constexpr bool tag_of_a_plain_row =
    std::is_same_v<Tag, boost::msm::_row_tag> || std::is_same_v<Tag, boost::msm::_irow_tag> ||
    std::is_same_v<Tag, boost::msm::sm__i_row_tag>;
// Rows that exit and enter nothing.
template <class Tag>
inline constexpr bool tag_of_an_internal_row =
    std::is_same_v<Tag, boost::msm::a_irow_tag> || std::is_same_v<Tag, boost::msm::g_irow_tag> ||
    std::is_same_v<Tag, boost::msm::irow_tag> || std::is_same_v<Tag, boost::msm::_irow_tag>;

// a_irow2 and g_irow2 take arguments of the same kinds as a_row and g_row, only of other meaning: told by name, since
// g++ 12 stops with an internal error where it has to compare them, and clang finds both.
template <class Row>
inline constexpr bool is_irow2 = last_name(qualified_name(spelled_type<Row>())).substr(1).starts_with("_irow2<");

// Functor rows say it themselves, and of rows without guard and action there is nothing to say. `legible` is false for
// a row of another kind, whose type does not tell.
template <class Row, bool = is_irow2<Row>>
struct row_calls {
  using guard = msm_none;
  using action = msm_none;
  static constexpr bool legible = tag_of_a_plain_row<typename Row::row_type_tag>;
};
template <class Row>
  requires requires {
    typename Row::Guard;
    typename Row::Action;
  }
struct row_calls<Row, false> {
  using guard = typename Row::Guard;
  using action = typename Row::Action;
  static constexpr bool legible = true;
};

// What the rows that name member functions have in common.
template <auto Action>
struct calls_action {
  using guard = msm_none;
  using action = member_function<Action>;
  static constexpr bool legible = true;
};
template <auto Guard>
struct calls_guard {
  using guard = member_function<Guard>;
  using action = msm_none;
  static constexpr bool legible = true;
};
template <auto Action, auto Guard>
struct calls_both {
  using guard = member_function<Guard>;
  using action = member_function<Action>;
  static constexpr bool legible = true;
};

// a_row, g_row, row
template <class F, template <class, class E, class, void (F::*)(const E&)> class Row, class S, class E, class T,
          void (F::*Action)(const E&)>
struct row_calls<Row<S, E, T, Action>, false> : calls_action<Action> {};
template <class F, template <class, class E, class, bool (F::*)(const E&)> class Row, class S, class E, class T,
          bool (F::*Guard)(const E&)>
struct row_calls<Row<S, E, T, Guard>, false> : calls_guard<Guard> {};
template <class F, template <class, class E, class, void (F::*)(const E&), bool (F::*)(const E&)> class Row, class S,
          class E, class T, void (F::*Action)(const E&), bool (F::*Guard)(const E&)>
struct row_calls<Row<S, E, T, Action, Guard>, false> : calls_both<Action, Guard> {};

// a_irow, g_irow, irow
template <class F, template <class, class E, void (F::*)(const E&)> class Row, class S, class E,
          void (F::*Action)(const E&)>
struct row_calls<Row<S, E, Action>, false> : calls_action<Action> {};
template <class F, template <class, class E, bool (F::*)(const E&)> class Row, class S, class E,
          bool (F::*Guard)(const E&)>
struct row_calls<Row<S, E, Guard>, false> : calls_guard<Guard> {};
template <class F, template <class, class E, void (F::*)(const E&), bool (F::*)(const E&)> class Row, class S, class E,
          void (F::*Action)(const E&), bool (F::*Guard)(const E&)>
struct row_calls<Row<S, E, Action, Guard>, false> : calls_both<Action, Guard> {};

// a_row2, g_row2, row2: members of states, or of the front end.
template <template <class, class E, class, class C, void (C::*)(const E&)> class Row, class S, class E, class T,
          class C, void (C::*Action)(const E&)>
struct row_calls<Row<S, E, T, C, Action>, false> : calls_action<Action> {};
template <template <class, class E, class, class C, bool (C::*)(const E&)> class Row, class S, class E, class T,
          class C, bool (C::*Guard)(const E&)>
struct row_calls<Row<S, E, T, C, Guard>, false> : calls_guard<Guard> {};
template <template <class, class E, class, class C, void (C::*)(const E&), class D, bool (D::*)(const E&)> class Row,
          class S, class E, class T, class C, void (C::*Action)(const E&), class D, bool (D::*Guard)(const E&)>
struct row_calls<Row<S, E, T, C, Action, D, Guard>, false> : calls_both<Action, Guard> {};

// a_irow2, g_irow2, irow2
template <template <class, class E, class C, void (C::*)(const E&)> class Row, class S, class E, class C,
          void (C::*Action)(const E&)>
struct row_calls<Row<S, E, C, Action>, true> : calls_action<Action> {};
template <template <class, class E, class C, bool (C::*)(const E&)> class Row, class S, class E, class C,
          bool (C::*Guard)(const E&)>
struct row_calls<Row<S, E, C, Guard>, true> : calls_guard<Guard> {};
template <template <class, class E, class C, void (C::*)(const E&), class D, bool (D::*)(const E&)> class Row, class S,
          class E, class C, void (C::*Action)(const E&), class D, bool (D::*Guard)(const E&)>
struct row_calls<Row<S, E, C, Action, D, Guard>, false> : calls_both<Action, Guard> {};

// a_internal, g_internal, internal: rows of an internal_transition_table
template <template <class E, class C, void (C::*)(const E&)> class Row, class E, class C, void (C::*Action)(const E&)>
struct row_calls<Row<E, C, Action>, false> : calls_action<Action> {};
template <template <class E, class C, bool (C::*)(const E&)> class Row, class E, class C, bool (C::*Guard)(const E&)>
struct row_calls<Row<E, C, Guard>, false> : calls_guard<Guard> {};
template <template <class E, class C, void (C::*)(const E&), class D, bool (D::*)(const E&)> class Row, class E,
          class C, void (C::*Action)(const E&), class D, bool (D::*Guard)(const E&)>
struct row_calls<Row<E, C, Action, D, Guard>, false> : calls_both<Action, Guard> {};

}  // namespace fairlead::detail

#endif
