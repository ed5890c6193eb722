// SPDX-License-Identifier: BSL-1.0
// Definitions of named_event.hpp.
#ifndef FAIRLEAD_MACHINE_NAMED_EVENT_IPP
#define FAIRLEAD_MACHINE_NAMED_EVENT_IPP

#include <cstddef>
#include <string>
#include <string_view>

#include "../error.hpp"
#include "named_event.hpp"

namespace fairlead::detail {

FAIRLEAD_INLINE std::size_t named_event(const lifecycle_description& lifecycle, std::string_view name) {
  for (std::size_t e = 0; e < lifecycle.events.size(); ++e) {
    if (lifecycle.events[e]->name == name) { return e; }
  }
  throw error(errc::unknown_event,
              "lifecycle '" + std::string(lifecycle.name) + "' has no event '" + std::string(name.substr(0, 80)) + "'");
}

FAIRLEAD_INLINE void check_event(const lifecycle_description& lifecycle, std::size_t event) {
  if (event < lifecycle.events.size()) { return; }
  throw error(errc::unknown_event,
              "lifecycle '" + std::string(lifecycle.name) + "' has no event at position " + std::to_string(event));
}

}  // namespace fairlead::detail

#endif
