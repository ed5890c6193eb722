// SPDX-License-Identifier: BSL-1.0
// A change to what is in production: planned, assessed, authorized, carried out in its window, and looked back at.
#ifndef FAIRLEAD_LIFECYCLES_PLAN_CHANGE_REQUEST_HPP
#define FAIRLEAD_LIFECYCLES_PLAN_CHANGE_REQUEST_HPP

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
#include "change_plan.hpp"
#include "ticket_resolution.hpp"

namespace fairlead::plan {

/// An authorization is one of a plan: it binds to the plan's digest and ends with the plan's window. A freeze can keep
/// a change from being begun, but nothing keeps it from being backed out.
/// @source ITIL request for change; ServiceNow change management: states New, Assess, Authorize, Scheduled, Implement,
///         Review, Closed, Canceled
struct change_request : lifecycle {
  using stock = change_request;
  static constexpr std::string_view name = "change_request";

  struct draft : initial {};
  struct assess : waiting {
    static constexpr auto patience = hours{72};
  };
  struct authorize : waiting {
    static constexpr auto patience = hours{72};
  };
  /// The host fires `deadline` when the window is over, see `schedule_change`; its patience is longer than any window
  /// is ahead.
  struct scheduled : waiting {
    static constexpr auto patience = change_plan::farthest_ahead;
  };
  struct implement : waiting {
    static constexpr auto patience = change_plan::longest_window;
  };
  struct review : waiting {
    static constexpr auto patience = hours{168};
  };
  struct closed : terminal {};
  struct canceled : terminal {};

  struct submit {
    actor by{};
    change_type type = change_type::normal;
    change_plan plan{};
    preapproval grant{};  ///< for a standard change
  };
  struct assessed {
    actor by{};
    std::uint32_t risk = 0;
    std::uint32_t impact = 0;
    evidence assessment{};
  };
  struct rework_requested {
    actor by{};
    std::string reason{};
  };
  struct authorized {
    actor by{};
    digest plan{};  ///< that was voted on
    std::vector<actor> votes{};
  };
  struct refused {
    actor by{};
    std::string reason{};
  };
  struct start {
    actor by{};
    std::optional<override_statement> override_by{};
  };
  struct authorization_expired {};
  struct implemented {
    actor by{};
    evidence log{};
  };
  struct backed_out {
    actor by{};
    std::string reason{};
    evidence log{};
  };
  struct close {
    static constexpr std::string_view name = "closed";
    actor by{};
    evidence review{};
    std::optional<change_outcome> outcome{};
  };
  struct cancel {
    actor by{};
    std::string reason{};
  };

  struct data {
    std::string id{};  ///< of the ticket
    actor author{};    ///< of the plan
    actor requester{};
    std::vector<change_authority> authorities{};  ///< over normal changes
    approval_policy emergency_board{};
    std::vector<std::string> preapprovals{};  ///< ids of those that are in force
    change_type type = change_type::normal;
    change_plan plan{};
    std::uint32_t risk = 0;
    std::uint32_t impact = 0;
    std::optional<approval_record> authorization{};
    change_execution ended = change_execution::not_ended;
    std::optional<change_outcome> outcome{};
    std::vector<evidence> reports{};  ///< assessments, logs, the review
    std::vector<std::string> audit_trail{};

    /// Who decides on this change; null if nobody was named for what is at stake.
    [[nodiscard]] const approval_policy* authority() const;
    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("id", self.id);
      visit("author", self.author);
      visit("requester", self.requester);
      visit("authorities", self.authorities);
      visit("emergency_board", self.emergency_board);
      visit("preapprovals", self.preapprovals);
      visit("type", self.type);
      visit("plan", self.plan);
      visit("risk", self.risk);
      visit("impact", self.impact);
      visit("authorization", self.authorization);
      visit("ended", self.ended);
      visit("outcome", self.outcome);
      visit("reports", self.reports);
      visit("audit_trail", self.audit_trail);
    }
  };

  struct plan_complete {
    verdict operator()(const submit& event, const data&, timestamp at) const { return event.plan.complete(at); }
  };
  struct preapproval_valid {
    verdict operator()(const submit& event, const data& of, timestamp at) const;
  };
  struct risk_scored {
    verdict operator()(const assessed& event) const;
  };
  struct impact_scored {
    verdict operator()(const assessed& event) const { return change_level_scored(event.impact, "impact"); }
  };
  struct same_plan {
    verdict operator()(const authorized& event, const data& of) const;
  };
  struct quorum_met {
    verdict operator()(const authorized& event, const data& of) const;
  };
  struct authorization_fresh {
    verdict operator()(const start&, const data& of, timestamp at) const;
  };
  struct window_begun {
    verdict operator()(const start&, const data& of, timestamp at) const;
  };
  struct review_recorded {
    verdict operator()(const close& event) const;
  };
  /// It was said how the change went, and that agrees with how its implementation ended.
  struct outcome_recorded {
    verdict operator()(const close& event, const data& of) const;
  };

  struct record_plan {
    void operator()(const submit& event, data& of) const;
  };
  /// A preapproval binds to the plan like any other authorization.
  struct record_preapproval {
    void operator()(const submit& event, data& of) const;
  };
  struct record_assessment {
    void operator()(const assessed& event, data& of) const;
  };
  struct record_authorization {
    void operator()(const authorized& event, data& of) const;
  };
  struct drop_authorization {
    void operator()(data& of) const { of.authorization.reset(); }
  };
  struct record_reason {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.audit_trail.push_back(event.by.id + ": " + event.reason);
    }
  };
  struct expire_request {
    void operator()(const deadline&, data& of) const { of.audit_trail.emplace_back("not authorized in time"); }
  };
  struct missed_window {
    void operator()(const deadline&, data& of) const { of.audit_trail.emplace_back("not begun within its window"); }
  };
  struct audit_override {
    void operator()(const start& event, data& of) const;
  };
  struct record_implementation {
    void operator()(const implemented& event, data& of) const;
  };
  struct record_backout {
    void operator()(const backed_out& event, data& of) const;
  };
  struct record_overrun {
    void operator()(const deadline&, data& of) const { of.ended = change_execution::overrun; }
  };
  struct record_review {
    void operator()(const close& event, data& of) const;
  };

  /// A request to the world about this change.
  template <class Self>
  struct about_change {
    std::string change{};
    change_type type{};
    change_plan plan{};
    static Self from(const data& of) {
      Self signal;
      signal.change = of.id;
      signal.type = of.type;
      signal.plan = of.plan;
      return signal;
    }
  };
  struct open_assessment : about_change<open_assessment> {};
  /// To the calendar of changes, and to whoever keeps the time: `deadline` is due when the window of the plan is over.
  struct schedule_change : about_change<schedule_change> {};
  struct begin_change : about_change<begin_change> {};
  struct open_review : about_change<open_review> {};
  /// The window is over, and nobody has said how the implementation went.
  struct overrun_alarm : about_change<overrun_alarm> {};
  struct escalate : about_change<escalate> {};

  /// A request to those who decide on this change.
  template <class Self>
  struct about_authority {
    std::string change{};
    digest plan{};
    approval_policy approvals{};  ///< nobody's if nobody was named for what is at stake
    static Self from(const data& of) {
      const approval_policy* authority = of.authority();
      Self signal;
      signal.change = of.id;
      signal.plan = of.plan.contents;
      signal.approvals = authority == nullptr ? approval_policy{} : *authority;
      return signal;
    }
  };
  struct ask_authority : about_authority<ask_authority> {};
  struct page_ecab : about_authority<page_ecab> {};

  struct notify_requester {
    std::string change{};
    actor requester{};
    std::string reason{};
    static notify_requester from(const rework_requested& event, const data& of);
  };
  struct emit_ticket_closed {
    std::string ticket{};
    ticket_resolution resolution{};
    static emit_ticket_closed from(const close&, const data& of);
    static emit_ticket_closed from(const cancel&, const data& of);
  };

  using is_normal = is<&submit::type, change_type::normal>;
  using is_standard = is<&submit::type, change_type::standard>;
  using is_emergency = is<&submit::type, change_type::emergency>;
  using gate_open = in<release::deploy_gate::open>;
  using gate_frozen = in<release::deploy_gate::frozen>;

  // clang-format off
  using transitions = table<
      row<draft,     submit,                assess,    when<is_normal, plan_complete>,                      then<record_plan, raise<open_assessment>>>,
      row<draft,     submit,                scheduled, when<is_standard, plan_complete, preapproval_valid>, then<record_plan, record_preapproval, raise<schedule_change>>>,
      row<draft,     submit,                authorize, when<is_emergency, plan_complete>,                   then<record_plan, raise<page_ecab>>>,
      row<assess,    assessed,              authorize, when<risk_scored, impact_scored>,                    then<record_assessment, raise<ask_authority>>>,
      row<assess,    rework_requested,      draft,     when<>,                                              then<record_reason, raise<notify_requester>>>,
      row<assess,    deadline,              stay,      when<>,                                              then<raise<escalate>>>,
      row<authorize, authorized,            scheduled, when<same_plan, quorum_met, not_self>,               then<record_authorization, raise<schedule_change>>>,
      row<authorize, refused,               draft,     when<>,                                              then<record_reason>>,
      row<authorize, deadline,              draft,     when<>,                                              then<expire_request>>,
      row<scheduled, start,                 implement, when<gate_open, authorization_fresh, window_begun>,  then<raise<begin_change>>>,
      row<scheduled, start,                 implement, when<not_<gate_open>, authorization_fresh, window_begun, break_glass>,
                                                                                                            then<audit_override, raise<begin_change>>>,
      row<scheduled, authorization_expired, draft,     when<>,                                              then<drop_authorization>>,
      row<scheduled, deadline,              draft,     when<>,                                              then<drop_authorization, missed_window>>,
      row<implement, implemented,           review,    when<>,                                              then<record_implementation, raise<open_review>>>,
      row<implement, backed_out,            review,    when<>,                                              then<record_backout, raise<open_review>>>,
      row<implement, deadline,              review,    when<>,                                              then<record_overrun, raise<overrun_alarm>, raise<open_review>>>,
      row<review,    close,                 closed,    when<review_recorded, outcome_recorded>,             then<record_review, raise<emit_ticket_closed>>>,
      row<review,    deadline,              stay,      when<>,                                              then<raise<escalate>>>,
      row<any_of<draft, assess, authorize, scheduled>,
                     cancel,                canceled,  when<reason_given>,                                  then<record_reason, raise<emit_ticket_closed>>>>;
  // clang-format on

  using invariants =
      prove<always_passes<draft, implement, scheduled>,
            entry_requires<scheduled, any_of<on<authorized>, preapproval_valid>>,
            always_passes<draft, review, implement>, always_passes<draft, closed, review>,
            entry_requires<authorize, any_of<is_emergency, risk_scored>>,
            entry_requires<authorize, any_of<is_emergency, impact_scored>>,
            entry_requires<implement, authorization_fresh, window_begun>, event_requires<authorized, not_self>,
            event_requires<authorized, quorum_met>, event_requires<authorized, same_plan>, no_path<implement, canceled>,
            event_requires<start, break_glass>::where<gate_frozen>, event_requires<submit, plan_complete>,
            event_requires<submit, preapproval_valid>::where<is_standard>,
            entry_requires<closed, review_recorded, outcome_recorded>, entry_requires<canceled, reason_given>,
            event_leads_only_to<authorized, scheduled>, event_leads_only_to<refused, draft>,
            event_leads_only_to<rework_requested, draft>, event_leads_only_to<start, implement>,
            event_leads_only_to<authorization_expired, draft>, unconditional<scheduled, authorization_expired>,
            event_leads_only_to<implemented, review>, event_leads_only_to<backed_out, review>,
            unconditional<implement, backed_out>, exits_only_to<implement, review>, exits_only_to<review, closed>,
            event_leads_only_to<deadline, draft>::from<any_of<authorize, scheduled>>,
            event_leads_only_to<deadline, review>::from<implement>>;
};

static_assert(holds<change_request>);

}  // namespace fairlead::plan

#if FAIRLEAD_DEFINE_INLINE
#include "change_request.ipp"
#endif

#endif
