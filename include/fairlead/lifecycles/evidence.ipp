// SPDX-License-Identifier: BSL-1.0
// The definitions of evidence.hpp.
#ifndef FAIRLEAD_LIFECYCLES_EVIDENCE_IPP
#define FAIRLEAD_LIFECYCLES_EVIDENCE_IPP

#include <string_view>

#include "evidence.hpp"

namespace fairlead {

FAIRLEAD_INLINE bool health_report::healthy(const digest& contents) const {
  return static_cast<bool>(contents) && subject == contents && total > 0 && passing == total;
}

FAIRLEAD_INLINE bool scope_covers(std::string_view pattern, std::string_view scope) noexcept {
  return pattern == scope || (pattern.ends_with('/') && scope.starts_with(pattern));
}

FAIRLEAD_INLINE bool approval_record::valid(const digest& contents, timestamp at) const {
  return static_cast<bool>(contents) && subject == contents && at < expires;
}

}  // namespace fairlead

#endif
