// SPDX-License-Identifier: BSL-1.0
// What of Boost.MSM is not adopted: each case puts it into a front end that is, and compiles without it.
#include <boost/mpl/vector.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>
#include <fairlead/machine/adopted_machine.hpp>
#include <fairlead/machine/machine.hpp>

#if defined(FAIL_pseudo_state) || defined(FAIL_loses_members)
#include <boost/msm/back/state_machine.hpp>
#else  // what is adopted names a submachine's back end, and does not look into it: the other cases need not parse it
namespace boost::msm::back {
template <class Front, class... Policies>
class state_machine;
}
#endif

namespace msm = boost::msm;
namespace mpl = boost::mpl;
using msm::front::none;
using msm::front::Row;

struct push {};
struct pull {};
struct reset {};

struct inner_ : msm::front::state_machine_def<inner_> {
  struct Deep : msm::front::state<> {};
  struct Other : msm::front::state<> {};
#if defined(FAIL_blocking_inside)  // FAIL blocking_inside: fairlead: adopt<Front>: a terminate_state or interrupt_state inside a submachine
  // FAIL blocking_inside also: Stuck
  struct Stuck : msm::front::terminate_state<> {};
#else
  struct Stuck : msm::front::state<> {};
#endif
#if defined(FAIL_regions_inside)  // FAIL regions_inside: fairlead: adopt<Front>: the submachine named here has orthogonal regions
  // FAIL regions_inside also: inner_
  using initial_state = mpl::vector<Deep, Other>;
#else
  using initial_state = Deep;
#endif
  struct transition_table : mpl::vector<Row<Deep, pull, Stuck>, Row<Stuck, pull, Other>, Row<Other, pull, Deep>> {};
};

struct door_ : msm::front::state_machine_def<door_> {
  struct Shut : msm::front::state<> {
#if defined(FAIL_deferring_state)  // FAIL deferring_state: fairlead: adopt<Front>: a deferred event waits in a queue
    // FAIL deferring_state also: Shut
    using deferred_events = mpl::vector<reset>;
#endif
  };
  struct Open : msm::front::state<> {};
#if defined(FAIL_history)  // FAIL history: fairlead: adopt<Front>: a submachine with history is entered where it was left
  // FAIL history also: inner_
  using Inner = msm::back::state_machine<inner_, msm::back::AlwaysHistory>;
#else
  using Inner = msm::back::state_machine<inner_>;
#endif
  bool may_push(const push&) { return opened == 0; }
  // A row of the host's own: what guards it is not in its type.
  struct opaque_row {
    using row_type_tag = msm::g_row_tag;
    using Source = Shut;
    using Target = Open;
    using Evt = push;
  };

#if defined(FAIL_internal_rows_of_regions)  // FAIL internal_rows_of_regions: fairlead: adopt<Front>: rows of an internal_transition_table of a front end with regions
  // FAIL internal_rows_of_regions also: door_
  struct Lit : msm::front::state<> {};
  using initial_state = mpl::vector<Shut, Lit>;
  struct internal_transition_table : mpl::vector<msm::front::Internal<pull>> {};
#else
  using initial_state = Shut;
#endif
  struct transition_table : mpl::vector<
#if defined(FAIL_never_fires)  // FAIL never_fires: fairlead: adopt<Front>: the row named here never fires
      // FAIL never_fires also: door_::Open, reset
      Row<Open, reset, Shut>,
#endif
#if defined(FAIL_deferring_row)  // FAIL deferring_row: fairlead: adopt<Front>: a deferred event waits in a queue
      // FAIL deferring_row also: Defer
      Row<Shut, reset, none, msm::front::Defer>,
#endif
#if defined(FAIL_pseudo_state)  // FAIL pseudo_state: fairlead: adopt<Front>: entry points, exit points, direct entries and forks
      // FAIL pseudo_state also: Deep
      Row<Shut, reset, Inner::direct<inner_::Deep>>,
#endif
#if defined(FAIL_illegible)  // FAIL illegible: fairlead: adopt<Front>: the type of the row named here does not tell its guard
                             // FAIL illegible also: opaque_row
      opaque_row,
#else
      g_row<Shut, push, Open, &door_::may_push>,
#endif
#if defined(FAIL_unreachable)  // FAIL unreachable: fairlead G1: every state must be reachable from the initial state
      // FAIL unreachable also: inner_::Deep
      Row<Inner, push, Open>,
#else
      Row<Open, reset, Inner>,
#endif
      Row<Inner, reset, Shut>> {
  };
  int opened = 0;
#if !defined(FAIL_loses_members)  // FAIL loses_members: fairlead: adopted_machine: the state or front end named here has members
  // FAIL loses_members also: door_
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("opened", self.opened);
  }
#endif
};

#if defined(FAIL_not_a_front_end)  // FAIL not_a_front_end: fairlead: adopt<Front>: Front must be a front end of Boost.MSM
// FAIL not_a_front_end also: state_machine<door_
using door = fairlead::adopt<msm::back::state_machine<door_>>;
#else
struct door : fairlead::adopt<door_> {
#if defined(FAIL_refuted)  // FAIL refuted: fairlead: no_path<From, To> does not hold
  // FAIL refuted also: push
  using invariants = prove<no_path<door_::Shut, door_::Open>>;
#endif
};
#endif

static_assert(fairlead::holds<door>);
template <class Running>
fairlead::machine_snapshot<fairlead::data_of<door>> save(Running& running) {
  return fairlead::adopted_machine<door, Running>(running).snapshot();
}
#if defined(FAIL_loses_members)
auto saved(msm::back::state_machine<door_>& running) { return save(running); }
#elif defined(FAIL_runs_on_machine)  // FAIL runs_on_machine: fairlead: an adopted front end runs on boost::msm::back::state_machine
fairlead::machine<door> it;
#endif
