// SPDX-License-Identifier: BSL-1.0
// Rules that begin to matter once a state was visited: "after a rollback, live again only through approval".
#ifndef FAIRLEAD_MODEL_AFTER_HPP
#define FAIRLEAD_MODEL_AFTER_HPP

#include "invariants.hpp"

namespace fairlead {

/// Once `State` was visited, `Rule` holds: `always_passes` or `no_path`. The counterexample begins in `State`.
template <class State, class Rule>
struct after;

template <class State, class From, class To, class Via>
struct after<State, always_passes<From, To, Via>>
    : detail::query<detail::rule_kind::walk, detail::type_list<From, To, Via, State>> {};

template <class State, class From, class To>
struct after<State, no_path<From, To>>
    : detail::query<detail::rule_kind::walk, detail::type_list<From, To, any_of<>, State>> {};

template <class State, class From, class To, class Via, class Lifecycle, class Counterexample>
struct checks::refuted_by<after<State, always_passes<From, To, Via>>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: after<State, always_passes<From, To, Via>> does not hold: the counterexample begins in "
                "State and reaches To without passing Via");
};
template <class State, class From, class To, class Lifecycle, class Counterexample>
struct checks::refuted_by<after<State, no_path<From, To>>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: after<State, no_path<From, To>> does not hold: the counterexample begins in State and leads "
                "from From to To");
};

}  // namespace fairlead

#endif
