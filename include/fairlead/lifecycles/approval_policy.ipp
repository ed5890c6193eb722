// SPDX-License-Identifier: BSL-1.0
// The definitions of approval_policy.hpp.
#ifndef FAIRLEAD_LIFECYCLES_APPROVAL_POLICY_IPP
#define FAIRLEAD_LIFECYCLES_APPROVAL_POLICY_IPP

#include <algorithm>

#include "elements.hpp"
#include "approval_policy.hpp"

namespace fairlead {

FAIRLEAD_INLINE bool approval_policy::may_vote(const actor& who) const {
  const bool listed = detail::contains(voters, who.id);
  return !who.id.empty() && !who.is_robot() && (listed || (!role.empty() && who.has_role(role)));
}

FAIRLEAD_INLINE void require_satisfiable(const approval_policy& policy, const actor& author, const actor& requester) {
  if (policy.quorum == 0) { throw error(errc::invalid_value, "an approval policy needs a quorum of at least 1"); }
  if (!policy.role.empty()) { return; }
  std::vector<std::string> eligible = policy.voters;
  std::erase_if(eligible, [&](const std::string& id) { return id == author.id || id == requester.id; });
  std::ranges::sort(eligible);
  eligible.erase(std::ranges::unique(eligible).begin(), eligible.end());
  if (eligible.size() < policy.quorum) {
    throw error(errc::invalid_value, "the approval policy asks for " + std::to_string(policy.quorum) +
                                         " votes, but only " + std::to_string(eligible.size()) +
                                         " voters are neither author nor requester; add voters or lower the quorum");
  }
}

FAIRLEAD_INLINE std::vector<std::string> counted_voters(const approval_policy& policy, const std::vector<actor>& votes,
                                                        const actor& author, const actor& requester) {
  std::vector<std::string> counted{};
  for (const actor& each : votes) {
    if (each != author && each != requester && policy.may_vote(each)) { counted.push_back(each.id); }
  }
  std::ranges::sort(counted);
  counted.erase(std::ranges::unique(counted).begin(), counted.end());
  return counted;
}

}  // namespace fairlead

#endif
