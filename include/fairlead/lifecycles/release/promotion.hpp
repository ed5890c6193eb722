// SPDX-License-Identifier: BSL-1.0
// A set of artifacts is promoted as a unit: it ends all live, all restored, or in an operator's hands.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_PROMOTION_HPP
#define FAIRLEAD_LIFECYCLES_RELEASE_PROMOTION_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/enumerators.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"
#include "../package/hold.hpp"
#include "promotion_set.hpp"
#include "upstream_policy.hpp"

namespace fairlead::release {

/// @source Kargo Promotion (All or OneOf, soak, verifiedIn); Octopus phases; argo-rollouts #4778, kargo #3193, #7027
struct promotion : lifecycle {
  using stock = promotion;
  static constexpr std::string_view name = "promotion";

  struct proposed : initial, waiting {
    static constexpr auto patience = hours{14 * 24};
  };
  struct awaiting_approval : waiting {
    static constexpr auto patience = hours{72};
  };
  struct pending : waiting {
    static constexpr auto patience = hours{12};
  };
  /// Its patience begins anew with every member that is live.
  struct running : waiting {
    static constexpr auto patience = hours{1};
  };
  struct verifying : waiting {
    static constexpr auto patience = hours{1};
  };
  /// Its patience begins anew with every member that is restored.
  struct compensating : waiting {
    static constexpr auto patience = hours{1};
  };
  struct needs_operator : waiting, lifecycle::needs_operator {
    static constexpr auto patience = minutes{30};
  };
  struct succeeded : terminal {};
  struct aborted : terminal {};
  struct refused : terminal {};
  struct canceled : terminal {};

  /// What an operator has brought about by hand.
  enum class restoration : std::uint8_t { all, forward };

  struct evaluated {
    upstream_verdict verdict = upstream_verdict::fail;
    std::vector<verification> upstream{};
  };
  struct approval_closed {
    approval_status status = approval_status::expired;
    approval_record record{};
  };
  struct started {
    actor by{};
    std::vector<lease> locks{};        ///< one for each environment of a member
    std::vector<gate_report> gates{};  ///< likewise
    std::optional<override_statement> override_by{};
  };
  struct superseded {
    std::uint64_t sequence = 0;  ///< of the promotion that takes this one's place
  };
  struct member_live {
    std::string artifact{};
    health_report health{};
  };
  struct member_failed {
    std::string artifact{};
    std::string reason{};
  };
  struct abort {
    actor by{};
    std::string reason{};
  };
  struct verify_passed {
    std::vector<health_report> health{};  ///< one for each member
  };
  struct verify_failed {
    std::string reason{};
  };
  struct member_restored {
    std::string artifact{};
    health_report health{};  ///< of what was live before; of no contents if nothing was
  };
  struct restore_failed {
    std::string artifact{};
    std::string reason{};
  };
  struct operator_resolved {
    actor by{};
    restoration restored = restoration::all;
    std::vector<health_report> health{};  ///< one for each member, of what is live now
  };
  struct cancel {
    actor by{};
  };

  struct data {
    digest contents{};  ///< of the set as a whole: what was verified upstream, and what is approved
    promotion_set set{};
    actor requester{};
    std::uint64_t sequence = 0;  ///< later promotions to the same place have higher ones
    upstream_policy upstream{};
    bool approval_required = true;
    std::optional<approval_record> approval{};
    std::vector<std::string> due{};  ///< members that are to be started or restored now
    timestamp verified_at{};
    std::vector<std::string> audit_trail{};

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("contents", self.contents);
      visit("set", self.set);
      visit("requester", self.requester);
      visit("sequence", self.sequence);
      visit("upstream", self.upstream);
      visit("approval_required", self.approval_required);
      visit("approval", self.approval);
      visit("due", self.due);
      visit("verified_at", self.verified_at);
      visit("audit_trail", self.audit_trail);
    }
    /// What the set and `reports` come to at `at`: what an `evaluated` has to name.
    [[nodiscard]] upstream_verdict evaluate(const std::vector<verification>& reports, timestamp at) const;
    /// No approval is required, or a valid one is there.
    [[nodiscard]] bool approved(timestamp at) const;
  };

  struct upstream_says_so {
    verdict operator()(const evaluated& event, const data& of, timestamp at) const;
  };
  struct approval_present {
    template <class Event>
    verdict operator()(const Event&, const data& of, timestamp at) const {
      return of.approved(at) ? pass() : fairlead::needs_approval("the set is not approved, or not any more");
    }
  };
  struct digest_matches {
    verdict operator()(const approval_closed& event, const data& of) const;
  };
  /// Whoever starts the promotion holds the lock of every environment that it touches.
  struct all_locks_held {
    verdict operator()(const started& event, const data& of, timestamp at) const;
  };
  /// The gate of every environment that the promotion touches is open, or glass was broken.
  struct gate_permits {
    verdict operator()(const started& event, const data& of) const;
  };
  struct newer {
    verdict operator()(const superseded& event, const data& of) const;
  };
  struct member_healthy {
    verdict operator()(const member_live& event, const data& of) const;
  };
  struct previous_healthy {
    verdict operator()(const member_restored& event, const data& of) const;
  };
  struct member_begun {
    template <class Event>
    verdict operator()(const Event& event, const data& of) const {
      const promotion_member* member = of.set.find(event.artifact);
      return member != nullptr && promotion_set::touched(*member) ? pass() : refuse(event.artifact + " was not begun");
    }
  };
  struct all_members_live {
    verdict operator()(const member_live& event, const data& of) const;
    verdict operator()(const operator_resolved& event, const data& of) const { return of.set.is_healthy(event.health); }
  };
  struct set_verified {
    verdict operator()(const verify_passed& event, const data& of) const { return of.set.is_healthy(event.health); }
  };
  struct all_members_restored {
    verdict operator()(const member_restored& event, const data& of) const;
  };
  struct previous_set_healthy {
    verdict operator()(const operator_resolved& event, const data& of) const { return of.set.is_back(event.health); }
  };
  struct authorized {
    template <class Event>
    verdict operator()(const Event& event, const data& of) const {
      return event.by == of.requester || event.by.has_role(operator_role)
                 ? pass()
                 : refuse(event.by.id + " is neither the requester nor an operator");
    }
  };

  struct record_reasons {
    void operator()(const evaluated& event, data& of) const;
  };
  struct record_approval {
    void operator()(const approval_closed& event, data& of) const { of.approval = event.record; }
  };
  struct audit_mismatch {
    void operator()(const approval_closed& event, data& of) const;
  };
  struct audit_start {
    void operator()(const started& event, data& of) const;
  };
  struct start_first_wave {
    void operator()(const started&, data& of) const { of.due = of.set.start_wave(); }
  };
  struct advance {
    void operator()(const member_live& event, data& of) const;
  };
  struct compensate {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      if constexpr (requires { event.artifact; }) { of.set.mark(event.artifact, member_stage::failed); }
      of.audit_trail.push_back(cause(event));
      of.due = of.set.compensate_wave();
    }
    static std::string cause(const member_failed& event) { return event.artifact + " failed: " + event.reason; }
    static std::string cause(const abort& event) { return "aborted by " + event.by.id + ": " + event.reason; }
    static std::string cause(const verify_failed& event) { return "verification failed: " + event.reason; }
    static std::string cause(const deadline&) { return "ran out of time"; }
  };
  struct retreat {
    void operator()(const member_restored& event, data& of) const;
  };
  struct mark_verified_in {
    void operator()(const verify_passed&, data& of, timestamp at) const { of.verified_at = at; }
  };
  struct audit {
    void operator()(const operator_resolved& event, data& of) const;
  };

  /// A request to the world about this promotion and the set that it is for.
  template <class Self>
  struct about_promotion {
    digest contents{};
    actor requester{};
    static Self from(const data& of) {
      Self signal;
      signal.contents = of.contents;
      signal.requester = of.requester;
      return signal;
    }
  };
  struct enqueue : about_promotion<enqueue> {};
  struct open_approval : about_promotion<open_approval> {};
  struct release_locks : about_promotion<release_locks> {};
  struct page_operator : about_promotion<page_operator> {};
  struct escalate : about_promotion<escalate> {};
  /// Evaluate again when one of these environments has something new to say.
  struct subscribe_dependency {
    std::vector<std::string> environments{};
    static subscribe_dependency from(const data& of);
  };
  /// Members that are to be moved now, in any order; none while others of their wave are on the way.
  template <class Self>
  struct about_members {
    std::vector<promotion_member> members{};
    static Self from(const data& of) {
      Self signal;
      for (const std::string& artifact : of.due) {
        if (const promotion_member* member = of.set.find(artifact)) { signal.members.push_back(*member); }
      }
      return signal;
    }
  };
  struct start_members : about_members<start_members> {};
  struct restore_members : about_members<restore_members> {};
  struct start_soak {
    digest contents{};
    timestamp since{};
    static start_soak from(const data& of);
  };

  using hold_clear = in<package::hold::clear>;
  template <upstream_verdict Verdict>
  using comes_to = is<&evaluated::verdict, Verdict>;
  template <approval_status Status>
  using closed = is<&approval_closed::status, Status>;
  template <restoration What>
  using brought = is<&operator_resolved::restored, What>;

  // clang-format off
  using transitions = table<
      row<proposed,          evaluated,         pending,           when<comes_to<upstream_verdict::pass>, upstream_says_so, approval_present>,         then<raise<enqueue>>>,
      row<proposed,          evaluated,         awaiting_approval, when<comes_to<upstream_verdict::pass>, upstream_says_so, not_<approval_present>>,   then<raise<open_approval>>>,
      row<proposed,          evaluated,         stay,              when<comes_to<upstream_verdict::wait>, upstream_says_so>>,
      row<proposed,          evaluated,         stay,              when<comes_to<upstream_verdict::blocked_by_dependency>, upstream_says_so>,           then<raise<subscribe_dependency>>>,
      row<proposed,          evaluated,         refused,           when<comes_to<upstream_verdict::fail>, upstream_says_so>,                            then<record_reasons>>,
      row<proposed,          deadline,          refused>,
      row<awaiting_approval, approval_closed,   pending,           when<closed<approval_status::approved>, digest_matches>,                       then<record_approval, raise<enqueue>>>,
      row<awaiting_approval, approval_closed,   refused,           when<closed<approval_status::approved>, not_<digest_matches>>,                 then<audit_mismatch>>,
      row<awaiting_approval, approval_closed,   refused,           when<closed<approval_status::rejected>>>,
      row<awaiting_approval, approval_closed,   canceled,          when<closed<approval_status::cancelled>>>,
      row<awaiting_approval, approval_closed,   canceled,          when<closed<approval_status::expired>>>,
      row<awaiting_approval, deadline,          canceled>,
      row<pending,           started,           running,           when<hold_clear, all_locks_held, gate_permits, approval_present>,              then<audit_start, start_first_wave, raise<start_members>>>,
      row<pending,           superseded,        canceled,          when<newer>>,
      row<pending,           deadline,          canceled>,
      row<running,           member_live,       running,           when<member_healthy, not_<all_members_live>>,                                  then<advance, raise<start_members>>>,
      row<running,           member_live,       verifying,         when<member_healthy, all_members_live>,                                        then<advance>>,
      row<running,           member_failed,     compensating,      when<member_begun>,                                                            then<compensate, raise<restore_members>>>,
      row<running,           abort,             compensating,      when<authorized>,                                                              then<compensate, raise<restore_members>>>,
      row<running,           deadline,          compensating,      when<>,                                                                        then<compensate, raise<restore_members>>>,
      row<verifying,         verify_passed,     succeeded,         when<set_verified>,                                                            then<mark_verified_in, raise<start_soak>, raise<release_locks>>>,
      row<verifying,         verify_failed,     compensating,      when<>,                                                                        then<compensate, raise<restore_members>>>,
      row<verifying,         deadline,          compensating,      when<>,                                                                        then<compensate, raise<restore_members>>>,
      row<compensating,      member_restored,   compensating,      when<previous_healthy, not_<all_members_restored>>,                            then<retreat, raise<restore_members>>>,
      row<compensating,      member_restored,   aborted,           when<previous_healthy, all_members_restored>,                                  then<retreat, raise<release_locks>>>,
      row<compensating,      restore_failed,    needs_operator,    when<member_begun>,                                                            then<raise<page_operator>>>,
      row<compensating,      deadline,          needs_operator,    when<>,                                                                        then<raise<page_operator>>>,
      row<needs_operator,    operator_resolved, aborted,           when<by_operator, brought<restoration::all>, previous_set_healthy>,            then<audit, raise<release_locks>>>,
      row<needs_operator,    operator_resolved, succeeded,         when<by_operator, brought<restoration::forward>, all_members_live>,            then<audit, raise<release_locks>>>,
      row<needs_operator,    deadline,          stay,              when<>,                                                                        then<raise<escalate>>>,
      row<any_of<proposed, awaiting_approval, pending>,
                             cancel,            canceled,          when<authorized>>>;
  // clang-format on

  using invariants =
      prove<entry_requires<succeeded, any_of<all_members_live, on<verify_passed>>>,
            entry_requires<running, hold_clear, all_locks_held, gate_permits, approval_present>,
            path_requires<awaiting_approval, pending, digest_matches>, event_requires<evaluated, upstream_says_so>,
            always_passes<proposed, running, pending>, no_path<compensating, running>,
            never_accepts<any_of<running, verifying, compensating>, cancel>, never_depends_on<abort, hold_clear>,
            exits_only_to<any_of<proposed, awaiting_approval, pending>, running, refused, canceled>,
            exits_only_to<running, verifying, compensating>, exits_only_to<verifying, succeeded, compensating>,
            exits_only_to<compensating, aborted, needs_operator>, exits_only_to<needs_operator, aborted, succeeded>,
            event_leads_only_to<evaluated, proposed, awaiting_approval, pending, refused>,
            event_leads_only_to<deadline, refused, canceled, compensating, needs_operator>,
            event_leads_only_to<deadline, needs_operator>::from<any_of<compensating, needs_operator>>>;
};

static_assert(holds<promotion>);

}  // namespace fairlead::release

#if FAIRLEAD_DEFINE_INLINE
#include "promotion.ipp"
#endif

#endif
