// SPDX-License-Identifier: BSL-1.0
// Where contents must have been verified, and for how long they must have run there, before they go on.
#ifndef FAIRLEAD_LIFECYCLES_RELEASE_UPSTREAM_POLICY_HPP
#define FAIRLEAD_LIFECYCLES_RELEASE_UPSTREAM_POLICY_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../identity/duration.hpp"
#include "../evidence.hpp"

namespace fairlead::release {

/// What the environments upstream say, in the order from good to bad.
enum class upstream_verdict : std::uint8_t { pass, wait, blocked_by_dependency, fail };

/// Contents were verified in an environment.
struct verification {
  std::string environment{};
  health_report health{};
  timestamp since{};  ///< begin of the soak
};

/// The policy by which contents are available to what lies downstream.
/// @source Kargo FreightAvailability All and OneOf, requiredSoakTime
struct upstream_policy {
  /// Whether every environment upstream must have verified the contents, or any.
  enum class availability : std::uint8_t { all, one_of };

  std::vector<std::string> environments{};  ///< none: everything is available
  availability needed = availability::all;
  std::uint32_t soak_minutes = 0;

  /// What `reports` come to at `at`. Without a report an environment blocks; a failed one fails; a soak waits.
  [[nodiscard]] upstream_verdict evaluate(const digest& contents, const std::vector<verification>& reports,
                                          timestamp at) const;

  friend bool operator==(const upstream_policy&, const upstream_policy&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("environments", self.environments);
    visit("needed", self.needed);
    visit("soak_minutes", self.soak_minutes);
  }

private:
  [[nodiscard]] upstream_verdict of_report(const verification& report, const digest& contents, timestamp at) const;
};

}  // namespace fairlead::release

#if FAIRLEAD_DEFINE_INLINE
#include "upstream_policy.ipp"
#endif

#endif
