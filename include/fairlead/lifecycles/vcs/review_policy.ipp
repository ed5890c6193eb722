// SPDX-License-Identifier: BSL-1.0
// The definitions of review_policy.hpp.
#ifndef FAIRLEAD_LIFECYCLES_VCS_REVIEW_POLICY_IPP
#define FAIRLEAD_LIFECYCLES_VCS_REVIEW_POLICY_IPP

#include <algorithm>

#include "review_policy.hpp"

namespace fairlead::vcs {

FAIRLEAD_INLINE const submit_requirement* review_policy::find(const std::string& label) const {
  const auto found = std::ranges::find(requirements, label, &submit_requirement::label);
  return found == requirements.end() ? nullptr : &*found;
}

FAIRLEAD_INLINE verdict review_policy::satisfied_by(const std::vector<label_vote>& votes, const digest& revision,
                                                    const actor& author, const actor& uploader) const {
  if (requirements.empty()) { return refuse("no label is required, so that nobody could approve"); }
  std::vector<std::string> everybody{};
  for (const submit_requirement& each : requirements) {
    const auto counted = counted_voters(each.policy, approvers(votes, each.label, revision), author, uploader);
    if (!each.policy.reached_by(counted.size())) {
      return needs_approval(std::to_string(counted.size()) + " of " + std::to_string(each.policy.quorum) +
                            " votes on " + each.label);
    }
    everybody.insert(everybody.end(), counted.begin(), counted.end());
  }
  std::ranges::sort(everybody);
  everybody.erase(std::ranges::unique(everybody).begin(), everybody.end());
  return everybody.size() >= distinct_reviewers
             ? pass()
             : needs_approval(std::to_string(everybody.size()) + " of " + std::to_string(distinct_reviewers) +
                              " distinct reviewers");
}

FAIRLEAD_INLINE std::vector<actor> review_policy::approvers(const std::vector<label_vote>& votes,
                                                            const std::string& label, const digest& revision) {
  std::vector<actor> who{};
  for (const label_vote& each : votes) {
    if (each.vote == vote_value::approve && each.label == label && each.revision == revision) {
      who.push_back(each.by);
    }
  }
  return who;
}

FAIRLEAD_INLINE void require_satisfiable(const review_policy& policy, const actor& author, const actor& uploader) {
  if (policy.requirements.empty()) { throw error(errc::invalid_value, "a review policy needs a submit requirement"); }
  approval_policy all{};
  for (const submit_requirement& each : policy.requirements) {
    if (policy.find(each.label) != &each) {
      throw error(errc::invalid_value, "two submit requirements are on the label " + each.label + "; join them");
    }
    fairlead::require_satisfiable(each.policy, author, uploader);
    all.voters.insert(all.voters.end(), each.policy.voters.begin(), each.policy.voters.end());
    if (!each.policy.role.empty()) { all.role = each.policy.role; }
  }
  all.quorum = std::max(policy.distinct_reviewers, 1U);
  fairlead::require_satisfiable(all, author, uploader);
}

}  // namespace fairlead::vcs

#endif
