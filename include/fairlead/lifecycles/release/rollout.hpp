// SPDX-License-Identifier: BSL-1.0
// A candidate takes over from the stable copy step by step, and gives back what it took if it does not hold.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_ROLLOUT_HPP
#define FAIRLEAD_LIFECYCLES_RELEASE_ROLLOUT_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/enumerators.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"
#include "rollout_plan.hpp"

namespace fairlead::release {

/// A rollout by any strategy: the plan's steps say when to move weight, to pause, and to analyze.
/// @source Argo Rollouts (Progressing, Paused, Degraded, Healthy; abort, promote-full); Flagger CanaryPhase, and its
///         #1931: traffic stays on the healthy copy
struct rollout : lifecycle {
  using stock = rollout;
  static constexpr std::string_view name = "rollout";

  struct initializing : initial, waiting {
    static constexpr auto patience = minutes{30};
  };
  /// @source Kubernetes progressDeadlineSeconds: 600
  struct progressing : waiting {
    static constexpr auto patience = minutes{10};
  };
  /// Longer than any timed pause.
  struct paused : waiting {
    static constexpr auto patience = minutes{rollout_plan::max_pause_minutes + 60};
  };
  struct analyzing : waiting {
    static constexpr auto patience = hours{2};
  };
  struct promoting : waiting {
    static constexpr auto patience = minutes{30};
  };
  struct finalizing : waiting {
    static constexpr auto patience = hours{1};
  };
  struct aborting : waiting {
    static constexpr auto patience = minutes{30};
  };
  struct needs_operator : waiting, lifecycle::needs_operator {
    static constexpr auto patience = minutes{30};
  };
  struct promoted : terminal {};
  struct aborted : terminal {};

  struct candidate_ready {
    digest contents{};  ///< that run beside the stable copy, without traffic
  };
  struct weight_applied {
    std::uint32_t weight = 0;          ///< share of the candidate that was observed, in percent
    step_kind next = step_kind::done;  ///< step that follows: see `next_step`
  };
  struct resume {
    actor by{};
  };
  struct pause_elapsed {};
  struct analysis_closed {
    analysis_verdict verdict = analysis_verdict::error;
    digest subject{};                         ///< contents that the measurements are of
    std::vector<measurement> measurements{};  ///< taken since the analysis was started
    evidence source{};
  };
  struct promote_full {
    actor by{};
    std::string reason{};
  };
  struct abort {
    actor by{};
    std::string reason{};
  };
  struct new_revision {
    digest contents{};
  };
  struct promotion_done {
    static constexpr std::string_view name = "promoted";
    health_report health{};
  };
  struct old_retired {
    digest contents{};
  };
  struct traffic_restored {
    health_report health{};
  };
  struct operator_chose_stable {
    actor by{};
    health_report health{};
  };
  struct operator_chose_candidate {
    actor by{};
    health_report health{};
  };

  struct data {
    std::string service{};
    digest candidate{};
    digest stable{};  ///< what runs when the rollout begins, and again if it is aborted
    actor requester{};
    std::vector<actor> authorities{};  ///< besides operators: who may resume, promote and abort
    rollout_plan plan{};
    std::uint32_t position = 0;               ///< step of the plan that comes next
    std::uint32_t weight = 0;                 ///< share of the candidate as it should be, in percent
    std::optional<timestamp> paused_until{};  ///< end of a timed pause; none: somebody has to resume
    timestamp analysis_began{};
    digest superseded_by{};
    std::vector<std::string> audit_trail{};

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("service", self.service);
      visit("candidate", self.candidate);
      visit("stable", self.stable);
      visit("requester", self.requester);
      visit("authorities", self.authorities);
      visit("plan", self.plan);
      visit("position", self.position);
      visit("weight", self.weight);
      visit("paused_until", self.paused_until);
      visit("analysis_began", self.analysis_began);
      visit("superseded_by", self.superseded_by);
      visit("audit_trail", self.audit_trail);
    }
    /// What a `weight_applied` has to name.
    [[nodiscard]] step_kind next_step() const noexcept { return plan.kind_at(position); }
    /// Of the analysis that was begun last.
    [[nodiscard]] analysis_rule rule_in_force() const;
    /// Who may act on the rollout, besides whoever requested it.
    [[nodiscard]] bool has_authority(const actor& who) const;
  };

  struct plan_sound {
    verdict operator()(const candidate_ready& event, const data& of) const;
  };
  /// The weight that was asked for is there, and the step is the one that the plan has next.
  struct follows_plan {
    verdict operator()(const weight_applied& event, const data& of) const;
  };
  struct authorized {
    template <class Event>
    verdict operator()(const Event& event, const data& of) const {
      return event.by == of.requester || of.has_authority(event.by)
                 ? pass()
                 : refuse(event.by.id + " has no authority over this rollout");
    }
  };
  struct timed_pause {
    verdict operator()(const pause_elapsed&, const data& of, timestamp at) const;
  };
  /// The measurements are of the candidate and of this analysis, and come to what the event says by the step's rule.
  struct verdict_measured {
    verdict operator()(const analysis_closed& event, const data& of, timestamp at) const;
  };
  struct other_revision {
    verdict operator()(const new_revision& event, const data& of) const;
  };
  struct target_healthy {
    verdict operator()(const promotion_done& event, const data& of) const;
  };
  struct stable_retired {
    verdict operator()(const old_retired& event, const data& of) const;
  };
  struct stable_healthy {
    template <class Event>
    verdict operator()(const Event& event, const data& of) const {
      return event.health.healthy(of.stable) ? pass() : refuse("the checks of the stable copy do not all pass");
    }
  };
  struct candidate_healthy {
    verdict operator()(const operator_chose_candidate& event, const data& of) const;
  };

  struct move_weight {
    void operator()(const weight_applied&, data& of) const { of.weight = of.plan.steps.at(of.position++).weight; }
  };
  struct begin_pause {
    void operator()(const weight_applied&, data& of, timestamp at) const;
  };
  struct pause_for_judgment {
    void operator()(const analysis_closed&, data& of) const { of.paused_until.reset(); }
  };
  struct begin_analysis {
    void operator()(const weight_applied&, data& of, timestamp at) const;
  };
  struct take_all {
    template <class Event>
    void operator()(const Event&, data& of) const {
      of.weight = 100;
    }
  };
  struct give_back {
    template <class Event>
    void operator()(const Event&, data& of) const {
      of.weight = 0;
    }
  };
  struct mark_superseded {
    void operator()(const new_revision& event, data& of) const { of.superseded_by = event.contents; }
  };
  struct audit_override {
    void operator()(const promote_full& event, data& of) const;
  };
  struct audit_abort {
    void operator()(const abort& event, data& of) const;
  };
  struct audit {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.audit_trail.push_back("decided by operator " + event.by.id);
    }
  };

  /// A request to the world, or a fact for it, about this rollout as it is after the transition.
  template <class Self>
  struct about_rollout {
    std::string service{};
    digest candidate{};
    digest stable{};
    std::uint32_t weight = 0;  ///< share that the candidate is to have, in percent
    static Self from(const data& of) {
      Self signal;
      signal.service = of.service;
      signal.candidate = of.candidate;
      signal.stable = of.stable;
      signal.weight = of.weight;
      return signal;
    }
  };
  struct set_weight : about_rollout<set_weight> {};
  struct start_promotion : about_rollout<start_promotion> {};
  struct restore_traffic : about_rollout<restore_traffic> {};
  /// Neither copy is to lose traffic to one that does not pass its checks, until an operator has chosen.
  struct keep_traffic_on_healthy : about_rollout<keep_traffic_on_healthy> {};
  struct page_operator : about_rollout<page_operator> {};
  struct escalate : about_rollout<escalate> {};
  struct emit_service_upgraded : about_rollout<emit_service_upgraded> {};
  struct emit_service_rolledback : about_rollout<emit_service_rolledback> {};
  struct start_analysis {
    digest subject{};
    analysis_rule rule{};
    static start_analysis from(const data& of);
  };

  template <step_kind Kind>
  using next = is<&weight_applied::next, Kind>;
  template <analysis_verdict Verdict>
  using found = is<&analysis_closed::verdict, Verdict>;
  using on_the_way = any_of<progressing, paused, analyzing>;
  using before_promotion = any_of<initializing, progressing, paused, analyzing>;

  // clang-format off
  using transitions = table<
      row<initializing,     candidate_ready,          progressing,    when<plan_sound>>,
      row<initializing,     deadline,                 aborting,       when<>,                                                      then<give_back, raise<restore_traffic>>>,
      row<progressing,      weight_applied,           progressing,    when<next<step_kind::weight>, follows_plan>,                 then<move_weight, raise<set_weight>>>,
      row<progressing,      weight_applied,           paused,         when<next<step_kind::pause>, follows_plan>,                  then<begin_pause>>,
      row<progressing,      weight_applied,           analyzing,      when<next<step_kind::analysis>, follows_plan>,               then<begin_analysis, raise<start_analysis>>>,
      row<progressing,      weight_applied,           promoting,      when<next<step_kind::done>, follows_plan>,                   then<take_all, raise<start_promotion>>>,
      row<progressing,      deadline,                 aborting,       when<>,                                                      then<give_back, raise<restore_traffic>>>,
      row<paused,           resume,                   progressing,    when<authorized>>,
      row<paused,           pause_elapsed,            progressing,    when<timed_pause>>,
      row<paused,           deadline,                 aborting,       when<>,                                                      then<give_back, raise<restore_traffic>>>,
      row<analyzing,        analysis_closed,          progressing,    when<found<analysis_verdict::successful>, verdict_measured>>,
      row<analyzing,        analysis_closed,          aborting,       when<found<analysis_verdict::failed>>,                       then<give_back, raise<restore_traffic>>>,
      row<analyzing,        analysis_closed,          aborting,       when<found<analysis_verdict::error>>,                        then<give_back, raise<restore_traffic>>>,
      row<analyzing,        analysis_closed,          paused,         when<found<analysis_verdict::inconclusive>, verdict_measured>, then<pause_for_judgment>>,
      row<analyzing,        deadline,                 aborting,       when<>,                                                      then<give_back, raise<restore_traffic>>>,
      row<on_the_way,       promote_full,             promoting,      when<authorized, not_self, reason_given>,                    then<take_all, audit_override, raise<start_promotion>>>,
      row<before_promotion, abort,                    aborting,       when<authorized>,                                            then<audit_abort, give_back, raise<restore_traffic>>>,
      row<before_promotion, new_revision,             aborting,       when<other_revision>,                                        then<mark_superseded, give_back, raise<restore_traffic>>>,
      row<promoting,        promotion_done,           finalizing,     when<target_healthy>>,
      row<promoting,        promotion_done,           needs_operator, when<not_<target_healthy>>,                                  then<raise<keep_traffic_on_healthy>, raise<page_operator>>>,
      row<promoting,        deadline,                 needs_operator, when<>,                                                      then<raise<keep_traffic_on_healthy>, raise<page_operator>>>,
      row<finalizing,       old_retired,              promoted,       when<stable_retired>,                                        then<raise<emit_service_upgraded>>>,
      row<finalizing,       deadline,                 needs_operator, when<>,                                                      then<raise<page_operator>>>,
      row<aborting,         traffic_restored,         aborted,        when<stable_healthy>,                                        then<raise<emit_service_rolledback>>>,
      row<aborting,         traffic_restored,         needs_operator, when<not_<stable_healthy>>,                                  then<raise<keep_traffic_on_healthy>, raise<page_operator>>>,
      row<aborting,         deadline,                 needs_operator, when<>,                                                      then<raise<page_operator>>>,
      row<needs_operator,   operator_chose_stable,    aborted,        when<by_operator, stable_healthy>,                           then<give_back, audit>>,
      row<needs_operator,   operator_chose_candidate, promoted,       when<by_operator, candidate_healthy>,                        then<take_all, audit>>,
      row<needs_operator,   deadline,                 stay,           when<>,                                                      then<raise<escalate>>>>;
  // clang-format on

  using invariants =
      prove<event_requires<promote_full, not_self>, event_requires<promote_full, reason_given>,
            exits_only_to<aborting, aborted, needs_operator>, no_edge<promoting, aborting>,
            entry_requires<aborted, stable_healthy>,
            always_passes<initializing, promoted, any_of<promoting, needs_operator>>,
            event_requires<weight_applied, follows_plan>,
            entry_requires<promoted, any_of<candidate_healthy, on<old_retired>>>, no_edge<promoting, promoted>,
            no_path<aborting, finalizing>, event_requires<resume, authorized>,
            event_requires<pause_elapsed, timed_pause>, event_requires<promote_full, authorized>,
            event_requires<operator_chose_candidate, by_operator>, exits_only_to<initializing, progressing, aborting>,
            exits_only_to<progressing, paused, analyzing, promoting, aborting>,
            exits_only_to<paused, progressing, promoting, aborting>,
            event_leads_only_to<analysis_closed, progressing, paused, aborting>,
            event_leads_only_to<old_retired, promoted>, event_leads_only_to<deadline, aborting, needs_operator>,
            event_leads_only_to<deadline, needs_operator>::from<any_of<aborting, needs_operator>>,
            event_leads_only_to<new_revision, aborting>, accepts<before_promotion, abort>,
            unconditional<aborting, traffic_restored>>;
};

static_assert(holds<rollout>);

}  // namespace fairlead::release

#if FAIRLEAD_DEFINE_INLINE
#include "rollout.ipp"
#endif

#endif
