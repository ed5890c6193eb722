// SPDX-License-Identifier: BSL-1.0
// What protects a branch: the rules that whatever is merged into it has to keep.
#ifndef FAIRLEAD_LIFECYCLES_VCS_BRANCH_PROTECTION_HPP
#define FAIRLEAD_LIFECYCLES_VCS_BRANCH_PROTECTION_HPP

#include <optional>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../model/verdict.hpp"
#include "../approval_policy.hpp"
#include "merge_facts.hpp"

namespace fairlead::vcs {

/// Every rule that is set has to be kept, by everybody: there is no role that rules do not apply to.
/// @source GitHub, about protected branches; GitLab, protected branches
struct branch_protection {
  std::optional<approval_policy> review{};  ///< none: nobody's approval is asked for
  std::vector<std::string> checks{};        ///< that must have passed of the commit
  bool linear_history = false;              ///< no commit has two parents
  std::vector<std::string> signers{};       ///< whose signatures count; none: no signature is asked for
  std::vector<std::string> mergers{};       ///< principals who may merge; none: whoever may write

  /// Whether the rules let `by` merge `what`.
  [[nodiscard]] verdict admits(const merge_record& what, const actor& by) const;

  friend bool operator==(const branch_protection&, const branch_protection&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("review", self.review);
    visit("checks", self.checks);
    visit("linear_history", self.linear_history);
    visit("signers", self.signers);
    visit("mergers", self.mergers);
  }
};

}  // namespace fairlead::vcs

#if FAIRLEAD_DEFINE_INLINE
#include "branch_protection.ipp"
#endif

#endif
