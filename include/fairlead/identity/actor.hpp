// SPDX-License-Identifier: BSL-1.0
// Who acts: a principal with roles. Who may do what is decided by guards; how identity is proved, by the host.
#ifndef FAIRLEAD_IDENTITY_ACTOR_HPP
#define FAIRLEAD_IDENTITY_ACTOR_HPP

#include <string>
#include <string_view>
#include <vector>

#include "../config.hpp"

namespace fairlead {

/// A principal, as the host has authenticated it. Two actors are the same if their ids are; roles are attributes of
/// the moment and do not count.
struct actor {
  std::string id;                  ///< unique principal, for example "ada" or "spiffe://example/ci"; empty for nobody
  std::vector<std::string> roles;  ///< in no order
  bool robot = false;              ///< an automaton: it never counts as a person in a quorum or as an operator

  actor() = default;
  /// @param principal  the id; implicit, so that `vote{"ada", ...}` reads as it is meant
  actor(const char* principal);  // NOLINT(google-explicit-constructor)
  actor(std::string principal, std::vector<std::string> its_roles = {}, bool is_automaton = false);

  /// Linear in the number of roles.
  [[nodiscard]] bool has_role(std::string_view role) const noexcept;
  [[nodiscard]] bool is_robot() const noexcept { return robot; }

  /// Same principal.
  friend bool operator==(const actor& a, const actor& b) noexcept { return a.id == b.id; }

  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("id", self.id);
    visit("roles", self.roles);
    visit("robot", self.robot);
  }
};

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "actor.ipp"
#endif

#endif
