// SPDX-License-Identifier: BSL-1.0
// One run of one check (a test suite, a linter, a scanner) on one set of contents.
#ifndef FAIRLEAD_LIFECYCLES_VERIFY_CHECK_RUN_HPP
#define FAIRLEAD_LIFECYCLES_VERIFY_CHECK_RUN_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"

namespace fairlead::verify {

/// @source Argo Rollouts AnalysisPhase; CDEvents testsuiterun and testcaserun; SARIF runs
struct check_run : lifecycle {
  using stock = check_run;
  static constexpr std::string_view name = "check_run";

  struct pending : initial, waiting {
    static constexpr auto patience = hours{4};
  };
  struct running : waiting {
    static constexpr auto patience = hours{4};
  };
  struct passed : terminal {};
  struct failed : terminal {};
  struct errored : terminal {};       ///< the check itself broke; nothing is known of the contents
  struct inconclusive : terminal {};  ///< it ran, and its findings do not decide
  struct timed_out : terminal {};
  struct skipped : terminal {};
  struct canceled : terminal {};

  /// What the check says of the contents.
  enum class result : std::uint8_t { success, failure, error, inconclusive };

  /// What was counted while the check ran. A rule of a linter counts as a test.
  struct report {
    digest subject{};  ///< contents that were checked
    std::uint32_t passing = 0;
    std::uint32_t failing = 0;
    std::uint32_t skipped = 0;
    evidence source{};

    friend bool operator==(const report&, const report&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("subject", self.subject);
      visit("passing", self.passing);
      visit("failing", self.failing);
      visit("skipped", self.skipped);
      visit("source", self.source);
    }
  };

  struct check_started {
    digest subject{};           ///< contents that the check has in hand
    std::string environment{};  ///< where it runs
  };
  struct skip {
    actor by{};
    std::vector<std::string> changed{};  ///< scopes that differ from what was checked before
    std::string reason{};
  };
  struct check_finished {
    result outcome = result::error;
    verify::check_run::report report{};
    std::string reason{};  ///< of an error
  };
  struct cancel {
    actor by{};
    std::string reason{};
  };

  struct data {
    std::string check{};                    ///< its name, for example "unit" or "licences"
    digest subject{};                       ///< contents that are to be checked
    std::vector<std::string> applies_to{};  ///< scopes that it is about; none means: it always applies
    std::string environment{};
    verify::check_run::report report{};
    std::string reason{};  ///< why it was skipped or canceled, or what broke

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("check", self.check);
      visit("subject", self.subject);
      visit("applies_to", self.applies_to);
      visit("environment", self.environment);
      visit("report", self.report);
      visit("reason", self.reason);
    }
  };

  /// The check runs on the contents that it was asked for, not on what a tag happens to point at by now.
  struct subject_digest_bound {
    verdict operator()(const check_started& event, const data& of) const;
  };
  /// Nothing has changed of what the check is about.
  struct not_applicable {
    verdict operator()(const skip& event, const data& of) const;
  };
  /// A success is of these contents, can be looked up, and nothing in its own report contradicts it.
  struct report_agrees {
    verdict operator()(const check_finished& event, const data& of) const;
  };

  struct bind_environment {
    void operator()(const check_started& event, data& of) const { of.environment = event.environment; }
  };
  struct attach_evidence {
    void operator()(const check_finished& event, data& of) const { of.report = event.report; }
  };
  struct record_reason {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.reason = event.reason;
    }
  };

  struct emit_testsuiterun_started {
    std::string check{};
    digest subject{};
    std::string environment{};
    static emit_testsuiterun_started from(const data& of);
  };
  struct emit_testcaserun_skipped {
    std::string check{};
    digest subject{};
    std::string reason{};
    static emit_testcaserun_skipped from(const data& of);
  };

  using finds_success = is<&check_finished::outcome, result::success>;
  using finds_failure = is<&check_finished::outcome, result::failure>;
  using finds_error = is<&check_finished::outcome, result::error>;
  using finds_nothing = is<&check_finished::outcome, result::inconclusive>;

  // clang-format off
  using transitions = table<
      row<pending, check_started,  running,      when<subject_digest_bound>,         then<bind_environment, raise<emit_testsuiterun_started>>>,
      row<pending, skip,           skipped,      when<not_applicable, reason_given>, then<record_reason, raise<emit_testcaserun_skipped>>>,
      row<pending, deadline,       timed_out>,
      row<running, check_finished, passed,       when<finds_success, report_agrees>, then<attach_evidence>>,
      row<running, check_finished, failed,       when<finds_failure>,                then<attach_evidence>>,
      row<running, check_finished, errored,      when<finds_error>,                  then<record_reason>>,
      row<running, check_finished, inconclusive, when<finds_nothing>,                then<attach_evidence>>,
      row<running, deadline,       timed_out>,
      row<any_of<pending, running>,
                   cancel,         canceled,     when<>,                             then<record_reason>>>;
  // clang-format on

  using outcomes =
      partition<success<passed>, failure<failed, errored, timed_out>, neutral<inconclusive, skipped, canceled>>;
  using invariants = prove<always_passes<pending, passed, running>, entry_requires<running, subject_digest_bound>,
                           entry_requires<passed, finds_success>, entry_requires<passed, report_agrees>,
                           event_requires<skip, not_applicable>, never_accepts<running, skip>,
                           unconditional<any_of<pending, running>, cancel>,
                           event_leads_only_to<check_finished, passed, failed, errored, inconclusive>,
                           event_leads_only_to<skip, skipped>, event_leads_only_to<deadline, timed_out>>;
};

static_assert(holds<check_run>);

}  // namespace fairlead::verify

#if FAIRLEAD_DEFINE_INLINE
#include "check_run.ipp"
#endif

#endif
