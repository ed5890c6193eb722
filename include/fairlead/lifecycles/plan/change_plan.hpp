// SPDX-License-Identifier: BSL-1.0
// What a change to production is planned as, who decides on it by how much is at stake, and how it may turn out.
#ifndef FAIRLEAD_LIFECYCLES_PLAN_CHANGE_PLAN_HPP
#define FAIRLEAD_LIFECYCLES_PLAN_CHANGE_PLAN_HPP

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "../elements.hpp"
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
  static constexpr auto longest_window = std::chrono::hours{168};   // our choice
  static constexpr auto farthest_ahead = std::chrono::hours{2160};  // our choice

  digest contents{};    ///< over scope, documents and window: what is authorized is this, and nothing else
  std::string scope{};  ///< what is changed, for example "production/shop"
  evidence implementation{};
  evidence backout{};
  evidence test{};
  timestamp begins{};
  timestamp ends{};

  /// Whether nothing is missing, and the window lies ahead of `at`.
  [[nodiscard]] verdict complete(timestamp at) const {
    if (!contents || scope.empty()) { return cannot_determine("the plan's digest and scope"); }
    for (const auto& [what, document] : {std::pair("how to implement it", &implementation),
                                         {"how to back out", &backout},
                                         {"how to test it", &test}}) {
      if (document->reference.empty()) { return refuse(std::string("the plan does not say ") + what); }
    }
    if (ends <= begins || ends <= at) { return refuse("the window of the change must lie ahead"); }
    if (begins + longest_window < ends) { return refuse("a window lasts 168 hours at most"); }
    return ends <= at + farthest_ahead ? pass() : refuse("a window ends 2160 hours ahead at most");
  }
  /// Whether what is changed lies within the scope of `grant`, and in none that it excludes.
  [[nodiscard]] bool covered_by(const preapproval& grant) const {
    return scope_covers(grant.scope, scope) &&
           detail::none(grant.excluded, [&](const std::string& each) { return scope_covers(each, scope); });
  }
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
[[nodiscard]] inline verdict change_level_scored(std::uint32_t level, const std::string& what) {
  if (level == 0) { return cannot_determine("its " + what); }
  return level <= highest_change_level ? pass() : refuse(what + " is at most " + std::to_string(highest_change_level));
}

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
[[nodiscard]] inline const approval_policy* authority_over(const std::vector<change_authority>& authorities,
                                                           std::uint32_t score) {
  const change_authority* highest = nullptr;
  for (const change_authority& each : authorities) {
    if (each.lowest_score <= score && (highest == nullptr || each.lowest_score > highest->lowest_score)) {
      highest = &each;
    }
  }
  return highest == nullptr ? nullptr : &highest->approvals;
}

}  // namespace fairlead::plan

#endif
