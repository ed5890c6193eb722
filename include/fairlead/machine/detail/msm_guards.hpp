// SPDX-License-Identifier: BSL-1.0
// What the guard and the action of a Boost.MSM row are made of: guards as cases of literals, actions as a list.
#ifndef FAIRLEAD_MACHINE_DETAIL_MSM_GUARDS_HPP
#define FAIRLEAD_MACHINE_DETAIL_MSM_GUARDS_HPP

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>
#include <boost/mp11/set.hpp>
#include <boost/mpl/at.hpp>
#include <boost/mpl/size.hpp>
#include <boost/msm/front/functor_row.hpp>

#include "../../model/guard.hpp"

namespace fairlead {

/// A guard or action of an adopted front end that is a member function of it, as the basic rows (`a_row`, `g_row`,
/// `row`) name them: `entry_requires<Playing, member_function<&player_::good_disk_format>>`.
template <auto Member>
struct member_function {
  static constexpr std::string_view name = name_of_value<Member>();
};

namespace detail {

namespace mp11 = boost::mp11;

// The elements of any sequence in which MSM takes rows, states, events or actions.
template <class Sequence, class Indices>
struct mpl_elements;
template <class Sequence, std::size_t... I>
struct mpl_elements<Sequence, std::index_sequence<I...>> {
  using type = mp11::mp_list<typename boost::mpl::at_c<Sequence, static_cast<long>(I)>::type...>;
};
template <class Sequence>
struct elements : mpl_elements<Sequence, std::make_index_sequence<boost::mpl::size<Sequence>::value>> {};
template <class... T>
struct elements<mp11::mp_list<T...>> {
  using type = mp11::mp_list<T...>;
};
template <class Sequence>
using elements_of = typename elements<Sequence>::type;

// "And_", "Or_" or "Not_" if `Guard` is one of MSM's operators, else empty. They are told by name: their header
// costs a second (it is eUML's), and newer versions of Boost have it in another namespace.
template <class Guard>
constexpr std::string_view msm_operator() {
  constexpr std::string_view whole = qualified_name(spelled_type<Guard>());
  if (!whole.starts_with("boost::msm::front::")) { return {}; }
  constexpr std::string_view last = last_name(whole);
  return last.substr(0, last.find('<'));
}

// Literals that hold together; a list of such lists is a guard whose cases exclude each other.
template <class A, class B>
using conjunction = mp11::mp_unique<mp11::mp_append<A, B>>;
template <class Literals>
struct contradicts_itself;
template <class... Literal>
struct contradicts_itself<mp11::mp_list<Literal...>>
    : std::bool_constant<(mp11::mp_contains<mp11::mp_list<Literal...>, not_<Literal>>::value || ...)> {};
template <class A, class B>
using both_hold = mp11::mp_remove_if<mp11::mp_product<conjunction, A, B>, contradicts_itself>;

// When a guard holds and when it fails: Or_<A, B> holds with A, and with B where A fails.
template <class Guard>
struct guard_cases {
  using holds = mp11::mp_list<mp11::mp_list<Guard>>;
  using fails = mp11::mp_list<mp11::mp_list<not_<Guard>>>;
};
template <>
struct guard_cases<boost::msm::front::none> {
  using holds = mp11::mp_list<mp11::mp_list<>>;
  using fails = mp11::mp_list<>;
};
template <template <class, class> class And, class A, class B>
  requires(msm_operator<And<A, B>>() == "And_")
struct guard_cases<And<A, B>> {
  using holds = both_hold<typename guard_cases<A>::holds, typename guard_cases<B>::holds>;
  using fails = mp11::mp_append<typename guard_cases<A>::fails,
                                both_hold<typename guard_cases<A>::holds, typename guard_cases<B>::fails>>;
};
template <template <class, class> class Or, class A, class B>
  requires(msm_operator<Or<A, B>>() == "Or_")
struct guard_cases<Or<A, B>> {
  using holds = mp11::mp_append<typename guard_cases<A>::holds,
                                both_hold<typename guard_cases<A>::fails, typename guard_cases<B>::holds>>;
  using fails = both_hold<typename guard_cases<A>::fails, typename guard_cases<B>::fails>;
};
template <template <class> class Not, class A>
  requires(msm_operator<Not<A>>() == "Not_")
struct guard_cases<Not<A>> {
  using holds = typename guard_cases<A>::fails;
  using fails = typename guard_cases<A>::holds;
};

// The actions of a row one by one.
template <class Action>
struct msm_actions {
  using type = mp11::mp_list<Action>;
};
template <>
struct msm_actions<boost::msm::front::none> {
  using type = mp11::mp_list<>;
};
template <class List>
struct msm_action_list;
template <class... Actions>
struct msm_action_list<mp11::mp_list<Actions...>> {
  using type = mp11::mp_append<mp11::mp_list<>, typename msm_actions<Actions>::type...>;
};
template <class Sequence>
struct msm_actions<boost::msm::front::ActionSequence_<Sequence>> : msm_action_list<elements_of<Sequence>> {};

}  // namespace detail
}  // namespace fairlead

#endif
