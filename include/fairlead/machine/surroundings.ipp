// SPDX-License-Identifier: BSL-1.0
// Definitions of surroundings.hpp.
#ifndef FAIRLEAD_MACHINE_SURROUNDINGS_IPP
#define FAIRLEAD_MACHINE_SURROUNDINGS_IPP

#include <string>
#include <string_view>

#include "surroundings.hpp"

namespace fairlead::detail {

FAIRLEAD_INLINE verdict stands_elsewhere(std::string_view scope, std::string_view now) {
  return refuse(std::string(scope) + " is " + std::string(now));
}

}  // namespace fairlead::detail

#endif
