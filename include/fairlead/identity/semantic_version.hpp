// SPDX-License-Identifier: BSL-1.0
// Semantic versions 2.0.0: read, order, bump, print.
#ifndef FAIRLEAD_IDENTITY_SEMANTIC_VERSION_HPP
#define FAIRLEAD_IDENTITY_SEMANTIC_VERSION_HPP

#include <charconv>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "../error.hpp"

namespace fairlead {

/// What of a version its next release raises.
enum class version_part : std::uint8_t { major_number, minor_number, patch_number, prerelease };

/// One version. Comparing two gives their precedence, which ignores build metadata: versions that are neither less nor
/// greater may still differ, and so may the artifacts they name. Ask `identical` for that.
/// @source semver.org, Semantic Versioning 2.0.0, items 2, 9, 10 and 11
class semantic_version {
public:
  std::uint64_t major_number = 0;  // not `major`: glibc has a macro of that name
  std::uint64_t minor_number = 0;
  std::uint64_t patch_number = 0;
  std::vector<std::string> prerelease;  ///< identifiers, without dots
  std::vector<std::string> build;       ///< identifiers, without dots

  /// Reads "major.minor.patch[-prerelease][+build]".
  /// @throws error  `invalid_text` with the offset; also where a number exceeds 2^64 - 1
  [[nodiscard]] static semantic_version parse(std::string_view text) {
    semantic_version version;
    std::size_t at = 0;
    version.major_number = number(text, at);
    expect(text, at, '.');
    version.minor_number = number(text, at);
    expect(text, at, '.');
    version.patch_number = number(text, at);
    if (at < text.size() && text[at] == '-') { version.prerelease = identifiers(text, ++at, true); }
    if (at < text.size() && text[at] == '+') { version.build = identifiers(text, ++at, false); }
    if (at != text.size()) { fail(text, "unexpected character", at); }
    return version;
  }

  [[nodiscard]] std::string to_string() const {
    std::string text =
        std::to_string(major_number) + '.' + std::to_string(minor_number) + '.' + std::to_string(patch_number);
    char separator = '-';
    for (const std::string& each : prerelease) {
      text += separator + each;
      separator = '.';
    }
    separator = '+';
    for (const std::string& each : build) {
      text += separator + each;
      separator = '.';
    }
    return text;
  }

  /// The next release that may break its users. Prerelease and build are dropped, lower numbers become 0.
  /// @throws error  `invalid_value` where the number is 2^64 - 1
  [[nodiscard]] semantic_version next_major() const { return release(raised(major_number), 0, 0); }
  /// The next release that adds something. Errors as those of `next_major`.
  [[nodiscard]] semantic_version next_minor() const { return release(major_number, raised(minor_number), 0); }
  /// The next release that mends something. Errors as those of `next_major`.
  [[nodiscard]] semantic_version next_patch() const {
    return release(major_number, minor_number, raised(patch_number));
  }

  /// The next prerelease: 1.4.0 gives 1.4.1-0, 1.4.1-rc.1 gives 1.4.1-rc.2. With `label` "rc", 1.4.0 gives 1.4.1-rc.0,
  /// and so does 1.4.1-beta.7. What is raised is the last numeric identifier; where there is none, 0 is appended.
  /// @throws error  `invalid_text` if `label` is no list of prerelease identifiers; `invalid_value` if what it gives
  ///         would not be later ("beta" after 1.4.1-rc.1), and where the patch number is 2^64 - 1
  /// @source node-semver, inc("prerelease"), which in the second case gives the earlier version
  [[nodiscard]] semantic_version next_prerelease(std::string_view label = {}) const {
    semantic_version next = prerelease.empty() ? next_patch() : release(major_number, minor_number, patch_number);
    next.prerelease = prerelease;
    raise_last_number(next.prerelease);
    if (!label.empty()) {
      std::size_t at = 0;
      std::vector<std::string> labels = identifiers(label, at, true);
      if (at != label.size()) { fail(label, "a prerelease is made of letters, digits, '-' and dots", at); }
      if (!continues(next.prerelease, labels)) {
        labels.emplace_back("0");
        next.prerelease = labels;
      }
    }
    if (!(*this < next)) {
      throw error(errc::invalid_value,
                  next.to_string() + " would not be later than " + to_string() + "; give a label that is");
    }
    return next;
  }

  /// The release that this is a prerelease of: 1.4.0 for 1.4.0-rc.2+b. Build is dropped.
  [[nodiscard]] semantic_version released() const { return release(major_number, minor_number, patch_number); }

  /// The next version by what it raises; `label` is that of `next_prerelease`, and otherwise not looked at.
  [[nodiscard]] semantic_version bump(version_part part, std::string_view label = {}) const {
    switch (part) {
      case version_part::major_number:
        return next_major();
      case version_part::minor_number:
        return next_minor();
      case version_part::patch_number:
        return next_patch();
      case version_part::prerelease:
        break;
    }
    return next_prerelease(label);
  }

  /// Equal in every part, build metadata included.
  [[nodiscard]] bool identical(const semantic_version& other) const { return *this == other && build == other.build; }

  /// Equal precedence: build metadata does not count.
  friend bool operator==(const semantic_version& a, const semantic_version& b) { return (a <=> b) == 0; }
  /// Precedence.
  friend std::weak_ordering operator<=>(const semantic_version& a, const semantic_version& b) {
    if (const auto order = a.major_number <=> b.major_number; order != 0) { return order; }
    if (const auto order = a.minor_number <=> b.minor_number; order != 0) { return order; }
    if (const auto order = a.patch_number <=> b.patch_number; order != 0) { return order; }
    if (a.prerelease.empty() || b.prerelease.empty()) { return a.prerelease.empty() <=> b.prerelease.empty(); }
    const std::size_t common = a.prerelease.size() < b.prerelease.size() ? a.prerelease.size() : b.prerelease.size();
    for (std::size_t i = 0; i < common; ++i) {
      if (const auto order = compare(a.prerelease[i], b.prerelease[i]); order != 0) { return order; }
    }
    return a.prerelease.size() <=> b.prerelease.size();
  }

private:
  [[nodiscard]] static semantic_version release(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
    semantic_version version;
    version.major_number = a;
    version.minor_number = b;
    version.patch_number = c;
    return version;
  }
  // A version that wraps to 0 would be earlier than all others.
  [[nodiscard]] static std::uint64_t raised(std::uint64_t number) {
    if (number == UINT64_MAX) {
      throw error(errc::invalid_value, "a version whose number is 18446744073709551615 has no next one");
    }
    return number + 1;
  }
  // Decimal, as long as it may be.
  static void raise_last_number(std::vector<std::string>& list) {
    for (auto each = list.rbegin(); each != list.rend(); ++each) {
      if (!is_numeric(*each)) { continue; }
      std::size_t digit = each->size();
      while (digit > 0 && (*each)[digit - 1] == '9') { (*each)[--digit] = '0'; }
      if (digit == 0) {
        each->insert(0, 1, '1');
      } else {
        ++(*each)[digit - 1];
      }
      return;
    }
    list.emplace_back("0");
  }
  // Whether `list` is `labels` and a number behind them.
  static bool continues(const std::vector<std::string>& list, const std::vector<std::string>& labels) {
    if (list.size() <= labels.size()) { return false; }
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (list[i] != labels[i]) { return false; }
    }
    return is_numeric(list[labels.size()]);
  }
  [[noreturn]] static void fail(std::string_view text, const char* why, std::size_t offset) {
    constexpr std::size_t shown = 80;  // a hostile text must not fill the log
    throw error(errc::invalid_text,
                "not a semantic version: '" + std::string(text.substr(0, shown)) +
                    (text.size() > shown ? "...'" : "'") + ": " + why + "; write it like 1.4.0 or 1.4.0-rc.1",
                {}, offset);
  }
  static constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
  static constexpr bool is_identifier_character(char c) noexcept {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  }
  static bool is_numeric(std::string_view identifier) noexcept {
    for (const char c : identifier) {
      if (!is_digit(c)) { return false; }
    }
    return true;
  }

  static std::uint64_t number(std::string_view text, std::size_t& at) {
    const std::size_t start = at;
    while (at < text.size() && is_digit(text[at])) { ++at; }
    if (at == start) { fail(text, "a number is missing", start); }
    if (text[start] == '0' && at - start > 1) { fail(text, "a number has no leading zero", start); }
    std::uint64_t value = 0;
    if (std::from_chars(text.data() + start, text.data() + at, value).ec != std::errc{}) {
      fail(text, "a number is too large", start);
    }
    return value;
  }
  static void expect(std::string_view text, std::size_t& at, char wanted) {
    if (at == text.size() || text[at] != wanted) { fail(text, "three numbers with dots between them are needed", at); }
    ++at;
  }
  static std::vector<std::string> identifiers(std::string_view text, std::size_t& at, bool ordered) {
    std::vector<std::string> list;
    for (bool more = true; more;) {
      const std::size_t start = at;
      while (at < text.size() && is_identifier_character(text[at])) { ++at; }
      const std::string_view one = text.substr(start, at - start);
      if (one.empty()) { fail(text, "an identifier is empty", start); }
      if (ordered && one.size() > 1 && one[0] == '0' && is_numeric(one)) {
        fail(text, "a numeric identifier has no leading zero", start);
      }
      list.emplace_back(one);
      more = at < text.size() && text[at] == '.';
      at += more ? 1U : 0U;
    }
    return list;
  }
  // Numeric identifiers by value, whatever their length, and below all others; the others by their bytes.
  static std::weak_ordering compare(const std::string& a, const std::string& b) {
    const bool numeric_a = is_numeric(a);
    const bool numeric_b = is_numeric(b);
    if (numeric_a != numeric_b) { return numeric_b <=> numeric_a; }
    if (numeric_a && a.size() != b.size()) { return a.size() <=> b.size(); }
    return a.compare(b) <=> 0;
  }
};

}  // namespace fairlead

#endif
