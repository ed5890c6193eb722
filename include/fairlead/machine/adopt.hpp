// SPDX-License-Identifier: BSL-1.0
// `adopt<Front>`: an existing front end of Boost.MSM as a lifecycle, with proofs, diagrams, names and a fingerprint.
// What runs stays MSM's own state_machine; adopted_machine.hpp looks into it.
#ifndef FAIRLEAD_MACHINE_ADOPT_HPP
#define FAIRLEAD_MACHINE_ADOPT_HPP

#include <boost/any.hpp>

#include "../model/lifecycle.hpp"
#include "../model/proof.hpp"
#include "detail/msm_table.hpp"

namespace fairlead {

namespace detail {

template <bool Holds, class Mark>
struct marked {};
template <class Mark>
struct marked<true, Mark> : Mark {};

inline constexpr std::string_view full_stop = ".";

// "Song1" of a front end's own, "Playing_.Song1" of its submachine's.
template <class Leaf>
struct leaf_name;
template <class State>
struct leaf_name<leaf<State>> {
  static constexpr std::string_view value = stored_name<State>;
};
template <class State, class Owner, class... Owners>
struct leaf_name<leaf<State, Owner, Owners...>> {
  static constexpr std::string_view value =
      joined<stored_name<submachine_front<Owner>>, full_stop, leaf_name<leaf<State, Owners...>>::value>::value;
};

template <class Front>
concept lists_fields = requires(Front& front) {
  Front::for_each_field(front, [](const auto&, auto&) {});
};

struct refused_rows {
  struct nowhere : initial {
    using adopted_from = nowhere;
  };
  struct nothing {};
  using type = table<row<nowhere, nothing, stay>>;
  using regions = orthogonal<nowhere>;
};

template <class Front, template <class> class Named>
constexpr auto find_refusal() {
  if constexpr (!std::is_void_v<msm_refusal<Front>>) {
    return std::type_identity<msm_refusal<Front>>{};
  } else {
    using rows = adopted_rows<Front, Named>;
    if constexpr (rows::idle == rows::facts::candidates) {
      return std::type_identity<void>{};
    } else {
      return std::type_identity<
          checks::adopts_rows_that_can_fire<Front, typename rows::template msm_row<rows::idle>>>{};
    }
  }
}
template <class Front, template <class> class Named>
using refusal_with_rows = typename decltype(find_refusal<Front, Named>())::type;

template <class Leaf>
struct leaf_type;
template <class State, class... Owners>
struct leaf_type<leaf<State, Owners...>> {
  using type = State;
};

}  // namespace detail

/// The front end `Front` of Boost.MSM (a `state_machine_def`) as a lifecycle:
///
///     struct player : fairlead::adopt<player_> {
///       using invariants = prove<no_path<Empty, Open>, ...>;   // MSM's own states and events
///     };
///     static_assert(fairlead::holds<player>);
///
/// The table says what MSM does:
/// - Rows are functor rows or basic rows, in an `mpl::vector` or an `mp11::mp_list`, and internal rows of both kinds.
///   Functors and member functions (`member_function<&player_::f>`) are guards and actions by name. `And_`, `Or_`,
///   `Not_` and `ActionSequence_` are taken apart; a row with `Or_` becomes one row for each way in which it can hold.
/// - MSM asks the last row of a state and event first. Where several may fit, the rows above have the guards of those
///   below them negated: the table has no order. A row that then never fires does not compile.
/// - A state of a submachine is one of the lifecycle's, called "Submachine.State"; the submachine's rows go first.
/// - A row without an event (`none`) is one for the event "completion"; one for `boost::any` is one for every event of
///   the table and for "any other event"; one for a base class is one for the derived events of the table too.
/// - A `terminate_state` is terminal; while a region is in one, or in an `interrupt_state`, the other regions' rows for
///   events that it stops are refused.
/// What has no place in a table (deferral, history, pseudo states) does not compile, with a sentence about it.
///
/// That guards answer from event and data alone is taken for granted. Entry and exit actions do not show.
/// An instance runs on `boost::msm::back::state_machine<Front>`, not on `machine`.
template <class Front>
struct adopt : lifecycle {
  using front_end = Front;
  static constexpr std::string_view name = name_of<Front>();

  /// A state of `Front` as the table has it. Queries may name MSM's type in its place.
  template <class Leaf>
  struct state : detail::marked<detail::mp11::mp_contains<typename detail::adoption<Front>::beginnings, Leaf>::value,
                                fairlead::initial>,
                 detail::marked<detail::terminates<typename detail::leaf_type<Leaf>::type>, fairlead::terminal>,
                 detail::marked<std::is_base_of_v<fairlead::needs_operator, typename detail::leaf_type<Leaf>::type>,
                                fairlead::needs_operator> {
    static constexpr std::string_view name = detail::leaf_name<Leaf>::value;
    static constexpr const std::string_view& front_end_name = detail::stored_name<Front>;
    using adopted_from = typename detail::leaf_type<Leaf>::type;
    using leaf = Leaf;
  };
  /// What an instance carries besides its state: the members of `Front`, if it lists them with `for_each_field`.
  using data = std::conditional_t<detail::lists_fields<Front>, Front, detail::no_data>;

private:
  using refusal = detail::refusal_with_rows<Front, state>;
  // Where something is refused, other rows stand in, so that nothing more is said.
  using rows = std::conditional_t<std::is_void_v<refusal>, detail::adopted_rows<Front, state>, detail::refused_rows>;
  static_assert(sizeof(std::conditional_t<std::is_void_v<refusal>, rows, refusal>) > 0);

public:
  using transitions = typename rows::type;
  using regions = typename rows::regions;
};

/// A lifecycle that is, or derives from, an `adopt<Front>`.
template <class Lifecycle>
concept adopted = requires {
  typename Lifecycle::front_end;
}
&&std::is_base_of_v<adopt<typename Lifecycle::front_end>, Lifecycle>;

namespace detail {

// Position of the state that comes from the type `State` of MSM's, or the number of states.
template <class Lifecycle, class State, std::size_t... I>
constexpr std::size_t find_adopted(std::index_sequence<I...>) {
  std::size_t i = 0;
  for (const bool found :
       {std::is_same_v<typename reflection<Lifecycle>::template state_at<I>::adopted_from, State>...}) {
    if (found) { break; }
    ++i;
  }
  return i;
}
template <class Lifecycle, class State>
constexpr std::size_t position_of_adopted() {
  return find_adopted<Lifecycle, State>(std::make_index_sequence<reflection<Lifecycle>::state_count>{});
}

// That a guard and an action can be called is what MSM checks when it runs them.
template <adopted Lifecycle, class Guard, class Event>
inline constexpr bool fitting_guard<Lifecycle, Guard, Event> = true;
template <adopted Lifecycle, class Action, class Event>
inline constexpr bool fitting_action<Lifecycle, Action, Event> = true;

// A state that stops events is told by the front end's name, not by this template's.
template <class State>
  requires requires { typename State::adopted_from; }
inline constexpr guard_description guard_of<in<State>>{
    joined<State::front_end_name, equals_sign, stored_name<State>>::value,
    nullptr,
    &state_of<State>,
    state_of<State>.scope,
    false,
    true};

template <>
inline constexpr event_description event_of<boost::msm::front::none>{"completion", false};
template <>
inline constexpr event_description event_of<boost::any>{"any other event", false};

}  // namespace detail

/// Position of a state of the front end, by the front end's own type of it.
template <adopted Lifecycle, class State>
  requires(!requires { typename State::adopted_from; })
inline constexpr std::size_t position_of_state<Lifecycle, State> = detail::position_of_adopted<Lifecycle, State>();

template <class Lifecycle, class Engine>
class basic_machine;
template <adopted Lifecycle, class Engine>
class basic_machine<Lifecycle, Engine> {
  static_assert(
      detail::never<Lifecycle>,
      "fairlead: an adopted front end runs on boost::msm::back::state_machine<Front>, which calls its guards, "
      "actions, entries and exits; adopted_machine looks into it");
};

}  // namespace fairlead

#endif
