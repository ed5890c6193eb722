// SPDX-License-Identifier: BSL-1.0
// Why one artifact needs another, as a set of kinds. What the kinds mean for an order is graph_snapshot.hpp's matter.
#ifndef FAIRLEAD_ARTIFACTS_DEPENDENCY_KIND_HPP
#define FAIRLEAD_ARTIFACTS_DEPENDENCY_KIND_HPP

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace fairlead {

/// A set of reasons why `a -> b` ("a depends on b"); one edge may have several. Combine with `|`.
/// The numbers never leave the process: persist `to_string(dependency_kind)`.
enum class dependency_kind : std::uint16_t {
  none = 0,             ///< the empty set; no edge has it
  runtime = 1 << 0,     ///< b is needed while a runs
  build = 1 << 1,       ///< b is needed to build a
  test = 1 << 2,        ///< b is needed to test a
  dev = 1 << 3,         ///< b is needed to work on a
  optional = 1 << 4,    ///< a uses b where b is there
  peer = 1 << 5,        ///< a expects its user to bring b
  pre = 1 << 6,         ///< b must be configured before a is even unpacked
  order_only = 1 << 7,  ///< a comes after b, but does not need it
  contains = 1 << 8,    ///< b is a part of a
  provides = 1 << 9     ///< a is an implementation of b
};

/// Every kind at once.
inline constexpr dependency_kind all_dependency_kinds{(1 << 10) - 1};

[[nodiscard]] constexpr dependency_kind operator|(dependency_kind a, dependency_kind b) noexcept {
  return static_cast<dependency_kind>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
[[nodiscard]] constexpr dependency_kind operator&(dependency_kind a, dependency_kind b) noexcept {
  return static_cast<dependency_kind>(static_cast<unsigned>(a) & static_cast<unsigned>(b));
}
constexpr dependency_kind& operator|=(dependency_kind& a, dependency_kind b) noexcept { return a = a | b; }

/// Whether the sets share a kind.
[[nodiscard]] constexpr bool overlaps(dependency_kind a, dependency_kind b) noexcept {
  return (a & b) != dependency_kind::none;
}

/// The names in the order of the enumeration, joined by "|": "runtime|pre". The empty set is "none".
[[nodiscard]] inline std::string to_string(dependency_kind kinds) {
  constexpr std::array<std::string_view, 10> names = {"runtime", "build", "test",       "dev",      "optional",
                                                      "peer",    "pre",   "order_only", "contains", "provides"};
  std::string text;
  for (unsigned bit = 0; bit < names.size(); ++bit) {
    if (overlaps(kinds, static_cast<dependency_kind>(1U << bit))) {
      if (!text.empty()) { text += '|'; }
      text += names[bit];
    }
  }
  return text.empty() ? "none" : text;
}

}  // namespace fairlead

#endif
