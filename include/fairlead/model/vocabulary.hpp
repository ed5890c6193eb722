// SPDX-License-Identifier: BSL-1.0
// The words in which a lifecycle is written, without what proves it: enough where libfairlead has done that.
#ifndef FAIRLEAD_MODEL_VOCABULARY_HPP
#define FAIRLEAD_MODEL_VOCABULARY_HPP

#include "guard.hpp"
#include "invariants.hpp"
#include "legend.hpp"
#include "row.hpp"
#include "verdict.hpp"

namespace fairlead {

/// `using ignores = ignored<is<&event::member, value>, ...>;` in a lifecycle: values that no row needs to cover. An
/// event that carries one is refused, and the evidence report says so.
template <class... Answers>
struct ignored {};

/// Terminal states that mean success.
template <class... States>
struct success {};
/// Terminal states that mean failure.
template <class... States>
struct failure {};
/// Terminal states that mean neither: withdrawn, superseded.
template <class... States>
struct neutral {};

/// `using outcomes = partition<success<...>, failure<...>, ...>;`: every terminal state stands in exactly one of the
/// sets, and no other state in any. A set may be any class template over states.
template <class... Sets>
struct partition {};

// Defined in the headers that decide them: after.hpp, joint_states.hpp and computation_tree.hpp.
template <class State, class Rule>
struct after;
template <class... States>
struct never_together;
template <class Formula>
struct holds_initially;

/// Derive a lifecycle from it: `struct hotfix : fairlead::lifecycle { ... };`. It holds nothing but names.
/// A lifecycle declares `transitions` (a table), and may declare `name`, `version`,
/// `data`, `outcomes`, `ignores` and `invariants`.
struct lifecycle {
  using initial = fairlead::initial;
  using terminal = fairlead::terminal;
  using waiting = fairlead::waiting;
  using needs_operator = fairlead::needs_operator;
  using stay = fairlead::stay;
  using deadline = fairlead::deadline;
  using timestamp = fairlead::timestamp;
  using verdict = fairlead::verdict;

  template <class... Rows>
  using table = fairlead::table<Rows...>;
  template <class... Parts>
  using row = fairlead::row<Parts...>;
  template <class... Guards>
  using when = fairlead::when<Guards...>;
  template <class... InitialStates>
  using orthogonal = fairlead::orthogonal<InitialStates...>;
  template <class... Actions>
  using then = fairlead::then<Actions...>;
  template <class... States>
  using any_of = fairlead::any_of<States...>;
  template <class Signal>
  using raise = fairlead::raise<Signal>;
  template <auto Member, auto Value>
  using is = fairlead::is<Member, Value>;
  template <class Guard>
  using not_ = fairlead::not_<Guard>;
  template <class State>
  using in = fairlead::in<State>;

  template <class... Answers>
  using ignored = fairlead::ignored<Answers...>;
  template <class... Sets>
  using partition = fairlead::partition<Sets...>;
  template <class... States>
  using success = fairlead::success<States...>;
  template <class... States>
  using failure = fairlead::failure<States...>;
  template <class... States>
  using neutral = fairlead::neutral<States...>;

  template <class... Invariants>
  using prove = fairlead::prove<Invariants...>;
  template <class From, class To, class Via>
  using always_passes = fairlead::always_passes<From, To, Via>;
  template <class From, class To, class Guard>
  using path_requires = fairlead::path_requires<From, To, Guard>;
  template <class From, class To>
  using no_path = fairlead::no_path<From, To>;
  template <class From, class To>
  using no_edge = fairlead::no_edge<From, To>;
  template <class State, class... Targets>
  using exits_only_to = fairlead::exits_only_to<State, Targets...>;
  template <class State, class... Guards>
  using entry_requires = fairlead::entry_requires<State, Guards...>;
  template <class Event, class Guard>
  using event_requires = fairlead::event_requires<Event, Guard>;
  template <class Event, class... Targets>
  using event_leads_only_to = fairlead::event_leads_only_to<Event, Targets...>;
  template <class Event, class... Targets>
  using event_never_leads_to = fairlead::event_never_leads_to<Event, Targets...>;
  template <class State, class Event>
  using unconditional = fairlead::unconditional<State, Event>;
  template <class State, class Rule>
  using after = fairlead::after<State, Rule>;
  template <class... States>
  using never_together = fairlead::never_together<States...>;
  template <class Formula>
  using holds_initially = fairlead::holds_initially<Formula>;
  template <class State, class Event>
  using accepts = fairlead::accepts<State, Event>;
  template <class State, class Event>
  using never_accepts = fairlead::never_accepts<State, Event>;
  template <class Event, class Guard>
  using never_depends_on = fairlead::never_depends_on<Event, Guard>;
  template <class Event>
  using on = fairlead::on<Event>;
};

}  // namespace fairlead

#endif
