// SPDX-License-Identifier: BSL-1.0
// Definitions of actor.hpp.
#ifndef FAIRLEAD_IDENTITY_ACTOR_IPP
#define FAIRLEAD_IDENTITY_ACTOR_IPP

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actor.hpp"

namespace fairlead {

FAIRLEAD_INLINE actor::actor(const char* principal) : id(principal) {}

FAIRLEAD_INLINE actor::actor(std::string principal, std::vector<std::string> its_roles, bool is_automaton)
    : id(std::move(principal)), roles(std::move(its_roles)), robot(is_automaton) {}

FAIRLEAD_INLINE bool actor::has_role(std::string_view role) const noexcept {
  for (const std::string& each : roles) {
    if (each == role) { return true; }
  }
  return false;
}

}  // namespace fairlead

#endif
