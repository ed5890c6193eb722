// SPDX-License-Identifier: BSL-1.0
// A vulnerability in a product: whether it is affected, and what is done about it.
#ifndef FAIRLEAD_LIFECYCLES_VERIFY_FINDING_HPP
#define FAIRLEAD_LIFECYCLES_VERIFY_FINDING_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../identity/semantic_version.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"

namespace fairlead::verify {

/// @source OpenVEX 0.2.0: status, justification, action_statement; CycloneDX 1.6, vulnerability analysis.state;
///         Regulation (EU) 2024/2847, article 14: 72 hours to notify
struct finding : lifecycle {
  using stock = finding;
  static constexpr std::string_view name = "finding";

  struct under_investigation : initial, waiting {
    static constexpr auto patience = hours{72};
  };
  struct affected : waiting {
    static constexpr auto patience = hours{168};
  };
  struct not_affected {};
  struct fixed {};
  struct risk_accepted : waiting {
    static constexpr auto patience = hours{4320};  // 180 days: no risk is accepted for longer
  };
  struct archived : terminal {};

  enum class severity : std::uint8_t { low, medium, high, critical };
  /// What an investigation has found.
  enum class determination : std::uint8_t { affected, not_affected, fixed };
  /// Why a product that contains the component is not affected.
  /// @source OpenVEX 0.2.0, status justifications
  enum class vex_justification : std::uint8_t {
    none,
    component_not_present,
    vulnerable_code_not_present,
    vulnerable_code_not_in_execute_path,
    vulnerable_code_cannot_be_controlled_by_adversary,
    inline_mitigations_already_exist
  };

  struct determined {
    actor by{};
    determination status = determination::affected;
    vex_justification justification = vex_justification::none;  ///< of `not_affected`
    std::string action_statement{};                             ///< of `affected`: what users should do
    std::string fixed_version{};                                ///< of `fixed`
    evidence report{};
  };
  struct fix_verified {
    std::string fixed_version{};
    evidence report{};
  };
  struct accept_risk {
    actor by{};
    std::string reason{};
    timestamp expires{};
  };
  struct disproved {
    actor by{};
    vex_justification justification = vex_justification::none;
    evidence report{};
  };
  struct acceptance_expired {};
  struct new_evidence {
    evidence report{};
  };
  struct regressed {
    std::string version{};  ///< in which the vulnerability is back
    evidence report{};
  };
  struct product_retired {};

  /// For how many days a risk may be accepted, by severity.
  /// @source CISA BOD 19-02: critical 15, high 30 days; FedRAMP continuous monitoring: moderate 90, low 180 days
  struct acceptance_limits {
    std::uint32_t low = 180;
    std::uint32_t medium = 90;
    std::uint32_t high = 30;
    std::uint32_t critical = 15;

    [[nodiscard]] std::uint32_t days(verify::finding::severity of) const;
    friend bool operator==(const acceptance_limits&, const acceptance_limits&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("low", self.low);
      visit("medium", self.medium);
      visit("high", self.high);
      visit("critical", self.critical);
    }
  };
  /// A risk that somebody answers for, until then.
  using acceptance = exception_record;

  struct data {
    std::string vulnerability{};  ///< for example "CVE-2024-3094"
    std::string product{};        ///< package URL
    std::string version{};        ///< the latest that is known to be affected
    verify::finding::severity severity = severity::critical;
    actor author{};                          ///< of the affected code
    actor requester{};                       ///< who asks to have the risk accepted, or the finding dropped
    std::vector<std::string> risk_owners{};  ///< principals who may answer for the risk
    acceptance_limits limits{};
    vex_justification justification = vex_justification::none;
    std::string action_statement{};
    std::string fixed_version{};
    std::optional<verify::finding::acceptance> accepted{};
    std::vector<evidence> reports{};

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("vulnerability", self.vulnerability);
      visit("product", self.product);
      visit("version", self.version);
      visit("severity", self.severity);
      visit("author", self.author);
      visit("requester", self.requester);
      visit("risk_owners", self.risk_owners);
      visit("limits", self.limits);
      visit("justification", self.justification);
      visit("action_statement", self.action_statement);
      visit("fixed_version", self.fixed_version);
      visit("accepted", self.accepted);
      visit("reports", self.reports);
    }
  };

  /// Why not affected is said in a word that others understand, and can be looked up.
  struct justification {
    template <class Event>
    verdict operator()(const Event& event, const data&) const {
      if (event.justification == vex_justification::none) { return refuse("say why the product is not affected"); }
      return event.report.reference.empty() ? refuse("the justification refers to nothing") : pass();
    }
  };
  struct action_statement {
    verdict operator()(const determined& event, const data&) const;
  };
  /// The version that mends it comes after the affected one, and a report shows that it does.
  struct fixed_version {
    template <class Event>
    verdict operator()(const Event& event, const data& of) const {
      if (event.report.reference.empty()) { return refuse("no report shows that it is fixed"); }
      try {
        if (semantic_version::parse(event.fixed_version) <= semantic_version::parse(of.version)) {
          return refuse("the version " + event.fixed_version + " does not follow " + of.version +
                        ", which is affected");
        }
      } catch (const error& problem) { return refuse(std::string(problem.what())); }
      return pass();
    }
  };
  struct risk_owner {
    verdict operator()(const accept_risk& event, const data& of) const;
  };
  struct has_expiry {
    verdict operator()(const accept_risk& event, const data& of, timestamp at) const;
  };

  struct record_determination {
    void operator()(const determined& event, data& of) const;
  };
  /// Silence does not make a product safe.
  struct assume_worst {
    void operator()(const deadline&, data& of) const;
  };
  struct record_fix {
    void operator()(const fix_verified& event, data& of) const;
  };
  struct record_acceptance {
    void operator()(const accept_risk& event, data& of) const;
  };
  struct drop_acceptance {
    template <class Event>
    void operator()(const Event&, data& of) const {
      of.accepted.reset();
    }
  };
  struct record_justification {
    void operator()(const disproved& event, data& of) const;
  };
  struct reopen {
    void operator()(const new_evidence& event, data& of) const;
    void operator()(const regressed& event, data& of) const;
  };

  struct emit_vex {
    std::string vulnerability{};
    std::string product{};
    determination status = determination::affected;
    vex_justification justification = vex_justification::none;
    std::string action_statement{};
    std::string fixed_version{};
    template <class Event>
    static emit_vex from(const Event& event, const data& of) {
      return {of.vulnerability, of.product, status_of(event), of.justification, of.action_statement, of.fixed_version};
    }

  private:
    static determination status_of(const determined& event) { return event.status; }
    static determination status_of(const fix_verified&) { return determination::fixed; }
    static determination status_of(const disproved&) { return determination::not_affected; }
  };
  struct escalate {
    std::string vulnerability{};
    std::string product{};
    verify::finding::severity severity = severity::critical;
    static escalate from(const data& of);
  };

  using found_affected = is<&determined::status, determination::affected>;
  using found_not_affected = is<&determined::status, determination::not_affected>;
  using found_fixed = is<&determined::status, determination::fixed>;

  // clang-format off
  using transitions = table<
      row<under_investigation, determined,         affected,      when<found_affected, action_statement>,  then<record_determination, raise<emit_vex>>>,
      row<under_investigation, determined,         not_affected,  when<found_not_affected, justification>, then<record_determination, raise<emit_vex>>>,
      row<under_investigation, determined,         fixed,         when<found_fixed, fixed_version>,        then<record_determination, raise<emit_vex>>>,
      row<under_investigation, deadline,           affected,      when<>,                                  then<assume_worst>>,
      row<affected,            fix_verified,       fixed,         when<fixed_version>,                     then<record_fix, raise<emit_vex>>>,
      row<affected,            accept_risk,        risk_accepted, when<risk_owner, not_self, has_expiry, reason_given>, then<record_acceptance>>,
      row<affected,            disproved,          not_affected,  when<justification, not_self>,           then<record_justification, raise<emit_vex>>>,
      row<affected,            deadline,           stay,          when<>,                                  then<raise<escalate>>>,
      row<risk_accepted,       acceptance_expired, affected,      when<>,                                  then<drop_acceptance>>,
      row<risk_accepted,       deadline,           affected,      when<>,                                  then<drop_acceptance>>,
      row<risk_accepted,       fix_verified,       fixed,         when<fixed_version>,                     then<record_fix, raise<emit_vex>>>,
      row<not_affected,        new_evidence,       under_investigation, when<>,                            then<reopen>>,
      row<fixed,               regressed,          affected,      when<>,                                  then<reopen>>,
      row<any_of<not_affected, fixed>,
                               product_retired,    archived>>;
  // clang-format on

  using invariants =
      prove<event_requires<determined, justification>::where<found_not_affected>,
            event_requires<determined, action_statement>::where<found_affected>,
            no_edge<under_investigation, risk_accepted>, always_passes<under_investigation, risk_accepted, affected>,
            event_requires<accept_risk, risk_owner>, event_requires<accept_risk, not_self>,
            event_requires<accept_risk, has_expiry>, entry_requires<not_affected, justification>,
            entry_requires<fixed, fixed_version>, exits_only_to<risk_accepted, affected, fixed>,
            never_accepts<risk_accepted, product_retired>, unconditional<fixed, regressed>,
            unconditional<risk_accepted, acceptance_expired>, entry_requires<risk_accepted, on<accept_risk>>,
            event_requires<disproved, not_self>, event_leads_only_to<determined, affected, not_affected, fixed>,
            event_leads_only_to<fix_verified, fixed>, entry_requires<under_investigation, on<new_evidence>>,
            entry_requires<archived, on<product_retired>>, event_leads_only_to<deadline, affected>>;
};

static_assert(holds<finding>);

}  // namespace fairlead::verify

#if FAIRLEAD_DEFINE_INLINE
#include "finding.ipp"
#endif

#endif
