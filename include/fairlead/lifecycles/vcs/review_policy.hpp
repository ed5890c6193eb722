// SPDX-License-Identifier: BSL-1.0
// Votes on labels, and the submit requirements that they have to satisfy before a change may go on.
#ifndef FAIRLEAD_LIFECYCLES_VCS_REVIEW_POLICY_HPP
#define FAIRLEAD_LIFECYCLES_VCS_REVIEW_POLICY_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../model/verdict.hpp"
#include "../approval_policy.hpp"
#include "../evidence.hpp"

namespace fairlead::vcs {

/// The highest and the lowest value of a label. Those between are opinions, and decide nothing.
/// @source Gerrit, review labels: MAX and MIN of a label, "Code-Review" +2 and -2
enum class vote_value : std::uint8_t { approve, reject };

/// A reviewer's vote on one label. The newest of a reviewer takes the place of those before.
struct label_vote {
  actor by{};
  std::string label{};
  vote_value vote = vote_value::reject;
  digest revision{};  ///< that the reviewer has looked at

  friend bool operator==(const label_vote&, const label_vote&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("by", self.by);
    visit("label", self.label);
    visit("vote", self.vote);
    visit("revision", self.revision);
  }
};

/// How many of whom have to approve on one label.
/// @source Gerrit, submit requirements: `label:NAME=MAX,count>=N,user=non_contributor`
struct submit_requirement {
  std::string label{};
  approval_policy policy{};

  friend bool operator==(const submit_requirement&, const submit_requirement&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("label", self.label);
    visit("policy", self.policy);
  }
};

/// What has to be said of a change before it may go on. All requirements have to be satisfied.
struct review_policy {
  std::vector<submit_requirement> requirements{};
  /// People that it takes over all labels: without it, one person could satisfy each of them.
  /// @source Gerrit, submit requirements: distinctvoters
  std::uint32_t distinct_reviewers = 1;
  std::vector<std::string> checks{};  ///< that have to pass, of the revision and of what is merged

  /// The requirement on `label`; null if there is none. Linear in their number.
  [[nodiscard]] const submit_requirement* find(const std::string& label) const;

  /// Whether `votes` are enough for `revision`: approvals of other revisions, of the author, of the uploader, of
  /// robots, and of those whom the requirement does not admit do not count. Vetoes are not looked at.
  [[nodiscard]] verdict satisfied_by(const std::vector<label_vote>& votes, const digest& revision, const actor& author,
                                     const actor& uploader) const;

  /// Who has approved `revision` on `label`, whether or not it counts.
  [[nodiscard]] static std::vector<actor> approvers(const std::vector<label_vote>& votes, const std::string& label,
                                                    const digest& revision);

  friend bool operator==(const review_policy&, const review_policy&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("requirements", self.requirements);
    visit("distinct_reviewers", self.distinct_reviewers);
    visit("checks", self.checks);
  }
};

/// Refuses a policy that no change of `author`, uploaded by `uploader`, could ever satisfy: without requirements, with
/// one that nobody could satisfy, or with too few voters over all labels. A role is taken to have members enough.
/// @throws error  `invalid_value`
void require_satisfiable(const review_policy& policy, const actor& author, const actor& uploader);

}  // namespace fairlead::vcs

#if FAIRLEAD_DEFINE_INLINE
#include "review_policy.ipp"
#endif

#endif
