// SPDX-License-Identifier: BSL-1.0
// What a change to production is planned as, who decides on it by how much is at stake, and how it may turn out.
#ifndef FAIRLEAD_LIFECYCLES_PLAN_CHANGE_PLAN_HPP
#define FAIRLEAD_LIFECYCLES_PLAN_CHANGE_PLAN_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../../model/verdict.hpp"
#include "../approval_policy.hpp"
#include "../evidence.hpp"

namespace fairlead::plan {

/// @source ITIL 4, change enablement: a standard change is authorized in advance, an emergency change by a board of its
///         own
enum class change_type : std::uint8_t { normal, standard, emergency };

/// How the implementation of a change has ended.
enum class change_execution : std::uint8_t { not_ended, implemented, backed_out, overrun };

/// How a change went, as its review finds.
/// @source ServiceNow, change management: closure codes
enum class change_outcome : std::uint8_t { successful, successful_with_issues, unsuccessful };

/// What is to be done, how it is taken back, how it is found out whether it worked, and the window for all of it.
struct change_plan {
  static constexpr auto longest_window = hours{168};   // our choice
  static constexpr auto farthest_ahead = hours{2160};  // our choice

  digest contents{};    ///< over scope, documents and window: what is authorized is this, and nothing else
  std::string scope{};  ///< what is changed, for example "production/shop"
  evidence implementation{};
  evidence backout{};
  evidence test{};
  timestamp begins{};
  timestamp ends{};

  /// Whether nothing is missing, and the window lies ahead of `at`.
  [[nodiscard]] verdict complete(timestamp at) const;
  /// Whether what is changed lies within the scope of `grant`, and in none that it excludes.
  [[nodiscard]] bool covered_by(const preapproval& grant) const;
  friend bool operator==(const change_plan&, const change_plan&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("contents", self.contents);
    visit("scope", self.scope);
    visit("implementation", self.implementation);
    visit("backout", self.backout);
    visit("test", self.test);
    visit("begins", self.begins);
    visit("ends", self.ends);
  }
};

/// Highest risk and highest impact of a change.
/// @source ISO/IEC 27005:2022, annex A.1: scales of five levels
inline constexpr std::uint32_t highest_change_level = 5;

/// Whether `level`, the risk or the impact as `what` says, is one of the scale; 0 is one that was not scored.
[[nodiscard]] verdict change_level_scored(std::uint32_t level, const std::string& what);

/// Who decides on changes from some score on: the more is at stake, the higher the authority.
/// @source ITIL 4, change enablement: change authority by type and risk of the change
struct change_authority {
  std::uint32_t lowest_score = 1;  ///< risk times impact
  approval_policy approvals{};

  friend bool operator==(const change_authority&, const change_authority&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("lowest_score", self.lowest_score);
    visit("approvals", self.approvals);
  }
};

/// The highest authority of those that a change of `score` has come up to; null if it is none of theirs.
[[nodiscard]] const approval_policy* authority_over(const std::vector<change_authority>& authorities,
                                                    std::uint32_t score);

}  // namespace fairlead::plan

#if FAIRLEAD_DEFINE_INLINE
#include "change_plan.ipp"
#endif

#endif
