// SPDX-License-Identifier: BSL-1.0
// The mistakes that must never pass: those that open a way round an approval, a freeze, a hold or a lock, or that let
// an instance wait for ever. The ways are told here once more, apart from the invariants that are measured by them.
#ifndef FAIRLEAD_TESTS_LIFECYCLES_DANGERS_HPP
#define FAIRLEAD_TESTS_LIFECYCLES_DANGERS_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <type_traits>

#include <fairlead/lifecycles.hpp>

#include "mutants.hpp"

namespace tests {

enum class danger : std::uint8_t { no_approval, past_a_freeze, past_a_hold, past_a_lock, waits_for_ever };

// Whoever comes from `From` to `To` (each a state or any_of) has taken a row with one of these licences: a guard, or
// on<event>.
template <danger Without, class From, class To, class... Licences>
struct guarded {};

template <class... Ways>
struct guarded_ways {};

using fairlead::any_of;
using fairlead::not_;
using fairlead::not_self;
using fairlead::on;

// The guarded ways of `Lifecycle`; none in those that only build, check or observe.
template <class Lifecycle>
struct ways_of {
  using type = guarded_ways<>;
};

template <>
struct ways_of<fairlead::create::release_candidate> {
  using it = fairlead::create::release_candidate;
  using granted = any_of<it::approved, it::staged, it::releasing, it::live>;
  using shipped = any_of<it::releasing, it::live>;
  using beyond_staging = any_of<it::staged, it::releasing, it::live>;
  using type = guarded_ways<
      guarded<danger::no_approval, it::draft, granted, it::digest_matches, it::preapproval_valid>,
      guarded<danger::no_approval, it::rolled_back, granted, it::digest_matches, it::preapproval_valid>,
      guarded<danger::no_approval, it::draft, shipped, it::approval_valid>,
      guarded<danger::no_approval, it::needs_judgment, it::verified, not_self, on<it::verification_started>>,
      guarded<danger::past_a_freeze, it::draft, shipped, it::gate_open, fairlead::break_glass>,
      guarded<danger::past_a_hold, it::approved, beyond_staging, it::hold_clear>,
      guarded<danger::past_a_hold, it::staged, shipped, it::hold_clear>>;
};
template <>
struct ways_of<fairlead::package::approval> {
  using it = fairlead::package::approval;
  using type = guarded_ways<
      guarded<danger::no_approval, it::requested, it::approved, not_self, it::preapproval_valid>,
      guarded<danger::no_approval, it::requested, it::approved, it::quorum_met, it::within_scope>,
      guarded<danger::no_approval, it::requested, it::approved, it::eligible, not_<it::excluded>>,
      guarded<danger::no_approval, it::requested, it::approved, it::digest_matches, it::preapproval_valid>>;
};
template <>
struct ways_of<fairlead::package::artifact> {
  using it = fairlead::package::artifact;
  using out = any_of<it::packaged, it::sealed, it::published>;
  using type = guarded_ways<guarded<danger::no_approval, it::declared, it::published, it::gate_satisfied>,
                            guarded<danger::past_a_hold, it::quarantined, out, it::security_role>,
                            guarded<danger::past_a_hold, it::quarantined, out, not_self>>;
};
template <>
struct ways_of<fairlead::package::hold> {
  using it = fairlead::package::hold;
  using type = guarded_ways<guarded<danger::past_a_hold, it::held, it::clear, it::last_defect>,
                            guarded<danger::past_a_hold, it::held, it::clear, it::resolver_role>>;
};
template <>
struct ways_of<fairlead::package::release_line> {
  using it = fairlead::package::release_line;
  using supported = any_of<it::general_availability, it::maintenance>;
  using type = guarded_ways<guarded<danger::no_approval, it::pre_alpha, supported, it::approved_candidate>>;
};
template <>
struct ways_of<fairlead::release::deployment> {
  using it = fairlead::release::deployment;
  using begun = any_of<it::in_progress, it::verifying, it::succeeded>;
  using type = guarded_ways<
      guarded<danger::no_approval, it::requested, begun, not_<it::needs_approval>, it::digest_matches>,
      guarded<danger::no_approval, it::awaiting_approval, begun, it::digest_matches>,
      guarded<danger::no_approval, it::awaiting_window, begun, it::approval_valid, it::break_glass_authorized>,
      guarded<danger::no_approval, it::awaiting_window, begun, it::approval_valid, not_self>,
      guarded<danger::past_a_freeze, it::requested, begun, it::gate_permits>,
      guarded<danger::past_a_lock, it::requested, begun, on<it::lock_acquired>>>;
};
template <>
struct ways_of<fairlead::release::deploy_gate> {
  using it = fairlead::release::deploy_gate;
  using type =
      guarded_ways<guarded<danger::past_a_freeze, it::frozen, it::open, it::no_active_window>,
                   guarded<danger::past_a_freeze, it::restricted, it::open, it::no_active_window>,
                   guarded<danger::past_a_freeze, it::frozen, it::restricted, it::no_active_window, it::authority>,
                   guarded<danger::past_a_freeze, it::frozen, it::restricted, it::no_active_window, not_self>>;
};
template <>
struct ways_of<fairlead::release::env_lock> {
  using it = fairlead::release::env_lock;
  using type = guarded_ways<
      guarded<danger::past_a_lock, it::free, any_of<it::held, it::orphaned>, it::requester_is_head_of_queue>,
      guarded<danger::past_a_lock, it::held, any_of<it::free, it::retired>, it::is_owner, fairlead::by_operator>,
      guarded<danger::past_a_lock, it::held, any_of<it::free, it::retired>, it::token_current,
              it::environment_quiescent>,
      guarded<danger::past_a_lock, it::orphaned, any_of<it::free, it::retired>, it::is_owner, not_self>,
      guarded<danger::past_a_lock, it::orphaned, it::held, it::is_owner, fairlead::by_operator>>;
};
template <>
struct ways_of<fairlead::release::environment> {
  using it = fairlead::release::environment;
  using changed = any_of<it::deploying, it::verifying, it::rolling_back>;
  using deployed = any_of<it::deploying, it::verifying>;
  using gone = it::decommissioned;
  using type = guarded_ways<
      guarded<danger::past_a_lock, it::provisioning, changed, it::lock_held>,
      guarded<danger::past_a_lock, it::live, changed, it::lock_held>,
      guarded<danger::past_a_freeze, it::provisioning, deployed, it::gate_open, it::freeze_exception,
              fairlead::break_glass>,
      guarded<danger::past_a_freeze, it::live, deployed, it::gate_open, it::freeze_exception, fairlead::break_glass>,
      guarded<danger::no_approval, it::provisioning, gone, it::decommission_approved>>;
};
template <>
struct ways_of<fairlead::release::feature_flag> {
  using it = fairlead::release::feature_flag;
  using type = guarded_ways<guarded<danger::no_approval, it::defined, it::live, it::approved>,
                            guarded<danger::no_approval, it::killed, it::live, it::approved>,
                            guarded<danger::no_approval, it::completed, it::live, it::approved>>;
};
template <>
struct ways_of<fairlead::release::freeze_window> {
  using it = fairlead::release::freeze_window;
  using ended = any_of<it::planned, it::over, it::canceled>;
  using type = guarded_ways<
      guarded<danger::past_a_freeze, it::active, ended, it::interval_over, not_self, on<fairlead::deadline>>,
      guarded<danger::past_a_freeze, it::active, ended, it::interval_over, it::authority, on<fairlead::deadline>>,
      guarded<danger::past_a_freeze, it::planned, it::canceled, it::authority>>;
};
template <>
struct ways_of<fairlead::release::promotion> {
  using it = fairlead::release::promotion;
  using begun = any_of<it::running, it::verifying, it::succeeded>;
  using type = guarded_ways<guarded<danger::no_approval, it::proposed, begun, it::approval_present>,
                            guarded<danger::no_approval, it::awaiting_approval, begun, it::digest_matches>,
                            guarded<danger::no_approval, it::pending, begun, it::approval_present>,
                            guarded<danger::past_a_freeze, it::proposed, begun, it::gate_permits>,
                            guarded<danger::past_a_hold, it::proposed, begun, it::hold_clear>,
                            guarded<danger::past_a_lock, it::proposed, begun, it::all_locks_held>>;
};
template <>
struct ways_of<fairlead::release::rollout> {
  using it = fairlead::release::rollout;
  using moved_on = any_of<it::progressing, it::analyzing, it::promoting, it::finalizing, it::promoted>;
  using type = guarded_ways<
      guarded<danger::no_approval, it::paused, moved_on, it::authorized, it::timed_pause, fairlead::by_operator>>;
};
template <>
struct ways_of<fairlead::configure::infra_run> {
  using it = fairlead::configure::infra_run;
  using changed = any_of<it::applying, it::run_applied>;
  using type = guarded_ways<
      guarded<danger::no_approval, it::pending, changed, it::auto_apply, it::authorized>,
      guarded<danger::no_approval, it::pending, changed, it::auto_apply, not_self>,
      guarded<danger::no_approval, it::pending, changed, it::same_plan>,
      guarded<danger::no_approval, it::awaiting_confirmation, changed, it::authorized>,
      guarded<danger::no_approval, it::policy_override,
              any_of<it::awaiting_confirmation, it::applying, it::run_applied>, it::override_authority>,
      guarded<danger::past_a_freeze, it::pending, changed, it::gate_open, fairlead::break_glass>,
      guarded<danger::past_a_lock, it::pending, any_of<it::planning, it::applying, it::run_applied>, it::lock_held>,
      guarded<danger::past_a_lock, it::pending, changed, it::lock_lasts>>;
};
template <>
struct ways_of<fairlead::configure::config_item> {
  using it = fairlead::configure::config_item;
  using type = guarded_ways<
      guarded<danger::no_approval, it::unmanaged, any_of<it::in_sync, it::remediating>, it::baseline_approved>,
      guarded<danger::no_approval, it::in_sync, it::remediating, it::change_authorized, it::gate_open,
              fairlead::break_glass>,
      guarded<danger::no_approval, it::drifted, it::in_sync, it::verified_in_sync, it::change_authorized>,
      guarded<danger::past_a_freeze, it::drifted, it::remediating, it::gate_open, fairlead::break_glass,
              it::change_authorized>>;
};
template <>
struct ways_of<fairlead::monitor::error_budget> {
  using it = fairlead::monitor::error_budget;
  using thawed = any_of<it::healthy, it::burning>;
  using type = guarded_ways<guarded<danger::past_a_freeze, it::exhausted, thawed, it::remaining_above_hysteresis>,
                            guarded<danger::past_a_freeze, it::exhausted, thawed, it::stayed_clean>,
                            guarded<danger::past_a_freeze, it::recovering, thawed, it::remaining_above_hysteresis>>;
};
template <>
struct ways_of<fairlead::verify::quality_gate> {
  using it = fairlead::verify::quality_gate;
  using type =
      guarded_ways<guarded<danger::no_approval, it::collecting, it::satisfied, it::requirements_met, not_self>,
                   guarded<danger::no_approval, it::needs_judgment, it::satisfied, it::requirements_met, it::eligible>,
                   guarded<danger::no_approval, it::collecting, it::waived, it::waiver_authority>,
                   guarded<danger::no_approval, it::collecting, it::waived, not_self>>;
};
template <>
struct ways_of<fairlead::verify::finding> {
  using it = fairlead::verify::finding;
  using type = guarded_ways<guarded<danger::no_approval, it::under_investigation, it::risk_accepted, it::risk_owner>,
                            guarded<danger::no_approval, it::under_investigation, it::risk_accepted, not_self>>;
};
template <>
struct ways_of<fairlead::plan::change_request> {
  using it = fairlead::plan::change_request;
  using begun = any_of<it::implement, it::review, it::closed>;
  using granted = any_of<it::scheduled, it::implement, it::review, it::closed>;
  using type = guarded_ways<guarded<danger::no_approval, it::draft, granted, it::quorum_met, it::preapproval_valid>,
                            guarded<danger::no_approval, it::draft, granted, not_self, it::preapproval_valid>,
                            guarded<danger::no_approval, it::draft, granted, it::same_plan, it::preapproval_valid>,
                            guarded<danger::no_approval, it::scheduled, begun, it::authorization_fresh>,
                            guarded<danger::past_a_freeze, it::draft, begun, it::gate_open, fairlead::break_glass>>;
};
template <>
struct ways_of<fairlead::plan::release_plan> {
  using it = fairlead::plan::release_plan;
  using decided = any_of<it::committed, it::released>;
  using type = guarded_ways<guarded<danger::no_approval, it::draft, decided, it::quorum_met>,
                            guarded<danger::no_approval, it::draft, decided, not_self>,
                            guarded<danger::no_approval, it::draft, decided, it::all_gates_satisfied>,
                            guarded<danger::no_approval, it::go_no_go, decided, it::same_candidate>>;
};
template <>
struct ways_of<fairlead::plan::requirement> {
  using it = fairlead::plan::requirement;
  using type = guarded_ways<guarded<danger::no_approval, it::proposed, it::done, it::value_scored>,
                            guarded<danger::no_approval, it::proposed, it::done, it::is_owner, on<fairlead::deadline>>,
                            guarded<danger::no_approval, it::proposed, it::done, not_self, on<fairlead::deadline>>>;
};
template <>
struct ways_of<fairlead::plan::risk> {
  using it = fairlead::plan::risk;
  using type = guarded_ways<guarded<danger::no_approval, it::identified, it::accepted, it::risk_owner>,
                            guarded<danger::no_approval, it::identified, it::accepted, not_self>,
                            guarded<danger::no_approval, it::identified, it::closed, not_self>>;
};
template <>
struct ways_of<fairlead::vcs::change> {
  using it = fairlead::vcs::change;
  using asked = any_of<it::draft, it::in_review, it::changes_requested, it::abandoned>;
  using granted = any_of<it::approved, it::gating, it::merged>;
  using queued = any_of<it::gating, it::merged>;
  using type = guarded_ways<guarded<danger::no_approval, asked, granted, it::quorum_met>,
                            guarded<danger::no_approval, asked, granted, not_<it::veto>>,
                            guarded<danger::no_approval, asked, granted, it::eligible>,
                            guarded<danger::no_approval, asked, granted, it::current_revision>,
                            guarded<danger::no_approval, asked, granted, not_self>,
                            guarded<danger::no_approval, it::approved, it::merged, it::tested_exact_merge>,
                            guarded<danger::past_a_freeze, it::approved, queued, it::branch_open>>;
};
template <>
struct ways_of<fairlead::vcs::branch> {
  using it = fairlead::vcs::branch;
  using kept = any_of<it::guarded, it::frozen>;
  using bare = any_of<it::active, it::deleted>;
  using type = guarded_ways<guarded<danger::no_approval, kept, bare, it::admin>,
                            guarded<danger::no_approval, kept, bare, it::not_self>,
                            guarded<danger::past_a_freeze, it::frozen, any_of<it::guarded, it::active, it::deleted>,
                                    it::authority, on<fairlead::deadline>>>;
};

// Which dangers there are in the table of `mutated<Lifecycle>` as it stands.
template <class Lifecycle>
class dangers {
public:
  static constexpr std::size_t states = fairlead::reflection<Lifecycle>::state_count;
  using state_set = fairlead::detail::state_set<states>;
  using found = std::array<bool, 5>;

  [[nodiscard]] static found all() {
    found result{};
    open_ways(result, typename ways_of<Lifecycle>::type{});
    result[static_cast<std::size_t>(danger::waits_for_ever)] = somebody_waits_for_ever();
    return result;
  }

private:
  static const fairlead::lifecycle_description& changed() { return fairlead::description_of<mutated<Lifecycle>>; }
  template <class... States>
  static state_set set_of(fairlead::detail::type_list<States...>) {
    state_set set{};
    ((set[fairlead::position_of_state<Lifecycle, States>] = true), ...);
    return set;
  }
  template <class... Ways>
  static void open_ways(found& result, guarded_ways<Ways...>) {
    (open_way(result, Ways{}), ...);
  }
  template <danger Without, class From, class To, class... Licences>
  static void open_way(found& result, guarded<Without, From, To, Licences...>) {
    const auto licensed = [](const fairlead::edge& each) {
      return fairlead::detail::meets(changed().rows[each.row], fairlead::detail::type_list<Licences...>{});
    };
    const state_set reached = reach(changed(), set_of(typename fairlead::detail::sources_of<From>::type{}), licensed);
    if (meet(reached, set_of(typename fairlead::detail::sources_of<To>::type{}))) {
      result[static_cast<std::size_t>(Without)] = true;
    }
  }

  // A waiting state has lost its deadline, or its deadlines alone, with nobody ever coming, lead back to it where they
  // did not.
  static bool somebody_waits_for_ever() {
    static const state_set goes_round = circles(fairlead::description_of<Lifecycle>);
    const state_set goes_round_now = circles(changed());
    for (std::size_t s = 0; s < states; ++s) {
      if (!has(fairlead::description_of<Lifecycle>.states[s]->marks, fairlead::legend::waiting)) { continue; }
      const bool left = std::ranges::any_of(changed().edges, [&](const fairlead::edge& each) {
        return each.source == s && changed().events[each.event]->is_deadline;
      });
      if (!left || (goes_round_now[s] && !goes_round[s])) { return true; }
    }
    return false;
  }
  // States that a chain of deadlines leads back to.
  static state_set circles(const fairlead::lifecycle_description& lifecycle) {
    const auto is_deadline = [&](const fairlead::edge& each) { return lifecycle.events[each.event]->is_deadline; };
    state_set result{};
    for (std::size_t s = 0; s < states; ++s) {
      state_set next{};
      for (const fairlead::edge& each : lifecycle.edges) {
        if (each.source == s && is_deadline(each)) { next[each.target] = true; }
      }
      result[s] = reach(lifecycle, next, std::not_fn(is_deadline))[s];
    }
    return result;
  }
};

}  // namespace tests

#endif
