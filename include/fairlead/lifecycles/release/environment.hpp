// SPDX-License-Identifier: BSL-1.0
// A place where releases run: what is live in it, what was last good, and how it gets from one to the other.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_ENVIRONMENT_HPP
#define FAIRLEAD_LIFECYCLES_RELEASE_ENVIRONMENT_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"
#include "deploy_gate.hpp"

namespace fairlead::release {

/// @source GitLab environments; Kargo Stage (health, current Freight); Flagger #1931: halt, keep the healthy copy;
///         CodeDeploy's last known good revision
struct environment : lifecycle {
  using stock = environment;
  static constexpr std::string_view name = "environment";

  struct provisioning : initial, waiting {
    static constexpr auto patience = hours{4};
  };
  struct vacant {};
  struct deploying : waiting {
    static constexpr auto patience = hours{1};
  };
  struct verifying : waiting {
    static constexpr auto patience = hours{1};
  };
  struct live {};
  struct rolling_back : waiting {
    static constexpr auto patience = hours{1};
  };
  struct needs_operator : waiting, lifecycle::needs_operator {
    static constexpr auto patience = minutes{30};
  };
  struct decommissioned : terminal {};

  struct provisioned {};
  struct provision_failed {
    std::string reason{};
  };
  struct deploy_started {
    actor by{};
    fairlead::lease lease{};
    digest contents{};
    std::optional<override_statement> override_by{};  ///< for a gate that is not open
  };
  struct deployed {};
  struct deploy_failed {
    std::string reason{};
  };
  struct verify_passed {
    health_report health{};
  };
  struct verify_failed {
    health_report health{};
  };
  struct rollback_requested {
    actor by{};
    fairlead::lease lease{};
    std::string reason{};
  };
  struct rollback_done {
    static constexpr std::string_view name = "rolled_back";
    health_report health{};
  };
  struct rollback_failed {
    std::string reason{};
  };
  struct operator_restored {
    actor by{};
    health_report health{};
  };
  struct operator_cleared {
    actor by{};
  };
  struct decommission {
    actor by{};
    evidence approval{};
    std::string reason{};
  };

  struct data {
    std::string environment{};               ///< its name, for example "production"
    digest last_good{};                      ///< contents that were last verified here; none at first
    digest running{};                        ///< contents that were put here last; none if vacant
    std::uint64_t newest_token = 0;          ///< highest fencing token that has acted here
    std::vector<std::string> audit_trail{};  ///< overrides and operators' decisions, one line each

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("environment", self.environment);
      visit("last_good", self.last_good);
      visit("running", self.running);
      visit("newest_token", self.newest_token);
      visit("audit_trail", self.audit_trail);
    }
  };

  /// The lease is for this environment, is the actor's, has not lapsed, and is no older than one that has acted here.
  struct lock_held {
    template <class Event>
    verdict operator()(const Event& event, const data& here, timestamp at) const {
      const fairlead::lease& held = event.lease;
      if (held.token == 0 || held.environment != here.environment) {
        return refuse("a lease of " + here.environment + " is needed");
      }
      if (held.owner != event.by.id) {
        return refuse("the lease is held by " + held.owner + ", not by " + event.by.id);
      }
      if (at >= held.expires) { return refuse("the lease has lapsed"); }
      return held.token < here.newest_token ? refuse("a later lease has acted on " + here.environment) : pass();
    }
  };
  struct contents_known {
    verdict operator()(const deploy_started& event, const data&) const;
  };
  /// A restricted gate lets through what somebody has put their name and a reason to.
  struct freeze_exception {
    verdict operator()(const deploy_started& event, const data&) const;
  };
  struct decommission_approved {
    verdict operator()(const decommission& event, const data&) const;
  };

  struct bind_running {
    void operator()(const deploy_started& event, data& here) const;
  };
  struct audit_override {
    void operator()(const deploy_started& event, data& here) const;
  };
  struct record_last_good {
    template <class Event>
    void operator()(const Event&, data& here) const {
      here.last_good = here.running;
    }
  };
  struct restore_last_good {
    template <class Event>
    void operator()(const Event&, data& here) const {
      here.running = here.last_good;
    }
  };
  struct fence {
    void operator()(const rollback_requested& event, data& here) const { here.newest_token = event.lease.token; }
  };
  struct clear_running {
    void operator()(const operator_cleared&, data& here) const { here.running = digest{}; }
  };
  struct audit {
    template <class Event>
    void operator()(const Event& event, data& here) const {
      here.audit_trail.push_back("decided by operator " + event.by.id);
    }
  };

  /// A request to the world, or a fact for it, about this environment and what runs in it.
  template <class Self>
  struct about_environment {
    std::string environment{};
    digest contents{};
    static Self from(const data& here) {
      Self signal;
      signal.environment = here.environment;
      signal.contents = here.running;
      return signal;
    }
  };
  struct emit_environment_created : about_environment<emit_environment_created> {};
  struct emit_environment_deleted : about_environment<emit_environment_deleted> {};
  struct emit_pipelinerun_started : about_environment<emit_pipelinerun_started> {};
  struct emit_service_deployed : about_environment<emit_service_deployed> {};
  struct emit_service_published : about_environment<emit_service_published> {};
  struct emit_service_rolledback : about_environment<emit_service_rolledback> {};
  struct emit_service_removed : about_environment<emit_service_removed> {};
  struct page_operator : about_environment<page_operator> {};
  struct escalate : about_environment<escalate> {};

  using gate_open = in<deploy_gate::open>;
  using gate_restricted = in<deploy_gate::restricted>;
  using gate_frozen = in<deploy_gate::frozen>;
  using vacant_or_live = any_of<vacant, live>;

  // clang-format off
  using transitions = table<
      row<provisioning,   provisioned,        vacant,         when<>,                                          then<raise<emit_environment_created>>>,
      row<provisioning,   provision_failed,   needs_operator>,
      row<provisioning,   deadline,           needs_operator>,
      row<vacant_or_live, deploy_started,     deploying,      when<lock_held, contents_known, gate_open>,      then<bind_running, raise<emit_pipelinerun_started>>>,
      row<vacant_or_live, deploy_started,     deploying,      when<lock_held, contents_known, gate_restricted, freeze_exception>, then<bind_running, audit_override>>,
      row<vacant_or_live, deploy_started,     deploying,      when<lock_held, contents_known, gate_frozen, break_glass>,          then<bind_running, audit_override>>,
      row<deploying,      deployed,           verifying,      when<>,                                          then<raise<emit_service_deployed>>>,
      row<deploying,      deploy_failed,      rolling_back,   when<last_good_exists>>,
      row<deploying,      deploy_failed,      needs_operator, when<not_<last_good_exists>>,                    then<raise<page_operator>>>,
      row<deploying,      deadline,           rolling_back,   when<last_good_exists>>,
      row<deploying,      deadline,           needs_operator, when<not_<last_good_exists>>,                    then<raise<page_operator>>>,
      row<verifying,      verify_passed,      live,           when<>,                                          then<record_last_good, raise<emit_service_published>>>,
      row<verifying,      verify_failed,      rolling_back,   when<last_good_exists>>,
      row<verifying,      verify_failed,      needs_operator, when<not_<last_good_exists>>,                    then<raise<page_operator>>>,
      row<verifying,      deadline,           rolling_back,   when<last_good_exists>>,
      row<verifying,      deadline,           needs_operator, when<not_<last_good_exists>>,                    then<raise<page_operator>>>,
      row<live,           rollback_requested, rolling_back,   when<lock_held, last_good_exists>,               then<fence>>,
      row<live,           rollback_requested, needs_operator, when<lock_held, not_<last_good_exists>>,         then<fence, raise<page_operator>>>,
      row<rolling_back,   rollback_done,      live,           when<target_healthy>,                            then<restore_last_good, raise<emit_service_rolledback>>>,
      row<rolling_back,   rollback_done,      needs_operator, when<not_<target_healthy>>,                      then<raise<page_operator>>>,
      row<rolling_back,   rollback_failed,    needs_operator, when<>,                                          then<raise<page_operator>>>,
      row<rolling_back,   deadline,           needs_operator, when<>,                                          then<raise<page_operator>>>,
      row<needs_operator, operator_restored,  live,           when<by_operator, target_healthy>,               then<restore_last_good, audit>>,
      row<needs_operator, operator_cleared,   vacant,         when<by_operator>,                               then<raise<emit_service_removed>, clear_running, audit>>,
      row<needs_operator, deadline,           stay,           when<>,                                          then<raise<escalate>>>,
      row<any_of<vacant, live, needs_operator>,
                          decommission,       decommissioned, when<by_operator, decommission_approved, reason_given>, then<raise<emit_environment_deleted>>>>;
  // clang-format on

  using invariants = prove<
      exits_only_to<rolling_back, live, needs_operator>,
      event_requires<deploy_started, break_glass>::where<gate_frozen>,
      event_requires<deploy_started, freeze_exception>::where<gate_restricted>,
      event_requires<deploy_started, lock_held>, entry_requires<live, any_of<target_healthy, on<verify_passed>>>,
      no_edge<deploying, live>, never_accepts<rolling_back, deploy_started>,
      never_accepts<needs_operator, deploy_started>, never_accepts<deploying, deploy_started>,
      never_depends_on<rollback_requested, gate_open>, event_requires<deploy_started, contents_known>,
      event_leads_only_to<deploy_started, deploying>, event_requires<rollback_requested, lock_held>,
      event_leads_only_to<rollback_requested, rolling_back, needs_operator>,
      entry_requires<rolling_back, last_good_exists>, event_leads_only_to<deploy_failed, rolling_back, needs_operator>,
      exits_only_to<provisioning, vacant, needs_operator>, exits_only_to<verifying, live, rolling_back, needs_operator>,
      exits_only_to<needs_operator, live, vacant, decommissioned>,
      event_leads_only_to<deadline, rolling_back, needs_operator>,
      event_leads_only_to<deadline, needs_operator>::from<any_of<rolling_back, needs_operator>>,
      event_requires<decommission, decommission_approved>, entry_requires<decommissioned, on<decommission>>,
      unconditional<deploying, deploy_failed>, unconditional<verifying, verify_failed>,
      unconditional<rolling_back, rollback_failed>>;
};

static_assert(holds<environment>);

}  // namespace fairlead::release

#if FAIRLEAD_DEFINE_INLINE
#include "environment.ipp"
#endif

#endif
