// SPDX-License-Identifier: BSL-1.0
// Something that may go wrong: how likely and how bad it is, and who answers for what is done about it.
#ifndef FAIRLEAD_LIFECYCLES_PLAN_RISK_HPP
#define FAIRLEAD_LIFECYCLES_PLAN_RISK_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"

namespace fairlead::plan {

/// @source ISO 31000:2018, 6.4 (assessment), 6.5 (treatment) and 6.6 (monitoring); NIST plan of action and milestones
struct risk : lifecycle {
  using stock = risk;
  static constexpr std::string_view name = "risk";

  struct identified : initial {};
  struct assessed {};
  struct treating : waiting {
    static constexpr auto patience = hours{720};  // our choice; each action has its own date elsewhere
  };
  struct accepted : waiting {
    static constexpr auto patience = hours{8760};  // no acceptance lasts longer, see `data::longest_hours`
  };
  struct monitored {};
  struct closed : terminal {};

  /// Highest likelihood and highest impact; 0 is one that was not set.
  /// @source ISO/IEC 27005:2022, annex A.1: scales of five levels
  static constexpr std::uint32_t highest_level = 5;

  /// @source ISO 31000:2018, 6.5.2; to retain a risk is `accept_risk`
  enum class treatment : std::uint8_t { avoid, remove_source, change_likelihood, change_impact, share };

  struct assess {
    actor by{};
    std::uint32_t likelihood = 0;
    std::uint32_t impact = 0;
    evidence analysis{};
  };
  struct dismiss {
    actor by{};
    std::string reason{};
  };
  struct treat {
    actor by{};
    actor owner{};  ///< who sees that the actions are done
    risk::treatment treatment = risk::treatment::avoid;
    std::vector<std::string> actions{};  ///< tickets
  };
  struct accept_risk {
    actor by{};
    std::string reason{};
    timestamp expires{};
  };
  /// A control was tested; what is left of the risk.
  struct control_effective {
    std::uint32_t residual_likelihood = 0;
    std::uint32_t residual_impact = 0;
    evidence test{};
  };
  struct control_failed {
    evidence test{};
  };
  struct acceptance_expired {};
  struct indicator_breached {
    std::string indicator{};
    std::int64_t value = 0;
    evidence source{};
  };
  struct retire {
    actor by{};
    std::string reason{};
  };

  /// What is measured to notice that a risk grows.
  struct indicator {
    std::string id{};
    std::int64_t highest = 0;  ///< above it the risk is assessed anew

    friend bool operator==(const indicator&, const indicator&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("id", self.id);
      visit("highest", self.highest);
    }
  };
  /// That somebody answers for the risk as it is, until then.
  using acceptance = exception_record;

  struct data {
    std::string id{};
    actor author{};                          ///< of what carries the risk
    actor requester{};                       ///< who asks to have it accepted, or dropped
    std::vector<std::string> risk_owners{};  ///< principals who may answer for it
    std::vector<risk::indicator> indicators{};
    /// For how long it may be accepted before it is looked at again.
    /// @source PCI DSS 4.0, 12.3.1: at least once every 12 months
    std::uint32_t longest_hours = 8760;
    std::uint32_t likelihood = 0;  ///< as it was assessed last, or is after treatment
    std::uint32_t impact = 0;
    actor owner{};  ///< of the treatment
    risk::treatment treatment = risk::treatment::avoid;
    std::vector<std::string> actions{};
    std::optional<risk::acceptance> acceptance{};
    std::vector<evidence> reports{};
    std::string closing{};  ///< who closed it, and why

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("id", self.id);
      visit("author", self.author);
      visit("requester", self.requester);
      visit("risk_owners", self.risk_owners);
      visit("indicators", self.indicators);
      visit("longest_hours", self.longest_hours);
      visit("likelihood", self.likelihood);
      visit("impact", self.impact);
      visit("owner", self.owner);
      visit("treatment", self.treatment);
      visit("actions", self.actions);
      visit("acceptance", self.acceptance);
      visit("reports", self.reports);
      visit("closing", self.closing);
    }
  };

  static verdict level_set(std::uint32_t level, const char* what);
  struct likelihood_set {
    verdict operator()(const assess& event) const { return level_set(event.likelihood, "likelihood"); }
  };
  struct impact_set {
    verdict operator()(const assess& event) const { return level_set(event.impact, "impact"); }
  };
  struct owner_set {
    verdict operator()(const treat& event) const;
  };
  struct actions_planned {
    verdict operator()(const treat& event) const;
  };
  struct risk_owner {
    verdict operator()(const accept_risk& event, const data& of) const;
  };
  struct evidence_attached {
    verdict operator()(const control_effective& event) const;
  };
  /// Less is left of the risk than there was: the product of likelihood and impact has become smaller.
  struct risk_reduced {
    verdict operator()(const control_effective& event, const data& of) const;
  };
  struct above_highest {
    verdict operator()(const indicator_breached& event, const data& of) const;
  };

  struct record_assessment {
    void operator()(const assess& event, data& of) const;
  };
  struct record_treatment {
    void operator()(const treat& event, data& of) const;
  };
  struct record_acceptance {
    void operator()(const accept_risk& event, data& of) const;
  };
  struct drop_acceptance {
    void operator()(data& of) const { of.acceptance.reset(); }
  };
  struct record_residual {
    void operator()(const control_effective& event, data& of) const;
  };
  struct record_failure {
    void operator()(const control_failed& event, data& of) const { of.reports.push_back(event.test); }
  };
  struct record_breach {
    void operator()(const indicator_breached& event, data& of) const { of.reports.push_back(event.source); }
  };
  struct record_closing {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.closing = event.by.id + ": " + event.reason;
    }
  };

  /// Asks for the actions to be begun.
  struct open_actions {
    std::string risk{};
    actor owner{};
    std::vector<std::string> actions{};
    static open_actions from(const data& of);
  };
  struct escalate {
    std::string risk{};
    actor owner{};
    std::uint32_t likelihood = 0;
    std::uint32_t impact = 0;
    static escalate from(const data& of);
  };
  /// The risk has grown.
  struct raise_alarm {
    std::string risk{};
    std::string indicator{};
    std::int64_t value = 0;
    static raise_alarm from(const indicator_breached& event, const data& of);
  };

  // clang-format off
  using transitions = table<
      row<identified, assess,             assessed,  when<likelihood_set, impact_set>,                    then<record_assessment>>,
      row<identified, dismiss,            closed,    when<reason_given, not_self>,                        then<record_closing>>,
      row<assessed,   treat,              treating,  when<owner_set, actions_planned>,                    then<record_treatment, raise<open_actions>>>,
      row<assessed,   accept_risk,        accepted,  when<risk_owner, not_self, has_expiry, reason_given>, then<record_acceptance>>,
      row<treating,   control_effective,  monitored, when<evidence_attached, risk_reduced>,               then<record_residual>>,
      row<treating,   control_failed,     assessed,  when<>,                                              then<record_failure>>,
      row<treating,   deadline,           assessed,  when<>,                                              then<raise<escalate>>>,
      row<accepted,   acceptance_expired, assessed,  when<>,                                              then<drop_acceptance>>,
      row<accepted,   deadline,           assessed,  when<>,                                              then<drop_acceptance>>,
      row<accepted,   treat,              treating,  when<owner_set, actions_planned>,                    then<drop_acceptance, record_treatment, raise<open_actions>>>,
      row<monitored,  indicator_breached, assessed,  when<above_highest>,                                 then<record_breach, raise<raise_alarm>>>,
      row<any_of<monitored, assessed>,
                      retire,             closed,    when<reason_given, not_self>,                        then<record_closing>>>;
  // clang-format on

  using invariants =
      prove<event_requires<accept_risk, has_expiry>, event_requires<accept_risk, not_self>,
            event_requires<accept_risk, risk_owner>, event_requires<accept_risk, reason_given>,
            no_edge<accepted, closed>, exits_only_to<accepted, assessed, treating>,
            entry_requires<closed, reason_given, not_self>, always_passes<identified, accepted, assessed>,
            entry_requires<monitored, evidence_attached>, unconditional<accepted, acceptance_expired>,
            unconditional<treating, control_failed>, entry_requires<treating, owner_set, actions_planned>,
            event_leads_only_to<treat, treating>, event_leads_only_to<control_failed, assessed>,
            event_leads_only_to<indicator_breached, assessed>, event_leads_only_to<deadline, assessed>,
            event_requires<indicator_breached, above_highest>>;
};

static_assert(holds<risk>);

}  // namespace fairlead::plan

#if FAIRLEAD_DEFINE_INLINE
#include "risk.ipp"
#endif

#endif
