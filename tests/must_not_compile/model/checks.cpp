// SPDX-License-Identifier: BSL-1.0
// One lifecycle for each rule that every lifecycle must keep, broken in exactly that rule.
#include <fairlead/model.hpp>

struct broken : fairlead::lifecycle {
  struct data {
    int count = 0;
  };
  struct start : initial {};
  struct middle : waiting {};
  struct island {};
  struct end : terminal {};
  struct go {};
  struct vote {
    bool yes;
  };
  struct later {};
  enum class color { red, green, blue };
  struct painted {
    color in;
  };
  struct patient {
    bool operator()(const data& of) const { return of.count > 3; }
  };
  struct namesake {
    static constexpr std::string_view name = "middle";
  };
  struct other_start : initial {};
  struct of_another_event {
    bool operator()(const vote& event) const { return event.yes; }
  };
  struct wrong_action {
    void operator()(int) const {}
  };
  struct silent_signal {};
  struct counts {
    int operator()(const data& of) const { return of.count; }
  };
  struct also_go {
    static constexpr std::string_view name = "go";
  };

  using transitions = table<
      row<start, go, middle>,
#if defined(FAIL_unreachable)  // FAIL unreachable: fairlead G1: every state must be reachable from the initial state
      // FAIL unreachable also: every_state_is_reachable<broken, broken::island>
      row<island, go, end>,
#elif defined(FAIL_trap)  // FAIL trap: fairlead G2: from every state a terminal state must be reachable
      // FAIL trap also: every_state_can_end<broken, broken::island>
      row<start, later, island>,
#elif defined(FAIL_terminal_left)  // FAIL terminal_left: fairlead G3: nothing happens after a terminal state
      // FAIL terminal_left also: terminal_states_are_final<broken, broken::end>
      row<end, go, end>,
#elif defined(FAIL_overlap)  // FAIL overlap: fairlead G7: two rows of one state and event could fire together
      // FAIL overlap also: conflict<broken::middle, broken::vote, 1, 2>
      row<middle, vote, end, when<of_another_event>>,
#elif defined(FAIL_namesake)  // FAIL namesake: fairlead: two states, or two events, have one name
      // FAIL namesake also: unique_names<broken, broken::namesake>
      row<start, later, namesake>, row<namesake, go, end>,
#elif defined(FAIL_two_initial)  // FAIL two_initial: fairlead: a lifecycle begins in one state
      // FAIL two_initial also: one_initial_state<broken, broken::start, broken::other_start>
      row<start, later, other_start>, row<other_start, go, end>,
#elif defined(FAIL_guard_form)  // FAIL guard_form: fairlead: a guard must be callable as verdict operator
      // FAIL guard_form also: guard_fits<broken, broken::of_another_event, broken::later>
      row<start, later, end, when<of_another_event>>,
#elif defined(FAIL_action_form)  // FAIL action_form: fairlead: an action must be callable as void operator
      // FAIL action_form also: action_fits<broken, broken::wrong_action, broken::later>
      row<start, later, end, then<wrong_action>>,
#elif defined(FAIL_signal_form)  // FAIL signal_form: fairlead: raise<Signal> needs `static Signal from
      // FAIL signal_form also: action_fits<broken, fairlead::raise<broken::silent_signal>, broken::later>
      row<start, later, end, then<raise<silent_signal>>>,
#elif defined(FAIL_forgotten_enumerator)  // FAIL forgotten_enumerator: fairlead G8: rows that switch on an enumerator must cover all of them
      // FAIL forgotten_enumerator also: enumerators_are_covered<broken, fairlead::checks::rows_of<broken::start, broken::painted>
      row<start, painted, end, when<is<&painted::in, color::red>>>,
      row<start, painted, stay, when<is<&painted::in, color::green>>>,
#elif defined(FAIL_bare_guard)  // FAIL bare_guard: what follows the target must be at most one when<guards...>
      // FAIL bare_guard also: clauses_of_a_row<broken, fairlead::row<broken::start, broken::vote, broken::end, broken::of_another_event
      row<start, vote, end, of_another_event>,
#elif defined(FAIL_row_without_target)  // FAIL row_without_target: every element must be a row<Source, Event, Target, ...>
      // FAIL row_without_target also: table_of_rows<broken, fairlead::row<broken::start, broken::vote>
      row<start, vote>,
#elif defined(FAIL_then_before_when)  // FAIL then_before_when: what follows the target must be at most one when<guards...>
      // FAIL then_before_when also: clauses_of_a_row<broken, fairlead::row<broken::start, broken::vote, broken::end, fairlead::then<>, fairlead::when<
      row<start, vote, end, then<>, when<of_another_event>>,
#elif defined(FAIL_source_is_no_class)  // FAIL source_is_no_class: Source must be a state or any_of<states...>
      // FAIL source_is_no_class also: fairlead::row<broken::start, broken::vote, broken::color>, broken::color>
      row<start, vote, color>,
#elif defined(FAIL_several_targets)  // FAIL several_targets: Source must be a state or any_of<states...>, Target a state or stay
      // FAIL several_targets also: fairlead::any_of<broken::middle, broken::end>
      row<start, vote, any_of<middle, end>>,
#elif defined(FAIL_no_source)  // FAIL no_source: Source must be a state or any_of<states...>, Target a state or stay
      // FAIL no_source also: fairlead::any_of<>
      row<any_of<>, vote, end>,
#elif defined(FAIL_event_as_state)  // FAIL event_as_state: a state a complete class of its own that is not the row's event
      // FAIL event_as_state also: states_of_a_row<broken, fairlead::row<broken::start, broken::vote, broken::vote>, broken::vote>
      row<start, vote, vote>,
#elif defined(FAIL_state_undefined)  // FAIL state_undefined: a state a complete class of its own that is not the row's event
      // FAIL state_undefined also: undefined
      row<start, vote, struct undefined>,
#elif defined(FAIL_several_events)  // FAIL several_events: Event must be deadline, or a complete class of its own
      // FAIL several_events also: fairlead::any_of<broken::vote, broken::later>
      row<start, any_of<vote, later>, end>,
#elif defined(FAIL_guard_of_numbers)  // FAIL guard_of_numbers: fairlead: a guard must be callable as verdict operator
      // FAIL guard_of_numbers also: guard_fits<broken, broken::counts, broken::later>
      row<start, later, end, when<counts>>,
#elif defined(FAIL_in_an_event)  // FAIL in_an_event: fairlead: in<State> names no state
      // FAIL in_an_event also: guard_fits<broken, fairlead::in<broken::vote>, broken::later>
      row<start, later, end, when<in<vote>>>,
#elif defined(FAIL_left_enumerator)  // FAIL left_enumerator: fairlead G8: rows that switch on an enumerator must cover all of them
      // FAIL left_enumerator also: enumerators_are_covered<broken, fairlead::checks::rows_of<broken::start, broken::painted>
      row<start, painted, end, when<not_<is<&painted::in, color::red>>>>,
#elif defined(FAIL_namesake_event)  // FAIL namesake_event: fairlead: two states, or two events, have one name
      // FAIL namesake_event also: unique_names<broken, broken::go, broken::also_go>
      row<start, also_go, end>,
#elif defined(FAIL_no_row)  // FAIL no_row: every element must be a row<Source, Event, Target, ...>
      // FAIL no_row also: table_of_rows<broken, broken::vote>
      vote,
#endif
      row<middle, vote, stay, when<is<&vote::yes, true>>>,
#if defined(FAIL_unbounded_wait)  // FAIL unbounded_wait: fairlead G4: a waiting state must own a deadline row
      // FAIL unbounded_wait also: every_wait_is_bounded<broken, broken::middle>
      row<middle, later, end>
#elif defined(FAIL_refusable_deadline)  // FAIL refusable_deadline: fairlead G5: a deadline must not be refused
      // FAIL refusable_deadline also: deadlines_cannot_be_refused<broken, broken::middle>
      row<middle, deadline, end, when<patient>>
#elif defined(FAIL_idle_deadline)  // FAIL idle_deadline: fairlead G6: a deadline that stays must do something
      // FAIL idle_deadline also: deadlines_that_stay_act<broken, broken::middle>
      row<middle, deadline, stay, when<not_<patient>>>,
      row<middle, deadline, end, when<patient>>
#elif defined(FAIL_deadline_in_a_circle)  // FAIL deadline_in_a_circle: fairlead G6: a deadline that stays must do something
      // FAIL deadline_in_a_circle also: deadlines_that_stay_act<broken, broken::middle>
      row<middle, deadline, middle, when<not_<patient>>>,
      row<middle, deadline, end, when<patient>>
#else
      row<middle, deadline, end>
#endif
      >;
#if defined(FAIL_end_in_no_set)  // FAIL end_in_no_set: fairlead G9: `outcomes` must put every terminal state into exactly one set
  // FAIL end_in_no_set also: outcomes_are_a_partition<broken, broken::end>
  using outcomes = partition<success<>>;
#elif defined(FAIL_end_in_two_sets)  // FAIL end_in_two_sets: fairlead G9: `outcomes` must put every terminal state into exactly one set
  // FAIL end_in_two_sets also: outcomes_are_a_partition<broken, broken::end>
  using outcomes = partition<success<end>, failure<end>>;
#elif defined(FAIL_outcome_that_goes_on)  // FAIL outcome_that_goes_on: fairlead G9: `outcomes` must put every terminal state into exactly one set
  // FAIL outcome_that_goes_on also: outcomes_are_a_partition<broken, broken::middle>
  using outcomes = partition<success<end>, failure<middle>>;
#elif defined(FAIL_outcomes_of_no_partition)  // FAIL outcomes_of_no_partition: fairlead: what a lifecycle declares has a form of its own
  // FAIL outcomes_of_no_partition also: declarations_have_their_form<broken, fairlead::success<broken::end>
  using outcomes = success<end>;
#else
  using outcomes = partition<success<end>>;
#endif
#if defined(FAIL_invariants_of_no_prove)  // FAIL invariants_of_no_prove: fairlead: what a lifecycle declares has a form of its own
  // FAIL invariants_of_no_prove also: declarations_have_their_form<broken, fairlead::no_path<broken::end, broken::start>
  using invariants = no_path<end, start>;
#elif defined(FAIL_guard_as_invariant)  // FAIL guard_as_invariant: fairlead: prove<...>: every element must be a rule about a lifecycle
  // FAIL guard_as_invariant also: invariants_are_rules<broken, broken::patient>
  using invariants = prove<no_path<end, start>, patient>;
#elif defined(FAIL_entry_requires_nothing)  // FAIL entry_requires_nothing: fairlead: prove<...>: every element must be a rule about a lifecycle
  // FAIL entry_requires_nothing also: invariants_are_rules<broken, fairlead::entry_requires<broken::end>
  using invariants = prove<entry_requires<end>>;
#else
  using invariants = prove<no_path<end, start>>;
#endif
};
static_assert(fairlead::holds<broken>);

struct beginless : fairlead::lifecycle {
#if defined(FAIL_no_initial)  // FAIL no_initial: fairlead: a lifecycle needs an initial state
  // FAIL no_initial also: one_initial_state<beginless>
  struct start {};
#else
  struct start : initial {};
#endif
  struct end : terminal {};
  struct go {};
#if defined(FAIL_no_table)  // FAIL no_table: fairlead: a lifecycle needs `using transitions = table
  // FAIL no_table also: transitions_are_a_table<beginless, false>
  using transitions = row<start, go, end>;
#else
  using transitions = table<row<start, go, end>>;
#endif
};
static_assert(fairlead::holds<beginless>);
