// SPDX-License-Identifier: BSL-1.0
// What the compiler checks of every lifecycle, asked or not: the rules G1 to G9, and names.
// Each failure is one sentence, on a type that names the lifecycle and the culprits.
#ifndef FAIRLEAD_MODEL_CHECKS_HPP
#define FAIRLEAD_MODEL_CHECKS_HPP

#include "coverage.hpp"
#include "declarations.hpp"
#include "outcome_sets.hpp"
#include "row_form.hpp"
#include "search.hpp"
#include "state_checks.hpp"

namespace fairlead {

namespace detail {

template <class Lifecycle, class... InitialStates>
constexpr bool names_every_beginning(std::type_identity<orthogonal<InitialStates...>>) {
  constexpr std::array<std::size_t, sizeof...(InitialStates)> named{position_of_state<Lifecycle, InitialStates>...};
  const auto& begun = reflection<Lifecycle>::initial_states;
  if (named.size() != begun.size() || named.size() > most_regions) { return false; }
  for (const std::size_t each : begun) {
    bool found = false;
    for (const std::size_t name : named) { found = found || name == each; }
    if (!found) { return false; }
  }
  return true;
}
template <class Lifecycle>
constexpr bool begins_as_declared() {
  if constexpr (requires { typename Lifecycle::regions; }) {
    return names_every_beginning<Lifecycle>(std::type_identity<typename Lifecycle::regions>{});
  } else {
    return reflection<Lifecycle>::initial_count == 1;
  }
}

}  // namespace detail

namespace checks {

/// The states and events that an invariant names stand in the table.
template <class Lifecycle, class State>
struct state_of_a_query {
  static_assert(has_state<Lifecycle, State>,
                "fairlead: an invariant names a state that stands nowhere in the table; it would prove nothing");
};
template <class Lifecycle, class Event>
struct event_of_a_query {
  static_assert(has_event<Lifecycle, Event>,
                "fairlead: an invariant names an event that stands nowhere in the table; it would prove nothing");
};

/// Exactly one state derives from `initial`; or, with regions, exactly those that `orthogonal` names.
template <class Lifecycle, class... InitialStates>
struct one_initial_state {
  static_assert(sizeof...(InitialStates) != 0,
                "fairlead: a lifecycle needs an initial state: let one state derive from fairlead::initial");
  static_assert(
      sizeof...(InitialStates) == 0 || detail::begins_as_declared<Lifecycle>(),
      "fairlead: a lifecycle begins in one state: let only one of the states named here derive from initial; "
      "or, for orthogonal regions, say `using regions = orthogonal<...>;` and name each of them, four at most");
};

/// Regions have no state in common.
template <class Lifecycle, class... Shared>
struct regions_are_apart {
  static_assert(sizeof...(Shared) == 0,
                "fairlead: orthogonal regions share no state; the state named here can be reached from the initial "
                "states of two of them");
};

/// States, and likewise events, differ in name: a name is what is saved.
template <class Lifecycle, class... NameSakes>
struct unique_names {
  static_assert(sizeof...(NameSakes) == 0,
                "fairlead: two states, or two events, have one name; give one of those named here another "
                "`static constexpr std::string_view name`");
};

/// What is waited for happens.
template <class Lifecycle, class... Patient>
struct patience_has_a_deadline {
  static_assert(sizeof...(Patient) == 0,
                "fairlead: when `patience` has run out, the deadline row of the state fires; add row<State, deadline, "
                "...> for the states named here, or take out their patience");
};

/// G1.
template <class Lifecycle, class... Unreachable>
struct every_state_is_reachable {
  static_assert(sizeof...(Unreachable) == 0,
                "fairlead G1: every state must be reachable from the initial state; add a row that leads to the states "
                "named here, or take them out");
};

/// G2. Asked only of lifecycles that have terminal states.
template <class Lifecycle, class... Traps>
struct every_state_can_end {
  static_assert(
      sizeof...(Traps) == 0,
      "fairlead G2: from every state a terminal state must be reachable; the states named here are a trap: add "
      "a way out");
};

/// G3.
template <class Lifecycle, class... Left>
struct terminal_states_are_final {
  static_assert(sizeof...(Left) == 0,
                "fairlead G3: nothing happens after a terminal state; drop the rows of the states named here, or their "
                "terminal base");
};

/// G4.
template <class Lifecycle, class... Unbounded>
struct every_wait_is_bounded {
  static_assert(sizeof...(Unbounded) == 0,
                "fairlead G4: a waiting state must own a deadline row, or an instance may wait for ever; add "
                "row<State, deadline, ...> for the states named here");
};

/// The source, event and rows (counted from 0) of a conflict.
template <class State, class Event, std::size_t FirstRow, std::size_t SecondRow>
struct conflict {};

/// G7.
template <class Lifecycle, class... Conflicts>
struct rows_exclude_each_other {
  static_assert(
      sizeof...(Conflicts) == 0,
      "fairlead G7: two rows of one state and event could fire together, and their order must not decide; let "
      "their guards exclude each other: is<> on one member, or G and not_<G>");
};

}  // namespace checks

namespace detail {

// The states of a lifecycle for which a rule fails, as the arguments of `Check`.
template <class Lifecycle, template <class, class...> class Check, class Holder, std::size_t... I>
auto name_states(std::index_sequence<I...>)
    -> Check<Lifecycle, typename reflection<Lifecycle>::template state_at<Holder::value.numbers[I]>...>;

template <std::size_t Capacity>
struct findings {
  std::size_t count = 0;
  std::array<std::size_t, Capacity> numbers{};
  constexpr void add(std::size_t number) { numbers[count++] = number; }
};

template <class Lifecycle>
constexpr std::size_t shared_state() {
  return begins_as_declared<Lifecycle>() ? reflection<Lifecycle>::regions.shared : reflection<Lifecycle>::state_count;
}
template <class Lifecycle, state_check Check>
struct states_that {
  static constexpr auto value = [] {
    constexpr std::size_t states = reflection<Lifecycle>::state_count;
    const auto misplaced_outcomes = misplaced<Lifecycle>();
    bool flags[state_checks::flags_for(states)]{};
    std::size_t numbers[namesakes_memory(states)]{};
    const state_checks checks(description_of<Lifecycle>, shared_state<Lifecycle>(), misplaced_outcomes.data(), flags,
                              numbers);
    findings<states> found{};
    for (std::size_t s = 0; s < states; ++s) {
      if (checks.breaks(Check, s)) { found.add(s); }
    }
    return found;
  }();
};

template <class Lifecycle>
constexpr bool enumerators_are_covered() {
  using table = reflection<Lifecycle>;
  constexpr std::size_t first = first_forgetful_edge<Lifecycle>();
  if constexpr (first == table::edge_count) {
    return sizeof(checks::enumerators_are_covered<Lifecycle>) > 0;
  } else {
    constexpr edge forgetful = table::edges[first];
    return sizeof(checks::enumerators_are_covered<
                  Lifecycle, checks::rows_of<typename table::template state_at<forgetful.source>,
                                             typename table::template event_at<forgetful.event>>>) > 0;
  }
}

// The first two edges that could fire together; {0, 0} if there are none. `memory` is a zero for each edge and state.
constexpr std::array<std::size_t, 2> first_conflict(const lifecycle_description& lifecycle, std::size_t* memory) {
  // Edges of one source are chained, so that only those are compared.
  std::size_t* const following = memory;
  std::size_t* const newest = memory + lifecycle.edges.size();
  for (std::size_t e = lifecycle.edges.size(); e-- > 0;) {
    const edge& one = lifecycle.edges[e];
    following[e] = newest[one.source];
    newest[one.source] = e + 1;
    for (std::size_t next = following[e]; next != 0; next = following[next - 1]) {
      const edge& other = lifecycle.edges[next - 1];
      if (one.event == other.event && !exclusive(lifecycle, lifecycle.rows[one.row], lifecycle.rows[other.row])) {
        return {e, next - 1};
      }
    }
  }
  return {0, 0};
}
template <class Lifecycle>
constexpr std::array<std::size_t, 2> first_conflict() {
  std::size_t memory[reflection<Lifecycle>::edge_count + reflection<Lifecycle>::state_count + 1]{};
  return first_conflict(description_of<Lifecycle>, memory);
}

template <class Lifecycle, template <class, class...> class Check, state_check Broken>
using named_states = decltype(name_states<Lifecycle, Check, states_that<Lifecycle, Broken>>(
    std::make_index_sequence<states_that<Lifecycle, Broken>::value.count>{}));

template <class Lifecycle>
constexpr bool rows_exclude_each_other() {
  using table = reflection<Lifecycle>;
  constexpr std::array<std::size_t, 2> pair = first_conflict<Lifecycle>();
  if constexpr (pair[1] == 0) {
    return sizeof(checks::rows_exclude_each_other<Lifecycle>) > 0;
  } else {
    constexpr edge one = table::edges[pair[0]];
    constexpr edge other = table::edges[pair[1]];
    return sizeof(checks::rows_exclude_each_other<
                  Lifecycle, checks::conflict<typename table::template state_at<one.source>,
                                              typename table::template event_at<one.event>, one.row, other.row>>) > 0;
  }
}

// Positions of two events of one name; {0, 0} if all differ.
template <class Lifecycle>
constexpr std::array<std::size_t, 2> events_of_one_name() {
  constexpr std::size_t events = reflection<Lifecycle>::event_count;
  std::size_t memory[namesakes_memory(events)]{};
  const std::size_t* const namesakes = find_namesakes(description_of<Lifecycle>.events, memory);
  std::size_t second = 0;
  while (second < events && namesakes[second] == 0) { ++second; }
  if (second == events) { return {0, 0}; }
  return {namesakes[second] - 1, second};
}
template <class Lifecycle>
using named_events =
    checks::unique_names<Lifecycle,
                         typename reflection<Lifecycle>::template event_at<events_of_one_name<Lifecycle>()[0]>,
                         typename reflection<Lifecycle>::template event_at<events_of_one_name<Lifecycle>()[1]>>;

// The first check that does not hold, in the order of `report_check`; their number if all hold.
template <class Lifecycle>
constexpr std::size_t first_broken_check() {
  if constexpr (hidden_declaration<Lifecycle>() != checks::declaration::none) {
    return 1;  // rows that need the data would not fit without
  } else if constexpr (!rows_fit<Lifecycle>(std::type_identity<transitions_of<Lifecycle>>{})) {
    return 0;
  } else if constexpr (!declares_well<Lifecycle>()) {
    return 1;
  } else {
    const auto misplaced_outcomes = misplaced<Lifecycle>();
    constexpr std::size_t states = reflection<Lifecycle>::state_count;
    bool flags[state_checks::flags_for(states)]{};
    std::size_t numbers[namesakes_memory(states)]{};
    const state_checks checks(description_of<Lifecycle>, shared_state<Lifecycle>(), misplaced_outcomes.data(), flags,
                              numbers);
    const bool kept[] = {true,
                         true,
                         begins_as_declared<Lifecycle>(),
                         checks.hold(state_check::is_shared),
                         checks.hold(state_check::has_a_taken_name),
                         events_of_one_name<Lifecycle>()[1] == 0,
                         checks.hold(state_check::is_unreachable),
                         checks.hold(state_check::is_a_trap),
                         checks.hold(state_check::is_left_for_all_its_end),
                         checks.hold(state_check::waits_for_ever),
                         checks.hold(state_check::waits_in_vain),
                         checks.hold(state_check::has_refusable_deadline),
                         checks.hold(state_check::has_idle_deadline),
                         first_conflict<Lifecycle>()[1] == 0,
                         first_forgetful_edge<Lifecycle>() == reflection<Lifecycle>::edge_count,
                         checks.hold(state_check::is_misplaced)};
    std::size_t first = 0;
    while (first < sizeof(kept) && kept[first]) { ++first; }
    return first;
  }
}
template <class Lifecycle>
inline constexpr std::size_t broken_check = first_broken_check<Lifecycle>();
template <class Lifecycle>
inline constexpr bool checks_hold = broken_check<Lifecycle> == 16;

// Says which check does not hold. Only the first: one slip often breaks several, and the page has sixty lines.
template <class Lifecycle>
constexpr bool report_check() {
  constexpr std::size_t broken = broken_check<Lifecycle>;
  if constexpr (broken == 0) { return report_rows<Lifecycle>(std::type_identity<transitions_of<Lifecycle>>{}); }
  if constexpr (broken == 1) { return report_declarations<Lifecycle>(); }
  if constexpr (broken == 2) {
    return sizeof(named_states<Lifecycle, checks::one_initial_state, state_check::begins>) > 0;
  }
  if constexpr (broken == 3) {
    return sizeof(named_states<Lifecycle, checks::regions_are_apart, state_check::is_shared>) > 0;
  }
  if constexpr (broken == 4) {
    return sizeof(named_states<Lifecycle, checks::unique_names, state_check::has_a_taken_name>) > 0;
  }
  if constexpr (broken == 5) { return sizeof(named_events<Lifecycle>) > 0; }
  if constexpr (broken == 6) {
    return sizeof(named_states<Lifecycle, checks::every_state_is_reachable, state_check::is_unreachable>) > 0;
  }
  if constexpr (broken == 7) {
    return sizeof(named_states<Lifecycle, checks::every_state_can_end, state_check::is_a_trap>) > 0;
  }
  if constexpr (broken == 8) {
    return sizeof(named_states<Lifecycle, checks::terminal_states_are_final, state_check::is_left_for_all_its_end>) > 0;
  }
  if constexpr (broken == 9) {
    return sizeof(named_states<Lifecycle, checks::every_wait_is_bounded, state_check::waits_for_ever>) > 0;
  }
  if constexpr (broken == 10) {
    return sizeof(named_states<Lifecycle, checks::patience_has_a_deadline, state_check::waits_in_vain>) > 0;
  }
  if constexpr (broken == 11) {
    return sizeof(named_states<Lifecycle, checks::deadlines_cannot_be_refused, state_check::has_refusable_deadline>) >
           0;
  }
  if constexpr (broken == 12) {
    return sizeof(named_states<Lifecycle, checks::deadlines_that_stay_act, state_check::has_idle_deadline>) > 0;
  }
  if constexpr (broken == 13) { return rows_exclude_each_other<Lifecycle>(); }
  if constexpr (broken == 14) { return enumerators_are_covered<Lifecycle>(); }
  if constexpr (broken == 15) {
    return sizeof(named_states<Lifecycle, checks::outcomes_are_a_partition, state_check::is_misplaced>) > 0;
  }
}

}  // namespace detail
}  // namespace fairlead

#endif
