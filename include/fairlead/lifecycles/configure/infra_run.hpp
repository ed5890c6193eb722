// SPDX-License-Identifier: BSL-1.0
// One run of infrastructure as code: planned, checked against policy, confirmed, applied.
#ifndef FAIRLEAD_LIFECYCLES_CONFIGURE_INFRA_RUN_HPP
#define FAIRLEAD_LIFECYCLES_CONFIGURE_INFRA_RUN_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"
#include "../release/deploy_gate.hpp"

namespace fairlead::configure {

/// @source go-tfe (Terraform's API), RunStatus: pending to planned_and_finished, policy_checking, policy_override,
///         confirmed, applying, applied, discarded, errored, canceled; Ansible's check mode; Puppet's noop
struct infra_run : lifecycle {
  using stock = infra_run;
  static constexpr std::string_view name = "infra_run";

  struct pending : initial, waiting {
    static constexpr auto patience = hours{24};
  };
  struct planning : waiting {
    static constexpr auto patience = hours{2};
  };
  struct policy_checking : waiting {
    static constexpr auto patience = hours{1};
  };
  struct policy_override : waiting {
    static constexpr auto patience = hours{24};
  };
  struct awaiting_confirmation : waiting {
    static constexpr auto patience = hours{24};
  };
  struct applying : waiting {
    static constexpr auto patience = hours{2};
  };
  /// What is real is not known: only a person who has looked can end this.
  struct needs_operator : waiting, lifecycle::needs_operator {
    static constexpr auto patience = minutes{30};
  };
  struct run_applied : terminal {
    static constexpr std::string_view name = "applied";
  };
  struct no_changes : terminal {};
  struct discarded : terminal {};
  struct errored : terminal {};
  struct canceled : terminal {};

  using outcomes = partition<success<run_applied, no_changes>, failure<errored>, neutral<discarded, canceled>>;

  enum class policy_result : std::uint8_t { passed, soft_failed, hard_failed };

  /// What a plan would do, and to which state.
  struct plan {
    digest contents{};
    digest state{};  ///< that it was made against
    std::uint32_t creates = 0;
    std::uint32_t changes = 0;
    std::uint32_t destroys = 0;

    friend bool operator==(const plan&, const plan&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("contents", self.contents);
      visit("state", self.state);
      visit("creates", self.creates);
      visit("changes", self.changes);
      visit("destroys", self.destroys);
    }
  };

  struct run_started {
    actor by{};
    fairlead::lease lease{};
  };
  struct planned {
    infra_run::plan plan{};
    evidence log{};
  };
  struct plan_failed {
    std::string reason{};
  };
  struct policy_closed {
    policy_result result = policy_result::hard_failed;
    digest plan{};  ///< that was checked
    evidence report{};
  };
  struct overridden {
    actor by{};
    digest plan{};
    std::string reason{};
  };
  struct confirmed {
    actor by{};
    digest plan{};   ///< that was looked at
    digest state{};  ///< as it is now
    std::optional<override_statement> override_by{};
  };
  struct discard {
    actor by{};
    std::string reason{};
  };
  struct applied {
    digest state{};
    evidence log{};
  };
  struct apply_failed {
    std::string reason{};
  };
  struct interrupted {
    std::string reason{};
  };
  struct reconciled {
    actor by{};
    digest recorded{};  ///< the state as it is written down
    digest found{};     ///< the state as it was read from what is there
    evidence source{};
  };
  struct abandoned {
    actor by{};
    digest recorded{};
    evidence source{};  ///< what was left behind, and how
  };
  struct cancel {
    actor by{};
    std::string reason{};
  };

  struct data {
    std::string environment{};
    actor author{};     ///< of the configuration
    actor requester{};  ///< of the run
    digest configuration{};
    bool auto_apply = false;               ///< what policy passes is applied without a confirmation
    std::uint32_t unasked_destroys = 0;    ///< a plan that destroys more is confirmed by a person all the same
    std::vector<std::string> approvers{};  ///< principals who may confirm
    std::vector<std::string> override_authorities{};
    std::uint32_t plan_minutes = 60;  ///< that a plan is good for; our choice
    std::optional<fairlead::lease> lease{};
    infra_run::plan plan{};
    timestamp planned_at{};
    digest state{};  ///< as known after the run
    std::vector<std::string> audit_trail{};

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("environment", self.environment);
      visit("author", self.author);
      visit("requester", self.requester);
      visit("configuration", self.configuration);
      visit("auto_apply", self.auto_apply);
      visit("unasked_destroys", self.unasked_destroys);
      visit("approvers", self.approvers);
      visit("override_authorities", self.override_authorities);
      visit("plan_minutes", self.plan_minutes);
      visit("lease", self.lease);
      visit("plan", self.plan);
      visit("planned_at", self.planned_at);
      visit("state", self.state);
      visit("audit_trail", self.audit_trail);
    }
  };

  struct lock_held {
    verdict operator()(const run_started& event, const data& of, timestamp at) const;
  };
  struct has_changes {
    verdict operator()(const planned& event, const data&) const;
  };
  struct plan_identified {
    verdict operator()(const planned& event, const data&) const;
  };
  /// What was checked, overridden or confirmed is the plan that would be applied.
  struct same_plan {
    template <class Event>
    verdict operator()(const Event& event, const data& of) const {
      if (event.plan == of.plan.contents) { return pass(); }
      return refuse("this is about the plan " + event.plan.abbreviated() + ", not " + of.plan.contents.abbreviated());
    }
  };
  struct auto_apply {
    verdict operator()(const policy_closed&, const data& of) const;
  };
  struct override_authority {
    verdict operator()(const overridden& event, const data& of) const;
  };
  struct authorized {
    verdict operator()(const confirmed& event, const data& of) const;
  };
  /// The state is still the one that was planned against, and the plan is not old.
  struct plan_fresh {
    verdict operator()(const confirmed& event, const data& of, timestamp at) const;
  };
  struct requester_or_operator {
    template <class Event>
    verdict operator()(const Event& event, const data& of) const {
      return event.by == of.requester || event.by.has_role(operator_role)
                 ? pass()
                 : refuse("only the requester or an operator may end this run");
    }
  };
  struct state_matches_reality {
    verdict operator()(const reconciled& event, const data&) const;
  };
  struct state_recorded {
    verdict operator()(const abandoned& event, const data&) const;
  };
  /// The lock is not only asked for at the beginning: somebody else may have taken it since.
  struct lock_lasts {
    template <class Event>
    verdict operator()(const Event&, const data& of, timestamp at) const {
      return of.lease && at < of.lease->expires ? pass() : refuse("the lease has lapsed: begin a new run");
    }
  };

  struct bind_lease {
    void operator()(const run_started& event, data& of) const { of.lease = event.lease; }
  };
  struct save_plan_digest {
    void operator()(const planned& event, data& of, timestamp at) const;
  };
  struct audit_override {
    void operator()(const overridden& event, data& of) const;
    void operator()(const confirmed& event, data& of) const;
  };
  struct audit {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.audit_trail.push_back("decided by operator " + event.by.id + ": " + event.source.reference);
    }
  };
  struct record_state {
    void operator()(const applied& event, data& of) const { of.state = event.state; }
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.state = event.recorded;
    }
  };

  template <class Self>
  struct about_run {
    std::string environment{};
    digest configuration{};
    digest plan{};
    std::optional<fairlead::lease> lease{};  ///< none if the run never had one
    static Self from(const data& of) {
      Self signal;
      signal.environment = of.environment;
      signal.configuration = of.configuration;
      signal.plan = of.plan.contents;
      signal.lease = of.lease;
      return signal;
    }
  };
  struct emit_environment_modified : about_run<emit_environment_modified> {};
  struct release_lock : about_run<release_lock> {};
  /// The lock is to be renewed: nobody else may touch what was half applied.
  struct keep_lock : about_run<keep_lock> {};
  struct page_operator : about_run<page_operator> {};
  struct escalate : about_run<escalate> {};

  using passed = is<&policy_closed::result, policy_result::passed>;
  using soft_failed = is<&policy_closed::result, policy_result::soft_failed>;
  using hard_failed = is<&policy_closed::result, policy_result::hard_failed>;
  using gate_open = in<release::deploy_gate::open>;
  using before_confirmation = any_of<pending, planning, policy_checking>;

  // clang-format off
  using transitions = table<
      row<pending,               run_started,   planning,              when<lock_held>,                                           then<bind_lease>>,
      row<pending,               deadline,      canceled>,
      row<planning,              planned,       policy_checking,       when<has_changes, plan_identified>,                        then<save_plan_digest>>,
      row<planning,              planned,       no_changes,            when<not_<has_changes>>,                                   then<raise<release_lock>>>,
      row<planning,              plan_failed,   errored,               when<>,                                                    then<raise<release_lock>>>,
      row<planning,              deadline,      errored,               when<>,                                                    then<raise<release_lock>>>,
      row<policy_checking,       policy_closed, applying,              when<passed, same_plan, auto_apply, gate_open, lock_lasts>>,
      row<policy_checking,       policy_closed, awaiting_confirmation, when<passed, same_plan, auto_apply, not_<gate_open>>>,
      row<policy_checking,       policy_closed, awaiting_confirmation, when<passed, same_plan, not_<auto_apply>>>,
      row<policy_checking,       policy_closed, policy_override,       when<soft_failed, same_plan>>,
      row<policy_checking,       policy_closed, errored,               when<hard_failed>,                                         then<raise<release_lock>>>,
      row<policy_checking,       deadline,      errored,               when<>,                                                    then<raise<release_lock>>>,
      row<policy_override,       overridden,    awaiting_confirmation, when<override_authority, not_self, reason_given, same_plan>, then<audit_override>>,
      row<awaiting_confirmation, confirmed,     applying,              when<authorized, not_self, same_plan, plan_fresh, lock_lasts, gate_open>>,
      row<awaiting_confirmation, confirmed,     applying,              when<authorized, not_self, same_plan, plan_fresh, lock_lasts, not_<gate_open>, break_glass>, then<audit_override>>,
      row<awaiting_confirmation, confirmed,     discarded,             when<authorized, not_self, same_plan, not_<plan_fresh>>,   then<raise<release_lock>>>,
      row<any_of<policy_override, awaiting_confirmation>,
                                 discard,       discarded,             when<requester_or_operator>,                               then<raise<release_lock>>>,
      row<any_of<policy_override, awaiting_confirmation>,
                                 deadline,      discarded,             when<>,                                                    then<raise<release_lock>>>,
      row<applying,              applied,       run_applied,           when<>,                                                    then<record_state, raise<emit_environment_modified>, raise<release_lock>>>,
      row<applying,              apply_failed,  needs_operator,        when<>,                                                    then<raise<keep_lock>, raise<page_operator>>>,
      row<applying,              interrupted,   needs_operator,        when<>,                                                    then<raise<keep_lock>, raise<page_operator>>>,
      row<applying,              deadline,      needs_operator,        when<>,                                                    then<raise<keep_lock>, raise<page_operator>>>,
      row<needs_operator,        reconciled,    run_applied,           when<by_operator, state_matches_reality>,                  then<record_state, audit, raise<release_lock>>>,
      row<needs_operator,        abandoned,     errored,               when<by_operator, state_recorded>,                         then<record_state, audit, raise<release_lock>>>,
      row<needs_operator,        deadline,      stay,                  when<>,                                                    then<raise<escalate>>>,
      row<before_confirmation,   cancel,        canceled,              when<requester_or_operator>,                               then<raise<release_lock>>>>;
  // clang-format on

  using invariants = prove<
      always_passes<pending, applying, policy_checking>, no_edge<applying, canceled>,
      entry_requires<applying, any_of<gate_open, break_glass>>, entry_requires<applying, same_plan, lock_lasts>,
      entry_requires<applying, any_of<plan_fresh, auto_apply>>, exits_only_to<applying, run_applied, needs_operator>,
      exits_only_to<needs_operator, run_applied, errored>, event_requires<overridden, not_self>,
      event_requires<confirmed, not_self>, event_requires<confirmed, authorized>, no_path<applying, canceled>,
      always_passes<policy_override, applying, awaiting_confirmation>, path_requires<pending, planning, lock_held>,
      path_requires<pending, applying, any_of<auto_apply, authorized>>, event_requires<overridden, override_authority>,
      entry_requires<awaiting_confirmation, same_plan>, exits_only_to<pending, planning, canceled>,
      exits_only_to<planning, policy_checking, no_changes, errored, canceled>,
      exits_only_to<policy_checking, applying, awaiting_confirmation, policy_override, errored, canceled>,
      exits_only_to<awaiting_confirmation, applying, discarded>, event_leads_only_to<overridden, awaiting_confirmation>,
      event_leads_only_to<policy_closed, applying, awaiting_confirmation, policy_override, errored>,
      event_leads_only_to<deadline, canceled, errored, discarded, needs_operator>, accepts<before_confirmation, cancel>,
      accepts<any_of<policy_override, awaiting_confirmation>, discard>, unconditional<applying, interrupted>>;
};

static_assert(holds<infra_run>);

}  // namespace fairlead::configure

#if FAIRLEAD_DEFINE_INLINE
#include "infra_run.ipp"
#endif

#endif
