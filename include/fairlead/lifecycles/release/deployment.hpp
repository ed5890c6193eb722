// SPDX-License-Identifier: BSL-1.0
// One attempt to bring one set of contents into one environment: admitted, approved, queued, run, verified, or undone.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_DEPLOYMENT_HPP
#define FAIRLEAD_LIFECYCLES_RELEASE_DEPLOYMENT_HPP

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

/// @source GitHub deployment statuses; GitLab deployments (created, blocked, running, success, failed, canceled)
struct deployment : lifecycle {
  using stock = deployment;
  static constexpr std::string_view name = "deployment";

  struct requested : initial {};
  struct awaiting_approval : waiting {
    static constexpr auto patience = hours{72};
  };
  struct awaiting_window : waiting {
    static constexpr auto patience = hours{168};
  };
  struct queued : waiting {
    static constexpr auto patience = hours{12};
  };
  struct in_progress : waiting {
    static constexpr auto patience = hours{1};
  };
  struct verifying : waiting {
    static constexpr auto patience = hours{1};
  };
  struct rolling_back : waiting {
    static constexpr auto patience = hours{1};
  };
  struct needs_operator : waiting, lifecycle::needs_operator {
    static constexpr auto patience = minutes{30};
  };
  struct succeeded : terminal {};
  struct rolled_back : terminal {};
  struct failed : terminal {};
  struct rejected : terminal {};
  struct canceled : terminal {};
  struct superseded : terminal {};

  /// What an operator has brought back by hand.
  enum class restoration : std::uint8_t { last_good, candidate, none };
  /// The gate as whoever handed out the lock has read it.
  enum class gate_reading : std::uint8_t { open, restricted, frozen };

  struct admit {};
  struct approval_closed {
    approval_status status = approval_status::expired;
    approval_record record{};
  };
  struct window_opened {};
  struct break_glass_used {
    static constexpr std::string_view name = "break_glass";
    actor by{};
    std::string reason{};
    std::optional<override_statement> override_by{};
  };
  struct lock_acquired {
    fairlead::lease lease{};
    gate_reading gate = gate_reading::frozen;
    std::uint64_t newest_sequence = 0;  ///< of the latest deployment that was requested for this environment
  };
  struct newer_enqueued {
    std::uint64_t sequence = 0;
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
  struct abort {
    actor by{};
    std::string reason{};
  };
  struct rollback_done {
    static constexpr std::string_view name = "rolled_back";
    health_report health{};
  };
  struct rollback_failed {
    std::string reason{};
  };
  struct operator_resolved {
    actor by{};
    restoration restored = restoration::none;
    health_report health{};
  };
  struct cancel {
    actor by{};
  };

  struct data {
    std::string environment{};
    digest contents{};
    digest last_good{};  ///< of the environment when the deployment was requested; none at first
    actor requester{};
    std::uint64_t sequence = 0;  ///< later deployments to the same environment have higher ones
    bool approval_required = true;
    std::optional<approval_record> approval{};
    bool overridden = false;  ///< a break-glass override lets it through a gate that is not open
    std::vector<std::string> audit_trail{};

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("environment", self.environment);
      visit("contents", self.contents);
      visit("last_good", self.last_good);
      visit("requester", self.requester);
      visit("sequence", self.sequence);
      visit("approval_required", self.approval_required);
      visit("approval", self.approval);
      visit("overridden", self.overridden);
      visit("audit_trail", self.audit_trail);
    }
  };

  /// An approval is required, and none that came with the request covers these contents.
  struct needs_approval {
    verdict operator()(const admit&, const data& of, timestamp at) const;
  };
  struct digest_matches {
    verdict operator()(const approval_closed& event, const data& of) const;
  };
  struct approval_valid {
    verdict operator()(const window_opened&, const data& of, timestamp at) const;
  };
  struct break_glass_authorized {
    verdict operator()(const break_glass_used& event, const data&) const { return break_glass{}(event); }
  };
  struct candidate_current {
    verdict operator()(const lock_acquired& event, const data& of) const;
  };
  /// The lease is for this environment, and the gate is open, or an override was recorded.
  struct gate_permits {
    verdict operator()(const lock_acquired& event, const data& of, timestamp at) const;
  };
  struct newer {
    verdict operator()(const newer_enqueued& event, const data& of) const;
  };
  /// Whoever requested a deployment may abort it, and so may an operator.
  struct authorized {
    verdict operator()(const abort& event, const data& of) const;
  };
  struct candidate_healthy {
    verdict operator()(const operator_resolved& event, const data& of) const;
  };
  struct requester_or_operator {
    verdict operator()(const cancel& event, const data& of) const;
  };

  struct record_approval {
    void operator()(const approval_closed& event, data& of) const { of.approval = event.record; }
  };
  struct audit_mismatch {
    void operator()(const approval_closed& event, data& of) const;
  };
  struct audit_override {
    void operator()(const break_glass_used& event, data& of) const;
  };
  struct audit {
    void operator()(const operator_resolved& event, data& of) const;
  };

  /// A request to the world, or a fact for it, about this deployment.
  template <class Self>
  struct about_deployment {
    std::string environment{};
    digest contents{};
    static Self from(const data& of) {
      Self signal;
      signal.environment = of.environment;
      signal.contents = of.contents;
      return signal;
    }
  };
  struct open_approval : about_deployment<open_approval> {};
  struct enqueue : about_deployment<enqueue> {};
  struct release_lock : about_deployment<release_lock> {};
  struct start_rollback : about_deployment<start_rollback> {};
  struct page_operator : about_deployment<page_operator> {};
  struct escalate : about_deployment<escalate> {};
  struct emit_pipelinerun_started : about_deployment<emit_pipelinerun_started> {};
  struct emit_service_deployed : about_deployment<emit_service_deployed> {};
  struct emit_service_upgraded : about_deployment<emit_service_upgraded> {};
  struct emit_service_rolledback : about_deployment<emit_service_rolledback> {};

  using gate_open = in<deploy_gate::open>;
  using gate_restricted = in<deploy_gate::restricted>;
  using gate_frozen = in<deploy_gate::frozen>;
  using approved = is<&approval_closed::status, approval_status::approved>;

  // clang-format off
  using transitions = table<
      row<requested,         admit,             awaiting_approval, when<needs_approval>,                                   then<raise<open_approval>>>,
      row<requested,         admit,             queued,            when<not_<needs_approval>, gate_open>,                  then<raise<enqueue>>>,
      row<requested,         admit,             awaiting_window,   when<not_<needs_approval>, gate_restricted>>,
      row<requested,         admit,             awaiting_window,   when<not_<needs_approval>, gate_frozen>>,
      row<awaiting_approval, approval_closed,   queued,            when<approved, digest_matches, gate_open>,              then<record_approval, raise<enqueue>>>,
      row<awaiting_approval, approval_closed,   awaiting_window,   when<approved, digest_matches, not_<gate_open>>,        then<record_approval>>,
      row<awaiting_approval, approval_closed,   rejected,          when<approved, not_<digest_matches>>,                   then<audit_mismatch>>,
      row<awaiting_approval, approval_closed,   rejected,          when<is<&approval_closed::status, approval_status::rejected>>>,
      row<awaiting_approval, approval_closed,   canceled,          when<is<&approval_closed::status, approval_status::cancelled>>>,
      row<awaiting_approval, approval_closed,   canceled,          when<is<&approval_closed::status, approval_status::expired>>>,
      row<awaiting_approval, deadline,          canceled>,
      row<awaiting_window,   window_opened,     queued,            when<approval_valid>,                                   then<raise<enqueue>>>,
      row<awaiting_window,   window_opened,     canceled,          when<not_<approval_valid>>>,
      row<awaiting_window,   break_glass_used,  queued,            when<break_glass_authorized, not_self, reason_given>,   then<audit_override, raise<enqueue>>>,
      row<awaiting_window,   deadline,          canceled>,
      row<queued,            lock_acquired,     in_progress,       when<candidate_current, gate_permits>,                  then<raise<emit_pipelinerun_started>>>,
      row<queued,            lock_acquired,     awaiting_window,   when<candidate_current, not_<gate_permits>>,            then<raise<release_lock>>>,
      row<queued,            lock_acquired,     superseded,        when<not_<candidate_current>>,                          then<raise<release_lock>>>,
      row<queued,            newer_enqueued,    superseded,        when<newer>>,
      row<queued,            deadline,          canceled>,
      row<in_progress,       deployed,          verifying,         when<>,                                                 then<raise<emit_service_deployed>>>,
      row<in_progress,       deploy_failed,     rolling_back,      when<last_good_exists>,                                 then<raise<start_rollback>>>,
      row<in_progress,       deploy_failed,     needs_operator,    when<not_<last_good_exists>>,                           then<raise<page_operator>>>,
      row<in_progress,       deadline,          rolling_back,      when<last_good_exists>,                                 then<raise<start_rollback>>>,
      row<in_progress,       deadline,          needs_operator,    when<not_<last_good_exists>>,                           then<raise<page_operator>>>,
      row<verifying,         verify_passed,     succeeded,         when<>,                                                 then<raise<emit_service_upgraded>, raise<release_lock>>>,
      row<verifying,         verify_failed,     rolling_back,      when<last_good_exists>,                                 then<raise<start_rollback>>>,
      row<verifying,         verify_failed,     needs_operator,    when<not_<last_good_exists>>,                           then<raise<page_operator>>>,
      row<verifying,         deadline,          rolling_back,      when<last_good_exists>,                                 then<raise<start_rollback>>>,
      row<verifying,         deadline,          needs_operator,    when<not_<last_good_exists>>,                           then<raise<page_operator>>>,
      row<any_of<in_progress, verifying>,
                             abort,             rolling_back,      when<authorized, last_good_exists>,                     then<raise<start_rollback>>>,
      row<any_of<in_progress, verifying>,
                             abort,             needs_operator,    when<authorized, not_<last_good_exists>>,               then<raise<page_operator>>>,
      row<rolling_back,      rollback_done,     rolled_back,       when<target_healthy>,                                   then<raise<emit_service_rolledback>, raise<release_lock>>>,
      row<rolling_back,      rollback_done,     needs_operator,    when<not_<target_healthy>>,                             then<raise<page_operator>>>,
      row<rolling_back,      rollback_failed,   needs_operator,    when<>,                                                 then<raise<page_operator>>>,
      row<rolling_back,      deadline,          needs_operator,    when<>,                                                 then<raise<page_operator>>>,
      row<needs_operator,    operator_resolved, rolled_back,       when<by_operator, is<&operator_resolved::restored, restoration::last_good>>, then<audit, raise<release_lock>>>,
      row<needs_operator,    operator_resolved, succeeded,         when<by_operator, is<&operator_resolved::restored, restoration::candidate>, candidate_healthy>, then<audit, raise<release_lock>>>,
      row<needs_operator,    operator_resolved, failed,            when<by_operator, is<&operator_resolved::restored, restoration::none>>, then<audit, raise<release_lock>>>,
      row<needs_operator,    deadline,          stay,              when<>,                                                 then<raise<escalate>>>,
      row<any_of<requested, awaiting_approval, awaiting_window, queued>,
                             cancel,            canceled,          when<requester_or_operator>>>;
  // clang-format on

  using invariants =
      prove<always_passes<requested, in_progress, queued>, exits_only_to<rolling_back, rolled_back, needs_operator>,
            entry_requires<in_progress, gate_permits>, no_edge<in_progress, canceled>, no_edge<in_progress, failed>,
            entry_requires<succeeded, any_of<candidate_healthy, on<verify_passed>>>, never_depends_on<abort, gate_open>,
            event_requires<break_glass_used, not_self>,
            path_requires<requested, in_progress, any_of<not_<needs_approval>, digest_matches>>,
            path_requires<awaiting_window, queued, any_of<approval_valid, break_glass_authorized>>,
            event_requires<abort, authorized>, entry_requires<rolling_back, last_good_exists>,
            event_leads_only_to<admit, awaiting_approval, awaiting_window, queued>,
            exits_only_to<awaiting_approval, queued, awaiting_window, rejected, canceled>,
            exits_only_to<awaiting_window, queued, canceled>,
            exits_only_to<queued, in_progress, awaiting_window, superseded, canceled>,
            exits_only_to<verifying, succeeded, rolling_back, needs_operator>,
            event_leads_only_to<deploy_failed, rolling_back, needs_operator>,
            event_leads_only_to<operator_resolved, rolled_back, succeeded, failed>,
            event_leads_only_to<cancel, canceled>,
            event_leads_only_to<deadline, canceled, rolling_back, needs_operator>,
            event_leads_only_to<deadline, needs_operator>::from<any_of<rolling_back, needs_operator>>,
            unconditional<in_progress, deploy_failed>, unconditional<verifying, verify_failed>,
            unconditional<rolling_back, rollback_failed>, accepts<queued, newer_enqueued>>;
};

static_assert(holds<deployment>);

}  // namespace fairlead::release

#if FAIRLEAD_DEFINE_INLINE
#include "deployment.ipp"
#endif

#endif
