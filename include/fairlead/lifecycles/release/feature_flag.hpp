// SPDX-License-Identifier: BSL-1.0
// A switch in running code: from its first evaluation to the day that nothing asks for it any more.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_FEATURE_FLAG_HPP
#define FAIRLEAD_LIFECYCLES_RELEASE_FEATURE_FLAG_HPP

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "../elements.hpp"
#include "../../identity/duration.hpp"
#include "../../model/lifecycle.hpp"
#include "../../model/proof.hpp"
#include "../guards.hpp"
#include "deploy_gate.hpp"

namespace fairlead::release {

/// To kill a flag takes no leave of anybody or anything; to turn it on again takes an approval and a recorded cause.
/// @source Unleash feature lifecycle (initial, pre-live, live, completed, archived); OpenFeature; kill switches
struct feature_flag : lifecycle {
  using stock = feature_flag;
  static constexpr std::string_view name = "feature_flag";

  struct defined : initial {};
  struct pre_live {};
  /// @source Unleash: a release flag is expected to live for 40 days
  struct live : waiting {
    static constexpr auto patience = std::chrono::hours{40 * 24};
  };
  /// @source Unleash: an operational flag is expected to live for 7 days
  struct killed : waiting {
    static constexpr auto patience = std::chrono::hours{7 * 24};
  };
  struct completed {};
  struct archived : terminal {};

  /// What became of the feature.
  /// @source Unleash, completed: kept or discarded
  enum class fate : std::uint8_t { kept, discarded };

  /// How often the flag was asked for in one environment.
  struct evaluation_report {
    std::string environment{};
    std::uint64_t count = 0;
    timestamp last{};      ///< last evaluation that was seen, if `count` is not 0
    timestamp observed{};  ///< end of the time that the report is about
    evidence source{};
  };
  /// Where code still names the flag.
  struct reference_report {
    std::uint32_t count = 0;
    digest sources{};  ///< of the sources that were searched
    evidence source{};
  };
  /// Requests under the flag, counted from the sample before up to `at`.
  struct sample {
    timestamp at{};
    std::uint64_t failed = 0;
    std::uint64_t total = 0;
  };

  struct evaluated_preprod {
    evaluation_report evaluations{};
  };
  struct enable {
    actor by{};
    std::string environment{};
    digest configuration{};      ///< of the flag's rules, as they are to be in force
    std::uint32_t exposure = 0;  ///< share of requests that are to see the feature, in percent
    approval_record approval{};
    evidence cause{};  ///< why the flag was killed, if it was
  };
  struct ramp {
    actor by{};
    digest configuration{};
    std::uint32_t exposure = 0;  ///< in percent
    approval_record approval{};
    std::vector<sample> samples{};
  };
  struct kill {
    actor by{};
    std::string reason{};
  };
  struct complete {
    actor by{};
    fate outcome = fate::discarded;
    std::string variant{};  ///< that stays in the code
  };
  struct uncomplete {
    actor by{};
    std::string reason{};
  };
  struct archive {
    actor by{};
    reference_report references{};
    std::vector<evaluation_report> evaluations{};  ///< one for each production environment
  };

  struct policy {
    std::uint32_t approvals = 1;  ///< distinct people, the flag's author and whoever acts not counted
    /// @source a service level of 99.9 %: one request in a thousand may fail
    std::uint32_t failures_per_million = 1'000;
    /// In hundredths; 100 spends the error budget exactly in its period.
    /// @source Google SRE Workbook, chapter 5: burn rate
    std::uint32_t highest_burn = 100;
    std::uint32_t burn_minutes = 60;  ///< the burn rate is that of the last so many minutes
    /// A flag that was not evaluated for so long is not in use.
    /// @source FeatBit: flags to archive have not been requested in the last seven days
    std::uint32_t quiet_hours = 168;

    friend bool operator==(const policy&, const policy&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("approvals", self.approvals);
      visit("failures_per_million", self.failures_per_million);
      visit("highest_burn", self.highest_burn);
      visit("burn_minutes", self.burn_minutes);
      visit("quiet_hours", self.quiet_hours);
    }
  };

  struct data {
    std::string key{};
    actor author{};
    std::vector<std::string> production{};  ///< environments that count as production
    std::vector<std::string> variants{};
    feature_flag::policy policy{};
    digest configuration{};      ///< rules that are in force, or were last
    std::uint32_t exposure = 0;  ///< in percent
    std::string chosen{};        ///< variant that stays, once completed
    std::optional<fate> outcome{};
    std::vector<std::string> audit_trail{};  ///< who turned it on and off, one line each

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("key", self.key);
      visit("author", self.author);
      visit("production", self.production);
      visit("variants", self.variants);
      visit("policy", self.policy);
      visit("configuration", self.configuration);
      visit("exposure", self.exposure);
      visit("chosen", self.chosen);
      visit("outcome", self.outcome);
      visit("audit_trail", self.audit_trail);
    }
    [[nodiscard]] bool is_production(const std::string& environment) const {
      return detail::contains(production, environment);
    }
  };

  struct seen_before_production {
    verdict operator()(const evaluated_preprod& event, const data& flag) const {
      if (flag.is_production(event.evaluations.environment)) {
        return refuse(event.evaluations.environment + " is a production environment");
      }
      return event.evaluations.count > 0 ? pass() : refuse("the flag was not evaluated");
    }
  };
  struct production {
    verdict operator()(const enable& event, const data& flag) const {
      return flag.is_production(event.environment) ? pass()
                                                   : refuse(event.environment + " is not a production environment");
    }
  };
  /// Enough people other than the flag's author and whoever acts have approved exactly these rules.
  struct approved {
    template <class Event>
    verdict operator()(const Event& event, const data& flag, timestamp at) const {
      if (!event.approval.valid(event.configuration, at)) {
        return needs_approval("the approval has expired or is of other rules");
      }
      std::set<std::string> others{event.approval.approvers.begin(), event.approval.approvers.end()};
      for (const std::string& each : {flag.author.id, event.by.id, std::string{}}) { others.erase(each); }
      return others.size() >= std::max(flag.policy.approvals, 1U)
                 ? pass()
                 : needs_approval(std::to_string(others.size()) + " of " +
                                  std::to_string(std::max(flag.policy.approvals, 1U)) + " others have approved");
    }
  };
  struct is_share {
    template <class Event>
    verdict operator()(const Event& event, const data&) const {
      return event.exposure >= 1 && event.exposure <= 100 ? pass() : refuse("an exposure is from 1 to 100 percent");
    }
  };
  struct cause_recorded {
    verdict operator()(const enable& event, const data&) const {
      return event.cause.reference.empty() ? refuse("why the flag was killed must be on record first") : pass();
    }
  };
  /// Failures of late do not spend the error budget faster than the policy allows. Less exposure needs no budget.
  struct within_error_budget {
    verdict operator()(const ramp& event, const data& flag, timestamp at) const {
      if (event.exposure <= flag.exposure) { return pass(); }
      const timestamp since = at + std::chrono::minutes{-std::int64_t{flag.policy.burn_minutes}};
      double failed = 0;
      double total = 0;
      for (const sample& each : event.samples) {
        if (each.at <= since || each.at > at) { continue; }
        failed += static_cast<double>(each.failed);
        total += static_cast<double>(each.total);
      }
      if (total <= 0) { return cannot_determine("the burn rate: there are no samples of late"); }
      const double allowed = total * flag.policy.failures_per_million / 1e6 * flag.policy.highest_burn / 100;
      return failed <= allowed ? pass()
                               : refuse(std::to_string(static_cast<std::uint64_t>(failed)) + " of " +
                                        std::to_string(static_cast<std::uint64_t>(total)) +
                                        " requests failed: the error budget burns too fast");
    }
  };
  struct variant_chosen {
    verdict operator()(const complete& event, const data& flag) const {
      return detail::contains(flag.variants, event.variant)
                 ? pass()
                 : refuse("'" + event.variant + "' is not a variant of this flag");
    }
  };
  struct no_code_references {
    verdict operator()(const archive& event, const data&) const {
      if (event.references.source.reference.empty() || !event.references.sources) {
        return cannot_determine("whether code names the flag: no search of known sources is referred to");
      }
      return event.references.count == 0
                 ? pass()
                 : refuse("code names the flag in " + std::to_string(event.references.count) + " places");
    }
  };
  struct no_recent_evaluations {
    verdict operator()(const archive& event, const data& flag, timestamp at) const {
      const auto quiet = std::chrono::hours{flag.policy.quiet_hours};
      for (const std::string& environment : flag.production) {
        const auto report = std::ranges::find(event.evaluations, environment, &evaluation_report::environment);
        if (report == event.evaluations.end() || report->observed > at || report->observed + quiet < at) {
          return cannot_determine("whether the flag is in use: there is no report of " + environment + " of late");
        }
        if (report->count != 0 && report->last + quiet > at) {
          return fairlead::wait(report->last + quiet, "the flag was evaluated in " + environment + " of late");
        }
      }
      return pass();
    }
  };

  struct set_rollout {
    template <class Event>
    void operator()(const Event& event, data& flag) const {
      flag.configuration = event.configuration;
      flag.exposure = event.exposure;
    }
  };
  struct audit {
    void operator()(const enable& event, data& flag) const {
      flag.audit_trail.push_back("enabled by " + event.by.id + ", cause of kill: " +
                                 (event.cause.reference.empty() ? "none" : event.cause.reference));
    }
    void operator()(const kill& event, data& flag) const {
      flag.audit_trail.push_back("killed by " + event.by.id + ": " + event.reason);
    }
  };
  struct hide {
    void operator()(const kill&, data& flag) const { flag.exposure = 0; }
  };
  struct choose {
    void operator()(const complete& event, data& flag) const {
      flag.chosen = event.variant;
      flag.outcome = event.outcome;
    }
  };
  struct unchoose {
    void operator()(const uncomplete&, data& flag) const {
      flag.chosen.clear();
      flag.outcome.reset();
      flag.exposure = 0;
    }
  };

  /// To whoever evaluates the flag: what holds from now on.
  struct announce {
    std::string key{};
    digest configuration{};
    std::uint32_t exposure = 0;  ///< in percent
    static announce from(const data& flag) { return {flag.key, flag.configuration, flag.exposure}; }
  };
  struct stale_flag_reminder {
    std::string key{};
    actor author{};
    static stale_flag_reminder from(const data& flag) { return {flag.key, flag.author}; }
  };

  // clang-format off
  using transitions = table<
      row<defined,              evaluated_preprod, pre_live,  when<seen_before_production>>,
      row<pre_live,             enable,     live,      when<production, approved, is_share>,                 then<set_rollout, audit, raise<announce>>>,
      row<live,                 ramp,       stay,      when<approved, within_error_budget, is_share>,        then<set_rollout, raise<announce>>>,
      row<live,                 kill,       killed,    when<>,                                               then<hide, audit, raise<announce>>>,
      row<killed,               enable,     live,      when<production, approved, cause_recorded, is_share>, then<set_rollout, audit, raise<announce>>>,
      row<live,                 complete,   completed, when<variant_chosen>,                                 then<choose>>,
      row<killed,               complete,   completed, when<variant_chosen>,                                 then<choose>>,
      row<completed,            uncomplete, pre_live,  when<>,                                               then<unchoose>>,
      row<any_of<live, killed>, deadline,   stay,      when<>,                                               then<raise<stale_flag_reminder>>>,
      row<any_of<defined, pre_live, completed>,
                                archive,    archived,  when<no_code_references, no_recent_evaluations>>>;
  // clang-format on

  using invariants =
      prove<entry_requires<live, approved>, event_requires<ramp, approved>, never_accepts<live, archive>,
            never_accepts<killed, archive>, unconditional<live, kill>, event_leads_only_to<kill, killed>,
            never_depends_on<kill, in<deploy_gate::open>>, event_requires<enable, cause_recorded>::from<killed>,
            always_passes<defined, live, pre_live>, entry_requires<archived, no_code_references>,
            event_requires<enable, production>, event_leads_only_to<enable, live>,
            exits_only_to<live, killed, completed>, entry_requires<killed, on<kill>>,
            event_leads_only_to<complete, completed>, entry_requires<completed, variant_chosen>>;
};

static_assert(holds<feature_flag>);

}  // namespace fairlead::release

#endif
