// SPDX-License-Identifier: BSL-1.0
// The words in which a transition table is written: table, row, any_of, when, then, raise.
#ifndef FAIRLEAD_MODEL_ROW_HPP
#define FAIRLEAD_MODEL_ROW_HPP

namespace fairlead {

/// As the source of a row: one row for each of these states. In a query: whichever of them comes first.
template <class... States>
struct any_of {};

/// The guards of a row. The row fires only if every one of them passes; they are asked from left to right.
template <class... Guards>
struct when {};

/// What a row does when it fires: actions change the instance's data, from left to right; `raise<Signal>` asks
/// something of the world.
template <class... Actions>
struct then {};

/// In `then<>`: make a `Signal` by `Signal::from(event, data)` (or `Signal::from(data)`) from the data as they are
/// after the transition, and hand it to whoever listens, once the transition is complete.
template <class Signal>
struct raise {};

/// One transition, `row<Source, Event, Target, when<...>, then<...>>`: in `Source`, `Event` leads to `Target`, if the
/// guards of `when<...>` pass; `then<...>` runs. Both clauses are optional. `Source` may be `any_of<...>`; `Target` may
/// be `stay`; `Event` may be `deadline`.
template <class... Parts>  // a pack, so that one with too few is refused in our words
struct row {};

/// `using regions = orthogonal<draft, unheld>;`: the lifecycle is in several states at once, one of each region. A
/// region is an initial state and all that can be reached from it; regions share events and data, but no state. An
/// event goes to all of them, and happens if a row of one of them fires; guards of all are asked before any action
/// runs, and see the states (with `in<>`) and data as they were before.
template <class... InitialStates>
struct orthogonal {};

/// The transitions of a lifecycle. Their order means nothing: rows that could compete do not compile.
template <class... Rows>
struct table {};

}  // namespace fairlead

#endif
