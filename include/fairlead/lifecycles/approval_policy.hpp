// SPDX-License-Identifier: BSL-1.0
// Who may approve, and how many it takes: the policy of every lifecycle that asks for a quorum.
#ifndef FAIRLEAD_LIFECYCLES_APPROVAL_POLICY_HPP
#define FAIRLEAD_LIFECYCLES_APPROVAL_POLICY_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "elements.hpp"
#include "../error.hpp"
#include "../identity/actor.hpp"

namespace fairlead {

/// Who may approve, and how many it takes.
struct approval_policy {
  std::uint32_t quorum = 1;                 ///< distinct people whose approval is needed; at least 1
  std::vector<std::string> voters{};        ///< principals that may vote
  std::string role{};                       ///< whoever has this role may vote as well; empty for nobody
  std::vector<std::string> escalation{};    ///< principals that may vote once the approval has been escalated
  std::vector<std::string> preapprovals{};  ///< ids of the preapprovals that are in force

  /// True if `who` is a person who is listed, or has the role.
  [[nodiscard]] bool may_vote(const actor& who) const {
    const bool listed = detail::contains(voters, who.id);
    return !who.id.empty() && !who.is_robot() && (listed || (!role.empty() && who.has_role(role)));
  }
  /// True if `votes` of distinct people are enough. Nobody's approval never is.
  [[nodiscard]] bool reached_by(std::size_t votes) const noexcept { return votes > 0 && votes >= quorum; }
  friend bool operator==(const approval_policy&, const approval_policy&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("quorum", self.quorum);
    visit("voters", self.voters);
    visit("role", self.role);
    visit("escalation", self.escalation);
    visit("preapprovals", self.preapprovals);
  }
};

/// Refuses a policy that nobody could ever satisfy: a quorum of nobody, or one that is larger than the listed voters
/// without `author` and `requester`. A policy with a role is taken to be satisfiable: who has it, only the host knows.
/// @throws error  `invalid_value`
inline void require_satisfiable(const approval_policy& policy, const actor& author, const actor& requester) {
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

/// The distinct principals in `votes` whose vote counts: neither `author` nor `requester`, and admitted by the policy.
[[nodiscard]] inline std::vector<std::string> counted_voters(const approval_policy& policy,
                                                             const std::vector<actor>& votes, const actor& author,
                                                             const actor& requester) {
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
