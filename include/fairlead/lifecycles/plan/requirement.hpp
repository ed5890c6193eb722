// SPDX-License-Identifier: BSL-1.0
// Something that is asked for: from a proposal with criteria to what its owner has accepted where it is live.
#ifndef FAIRLEAD_LIFECYCLES_PLAN_REQUIREMENT_HPP
#define FAIRLEAD_LIFECYCLES_PLAN_REQUIREMENT_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/computation_tree.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"
#include "ticket_resolution.hpp"

namespace fairlead::plan {

/// Traced both ways: from the criteria to the results that cover them, and from the changes to the release that they
/// are live in. What is rolled back is no longer delivered.
/// @source CDEvents, ticket created, updated and closed; ISO/IEC/IEEE 29148:2018, 5.2.8 and 6.6 (attributes,
///         traceability)
struct requirement : lifecycle {
  using stock = requirement;
  static constexpr std::string_view name = "requirement";

  struct proposed : initial {};
  struct accepted {};
  struct in_progress {};
  struct implemented {};
  struct verified {};
  /// Its patience is the soak, after which silence counts as the owner's consent.
  struct delivered : waiting {
    static constexpr auto patience = hours{336};  // our choice
  };
  struct done : terminal {};
  struct rejected : terminal {};
  struct withdrawn : terminal {};
  struct duplicate : terminal {};

  /// Estimates relative to other requirements, each on the scale 1, 2, 3, 5, 8, 13, 20; 0 is one that was not made.
  /// @source SAFe, weighted shortest job first: cost of delay in three parts over job size
  struct value_score {
    std::uint32_t user_value = 0;
    std::uint32_t time_criticality = 0;
    std::uint32_t risk_reduction = 0;
    std::uint32_t job_size = 0;

    friend bool operator==(const value_score&, const value_score&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("user_value", self.user_value);
      visit("time_criticality", self.time_criticality);
      visit("risk_reduction", self.risk_reduction);
      visit("job_size", self.job_size);
    }
  };
  /// A change that implements the requirement, or a part of it.
  struct merged_change {
    std::string id{};
    actor author{};

    friend bool operator==(const merged_change&, const merged_change&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("id", self.id);
      visit("author", self.author);
    }
  };
  /// What the tests of one criterion have said.
  struct criterion_result {
    std::string criterion{};
    std::uint32_t failing = 0;  ///< tests that failed
    evidence source{};          ///< none means that nothing was tested

    friend bool operator==(const criterion_result&, const criterion_result&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("criterion", self.criterion);
      visit("failing", self.failing);
      visit("source", self.source);
    }
  };
  /// The release that the requirement is live in, and since when.
  struct delivery {
    std::string release{};
    timestamp since{};

    friend bool operator==(const delivery&, const delivery&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("release", self.release);
      visit("since", self.since);
    }
  };

  struct accept {
    actor by{};
    std::vector<std::string> criteria{};
    value_score score{};
  };
  struct reject {
    actor by{};
    std::string reason{};
  };
  struct mark_duplicate {
    std::string original{};
    evidence source{};
  };
  struct start {
    actor by{};
    std::string change{};  ///< that is going to implement it; empty while there is none
  };
  struct change_merged {
    merged_change change{};
    digest revision{};                        ///< of the source, with the change in it
    std::vector<std::string> requirements{};  ///< ids that the change itself names
  };
  struct verify_passed {
    digest revision{};  ///< that was tested
    std::vector<criterion_result> results{};
  };
  struct verify_failed {
    std::vector<criterion_result> results{};
  };
  struct release_live {
    std::string release{};
    std::vector<std::string> changes{};  ///< that are in it
    evidence deployment{};
  };
  struct regression_found {
    evidence report{};
  };
  struct rolled_back {
    std::string release{};  ///< that is not live any more
    evidence deployment{};
  };
  struct accepted_by_owner {
    actor by{};
  };
  struct withdraw {
    actor by{};
    std::string reason{};
  };

  struct data {
    std::string id{};  ///< of the ticket
    actor owner{};     ///< who asks for it, and accepts what is delivered
    actor author{};    ///< who carries it out
    std::vector<std::string> criteria{};
    value_score score{};
    std::string change{};                  ///< that it was linked to when it was begun
    std::vector<merged_change> changes{};  ///< in the order in which they were merged
    digest revision{};                     ///< that the last of them has led to
    std::vector<criterion_result> results{};
    std::optional<requirement::delivery> delivery{};
    std::vector<evidence> reports{};  ///< of regressions and rollbacks
    std::string closing{};            ///< who closed it, and why

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("id", self.id);
      visit("owner", self.owner);
      visit("author", self.author);
      visit("criteria", self.criteria);
      visit("score", self.score);
      visit("change", self.change);
      visit("changes", self.changes);
      visit("revision", self.revision);
      visit("results", self.results);
      visit("delivery", self.delivery);
      visit("reports", self.reports);
      visit("closing", self.closing);
    }
  };

  struct acceptance_criteria {
    verdict operator()(const accept& event) const;
  };
  struct value_scored {
    verdict operator()(const accept& event) const;
    static constexpr std::uint32_t scale[] = {1, 2, 3, 5, 8, 13, 20};
  };
  struct original_known {
    verdict operator()(const mark_duplicate& event, const data& of) const;
  };
  /// The link may have been made from either end: when the work was begun, or in the change itself.
  struct linked_change {
    verdict operator()(const change_merged& event, const data& of) const;
  };
  /// Every criterion was tested on what was merged, and no test of it fails.
  struct criteria_all_covered {
    verdict operator()(const verify_passed& event, const data& of) const;
  };
  struct in_live_candidate {
    verdict operator()(const release_live& event, const data& of) const;
  };
  struct delivered_release {
    verdict operator()(const rolled_back& event, const data& of) const;
  };
  struct is_owner {
    verdict operator()(const accepted_by_owner& event, const data& of) const;
  };
  struct wrote_no_change {
    verdict operator()(const accepted_by_owner& event, const data& of) const;
  };

  struct baseline {
    void operator()(const accept& event, data& of) const;
  };
  struct link_change {
    void operator()(const start& event, data& of) const;
  };
  /// What was tested before the change says nothing of what is there with it.
  struct record_change {
    void operator()(const change_merged& event, data& of) const;
  };
  struct record_results {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.results = event.results;
    }
  };
  struct record_regression {
    void operator()(const regression_found& event, data& of) const { of.reports.push_back(event.report); }
  };
  struct stamp_delivery {
    void operator()(const release_live& event, data& of, timestamp at) const;
  };
  struct unstamp_delivery {
    void operator()(const rolled_back& event, data& of) const;
  };
  struct record_acceptance {
    void operator()(const accepted_by_owner& event, data& of) const { of.closing = event.by.id + ": accepted"; }
  };
  struct auto_accept_after_soak {
    void operator()(const deadline&, data& of) const { of.closing = "accepted: nothing was said against it"; }
  };
  struct record_closing {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.closing = event.by.id + ": " + event.reason;
    }
  };
  struct record_original {
    void operator()(const mark_duplicate& event, data& of) const { of.closing = "duplicate of " + event.original; }
  };

  /// To the owner, who may try what is live before silence counts as consent.
  struct ask_owner {
    std::string requirement{};
    actor owner{};
    std::string release{};
    static ask_owner from(const release_live& event, const data& of);
  };
  struct emit_ticket_closed {
    std::string ticket{};
    ticket_resolution resolution{};

    template <class Event>
    static emit_ticket_closed from(const Event& event, const data& of) {
      return {of.id, resolution_of(event)};
    }

  private:
    static ticket_resolution resolution_of(const accepted_by_owner&) { return ticket_resolution::completed; }
    static ticket_resolution resolution_of(const deadline&) { return ticket_resolution::completed; }
    static ticket_resolution resolution_of(const reject&) { return ticket_resolution::withdrawn; }
    static ticket_resolution resolution_of(const withdraw&) { return ticket_resolution::withdrawn; }
    static ticket_resolution resolution_of(const mark_duplicate&) { return ticket_resolution::duplicate; }
  };

  // clang-format off
  using transitions = table<
      row<proposed,    accept,            accepted,    when<acceptance_criteria, value_scored>,     then<baseline>>,
      row<proposed,    reject,            rejected,    when<reason_given>,                          then<record_closing, raise<emit_ticket_closed>>>,
      row<proposed,    mark_duplicate,    duplicate,   when<original_known>,                        then<record_original, raise<emit_ticket_closed>>>,
      row<accepted,    start,             in_progress, when<>,                                      then<link_change>>,
      row<in_progress, change_merged,     implemented, when<linked_change>,                         then<record_change>>,
      row<implemented, verify_passed,     verified,    when<criteria_all_covered>,                  then<record_results>>,
      row<implemented, verify_failed,     in_progress, when<>,                                      then<record_results>>,
      row<verified,    release_live,      delivered,   when<in_live_candidate>,                     then<stamp_delivery, raise<ask_owner>>>,
      row<verified,    regression_found,  in_progress, when<>,                                      then<record_regression>>,
      row<delivered,   rolled_back,       verified,    when<delivered_release>,                     then<unstamp_delivery>>,
      row<delivered,   accepted_by_owner, done,        when<is_owner, not_self, wrote_no_change>,   then<record_acceptance, raise<emit_ticket_closed>>>,
      row<delivered,   deadline,          done,        when<>,                                      then<auto_accept_after_soak, raise<emit_ticket_closed>>>,
      row<any_of<proposed, accepted, in_progress, implemented>,
                       withdraw,          withdrawn,   when<reason_given>,                          then<record_closing, raise<emit_ticket_closed>>>>;
  // clang-format on

  // What is delivered again has been verified in between.
  using no_shortcut_back = ctl::negation<ctl::ex<ctl::eu<ctl::negation<ctl::at<verified>>, ctl::at<delivered>>>>;

  using invariants =
      prove<always_passes<proposed, delivered, verified>, always_passes<proposed, done, accepted>,
            holds_initially<ctl::ag<ctl::implies<ctl::at<delivered>, no_shortcut_back>>>,
            always_passes<proposed, done, delivered>, always_passes<proposed, verified, implemented>,
            event_leads_only_to<rolled_back, verified>, exits_only_to<delivered, verified, done>,
            entry_requires<accepted, acceptance_criteria, value_scored>, entry_requires<implemented, linked_change>,
            entry_requires<verified, any_of<criteria_all_covered, on<rolled_back>>>,
            entry_requires<delivered, in_live_candidate>, event_requires<accepted_by_owner, not_self>,
            event_requires<accepted_by_owner, is_owner>, event_requires<accepted_by_owner, wrote_no_change>,
            entry_requires<any_of<rejected, withdrawn>, reason_given>, entry_requires<duplicate, original_known>,
            event_requires<rolled_back, delivered_release>, event_leads_only_to<verify_failed, in_progress>,
            event_leads_only_to<regression_found, in_progress>, unconditional<implemented, verify_failed>,
            unconditional<verified, regression_found>>;
};

static_assert(holds<requirement>);

}  // namespace fairlead::plan

#if FAIRLEAD_DEFINE_INLINE
#include "requirement.ipp"
#endif

#endif
