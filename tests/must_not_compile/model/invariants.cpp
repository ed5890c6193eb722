// SPDX-License-Identifier: BSL-1.0
// A hotfix whose review can be slept through, and one broken rule for each query.
#include <fairlead/model.hpp>

struct hotfix : fairlead::lifecycle {
  struct draft : initial {};
  struct in_review : waiting {};
  struct approved {};
  struct live {};
  struct rolled_back : terminal {};
  struct refused : terminal {};
  struct nowhere {};

  struct submit {};
  struct vote {
    bool yes;
  };
  struct deploy {};
  struct fail {};
  struct never_sent {};

  struct not_self {
    bool operator()(const vote& event) const { return event.yes; }
  };

  using transitions = table<
      row<draft, submit, in_review>,
      row<in_review, vote, approved, when<is<&vote::yes, true>, not_self>>,
      row<in_review, vote, refused, when<is<&vote::yes, false>>>,
#if defined(FAIL_review_slept_through)  // FAIL review_slept_through: fairlead: always_passes<From, To, Via> does not hold
      // FAIL review_slept_through also: step<hotfix::draft, hotfix::submit>, fairlead::step<hotfix::in_review, fairlead::deadline>, fairlead::reaches<hotfix::live>
      row<in_review, deadline, live>,
#else
      row<in_review, deadline, refused>,
#endif
      row<approved, deploy, live>,
      row<live, fail, rolled_back>>;

  using invariants = prove<
#if defined(FAIL_no_path)  // FAIL no_path: fairlead: no_path<From, To> does not hold
      // FAIL no_path also: step<hotfix::in_review, hotfix::vote>, fairlead::step<hotfix::approved, hotfix::deploy>, fairlead::reaches<hotfix::live>
      no_path<in_review, live>,
#elif defined(FAIL_path_requires)  // FAIL path_requires: fairlead: path_requires<From, To, Guard> does not hold
      // FAIL path_requires also: step<hotfix::draft, hotfix::submit>, fairlead::step<hotfix::in_review, hotfix::vote>, fairlead::reaches<hotfix::refused>
      path_requires<draft, refused, not_self>,
#elif defined(FAIL_no_edge)  // FAIL no_edge: fairlead: no_edge<From, To> does not hold
      // FAIL no_edge also: counterexample<hotfix, fairlead::step<hotfix::approved, hotfix::deploy>, fairlead::reaches<hotfix::live>
      no_edge<approved, live>,
#elif defined(FAIL_exits)  // FAIL exits: fairlead: exits_only_to<State, Targets...> does not hold
      // FAIL exits also: step<hotfix::in_review, hotfix::vote>, fairlead::reaches<hotfix::refused>
      exits_only_to<in_review, approved>,
#elif defined(FAIL_entry)  // FAIL entry: fairlead: entry_requires<State, Guards...> does not hold
      // FAIL entry also: step<hotfix::approved, hotfix::deploy>, fairlead::reaches<hotfix::live>
      entry_requires<live, not_self>,
#elif defined(FAIL_event_requires)  // FAIL event_requires: fairlead: event_requires<Event, Guard> does not hold
      // FAIL event_requires also: step<hotfix::in_review, hotfix::vote>, fairlead::reaches<hotfix::refused>
      event_requires<vote, not_self>,
#elif defined(FAIL_leads)  // FAIL leads: fairlead: event_leads_only_to<Event, Targets...> does not hold
      // FAIL leads also: step<hotfix::in_review, hotfix::vote>, fairlead::reaches<hotfix::refused>
      event_leads_only_to<vote, approved>,
#elif defined(FAIL_leads_from)  // FAIL leads_from: fairlead: event_leads_only_to<Event, Targets...> does not hold
      // FAIL leads_from also: step<hotfix::in_review, fairlead::deadline>, fairlead::reaches<hotfix::refused>
      event_leads_only_to<fairlead::deadline, approved>::from<in_review>,
#elif defined(FAIL_never_leads)  // FAIL never_leads: fairlead: event_never_leads_to<Event, Targets...> does not hold
      // FAIL never_leads also: step<hotfix::in_review, hotfix::vote>, fairlead::reaches<hotfix::approved>
      event_never_leads_to<vote, approved>,
#elif defined(FAIL_conditional)  // FAIL conditional: fairlead: unconditional<State, Event> does not hold
      // FAIL conditional also: counterexample<hotfix, fairlead::reaches<hotfix::in_review>
      unconditional<in_review, vote>,
#elif defined(FAIL_after_path)  // FAIL after_path: fairlead: after<State, no_path<From, To>> does not hold
      // FAIL after_path also: step<hotfix::in_review, hotfix::vote>, fairlead::step<hotfix::approved, hotfix::deploy>, fairlead::reaches<hotfix::live>
      after<in_review, no_path<approved, live>>,
#elif defined(FAIL_after_passes)  // FAIL after_passes: fairlead: after<State, always_passes<From, To, Via>> does not hold
      // FAIL after_passes also: step<hotfix::in_review, hotfix::vote>, fairlead::reaches<hotfix::refused>
      after<in_review, always_passes<in_review, refused, approved>>,
#elif defined(FAIL_formula)  // FAIL formula: fairlead: holds_initially<Formula> does not hold
      // FAIL formula also: step<hotfix::draft, hotfix::submit>, fairlead::step<hotfix::in_review, hotfix::vote>, fairlead::reaches<hotfix::refused>
      holds_initially<fairlead::ctl::ag<fairlead::ctl::negation<fairlead::ctl::at<refused>>>>,
#elif defined(FAIL_no_row)  // FAIL no_row: fairlead: accepts<State, Event> does not hold
      // FAIL no_row also: counterexample<hotfix, fairlead::reaches<hotfix::approved>
      accepts<any_of<live, approved>, fail>,
#elif defined(FAIL_accepts)  // FAIL accepts: fairlead: never_accepts<State, Event> does not hold
      // FAIL accepts also: step<hotfix::live, hotfix::fail>
      never_accepts<live, fail>,
#elif defined(FAIL_depends)  // FAIL depends: fairlead: never_depends_on<Event, Guard> does not hold
      // FAIL depends also: step<hotfix::in_review, hotfix::vote>
      never_depends_on<vote, not_self>,
#elif defined(FAIL_unknown_state)  // FAIL unknown_state: fairlead: an invariant names a state that stands nowhere in the table
      // FAIL unknown_state also: state_of_a_query<hotfix, hotfix::nowhere>
      no_path<nowhere, live>,
#elif defined(FAIL_unknown_event)  // FAIL unknown_event: fairlead: an invariant names an event that stands nowhere in the table
      // FAIL unknown_event also: event_of_a_query<hotfix, hotfix::never_sent>
      event_requires<never_sent, not_self>,
#endif
      always_passes<draft, live, approved>>;
};
static_assert(fairlead::holds<hotfix>);
