// SPDX-License-Identifier: BSL-1.0
// A switch in running code: from its first evaluation to the day that nothing asks for it any more.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_FEATURE_FLAG_HPP
#define FAIRLEAD_LIFECYCLES_RELEASE_FEATURE_FLAG_HPP

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

/// To kill a flag takes no leave of anybody or anything; to turn it on again takes an approval and a recorded cause.
/// @source Unleash feature lifecycle (initial, pre-live, live, completed, archived); OpenFeature; kill switches
struct feature_flag : lifecycle {
  using stock = feature_flag;
  static constexpr std::string_view name = "feature_flag";

  struct defined : initial {};
  struct pre_live {};
  /// @source Unleash: a release flag is expected to live for 40 days
  struct live : waiting {
    static constexpr auto patience = hours{40 * 24};
  };
  /// @source Unleash: an operational flag is expected to live for 7 days
  struct killed : waiting {
    static constexpr auto patience = hours{7 * 24};
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
    [[nodiscard]] bool is_production(const std::string& environment) const;
  };

  struct seen_before_production {
    verdict operator()(const evaluated_preprod& event, const data& flag) const;
  };
  struct production {
    verdict operator()(const enable& event, const data& flag) const;
  };
  /// Enough people other than the flag's author and whoever acts have approved exactly these rules.
  struct approved {
    template <class Event>
    verdict operator()(const Event& event, const data& flag, timestamp at) const {
      return judge(flag, event.approval, event.configuration, event.by, at);
    }

  private:
    static verdict judge(const data& flag, const approval_record& approval, const digest& configuration,
                         const actor& by, timestamp at);
  };
  struct is_share {
    template <class Event>
    verdict operator()(const Event& event, const data&) const {
      return event.exposure >= 1 && event.exposure <= 100 ? pass() : refuse("an exposure is from 1 to 100 percent");
    }
  };
  struct cause_recorded {
    verdict operator()(const enable& event, const data&) const;
  };
  /// Failures of late do not spend the error budget faster than the policy allows. Less exposure needs no budget.
  struct within_error_budget {
    verdict operator()(const ramp& event, const data& flag, timestamp at) const;
  };
  struct variant_chosen {
    verdict operator()(const complete& event, const data& flag) const;
  };
  struct no_code_references {
    verdict operator()(const archive& event, const data&) const;
  };
  struct no_recent_evaluations {
    verdict operator()(const archive& event, const data& flag, timestamp at) const;
  };

  struct set_rollout {
    template <class Event>
    void operator()(const Event& event, data& flag) const {
      flag.configuration = event.configuration;
      flag.exposure = event.exposure;
    }
  };
  struct audit {
    void operator()(const enable& event, data& flag) const;
    void operator()(const kill& event, data& flag) const;
  };
  struct hide {
    void operator()(const kill&, data& flag) const { flag.exposure = 0; }
  };
  struct choose {
    void operator()(const complete& event, data& flag) const;
  };
  struct unchoose {
    void operator()(const uncomplete&, data& flag) const;
  };

  /// To whoever evaluates the flag: what holds from now on.
  struct announce {
    std::string key{};
    digest configuration{};
    std::uint32_t exposure = 0;  ///< in percent
    static announce from(const data& flag);
  };
  struct stale_flag_reminder {
    std::string key{};
    actor author{};
    static stale_flag_reminder from(const data& flag);
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

#if FAIRLEAD_DEFINE_INLINE
#include "feature_flag.ipp"
#endif

#endif
