// SPDX-License-Identifier: BSL-1.0
// What a check has said of some contents, and whether all checks that a policy requires have passed.
#ifndef FAIRLEAD_LIFECYCLES_VERIFY_CHECK_RESULT_HPP
#define FAIRLEAD_LIFECYCLES_VERIFY_CHECK_RESULT_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "../../config.hpp"
#include "../../model/verdict.hpp"
#include "../evidence.hpp"

namespace fairlead::verify {

/// What one check has said of one set of contents.
struct check_result {
  std::string check{};
  digest subject{};
  std::uint32_t failing = 0;  ///< findings that speak against the contents
  evidence source{};          ///< none means that the check has not been made

  friend bool operator==(const check_result&, const check_result&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("check", self.check);
    visit("subject", self.subject);
    visit("failing", self.failing);
    visit("source", self.source);
  }
};

/// Passes if each of the `required` checks has been made of exactly `contents`, and no result of it found anything.
/// Linear in required checks times results.
[[nodiscard]] verdict required_checks_pass(const std::vector<std::string>& required,
                                           const std::vector<check_result>& results, const digest& contents);

}  // namespace fairlead::verify

#if FAIRLEAD_DEFINE_INLINE
#include "check_result.ipp"
#endif

#endif
