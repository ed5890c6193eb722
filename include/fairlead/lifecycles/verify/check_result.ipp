// SPDX-License-Identifier: BSL-1.0
// The definitions of check_result.hpp.
#ifndef FAIRLEAD_LIFECYCLES_VERIFY_CHECK_RESULT_IPP
#define FAIRLEAD_LIFECYCLES_VERIFY_CHECK_RESULT_IPP

#include "check_result.hpp"

namespace fairlead::verify {

FAIRLEAD_INLINE verdict required_checks_pass(const std::vector<std::string>& required,
                                             const std::vector<check_result>& results, const digest& contents) {
  for (const std::string& check : required) {
    bool made = false;
    for (const check_result& each : results) {
      if (each.check != check || each.subject != contents || each.source.reference.empty()) { continue; }
      if (each.failing > 0) {
        return refuse("the check " + check + " has " + std::to_string(each.failing) + " findings");
      }
      made = true;
    }
    if (!made) { return refuse("the check " + check + " has not been made of " + contents.abbreviated()); }
  }
  return contents ? pass() : cannot_determine("the contents that are to pass");
}

}  // namespace fairlead::verify

#endif
