// SPDX-License-Identifier: BSL-1.0
// A change of the sources: reviewed revision by revision, tested as it will be merged, and merged as it was tested.
#ifndef FAIRLEAD_LIFECYCLES_VCS_CHANGE_HPP
#define FAIRLEAD_LIFECYCLES_VCS_CHANGE_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/holds.hpp"
#include "../../model/vocabulary.hpp"
#include "../guards.hpp"
#include "merge_facts.hpp"
#include "review_policy.hpp"

namespace fairlead::vcs {

/// A new patch set outdates the approvals, but no veto: that stands until its reviewer takes it back or approves.
/// @source Gerrit, changes (NEW, MERGED, ABANDONED), submit requirements and outdated votes; GitHub pull requests;
/// Zuul,
///         gate pipeline; CDEvents change.created, updated, reviewed, merged and abandoned
struct change : lifecycle {
  using stock = change;
  static constexpr std::string_view name = "change";

  struct draft : initial {};
  /// @source Google Engineering Practices, speed of code reviews: one business day at most
  struct in_review : waiting {
    static constexpr auto patience = hours{24};
  };
  /// @source actions/stale: stale after 60 days, closed after 7 more
  struct changes_requested : waiting {
    static constexpr auto patience = hours{67 * 24};
  };
  /// Approvals grow old: the branch moves on under them.
  struct approved : waiting {
    static constexpr auto patience = hours{168};  // our choice
  };
  /// @source Zuul, tenant: max-job-timeout is 10800 s
  struct gating : waiting {
    static constexpr auto patience = hours{3};
  };
  struct merged : terminal {};
  struct abandoned : waiting {
    static constexpr auto patience = hours{90 * 24};  // our choice; it can be restored until then
  };
  struct purged : terminal {};

  struct mark_ready {
    actor by{};
  };
  struct new_patchset {
    actor by{};
    digest revision{};
  };
  struct review {
    actor by{};
    digest revision{};  ///< that the reviewer has looked at
    std::string label{};
    vote_value vote = vote_value::reject;
    std::string comment{};
  };
  struct veto_withdrawn {
    actor by{};
    std::string label{};
  };
  struct enqueue {
    actor by{};
    std::vector<verify::check_result> checks{};  ///< of the revision
    merge_trial trial{};
    branch_report branch{};
  };
  struct gate_passed {
    digest revision{};
    digest tested{};       ///< commit that the checks were made of
    merge_commit merge{};  ///< commit that goes into the branch
    std::vector<verify::check_result> checks{};
  };
  struct gate_failed {
    digest revision{};
    digest base{};  ///< onto which it was merged for the test
    evidence log{};
  };
  /// What was ahead in the queue has failed, or the branch has moved: the test is worth nothing any more.
  struct gate_reset {
    digest base{};  ///< to test on instead
  };
  struct dequeue {
    actor by{};
    std::string reason{};
  };
  struct abandon {
    actor by{};
    std::string reason{};
  };
  struct restore {
    actor by{};
  };

  struct data {
    std::string id{};
    std::string branch{};  ///< into which it is to be merged
    actor author{};
    actor requester{};  ///< who uploaded the current revision
    review_policy policy{};
    std::uint32_t report_minutes = 10;   ///< for how long a report about the branch counts; our choice
    digest revision{};                   ///< the current one
    std::uint32_t patchset = 0;          ///< its number, from 1
    std::vector<label_vote> votes{};     ///< approvals of the current revision, and vetoes
    digest base{};                       ///< tip onto which it is merged in the gate
    merge_commit merge{};                ///< what became of it
    std::vector<std::string> reasons{};  ///< one line for each time that it was turned back

    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("id", self.id);
      visit("branch", self.branch);
      visit("author", self.author);
      visit("requester", self.requester);
      visit("policy", self.policy);
      visit("report_minutes", self.report_minutes);
      visit("revision", self.revision);
      visit("patchset", self.patchset);
      visit("votes", self.votes);
      visit("base", self.base);
      visit("merge", self.merge);
      visit("reasons", self.reasons);
    }

    /// The votes as they are once `event` has been cast.
    [[nodiscard]] std::vector<label_vote> votes_with(const review& event) const;
    [[nodiscard]] bool vetoed_by(const actor& who, const std::string& label) const;
  };

  struct revision_known {
    verdict operator()(const mark_ready&, const data& of) const;
  };
  struct other_revision {
    verdict operator()(const new_patchset& event, const data& of) const;
  };
  /// Whoever approves has looked at the current revision.
  struct current_revision {
    verdict operator()(const review& event, const data& of) const;
  };
  struct eligible {
    verdict operator()(const review& event, const data& of) const;
  };
  /// Somebody's veto would stand though this vote is cast.
  struct veto {
    verdict operator()(const review& event, const data& of) const;
  };
  struct quorum_met {
    verdict operator()(const review& event, const data& of) const;
  };
  struct own_veto {
    verdict operator()(const veto_withdrawn& event, const data& of) const;
  };
  struct checks_green {
    verdict operator()(const enqueue& event, const data& of) const;
  };
  struct mergeable {
    verdict operator()(const enqueue& event, const data& of) const;
  };
  struct branch_open {
    verdict operator()(const enqueue& event, const data& of, timestamp at) const;
  };
  /// What failed is what is in the gate, not an earlier try.
  struct same_merge {
    verdict operator()(const gate_failed& event, const data& of) const;
  };
  /// The commit that goes into the branch is the one that was tested, and is this revision on the tip of the gate.
  struct tested_exact_merge {
    verdict operator()(const gate_passed& event, const data& of) const;
  };

  struct adopt_patchset {
    void operator()(const new_patchset& event, data& of) const;
  };
  struct outdate_votes {
    void operator()(data& of) const;
  };
  struct record_vote {
    void operator()(const review& event, data& of) const { of.votes = of.votes_with(event); }
  };
  struct drop_veto {
    void operator()(const veto_withdrawn& event, data& of) const;
  };
  struct enter_gate {
    void operator()(const enqueue& event, data& of) const { of.base = event.branch.tip; }
  };
  struct retest {
    void operator()(const gate_reset& event, data& of) const { of.base = event.base; }
  };
  struct leave_gate {
    void operator()(data& of) const { of.base = digest{}; }
  };
  struct record_merge {
    void operator()(const gate_passed& event, data& of) const { of.merge = event.merge; }
  };
  struct record_failure {
    void operator()(const gate_failed& event, data& of) const;
  };
  struct record_reason {
    template <class Event>
    void operator()(const Event& event, data& of) const {
      of.reasons.push_back(event.by.id + ": " + event.reason);
    }
  };

  template <class Self>
  struct about_change {
    std::string id{};
    std::string branch{};
    digest revision{};
    static Self from(const data& of) {
      Self signal;
      signal.id = of.id;
      signal.branch = of.branch;
      signal.revision = of.revision;
      return signal;
    }
  };
  struct emit_change_created : about_change<emit_change_created> {};
  struct emit_change_updated : about_change<emit_change_updated> {};
  struct emit_change_abandoned : about_change<emit_change_abandoned> {};
  struct emit_change_reviewed {
    std::string id{};
    label_vote vote{};
    std::string comment{};
    static emit_change_reviewed from(const review& event, const data& of);
  };
  struct emit_change_merged {
    merge_record merge{};
    static emit_change_merged from(const gate_passed& event, const data& of);
  };
  /// To the reviewers: the change waits for them.
  struct remind : about_change<remind> {};
  /// To the gate: merge the revision onto the base, and test what that makes.
  struct test_merge {
    std::string id{};
    digest revision{};
    digest base{};
    static test_merge from(const data& of);
  };
  /// To the gate: what is behind this change has to be tested without it.
  struct leave_queue : about_change<leave_queue> {};

  using approves = is<&review::vote, vote_value::approve>;
  using rejects = is<&review::vote, vote_value::reject>;

  // clang-format off
  using transitions = table<
      row<draft,             mark_ready,     in_review, when<revision_known>,                 then<raise<emit_change_created>>>,
      row<draft,             new_patchset,   stay,      when<other_revision>,                 then<adopt_patchset, outdate_votes>>,
      row<in_review,         review,         approved,  when<approves, current_revision, eligible, not_self, not_<veto>, quorum_met>,
                                                                                              then<record_vote, raise<emit_change_reviewed>>>,
      row<in_review,         review,         stay,      when<approves, current_revision, eligible, not_self, not_<veto>, not_<quorum_met>>,
                                                                                              then<record_vote, raise<emit_change_reviewed>>>,
      row<in_review,         review,         stay,      when<approves, current_revision, eligible, not_self, veto>,
                                                                                              then<record_vote, raise<emit_change_reviewed>>>,
      row<any_of<in_review, approved>,
                             review,         changes_requested, when<rejects, eligible>,      then<record_vote, raise<emit_change_reviewed>>>,
      row<in_review,         deadline,       stay,      when<>,                               then<raise<remind>>>,
      row<any_of<in_review, changes_requested, approved>,
                             new_patchset,   in_review, when<other_revision>,                 then<adopt_patchset, outdate_votes, raise<emit_change_updated>>>,
      row<changes_requested, veto_withdrawn, in_review, when<own_veto>,                       then<drop_veto>>,
      row<changes_requested, deadline,       abandoned, when<>,                               then<raise<emit_change_abandoned>>>,
      row<approved,          review,         stay,      when<approves, current_revision, eligible, not_self>,
                                                                                              then<record_vote, raise<emit_change_reviewed>>>,
      row<approved,          enqueue,        gating,    when<checks_green, branch_open, mergeable>, then<enter_gate, raise<test_merge>>>,
      row<approved,          deadline,       in_review, when<>,                               then<outdate_votes, raise<remind>>>,
      row<gating,            gate_passed,    merged,    when<tested_exact_merge>,             then<record_merge, raise<emit_change_merged>>>,
      row<gating,            gate_failed,    changes_requested, when<same_merge>,             then<record_failure, leave_gate>>,
      row<gating,            gate_reset,     stay,      when<>,                               then<retest, raise<test_merge>>>,
      row<gating,            new_patchset,   in_review, when<other_revision>,                 then<adopt_patchset, outdate_votes, leave_gate, raise<leave_queue>, raise<emit_change_updated>>>,
      row<gating,            dequeue,        approved,  when<>,                               then<record_reason, leave_gate, raise<leave_queue>>>,
      row<gating,            deadline,       approved,  when<>,                               then<leave_gate, raise<leave_queue>>>,
      row<any_of<draft, in_review, changes_requested, approved>,
                             abandon,        abandoned, when<reason_given>,                   then<record_reason, raise<emit_change_abandoned>>>,
      row<abandoned,         restore,        draft,     when<>,                               then<outdate_votes>>,
      row<abandoned,         deadline,       purged>>;
  // clang-format on

  using unmerged = any_of<draft, in_review, changes_requested, approved, gating>;
  using open = any_of<draft, in_review, changes_requested, approved>;
  using invariants =
      prove<always_passes<draft, merged, approved>, always_passes<draft, merged, gating>,
            entry_requires<approved, any_of<quorum_met, on<dequeue>, on<deadline>>>,
            entry_requires<approved, any_of<not_<veto>, on<dequeue>, on<deadline>>>,
            entry_requires<merged, tested_exact_merge>, entry_requires<gating, checks_green, mergeable, branch_open>,
            entry_requires<changes_requested, any_of<rejects, on<gate_failed>>>,
            event_requires<mark_ready, revision_known>, event_requires<new_patchset, other_revision>,
            event_requires<review, eligible>, event_requires<review, not_self>::where<approves>,
            event_requires<review, current_revision>::where<approves>, event_requires<veto_withdrawn, own_veto>,
            event_requires<gate_failed, same_merge>, event_requires<abandon, reason_given>,
            event_never_leads_to<new_patchset, approved>, event_leads_only_to<mark_ready, in_review>,
            event_leads_only_to<new_patchset, in_review>::from<any_of<in_review, changes_requested, approved, gating>>,
            event_leads_only_to<new_patchset, draft>::from<draft>,
            event_leads_only_to<review, in_review, approved, changes_requested>,
            event_leads_only_to<review, approved, changes_requested>::from<approved>,
            event_leads_only_to<veto_withdrawn, in_review>, event_leads_only_to<gate_failed, changes_requested>,
            event_leads_only_to<gate_reset, gating>, event_leads_only_to<dequeue, approved>,
            event_leads_only_to<abandon, abandoned>, event_leads_only_to<restore, draft>,
            event_leads_only_to<deadline, in_review>::from<any_of<in_review, approved>>,
            event_leads_only_to<deadline, abandoned>::from<changes_requested>,
            event_leads_only_to<deadline, approved>::from<gating>, exits_only_to<abandoned, draft, purged>,
            accepts<unmerged, new_patchset>, accepts<open, abandon>, accepts<gating, gate_failed>,
            accepts<abandoned, restore>, unconditional<gating, dequeue>, unconditional<gating, gate_reset>,
            event_leads_only_to<deadline, purged>::from<abandoned>, exits_only_to<draft, in_review, abandoned>,
            exits_only_to<approved, in_review, changes_requested, gating, abandoned>,
            exits_only_to<gating, merged, changes_requested, in_review, approved>>;
};

static_assert(holds<change>);

}  // namespace fairlead::vcs

#if FAIRLEAD_DEFINE_INLINE
#include "change.ipp"
#endif

#endif
