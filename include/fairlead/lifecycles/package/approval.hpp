// SPDX-License-Identifier: BSL-1.0
// An approval of one set of contents by a quorum of distinct people, none of whom approves their own work.
#ifndef FAIRLEAD_LIFECYCLES_PACKAGE_APPROVAL_HPP
#define FAIRLEAD_LIFECYCLES_PACKAGE_APPROVAL_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../elements.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../approval_policy.hpp"
#include "../guards.hpp"

namespace fairlead::package {

/// @source CDEvents 0.6.0-draft, subjects approval.created, updated and closed: decisions and statuses
struct approval : lifecycle {
  using stock = approval;
  static constexpr std::string_view name = "approval";

  struct requested : initial, waiting {
    static constexpr auto patience = hours{72};
  };
  struct changes_requested : waiting {
    static constexpr auto patience = hours{168};
  };
  struct approved : terminal {};
  struct rejected : terminal {};
  struct cancelled : terminal {};
  struct expired : terminal {};

  /// What a voter says.
  enum class decision : std::uint8_t { approved, rejected, request_changes, deferred, delegate, escalated };

  struct vote {
    actor by{};
    fairlead::package::approval::decision decision = {};
    digest subject{};  ///< contents that the voter has looked at
    std::string comment{};
    std::optional<actor> delegate_to{};  ///< for `delegate`: who votes instead
  };
  struct policy_matched {
    preapproval grant{};
  };
  struct retract_vote {
    actor by{};
  };
  struct subject_changed {
    digest subject{};
  };
  struct resubmit {
    actor by{};
    digest subject{};
  };
  struct cancel {
    actor by{};
    std::string reason{};
  };

  /// A vote that counts.
  struct ballot {
    std::string voter{};
    fairlead::package::approval::decision decision = {};
    std::string comment{};

    friend bool operator==(const ballot&, const ballot&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("voter", self.voter);
      visit("decision", self.decision);
      visit("comment", self.comment);
    }
  };

  struct data {
    digest subject{};     ///< contents that are to be approved
    std::string scope{};  ///< where they are to go, for example "production/shop"
    actor author{};
    actor requester{};
    approval_policy policy{};
    std::vector<ballot> ballots{};  ///< in the order in which they were cast

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("subject", self.subject);
      visit("scope", self.scope);
      visit("author", self.author);
      visit("requester", self.requester);
      visit("policy", self.policy);
      visit("ballots", self.ballots);
    }

    /// Distinct principals who have approved so far, `also` counted as one of them.
    [[nodiscard]] std::size_t approvals_with(const std::string& also) const;
  };

  struct eligible {
    verdict operator()(const vote& event, const data& subject) const;
  };
  struct voted {
    template <class Event>
    verdict operator()(const Event& event, const data& subject) const {
      return detail::any(subject.ballots, [&](const ballot& each) { return each.voter == event.by.id; })
                 ? pass(event.by.id + " has voted already")
                 : refuse(event.by.id + " has not voted");
    }
  };
  /// The voter has looked at the contents that would be approved.
  struct digest_matches {
    verdict operator()(const vote& event, const data& subject) const;
  };
  struct quorum_met {
    verdict operator()(const vote& event, const data& subject) const;
  };
  struct delegate_eligible {
    verdict operator()(const vote& event, const data& subject) const;
  };
  struct preapproval_valid {
    verdict operator()(const policy_matched& event, const data& subject, timestamp at) const;
  };
  struct within_scope {
    verdict operator()(const policy_matched& event, const data& subject) const;
  };
  struct excluded {
    verdict operator()(const policy_matched& event, const data& subject) const;
  };
  struct digest_unchanged {
    verdict operator()(const resubmit& event, const data& subject) const;
  };
  struct requester_or_admin {
    verdict operator()(const cancel& event, const data& subject) const;
  };

  struct record_vote {
    void operator()(const vote& event, data& subject) const;
  };
  struct drop_vote {
    void operator()(const retract_vote& event, data& subject) const;
  };
  struct clear_votes {
    void operator()(const resubmit&, data& subject) const { subject.ballots.clear(); }
  };
  /// Delegation moves the vote; escalation adds the voters of the next level.
  struct reroute {
    void operator()(const vote& event, data& subject) const;

  private:
    static void add(std::vector<std::string>& voters, const std::string& id);
  };

  struct emit_approval_updated {
    digest subject{};
    std::string responder{};
    static emit_approval_updated from(const vote& event, const data& of);
    static emit_approval_updated from(const retract_vote& event, const data& of);
  };
  struct emit_approval_closed {
    digest subject{};
    approval_status status{};
    std::vector<std::string> approvers{};

    template <class Event>
    static emit_approval_closed from(const Event& event, const data& of) {
      return {of.subject, status_of(event), voters_of(of)};
    }

  private:
    static approval_status status_of(const vote& event);
    static approval_status status_of(const policy_matched&) { return approval_status::approved; }
    static approval_status status_of(const subject_changed&) { return approval_status::cancelled; }
    static approval_status status_of(const cancel&) { return approval_status::cancelled; }
    static approval_status status_of(const deadline&) { return approval_status::expired; }
    static std::vector<std::string> voters_of(const data& of);
  };

  // clang-format off
  using transitions = table<
      row<requested, vote, stay,              when<is<&vote::decision, decision::approved>, digest_matches, eligible, not_self, not_<voted>, not_<quorum_met>>,
                                              then<record_vote, raise<emit_approval_updated>>>,
      row<requested, vote, approved,          when<is<&vote::decision, decision::approved>, digest_matches, eligible, not_self, not_<voted>, quorum_met>,
                                              then<record_vote, raise<emit_approval_closed>>>,
      row<requested, vote, rejected,          when<is<&vote::decision, decision::rejected>, eligible, not_<voted>>,
                                              then<record_vote, raise<emit_approval_closed>>>,
      row<requested, vote, changes_requested, when<is<&vote::decision, decision::request_changes>, eligible, not_<voted>>,
                                              then<record_vote, raise<emit_approval_updated>>>,
      row<requested, vote, stay,              when<is<&vote::decision, decision::deferred>, eligible>,
                                              then<raise<emit_approval_updated>>>,
      row<requested, vote, stay,              when<is<&vote::decision, decision::delegate>, eligible, delegate_eligible>,
                                              then<reroute, raise<emit_approval_updated>>>,
      row<requested, vote, stay,              when<is<&vote::decision, decision::escalated>, eligible>,
                                              then<reroute, raise<emit_approval_updated>>>,
      row<requested, policy_matched, approved, when<preapproval_valid, within_scope, not_<excluded>>, then<raise<emit_approval_closed>>>,
      row<requested, retract_vote, stay,       when<voted>,                                           then<drop_vote, raise<emit_approval_updated>>>,
      row<any_of<requested, changes_requested>, subject_changed, cancelled, when<>,                   then<raise<emit_approval_closed>>>,
      row<changes_requested, resubmit, requested, when<digest_unchanged>,                             then<clear_votes>>,
      row<any_of<requested, changes_requested>, cancel, cancelled, when<requester_or_admin, reason_given>, then<raise<emit_approval_closed>>>,
      row<any_of<requested, changes_requested>, deadline, expired, when<>,                            then<raise<emit_approval_closed>>>>;
  // clang-format on

  using invariants =
      prove<entry_requires<approved, any_of<not_self, preapproval_valid>>,
            event_requires<vote, not_self>::where<is<&vote::decision, decision::approved>>,
            event_requires<vote, digest_matches>::where<is<&vote::decision, decision::approved>>,
            event_leads_only_to<subject_changed, cancelled>, always_passes<changes_requested, approved, requested>,
            entry_requires<approved, any_of<quorum_met, preapproval_valid>>, event_requires<vote, eligible>,
            event_requires<policy_matched, within_scope>, event_requires<policy_matched, not_<excluded>>,
            entry_requires<rejected, on<vote>>, entry_requires<changes_requested, on<vote>>,
            entry_requires<cancelled, any_of<on<subject_changed>, on<cancel>>>, event_leads_only_to<deadline, expired>,
            entry_requires<expired, on<deadline>>, event_requires<cancel, requester_or_admin>,
            event_requires<resubmit, digest_unchanged>, event_requires<retract_vote, voted>>;
};

static_assert(holds<approval>);

}  // namespace fairlead::package

#if FAIRLEAD_DEFINE_INLINE
#include "approval.ipp"
#endif

#endif
