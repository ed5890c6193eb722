// SPDX-License-Identifier: BSL-1.0
// An incident from the first page to a postmortem whose lessons have become work.
#ifndef FAIRLEAD_LIFECYCLES_MONITOR_INCIDENT_HPP
#define FAIRLEAD_LIFECYCLES_MONITOR_INCIDENT_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"
#include "incident_facts.hpp"

namespace fairlead::monitor {

/// @source CDEvents 0.5, subject incident: detected, reported, resolved; PagerDuty incidents (triggered, acknowledged,
///         resolved) and postmortems (draft, in review, reviewed, closed)
struct incident : lifecycle {
  using stock = incident;
  static constexpr std::string_view name = "incident";

  struct triggered : initial, waiting {
    static constexpr auto patience = minutes{15};
  };
  struct acknowledged : waiting {
    /// @source PagerDuty, acknowledgement timeout: 30 minutes by default
    static constexpr auto patience = minutes{30};
  };
  /// Users no longer suffer, the cause is still there.
  struct mitigated : waiting {
    static constexpr auto patience = hours{24};
  };
  struct resolved : waiting {
    static constexpr auto patience = hours{72};
  };
  struct postmortem_draft : waiting {
    static constexpr auto patience = hours{120};
  };
  struct postmortem_review : waiting {
    static constexpr auto patience = hours{120};
  };
  struct closed : terminal {};
  struct dismissed : terminal {};
  struct duplicate : terminal {};

  using outcomes = partition<success<closed>, neutral<dismissed, duplicate>>;

  struct acknowledge {
    actor by{};
  };
  struct auto_resolved {
    std::string alert{};
    evidence source{};
  };
  struct mitigation_done {
    static constexpr std::string_view name = "mitigated";
    actor by{};
    std::string what{};
    evidence source{};
  };
  struct fix_verified {
    actor by{};
    health_report health{};
    timestamp checked{};
  };
  struct regressed {};
  struct reopened {
    actor by{};
  };
  struct triaged {
    actor by{};
    std::string owner{};  ///< who writes the postmortem, if there is one
    incident_impact impact{};
  };
  struct submit {
    actor by{};
    std::vector<timeline_entry> timeline{};
    std::vector<action_item> actions{};
  };
  struct rework {
    actor by{};
  };
  struct accepted {
    actor by{};
    std::vector<action_item> actions{};  ///< with their tickets
  };
  struct dismiss {
    actor by{};
    std::string reason{};
  };
  struct mark_duplicate {
    actor by{};
    std::string original{};
    evidence source{};  ///< where the original is
  };

  struct data {
    std::string id{};
    std::string service{};
    std::string environment{};
    std::string alert{};  ///< that has raised it; empty if people did
    actor requester{};    ///< who has reported it
    actor author{};       ///< of the postmortem
    timestamp detected{};
    std::vector<on_call_shift> rota{};
    std::uint32_t level = 0;  ///< escalations so far
    std::string assignee{};   ///< principal who has acknowledged
    std::string owner{};      ///< principal who owes the postmortem
    timestamp last_change{};  ///< of the service: acknowledged, mitigated or worse again
    timestamp resolved_at{};
    std::uint32_t reopen_hours = 24;  ///< after that it is a new incident; our choice
    postmortem_policy policy{};
    incident_impact impact{};
    std::vector<timeline_entry> timeline{};
    std::vector<action_item> actions{};
    std::string original{};          ///< of which this is a duplicate
    std::vector<std::string> log{};  ///< one line for each decision

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("id", self.id);
      visit("service", self.service);
      visit("environment", self.environment);
      visit("alert", self.alert);
      visit("requester", self.requester);
      visit("author", self.author);
      visit("detected", self.detected);
      visit("rota", self.rota);
      visit("level", self.level);
      visit("assignee", self.assignee);
      visit("owner", self.owner);
      visit("last_change", self.last_change);
      visit("resolved_at", self.resolved_at);
      visit("reopen_hours", self.reopen_hours);
      visit("policy", self.policy);
      visit("impact", self.impact);
      visit("timeline", self.timeline);
      visit("actions", self.actions);
      visit("original", self.original);
      visit("log", self.log);
    }
  };

  struct on_call {
    verdict operator()(const acknowledge& event, const data& of, timestamp at) const;
  };
  /// Only the alert that has raised an incident can take it back.
  struct same_alert {
    verdict operator()(const auto_resolved& event, const data& of) const;
  };
  struct mitigation_recorded {
    verdict operator()(const mitigation_done& event, const data&) const;
  };
  /// Checks pass that were made after the last change.
  struct service_healthy {
    verdict operator()(const fix_verified& event, const data& of, timestamp at) const;
  };
  struct within_reopen_window {
    verdict operator()(const reopened&, const data& of, timestamp at) const;
  };
  struct postmortem_required {
    verdict operator()(const triaged& event, const data& of) const;
  };
  struct owner_named {
    verdict operator()(const triaged& event, const data&) const;
  };
  /// From before the incident was detected until it was resolved, in order.
  struct timeline_complete {
    verdict operator()(const submit& event, const data& of) const;
  };
  /// Every action that was reviewed has become a ticket.
  struct actions_ticketed {
    verdict operator()(const accepted& event, const data& of) const;
  };
  struct original_known {
    verdict operator()(const mark_duplicate& event, const data& of) const;
  };

  struct assign {
    void operator()(const acknowledge& event, data& of, timestamp at) const;
  };
  struct raise_level {
    void operator()(const deadline&, data& of) const { ++of.level; }
  };
  struct unack {
    void operator()(const deadline&, data& of) const { of.assignee.clear(); }
  };
  struct record_mitigation {
    void operator()(const mitigation_done& event, data& of, timestamp at) const;
  };
  /// Checks of before no longer say anything.
  struct record_change {
    template <class Event>
    void operator()(const Event&, data& of, timestamp at) const {
      of.last_change = at;
    }
  };
  struct record_resolution {
    template <class Event>
    void operator()(const Event&, data& of, timestamp at) const {
      of.resolved_at = at;
    }
  };
  struct record_impact {
    void operator()(const triaged& event, data& of) const { of.impact = event.impact; }
  };
  /// Where nobody triages, whoever took care of the incident owes the postmortem.
  struct assign_owner {
    void operator()(const triaged& event, data& of) const { of.owner = event.owner; }
    void operator()(const deadline&, data& of) const { of.owner = of.assignee; }
  };
  struct record_postmortem {
    void operator()(const submit& event, data& of) const;
  };
  struct record_tickets {
    void operator()(const accepted& event, data& of) const { of.actions = event.actions; }
  };
  struct record_dismissal {
    void operator()(const dismiss& event, data& of) const;
  };
  struct record_original {
    void operator()(const mark_duplicate& event, data& of) const { of.original = event.original; }
  };

  template <class Self>
  struct about_incident {
    std::string id{};
    std::string service{};
    std::string environment{};
    std::uint32_t level = 0;
    std::string owner{};
    static Self from(const data& of) {
      Self signal;
      signal.id = of.id;
      signal.service = of.service;
      signal.environment = of.environment;
      signal.level = of.level;
      signal.owner = of.owner;
      return signal;
    }
  };
  struct emit_incident_reported : about_incident<emit_incident_reported> {};
  struct emit_incident_resolved : about_incident<emit_incident_resolved> {};
  struct escalate : about_incident<escalate> {};
  struct ask_for_postmortem : about_incident<ask_for_postmortem> {};
  struct feed_plan {
    std::string incident{};
    std::vector<action_item> actions{};
    static feed_plan from(const data& of);
  };

  using open_incident = any_of<triggered, acknowledged>;

  // clang-format off
  using transitions = table<
      row<triggered,         acknowledge,     acknowledged,      when<on_call>,                           then<assign, raise<emit_incident_reported>>>,
      row<triggered,         deadline,        stay,              when<>,                                  then<raise_level, raise<escalate>>>,
      row<triggered,         auto_resolved,   resolved,          when<same_alert>,                        then<record_resolution, raise<emit_incident_resolved>>>,
      row<acknowledged,      deadline,        triggered,         when<>,                                  then<unack, raise<escalate>>>,
      row<acknowledged,      mitigation_done, mitigated,         when<mitigation_recorded>,               then<record_mitigation>>,
      row<acknowledged,      fix_verified,    resolved,          when<service_healthy>,                   then<record_resolution, raise<emit_incident_resolved>>>,
      row<mitigated,         regressed,       acknowledged,      when<>,                                  then<record_change>>,
      row<mitigated,         fix_verified,    resolved,          when<service_healthy>,                   then<record_resolution, raise<emit_incident_resolved>>>,
      row<mitigated,         deadline,        acknowledged,      when<>,                                  then<raise_level, raise<escalate>>>,
      row<resolved,          reopened,        acknowledged,      when<within_reopen_window>,              then<record_change>>,
      row<resolved,          triaged,         postmortem_draft,  when<postmortem_required, owner_named>,  then<record_impact, assign_owner, raise<ask_for_postmortem>>>,
      row<resolved,          triaged,         closed,            when<not_<postmortem_required>>,         then<record_impact>>,
      row<resolved,          deadline,        postmortem_draft,  when<>,                                  then<assign_owner, raise<ask_for_postmortem>>>,
      row<postmortem_draft,  submit,          postmortem_review, when<timeline_complete>,                 then<record_postmortem>>,
      row<postmortem_draft,  deadline,        stay,              when<>,                                  then<raise<escalate>>>,
      row<postmortem_review, rework,          postmortem_draft,  when<>,                                  then<raise<ask_for_postmortem>>>,
      row<postmortem_review, accepted,        closed,            when<actions_ticketed, not_self>,        then<record_tickets, raise<feed_plan>>>,
      row<postmortem_review, deadline,        stay,              when<>,                                  then<raise<escalate>>>,
      row<open_incident,     dismiss,         dismissed,         when<reason_given, not_self>,            then<record_dismissal>>,
      row<open_incident,     mark_duplicate,  duplicate,         when<original_known>,                    then<record_original>>>;
  // clang-format on

  using invariants = prove<
      always_passes<triggered, closed, resolved>, no_edge<mitigated, closed>,
      entry_requires<resolved, any_of<service_healthy, on<auto_resolved>>>, event_requires<auto_resolved, same_alert>,
      entry_requires<closed, any_of<not_<postmortem_required>, actions_ticketed>>, event_requires<accepted, not_self>,
      event_requires<dismiss, not_self>, event_requires<dismiss, reason_given>,
      no_edge<resolved, any_of<dismissed, duplicate>>, no_path<postmortem_draft, any_of<dismissed, duplicate>>,
      always_passes<postmortem_draft, closed, postmortem_review>, event_never_leads_to<deadline, closed>,
      event_requires<acknowledge, on_call>, event_leads_only_to<acknowledge, acknowledged>,
      event_leads_only_to<regressed, acknowledged>, event_leads_only_to<fix_verified, resolved>,
      event_leads_only_to<auto_resolved, resolved>, event_leads_only_to<triaged, postmortem_draft, closed>,
      exits_only_to<resolved, acknowledged, postmortem_draft, closed>,
      event_leads_only_to<deadline, triggered>::from<any_of<triggered, acknowledged>>,
      event_leads_only_to<deadline, acknowledged>::from<mitigated>,
      event_leads_only_to<deadline, postmortem_draft>::from<any_of<resolved, postmortem_draft>>,
      accepts<any_of<acknowledged, mitigated>, fix_verified>, accepts<resolved, reopened>>;
};

static_assert(holds<incident>);

}  // namespace fairlead::monitor

#if FAIRLEAD_DEFINE_INLINE
#include "incident.ipp"
#endif

#endif
