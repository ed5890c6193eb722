// SPDX-License-Identifier: BSL-1.0
// A release candidate from draft to live and, if need be, back: contents, verification, approval, promotion, rollback.
#ifndef FAIRLEAD_LIFECYCLES_CREATE_RELEASE_CANDIDATE_HPP
#define FAIRLEAD_LIFECYCLES_CREATE_RELEASE_CANDIDATE_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../elements.hpp"
#include "../../identity/duration.hpp"
#include "../../identity/semantic_version.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"
#include "../package/hold.hpp"
#include "../release/deploy_gate.hpp"

namespace fairlead::create {

/// @source Bodhi updates (request and status), Kargo Freight (verified in, approved for), Octopus releases
struct release_candidate : lifecycle {
  using stock = release_candidate;
  static constexpr std::string_view name = "release_candidate";

  struct draft : initial {};
  struct candidate {};
  struct verifying : waiting {
    static constexpr auto patience = hours{24};
  };
  struct needs_judgment : waiting {
    static constexpr auto patience = hours{24};
  };
  struct verified {};
  struct awaiting_approval : waiting {
    static constexpr auto patience = hours{72};
  };
  struct approved : waiting {
    static constexpr auto patience = hours{168};
  };
  struct staged : waiting {
    static constexpr auto patience = hours{168};
  };
  struct releasing : waiting {
    static constexpr auto patience = hours{12};
  };
  struct live {};
  struct rolling_back : waiting {
    static constexpr auto patience = hours{2};
  };
  struct rolled_back : waiting {
    static constexpr auto patience = hours{720};
  };
  struct needs_operator : waiting, lifecycle::needs_operator {
    static constexpr auto patience = minutes{30};
  };
  struct superseded : terminal {};
  struct rejected : terminal {};
  struct withdrawn : terminal {};

  /// What a verification gate says of the contents.
  enum class gate_verdict : std::uint8_t { pass, fail, inconclusive };
  /// What a person decides where the gates could not.
  enum class judgment : std::uint8_t { proceed, stop };
  /// How a promotion ended.
  enum class promotion_result : std::uint8_t { succeeded, aborted, stuck };
  /// How a rollback ended.
  enum class rollback_result : std::uint8_t { restored, failed };

  /// An artifact as the candidate holds it. `wave` and `group` come from the artifact graph: an artifact is released
  /// after all of a lower wave, and together with those of its own group (a cycle of dependencies is one group).
  struct member {
    std::string key{};  ///< package URL
    digest content{};
    std::uint32_t wave = 0;
    std::uint32_t group = 0;
    std::vector<std::string> dependencies{};  ///< keys of what it needs directly

    friend bool operator==(const member&, const member&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("key", self.key);
      visit("content", self.content);
      visit("wave", self.wave);
      visit("group", self.group);
      visit("dependencies", self.dependencies);
    }
  };

  struct add_artifact {
    member artifact{};
  };
  struct cut {
    std::string version{};                ///< semantic version of the release
    evidence reservation{};               ///< where the version was reserved
    digest contents{};                    ///< over all members, their names and digests
    std::vector<std::string> baseline{};  ///< keys of what is live already and stays as it is; ascending
  };
  struct verification_started {
    std::vector<std::string> gates{};
  };
  struct gate_closed {
    gate_verdict verdict = gate_verdict::inconclusive;
    std::string reason{};
    evidence report{};
  };
  struct judged {
    actor by{};
    create::release_candidate::judgment judgment = judgment::stop;
    std::string reason{};
  };
  struct request_approval {
    actor by{};
  };
  struct preapprove {
    preapproval grant{};
  };
  struct evidence_invalidated {
    std::string reason{};
  };
  struct approval_closed {
    approval_status status = approval_status::expired;
    approval_record record{};
    std::string reason{};
  };
  struct stage {
    actor by{};
  };
  struct approval_expired {};
  struct release {
    actor by{};
    std::optional<override_statement> override_by{};
  };
  struct promotion_closed {
    promotion_result result = promotion_result::stuck;
  };
  struct supersede {
    static constexpr std::string_view name = "superseded";
    digest successor{};
  };
  struct rollback_requested {
    actor by{};
    std::string reason{};
  };
  struct rollback_closed {
    rollback_result result = rollback_result::failed;
  };
  struct operator_restored {
    actor by{};
    health_report health{};
  };
  struct operator_accepted {
    actor by{};
    health_report health{};
  };
  struct requalify {
    actor by{};
    std::string cause{};
  };
  struct retire {
    std::string reason{};
  };
  struct withdraw {
    actor by{};
    std::string reason{};
  };

  struct data {
    actor author{};
    std::string scope{};                ///< what is released, for example "production/shop"
    std::string previous_version{};     ///< the version that this one follows; empty for a first release
    bool standard_change = false;       ///< may be approved in advance
    std::vector<std::string> judges{};  ///< principals who may judge where gates are inconclusive
    digest last_good{};                 ///< contents to go back to; none before the first verified release
    std::vector<member> members{};
    std::string version{};
    digest contents{};
    std::vector<std::string> gates{};
    std::optional<approval_record> approval{};
    std::vector<std::string> reasons{};  ///< why it was rejected, waived, overridden: one line each

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("author", self.author);
      visit("scope", self.scope);
      visit("previous_version", self.previous_version);
      visit("standard_change", self.standard_change);
      visit("judges", self.judges);
      visit("last_good", self.last_good);
      visit("members", self.members);
      visit("version", self.version);
      visit("contents", self.contents);
      visit("gates", self.gates);
      visit("approval", self.approval);
      visit("reasons", self.reasons);
    }
  };

  struct digest_known {
    verdict operator()(const add_artifact& event, const data& of) const;
  };
  /// The waves of the members are a proof that they have no cycle but within a group: checked against those it touches.
  struct acyclic {
    verdict operator()(const add_artifact& event, const data& of) const;

  private:
    static bool needs(const member& one, const member& other) { return detail::contains(one.dependencies, other.key); }
    static verdict out_of_order(const member& one, const member& other);
  };
  struct closed_dependency_set {
    verdict operator()(const cut& event, const data& of) const;
  };
  struct version_reserved {
    verdict operator()(const cut& event, const data& of) const;
  };
  struct empty {
    verdict operator()(const cut&, const data& of) const;
  };
  struct eligible {
    verdict operator()(const judged& event, const data& of) const;
  };
  struct is_standard_change {
    static constexpr std::string_view name = "standard_change";
    verdict operator()(const preapprove&, const data& of) const;
  };
  struct preapproval_valid {
    verdict operator()(const preapprove& event, const data& of, timestamp at) const;
  };
  struct digest_matches {
    verdict operator()(const approval_closed& event, const data& of) const;
  };
  struct approval_valid {
    verdict operator()(const release&, const data& of, timestamp at) const;
  };
  struct candidate_healthy {
    verdict operator()(const operator_accepted& event, const data& of) const;
  };
  struct cause_recorded {
    verdict operator()(const requalify& event, const data&) const;
  };

  struct bind {
    void operator()(const add_artifact& event, data& of) const { of.members.push_back(event.artifact); }
  };
  struct seal_contents {
    void operator()(const cut& event, data& of) const;
  };
  struct bind_gates {
    void operator()(const verification_started& event, data& of) const { of.gates = event.gates; }
  };
  struct record_reasons {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.reasons.push_back(event.reason);
    }
  };
  struct record_waiver {
    void operator()(const judged& event, data& of) const;
  };
  /// A preapproval binds to the contents like any other approval.
  struct record_preapproval {
    void operator()(const preapprove& event, data& of) const;
  };
  struct record_approval {
    void operator()(const approval_closed& event, data& of) const { of.approval = event.record; }
  };
  struct void_approval {
    template <class Event>
    void operator()(const Event&, data& of) const {
      of.approval.reset();
    }
  };
  struct audit_mismatch {
    void operator()(const approval_closed& event, data& of) const;
  };
  struct audit_override {
    void operator()(const release& event, data& of) const;
  };
  struct mark_live {
    void operator()(const promotion_closed&, data& of) const { of.reasons.push_back("live: " + of.version); }
  };
  struct mark_restored {
    void operator()(const promotion_closed&, data& of) const;
  };
  struct audit {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.reasons.push_back("decided by operator " + event.by.id);
    }
  };
  struct retire_stale {
    void operator()(const deadline&, data& of) const { of.reasons.emplace_back("retired: not taken up again"); }
  };

  /// A request to the world about the candidate with these contents.
  template <class Self>
  struct about_contents {
    digest contents{};
    static Self from(const data& of) {
      Self signal;
      signal.contents = of.contents;
      return signal;
    }
  };
  struct emit_vsa : about_contents<emit_vsa> {};
  struct ask_judgment : about_contents<ask_judgment> {};
  struct open_approval : about_contents<open_approval> {};
  struct cancel_approval : about_contents<cancel_approval> {};
  struct publish_to_staging : about_contents<publish_to_staging> {};
  struct open_promotion : about_contents<open_promotion> {};
  struct open_rollback : about_contents<open_rollback> {};
  struct emit_superseded : about_contents<emit_superseded> {};
  struct emit_service_rolledback : about_contents<emit_service_rolledback> {};
  struct page_operator : about_contents<page_operator> {};
  struct escalate : about_contents<escalate> {};
  struct close_children : about_contents<close_children> {};

  using hold_clear = in<package::hold::clear>;
  using gate_open = in<fairlead::release::deploy_gate::open>;
  using gate_frozen = in<fairlead::release::deploy_gate::frozen>;

  // clang-format off
  using transitions = table<
      row<draft,             add_artifact,         stay,              when<digest_known, acyclic>,                                       then<bind>>,
      row<draft,             cut,                  candidate,         when<closed_dependency_set, version_reserved, not_<empty>>,        then<seal_contents>>,
      row<candidate,         verification_started, verifying,         when<>,                                                            then<bind_gates>>,
      row<verifying,         gate_closed,          verified,          when<is<&gate_closed::verdict, gate_verdict::pass>>,               then<raise<emit_vsa>>>,
      row<verifying,         gate_closed,          rejected,          when<is<&gate_closed::verdict, gate_verdict::fail>>,               then<record_reasons>>,
      row<verifying,         gate_closed,          needs_judgment,    when<is<&gate_closed::verdict, gate_verdict::inconclusive>>,       then<raise<ask_judgment>>>,
      row<verifying,         deadline,             needs_judgment,    when<>,                                                            then<raise<ask_judgment>>>,
      row<needs_judgment,    judged,               verified,          when<is<&judged::judgment, judgment::proceed>, eligible, not_self>, then<record_waiver>>,
      row<needs_judgment,    judged,               rejected,          when<is<&judged::judgment, judgment::stop>, eligible>,             then<record_reasons>>,
      row<needs_judgment,    deadline,             rejected>,
      row<verified,          request_approval,     awaiting_approval, when<>,                                                            then<raise<open_approval>>>,
      row<verified,          preapprove,           approved,          when<is_standard_change, preapproval_valid>,                       then<record_preapproval>>,
      row<verified,          evidence_invalidated, candidate>,
      row<awaiting_approval, approval_closed,      approved,          when<is<&approval_closed::status, approval_status::approved>, digest_matches>,       then<record_approval>>,
      row<awaiting_approval, approval_closed,      verified,          when<is<&approval_closed::status, approval_status::approved>, not_<digest_matches>>, then<audit_mismatch>>,
      row<awaiting_approval, approval_closed,      rejected,          when<is<&approval_closed::status, approval_status::rejected>>,     then<record_reasons>>,
      row<awaiting_approval, approval_closed,      verified,          when<is<&approval_closed::status, approval_status::cancelled>>>,
      row<awaiting_approval, approval_closed,      verified,          when<is<&approval_closed::status, approval_status::expired>>>,
      row<awaiting_approval, deadline,             verified,          when<>,                                                            then<raise<cancel_approval>>>,
      row<awaiting_approval, evidence_invalidated, candidate,         when<>,                                                            then<raise<cancel_approval>>>,
      row<approved,          stage,                staged,            when<hold_clear>,                                                  then<raise<publish_to_staging>>>,
      row<approved,          approval_expired,     verified,          when<>,                                                            then<void_approval>>,
      row<approved,          deadline,             verified,          when<>,                                                            then<void_approval>>,
      row<approved,          evidence_invalidated, candidate,         when<>,                                                            then<void_approval>>,
      row<staged,            release,              releasing,         when<hold_clear, gate_open, approval_valid>,                       then<raise<open_promotion>>>,
      row<staged,            release,              releasing,         when<hold_clear, gate_frozen, approval_valid, break_glass>,        then<audit_override, raise<open_promotion>>>,
      row<staged,            approval_expired,     verified,          when<>,                                                            then<void_approval>>,
      row<staged,            deadline,             verified,          when<>,                                                            then<void_approval>>,
      row<staged,            evidence_invalidated, candidate,         when<>,                                                            then<void_approval>>,
      row<releasing,         promotion_closed,     live,              when<is<&promotion_closed::result, promotion_result::succeeded>>,  then<mark_live>>,
      row<releasing,         promotion_closed,     rolled_back,       when<is<&promotion_closed::result, promotion_result::aborted>>,    then<mark_restored>>,
      row<releasing,         promotion_closed,     needs_operator,    when<is<&promotion_closed::result, promotion_result::stuck>>,      then<raise<page_operator>>>,
      row<releasing,         deadline,             needs_operator,    when<>,                                                            then<raise<page_operator>>>,
      row<live,              supersede,            superseded,        when<>,                                                            then<raise<emit_superseded>>>,
      row<live,              rollback_requested,   rolling_back,      when<last_good_exists>,                                            then<raise<open_rollback>>>,
      row<live,              rollback_requested,   needs_operator,    when<not_<last_good_exists>>,                                      then<raise<page_operator>>>,
      row<rolling_back,      rollback_closed,      rolled_back,       when<is<&rollback_closed::result, rollback_result::restored>>,     then<raise<emit_service_rolledback>>>,
      row<rolling_back,      rollback_closed,      needs_operator,    when<is<&rollback_closed::result, rollback_result::failed>>,       then<raise<page_operator>>>,
      row<rolling_back,      deadline,             needs_operator,    when<>,                                                            then<raise<page_operator>>>,
      row<needs_operator,    operator_restored,    rolled_back,       when<target_healthy, by_operator>,                                 then<audit>>,
      row<needs_operator,    operator_accepted,    live,              when<candidate_healthy, by_operator, not_self>,                    then<audit>>,
      row<needs_operator,    deadline,             stay,              when<>,                                                            then<raise<escalate>>>,
      row<rolled_back,       requalify,            candidate,         when<cause_recorded, not_self>,                                    then<void_approval>>,
      row<rolled_back,       retire,               withdrawn,         when<reason_given>>,
      row<rolled_back,       deadline,             withdrawn,         when<>,                                                            then<retire_stale>>,
      row<any_of<draft, candidate, verifying, needs_judgment, verified, awaiting_approval, approved, staged>,
                             withdraw,             withdrawn,         when<reason_given>,                                                then<raise<close_children>>>>;
  // clang-format on

  using invariants =
      prove<always_passes<draft, live, approved>, always_passes<draft, live, verified>,
            always_passes<rolled_back, live, approved>, always_passes<verified, live, approved>,
            always_passes<candidate, approved, verified>, exits_only_to<rolling_back, rolled_back, needs_operator>,
            entry_requires<releasing, hold_clear>, entry_requires<releasing, approval_valid>,
            event_requires<release, break_glass>::where<gate_frozen>, no_edge<live, withdrawn>, no_path<rejected, live>,
            event_leads_only_to<evidence_invalidated, candidate>, never_depends_on<rollback_requested, gate_open>,
            entry_requires<approved, any_of<digest_matches, preapproval_valid>>, entry_requires<staged, hold_clear>,
            path_requires<needs_judgment, verified, any_of<not_self, on<verification_started>>>,
            path_requires<draft, releasing, any_of<gate_open, break_glass>>,
            event_leads_only_to<gate_closed, verified, rejected, needs_judgment>,
            event_leads_only_to<approval_closed, approved, verified, rejected>,
            event_leads_only_to<approval_expired, verified>,
            exits_only_to<staged, releasing, verified, candidate, withdrawn>,
            exits_only_to<releasing, live, rolled_back, needs_operator>,
            exits_only_to<live, superseded, rolling_back, needs_operator>,
            exits_only_to<needs_operator, live, rolled_back>, exits_only_to<rolled_back, candidate, withdrawn>,
            event_leads_only_to<deadline, needs_judgment, rejected, verified, needs_operator, withdrawn>,
            event_leads_only_to<deadline, rejected>::from<needs_judgment>,
            event_leads_only_to<deadline, verified>::from<any_of<awaiting_approval, approved, staged>>,
            unconditional<live, rollback_requested>, unconditional<any_of<approved, staged>, approval_expired>,
            unconditional<any_of<verified, awaiting_approval, approved, staged>, evidence_invalidated>,
            accepts<any_of<draft, candidate, verifying, needs_judgment, verified, awaiting_approval, approved, staged>,
                    withdraw>>;
};

static_assert(holds<release_candidate>);

}  // namespace fairlead::create

#if FAIRLEAD_DEFINE_INLINE
#include "release_candidate.ipp"
#endif

#endif
