// SPDX-License-Identifier: BSL-1.0
// The definitions of branch_protection.hpp.
#ifndef FAIRLEAD_LIFECYCLES_VCS_BRANCH_PROTECTION_IPP
#define FAIRLEAD_LIFECYCLES_VCS_BRANCH_PROTECTION_IPP

#include "../elements.hpp"
#include "branch_protection.hpp"

namespace fairlead::vcs {

FAIRLEAD_INLINE verdict branch_protection::admits(const merge_record& what, const actor& by) const {
  if (!mergers.empty() && !detail::contains(mergers, by.id)) {
    return refuse(by.id + " may not merge into " + what.branch);
  }
  if (linear_history && what.commit.parents > 1) {
    return refuse("the history of " + what.branch + " is linear, this commit has " +
                  std::to_string(what.commit.parents) + " parents");
  }
  if (!signers.empty() && !detail::contains(signers, what.commit.signer)) {
    return refuse("no signature on this commit counts");
  }
  if (review) {
    const auto counted = counted_voters(*review, what.approvers, what.author, what.uploader);
    if (!review->reached_by(counted.size())) {
      return needs_approval(std::to_string(counted.size()) + " of " + std::to_string(review->quorum) + " reviewers");
    }
  }
  return verify::required_checks_pass(checks, what.checks, what.commit.id);
}

}  // namespace fairlead::vcs

#endif
