// SPDX-License-Identifier: BSL-1.0
// The rules that a lifecycle can state about itself, each decided by a search over its table at compile time.
// What they say is about the table: that a row carries a guard, not what the guard will answer.
#ifndef FAIRLEAD_MODEL_INVARIANTS_HPP
#define FAIRLEAD_MODEL_INVARIANTS_HPP

#include "rule.hpp"

namespace fairlead {

/// The invariants of a lifecycle: `using invariants = prove<always_passes<...>, ...>;`.
template <class... Invariants>
struct prove {};

namespace detail {

template <class>
inline constexpr bool never = false;

}  // namespace detail

namespace checks {

/// A rule that does not hold, said in one sentence. Apart from the rules, since it is seldom needed.
template <class Rule, class Lifecycle, class Counterexample>
struct refuted_by : Rule::template refuted_by<Lifecycle, Counterexample> {};

}  // namespace checks

/// Every walk from `From` to `To` passes `Via`. Each may be `any_of<states...>`.
template <class From, class To, class Via>
struct always_passes : detail::query<detail::rule_kind::walk, detail::type_list<From, To, Via>> {};
template <class From, class To, class Via, class Lifecycle, class Counterexample>
struct checks::refuted_by<always_passes<From, To, Via>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: always_passes<From, To, Via> does not hold: the counterexample reaches To without passing "
                "Via; redirect one of its steps");
};

/// Every walk from `From` to `To` takes a row that carries `Guard` (or, for `any_of<guards...>`, one of them): whatever
/// the way, somebody asked. `path_requires<draft, live, any_of<quorum_reached, on<emergency>>>`.
template <class From, class To, class Guard>
struct path_requires
    : detail::query<detail::rule_kind::walk, detail::type_list<From, To>, void, detail::type_list<Guard>> {};
template <class From, class To, class Guard, class Lifecycle, class Counterexample>
struct checks::refuted_by<path_requires<From, To, Guard>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: path_requires<From, To, Guard> does not hold: no row of the counterexample, from From to "
                "To, carries the guard");
};

/// There is no walk from `From` to `To`.
template <class From, class To>
struct no_path : detail::query<detail::rule_kind::walk, detail::type_list<From, To>> {};
template <class From, class To, class Lifecycle, class Counterexample>
struct checks::refuted_by<no_path<From, To>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: no_path<From, To> does not hold: the counterexample leads from From to To");
};

/// No single row leads from `From` to `To`.
template <class From, class To>
struct no_edge : detail::query<detail::rule_kind::edge, detail::type_list<From, To>> {};
template <class From, class To, class Lifecycle, class Counterexample>
struct checks::refuted_by<no_edge<From, To>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: no_edge<From, To> does not hold: the counterexample goes from From to To in one step");
};

/// What leaves `State` leads to one of `Targets`.
template <class State, class... Targets>
struct exits_only_to : detail::query<detail::rule_kind::exit, detail::type_list<State, any_of<Targets...>>> {};
template <class State, class... Targets, class Lifecycle, class Counterexample>
struct checks::refuted_by<exits_only_to<State, Targets...>, Lifecycle, Counterexample> {
  static_assert(
      detail::never<Counterexample>,
      "fairlead: exits_only_to<State, Targets...> does not hold: the counterexample leaves State for another");
};

/// Every row that enters `State` from another state carries each of `Guards`; one of them may be
/// `any_of<guards...>`, which any one of those meets.
template <class State, class... Guards>
struct entry_requires
    : detail::query<detail::rule_kind::entry, detail::type_list<State>, void, detail::type_list<Guards...>> {};
// Of nothing, everything would be true.
template <class State>
struct entry_requires<State> {};
template <class State, class... Guards, class Lifecycle, class Counterexample>
struct checks::refuted_by<entry_requires<State, Guards...>, Lifecycle, Counterexample> {
  static_assert(
      detail::never<Counterexample>,
      "fairlead: entry_requires<State, Guards...> does not hold: the counterexample enters State without the guard");
};

namespace detail {

// The sets of a rule about an event: its targets, and the states that its rows leave, where they are not all; void is.
template <class Targets, class Sources>
struct event_sets {
  using type = type_list<Targets, Sources>;
};
template <class Targets>
struct event_sets<Targets, void> {
  using type = type_list<Targets>;
};

// event_requires with its filters.
template <class Event, class Guard, class Where, class Sources>
struct event_rule
    : query<rule_kind::event_guard, typename event_sets<any_of<>, Sources>::type, Event, type_list<Guard>, Where> {};

// event_leads_only_to with its filter.
template <class Sources, class Event, class... Targets>
struct leading_rule : query<rule_kind::event_targets, typename event_sets<any_of<Targets...>, Sources>::type, Event> {};

// event_requires<...>::where<...> is no template over types; its base is, and says the same.
template <class Event, class Guard, class Where, class Sources>
std::type_identity<event_rule<Event, Guard, Where, Sources>> base_rule(const event_rule<Event, Guard, Where, Sources>*);
template <class Sources, class Event, class... Targets>
std::type_identity<leading_rule<Sources, Event, Targets...>> base_rule(const leading_rule<Sources, Event, Targets...>*);
std::type_identity<void> base_rule(const void*);
template <class Invariant, class Base = typename decltype(base_rule(static_cast<const Invariant*>(nullptr)))::type>
using rule_of = std::conditional_t<std::is_void_v<Base>, Invariant, Base>;

}  // namespace detail

template <class Event, class Guard, class Where, class Sources, class Lifecycle, class Counterexample>
struct checks::refuted_by<detail::event_rule<Event, Guard, Where, Sources>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: event_requires<Event, Guard> does not hold: the counterexample fires Event without Guard");
};
template <class Sources, class Event, class... Targets, class Lifecycle, class Counterexample>
struct checks::refuted_by<detail::leading_rule<Sources, Event, Targets...>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: event_leads_only_to<Event, Targets...> does not hold: the counterexample leads elsewhere");
};

/// Every row of `Event` carries `Guard` (or, for `any_of<guards...>`, one of them).
/// `::where<Guards...>` asks only the rows that can fire while those hold; `::from<State>` only those that leave
/// `State`.
template <class Event, class Guard>
struct event_requires : detail::event_rule<Event, Guard, detail::type_list<>, void> {
  template <class... Guards>
  struct where : detail::event_rule<Event, Guard, detail::type_list<Guards...>, void> {
    template <class State>
    struct from : detail::event_rule<Event, Guard, detail::type_list<Guards...>, State> {};
  };
  template <class State>
  struct from : detail::event_rule<Event, Guard, detail::type_list<>, State> {};
};

/// Every row of `Event` leads to one of `Targets`. `::from<State>` asks only those that leave `State`.
template <class Event, class... Targets>
struct event_leads_only_to : detail::leading_rule<void, Event, Targets...> {
  template <class State>
  struct from : detail::leading_rule<State, Event, Targets...> {};
};

/// No row of `Event` leads to one of `Targets`.
template <class Event, class... Targets>
struct event_never_leads_to
    : detail::query<detail::rule_kind::event_strays, detail::type_list<any_of<Targets...>>, Event> {};
// Of nothing, everything would be true.
template <class Event>
struct event_never_leads_to<Event> {};
template <class Event, class... Targets, class Lifecycle, class Counterexample>
struct checks::refuted_by<event_never_leads_to<Event, Targets...>, Lifecycle, Counterexample> {
  static_assert(
      detail::never<Counterexample>,
      "fairlead: event_never_leads_to<Event, Targets...> does not hold: the counterexample leads to a target");
};

/// In `State` (or in each of `any_of<states...>`), `Event` fires whatever the guards say: the kill switch works always.
template <class State, class Event>
struct unconditional : detail::query<detail::rule_kind::always_fires, detail::type_list<State>, Event> {};
template <class State, class Event, class Lifecycle, class Counterexample>
struct checks::refuted_by<unconditional<State, Event>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: unconditional<State, Event> does not hold: in the state of the counterexample, Event may be "
                "refused or has no row; let its rows cover every case");
};

/// In `State` (or in each of `any_of<states...>`), `Event` has a row: the guards may refuse it, but nobody has to ask
/// in vain.
template <class State, class Event>
struct accepts : detail::query<detail::rule_kind::has_row, detail::type_list<State>, Event> {};
template <class State, class Event, class Lifecycle, class Counterexample>
struct checks::refuted_by<accepts<State, Event>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: accepts<State, Event> does not hold: in the state of the counterexample, Event has no row");
};

/// `State` has no row for `Event`.
template <class State, class Event>
struct never_accepts : detail::query<detail::rule_kind::event_never, detail::type_list<any_of<>, State>, Event> {};
template <class State, class Event, class Lifecycle, class Counterexample>
struct checks::refuted_by<never_accepts<State, Event>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: never_accepts<State, Event> does not hold: the counterexample fires Event in State");
};

/// No row of `Event` asks the question that `Guard` answers: neither `Guard`, nor its negation, nor, for `is<>` and
/// `in<>`, another answer. "A freeze cannot block a rollback" is `never_depends_on<rollback, in<gate::open>>`.
template <class Event, class Guard>
struct never_depends_on
    : detail::query<detail::rule_kind::event_question, detail::type_list<any_of<>>, Event, detail::type_list<Guard>> {};
template <class Event, class Guard, class Lifecycle, class Counterexample>
struct checks::refuted_by<never_depends_on<Event, Guard>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: never_depends_on<Event, Guard> does not hold: the counterexample asks for it");
};

}  // namespace fairlead

#endif
