// SPDX-License-Identifier: BSL-1.0
// Who may approve, and how many it takes: the policy of every lifecycle that asks for a quorum.
#ifndef FAIRLEAD_LIFECYCLES_APPROVAL_POLICY_HPP
#define FAIRLEAD_LIFECYCLES_APPROVAL_POLICY_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "../config.hpp"
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
  [[nodiscard]] bool may_vote(const actor& who) const;
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
void require_satisfiable(const approval_policy& policy, const actor& author, const actor& requester);

/// The distinct principals in `votes` whose vote counts: neither `author` nor `requester`, and admitted by the policy.
[[nodiscard]] std::vector<std::string> counted_voters(const approval_policy& policy, const std::vector<actor>& votes,
                                                      const actor& author, const actor& requester);

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "approval_policy.ipp"
#endif

#endif
