// SPDX-License-Identifier: BSL-1.0
// A requirement on one set of contents: satisfied by evidence, by a person's judgment, or waived for a while.
#ifndef FAIRLEAD_LIFECYCLES_VERIFY_QUALITY_GATE_HPP
#define FAIRLEAD_LIFECYCLES_VERIFY_QUALITY_GATE_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"
#include "check_result.hpp"

namespace fairlead::verify {

/// @source Gerrit SubmitRequirementResult.Status; Debian britney2 PolicyVerdict; Bodhi TestGatingStatus; Greenwave
///         and WaiverDB
struct quality_gate : lifecycle {
  using stock = quality_gate;
  static constexpr std::string_view name = "quality_gate";

  struct collecting : initial, waiting {
    static constexpr auto patience = hours{24};
  };
  struct satisfied {};
  struct unsatisfied : waiting {
    static constexpr auto patience = hours{72};
  };
  struct needs_judgment : waiting {
    static constexpr auto patience = hours{24};
  };
  struct waived : waiting {
    static constexpr auto patience = hours{720};  // no waiver lasts longer, see `data::longest_waiver_days`
  };
  struct not_applicable {};
  struct closed : terminal {};

  /// What an evaluation of the requirement comes to.
  enum class finding : std::uint8_t { pass, wait, fail, cannot_determine, not_applicable };
  /// What a person decides where the evidence does not.
  enum class decision : std::uint8_t { proceed, stop };

  using result = check_result;

  /// Who has let the contents pass in spite of the requirement, why, and until when.
  using waiver = exception_record;

  struct evaluated {
    finding verdict = finding::cannot_determine;
    std::vector<result> results{};
    std::string reason{};
  };
  struct judged {
    actor by{};
    decision judgment = decision::stop;
    std::string reason{};
  };
  struct new_evidence {
    verify::quality_gate::result result{};
  };
  struct waive {
    actor by{};
    std::string reason{};
    timestamp expires{};
  };
  struct waiver_expired {};
  struct evidence_invalidated {
    std::string reason{};
  };
  struct subject_closed {};

  struct data {
    digest subject{};  ///< contents that are to pass
    actor author{};
    actor requester{};
    std::string owner{};                            ///< who hears that the gate stays shut
    std::vector<std::string> required{};            ///< checks that the contents have to pass
    std::vector<std::string> judges{};              ///< principals who may judge
    std::vector<std::string> waiver_authorities{};  ///< principals who may waive
    std::uint32_t longest_waiver_days = 30;         ///< our choice
    std::vector<result> results{};                  ///< that the last evaluation has seen
    std::optional<verify::quality_gate::waiver> waiver{};
    std::vector<std::string> reasons{};  ///< one line for each decision

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("subject", self.subject);
      visit("author", self.author);
      visit("requester", self.requester);
      visit("owner", self.owner);
      visit("required", self.required);
      visit("judges", self.judges);
      visit("waiver_authorities", self.waiver_authorities);
      visit("longest_waiver_days", self.longest_waiver_days);
      visit("results", self.results);
      visit("waiver", self.waiver);
      visit("reasons", self.reasons);
    }
  };

  /// Each required check has been made of these contents, and found nothing against them.
  struct requirements_met {
    verdict operator()(const evaluated& event, const data& of) const;
  };
  struct eligible {
    verdict operator()(const judged& event, const data& of) const;
  };
  struct waiver_authority {
    verdict operator()(const waive& event, const data& of) const;
  };
  struct has_expiry {
    verdict operator()(const waive& event, const data& of, timestamp at) const;
  };

  struct record_results {
    void operator()(const evaluated& event, data& of) const;
    void operator()(const new_evidence& event, data& of) const;
  };
  struct record_judgment {
    static constexpr std::string_view name = "record";
    void operator()(const judged& event, data& of) const;
  };
  struct record_waiver {
    void operator()(const waive& event, data& of) const;
  };
  struct drop_waiver {
    template <class Event>
    void operator()(const Event&, data& of) const {
      of.waiver.reset();
    }
  };
  /// What no longer holds must not satisfy the gate a second time.
  struct drop_evidence {
    void operator()(const evidence_invalidated& event, data& of) const;
  };
  struct record_timeout {
    void operator()(const deadline&, data& of) const { of.reasons.emplace_back("nothing was decided in time"); }
  };

  struct notify_owner {
    std::string owner{};
    digest subject{};
    std::vector<std::string> reasons{};
    static notify_owner from(const data& of);
  };

  using finds_pass = is<&evaluated::verdict, finding::pass>;
  using finds_wait = is<&evaluated::verdict, finding::wait>;
  using finds_fail = is<&evaluated::verdict, finding::fail>;
  using finds_nothing = is<&evaluated::verdict, finding::cannot_determine>;
  using does_not_apply = is<&evaluated::verdict, finding::not_applicable>;
  using judged_proceed = is<&judged::judgment, decision::proceed>;
  using judged_stop = is<&judged::judgment, decision::stop>;

  // clang-format off
  using transitions = table<
      row<collecting,     evaluated,      satisfied,      when<finds_pass, requirements_met>,             then<record_results>>,
      row<collecting,     evaluated,      stay,           when<finds_wait>,                               then<record_results>>,
      row<collecting,     evaluated,      unsatisfied,    when<finds_fail>,                               then<record_results>>,
      row<collecting,     evaluated,      needs_judgment, when<finds_nothing>,                            then<record_results>>,
      row<collecting,     evaluated,      not_applicable, when<does_not_apply, reason_given>,             then<record_results>>,
      row<collecting,     deadline,       unsatisfied,    when<>,                                         then<record_timeout>>,
      row<needs_judgment, judged,         satisfied,      when<judged_proceed, eligible, not_self>,       then<record_judgment>>,
      row<needs_judgment, judged,         unsatisfied,    when<judged_stop, eligible>,                    then<record_judgment>>,
      row<needs_judgment, deadline,       unsatisfied,    when<>,                                         then<record_timeout>>,
      row<unsatisfied,    new_evidence,   collecting,     when<>,                                         then<record_results>>,
      row<unsatisfied,    waive,          waived,         when<waiver_authority, not_self, has_expiry, reason_given>, then<record_waiver>>,
      row<unsatisfied,    deadline,       stay,           when<>,                                         then<raise<notify_owner>>>,
      row<waived,         waiver_expired, collecting,     when<>,                                         then<drop_waiver>>,
      row<waived,         deadline,       collecting,     when<>,                                         then<drop_waiver>>,
      row<any_of<satisfied, waived, not_applicable>,
                          evidence_invalidated, collecting, when<>,                                       then<drop_evidence>>,
      row<any_of<collecting, satisfied, unsatisfied, needs_judgment, waived, not_applicable>,
                          subject_closed, closed>>;
  // clang-format on

  using invariants =
      prove<event_requires<waive, has_expiry>, event_requires<waive, not_self>, event_requires<waive, waiver_authority>,
            entry_requires<satisfied, any_of<finds_pass, not_self>>,
            event_requires<evaluated, requirements_met>::where<finds_pass>, no_edge<unsatisfied, satisfied>,
            always_passes<unsatisfied, satisfied, collecting>, always_passes<waived, satisfied, collecting>,
            exits_only_to<unsatisfied, collecting, waived, closed>, exits_only_to<waived, collecting, closed>,
            event_leads_only_to<evidence_invalidated, collecting>,
            unconditional<any_of<satisfied, waived, not_applicable>, evidence_invalidated>,
            event_requires<judged, eligible>, event_leads_only_to<judged, satisfied, unsatisfied>,
            entry_requires<not_applicable, reason_given>,
            event_leads_only_to<evaluated, collecting, satisfied, unsatisfied, needs_judgment, not_applicable>,
            event_leads_only_to<new_evidence, collecting>,
            event_leads_only_to<deadline, unsatisfied>::from<any_of<collecting, needs_judgment, unsatisfied>>,
            event_leads_only_to<deadline, collecting>::from<waived>>;
};

static_assert(holds<quality_gate>);

}  // namespace fairlead::verify

#if FAIRLEAD_DEFINE_INLINE
#include "quality_gate.ipp"
#endif

#endif
