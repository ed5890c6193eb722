// SPDX-License-Identifier: BSL-1.0
// What a machine refuses at compile time: events, siblings and states that do not fit, and a lifecycle that does not hold.
#include <fairlead/machine/machine.hpp>
#include <fairlead/model.hpp>
#if defined(FAIL_restore)
#include <fairlead/machine/snapshot.hpp>
#endif

struct gate : fairlead::lifecycle {
  struct open : initial {};
  struct shut {};
  struct toggle {};
#if defined(FAIL_sibling_of_regions)  // FAIL sibling_of_regions: fairlead: beside(...): a sibling that guards ask about has one region
  // FAIL sibling_of_regions also: gate
  struct lit : initial {};
  struct dark {};
  struct flip {};
  using regions = orthogonal<open, lit>;
  using transitions = table<row<open, toggle, shut>, row<shut, toggle, open>, row<lit, flip, dark>, row<dark, flip, lit>>;
#else
  using transitions = table<row<open, toggle, shut>, row<shut, toggle, open>>;
#endif
};

struct train : fairlead::lifecycle {
#if defined(FAIL_throwing_data)  // FAIL throwing_data: fairlead: the data of a lifecycle must be copyable
  struct data {
    data() = default;
    data(const data&) = default;
    data& operator=(const data&) noexcept(false) { return *this; }
  };
#endif
  struct waiting_here : initial {};
  struct gone : terminal {};
  struct depart {};
  using transitions = table<
#if defined(FAIL_does_not_hold)  // FAIL does_not_hold: fairlead G3: nothing happens after a terminal state
      // FAIL does_not_hold also: terminal_states_are_final<train, train::gone>
      row<gone, depart, gone>,
#endif
      row<waiting_here, depart, gone, when<in<gate::open>>>>;
};

void use(fairlead::machine<train>& it, const fairlead::machine<gate>& barrier) {
#if defined(FAIL_missing_sibling)  // FAIL missing_sibling: fairlead: a guard of this event asks in<State> of a sibling
  // FAIL missing_sibling also: sibling_must_be_present<gate::open, false>
  (void)it.fire(train::depart{});
#elif defined(FAIL_wrong_sibling)  // FAIL wrong_sibling: fairlead: a guard of this event asks in<State> of a sibling
  // FAIL wrong_sibling also: sibling_must_be_present<gate::open, false>
  (void)it.fire(train::depart{}, fairlead::beside(it));
#elif defined(FAIL_foreign_event)  // FAIL foreign_event: fairlead: machine::fire: the lifecycle has no row for this event
  // FAIL foreign_event also: gate::toggle
  (void)it.fire(gate::toggle{});
#elif defined(FAIL_foreign_state)  // FAIL foreign_state: fairlead: machine::is<State>: the lifecycle has no such state
  // FAIL foreign_state also: gate::open
  (void)it.is<gate::open>();
#elif defined(FAIL_payload)  // FAIL payload: fairlead: machine::fire_by_name: for every event of the lifecycle, payload
  // FAIL payload also: train::depart
  (void)it.fire_by_name("depart", [](auto) { return 7; }, fairlead::beside(barrier));
#elif defined(FAIL_beside_twice)  // FAIL beside_twice: fairlead: machine::fire: two options of one kind
  (void)it.fire(train::depart{}, fairlead::beside(barrier), fairlead::beside(it));
#elif defined(FAIL_one_scope)  // FAIL one_scope: fairlead: beside(...): two of the machines run one lifecycle
  (void)it.fire(train::depart{}, fairlead::beside(barrier, barrier));
#elif defined(FAIL_mutable_observer)  // FAIL mutable_observer: fairlead: tell(observer): the observer is called as a constant
  (void)it.fire(train::depart{}, fairlead::beside(barrier),
                fairlead::tell([n = 0](const fairlead::transition&) mutable { ++n; }));
#elif defined(FAIL_no_deadline)  // FAIL no_deadline: fairlead: machine::tick: the lifecycle has no deadline row
  (void)it.tick(fairlead::timestamp{1});
#elif defined(FAIL_snapshot)  // FAIL snapshot: fairlead: machine::snapshot: include <fairlead/machine/restore.hpp>
  (void)it.snapshot();
#elif defined(FAIL_restore)  // FAIL restore: fairlead: machine::restore: include <fairlead/machine/restore.hpp>
  (void)fairlead::machine<train>::restore({});
#endif
  (void)it.fire(train::depart{}, fairlead::beside(barrier));
}
