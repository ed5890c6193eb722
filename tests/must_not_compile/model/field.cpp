// SPDX-License-Identifier: BSL-1.0
// Lifecycles of systems in wide use, as they are: what fairlead would have told their authors. The twin of each is what
// they may have meant.
#include <fairlead/model.hpp>

// @source GitLab, app/models/deployment.rb: succeed, drop, cancel and skip lead from any other status
struct gitlab_deployment : fairlead::lifecycle {
  struct created : initial {};
  struct blocked {};
  struct running {};
  struct success : terminal {};
  struct failed : terminal {};
  struct canceled : terminal {};
  struct skipped : terminal {};
  struct run {};
  struct block {};
  struct unblock {};
  struct succeed {};
  struct drop {};
  struct cancel {};
  struct skip {};
  using transitions =
      table<row<created, run, running>, row<created, block, blocked>, row<blocked, unblock, created>,
#if defined(FAIL_gitlab_finished_goes_on)  // FAIL gitlab_finished_goes_on: fairlead G3: nothing happens after a terminal state
            // FAIL gitlab_finished_goes_on also: terminal_states_are_final<gitlab_deployment, gitlab_deployment::failed, gitlab_deployment::canceled, gitlab_deployment::skipped>
            row<any_of<running, failed, canceled, skipped>, succeed, success>,
#elif defined(FAIL_gitlab_succeeds_unrun)  // FAIL gitlab_succeeds_unrun: fairlead: always_passes<From, To, Via> does not hold
            // FAIL gitlab_succeeds_unrun also: counterexample<gitlab_deployment, fairlead::step<gitlab_deployment::created, gitlab_deployment::succeed>, fairlead::reaches<gitlab_deployment::success>
            row<any_of<created, blocked, running>, succeed, success>,
#else
            row<running, succeed, success>,
#endif
            row<any_of<created, blocked, running>, drop, failed>,
            row<any_of<created, blocked, running>, cancel, canceled>,
            row<any_of<created, blocked, running>, skip, skipped>>;
  using invariants = prove<always_passes<created, success, running>>;
};
static_assert(fairlead::holds<gitlab_deployment>);

// @source Orca (Spinnaker), ExecutionStatus: STOPPED stands in SUCCESSFUL and in FAILURE
struct orca_execution : fairlead::lifecycle {
  struct not_started : initial {};
  struct running {};
  struct succeeded : terminal {};
  struct stopped : terminal {};
  struct terminal_failure : terminal {
    static constexpr std::string_view name = "terminal";
  };
  struct start {};
  struct finish {};
  struct stop {};
  struct fail {};
  using transitions = table<row<not_started, start, running>, row<running, finish, succeeded>,
                            row<running, stop, stopped>, row<running, fail, terminal_failure>>;
#if defined(FAIL_orca_stopped_is_both)  // FAIL orca_stopped_is_both: fairlead G9: `outcomes` must put every terminal state into exactly one set
  // FAIL orca_stopped_is_both also: outcomes_are_a_partition<orca_execution, orca_execution::stopped>
  using outcomes = partition<success<succeeded, stopped>, failure<terminal_failure, stopped>>;
#else
  using outcomes = partition<success<succeeded>, failure<terminal_failure, stopped>>;
#endif
};
static_assert(fairlead::holds<orca_execution>);

// @source Flagger, canary phases: nothing sets Terminated, it is only compared with
struct flagger_canary : fairlead::lifecycle {
  struct initializing : initial {};
  struct initialized {};
  struct progressing {};
  struct promoting {};
  struct finalising {};
  struct succeeded {};
  struct failed {};
  struct terminating {};
  struct terminated : terminal {};
  struct advance {};
  struct halt {};
  struct retry {};
  struct finalize {};
  struct removed {};
  using transitions = table<row<initializing, advance, initialized>, row<initialized, advance, progressing>,
                            row<progressing, advance, promoting>, row<promoting, advance, finalising>,
                            row<finalising, advance, succeeded>, row<progressing, halt, failed>,
                            row<any_of<succeeded, failed>, retry, progressing>,
                            row<any_of<initialized, succeeded, failed>, finalize, terminating>,
#if defined(FAIL_flagger_terminating_for_ever)  // FAIL flagger_terminating_for_ever: fairlead G1: every state must be reachable
                            // FAIL flagger_terminating_for_ever also: every_state_is_reachable<flagger_canary, flagger_canary::terminated>
                            row<terminated, removed, terminated>
#else
                            row<terminating, removed, terminated>
#endif
                            >;
};
static_assert(fairlead::holds<flagger_canary>);
