// SPDX-License-Identifier: BSL-1.0
// A cryptographic digest as text and value: "sha256:" and 64 hexadecimal digits. Computing one is sha256.hpp.
#ifndef FAIRLEAD_IDENTITY_DIGEST_HPP
#define FAIRLEAD_IDENTITY_DIGEST_HPP

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>

#include "../error.hpp"

namespace fairlead {

/// The identity of some contents. Equal digests mean equal contents; nothing else about contents is compared.
/// @source OCI image specification, descriptor, "Digests": algorithm ":" encoded; sha256, sha384 and sha512 have 64, 96
///         and 128 lower-case hexadecimal digits
class digest {
public:
  /// No digest: what is not known, or not there.
  digest() = default;

  /// Reads "algorithm:encoded". An empty text is no digest.
  /// @throws error  `invalid_text`, with the offset of the first character that is wrong
  [[nodiscard]] static digest parse(std::string_view text) {
    digest result;
    if (text.empty()) { return result; }
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) { fail(text, "a ':' must follow the algorithm", text.size()); }
    check_algorithm(text, colon);
    check_encoded(text, colon);
    result.text_ = std::string(text);
    return result;
  }

  /// "sha256" of "sha256:0123..."; empty if there is no digest.
  [[nodiscard]] std::string_view algorithm() const noexcept {
    return std::string_view(text_).substr(0, text_.find(':'));
  }
  /// The digits; empty if there is no digest.
  [[nodiscard]] std::string_view encoded() const noexcept {
    return text_.empty() ? std::string_view{} : std::string_view(text_).substr(text_.find(':') + 1);
  }
  /// What `parse` reads; empty if there is no digest.
  [[nodiscard]] const std::string& to_string() const noexcept { return text_; }
  /// "sha256:0123456789ab": enough for a person to tell digests apart, and for nothing else.
  [[nodiscard]] std::string abbreviated() const {
    return text_.empty() ? "none" : text_.substr(0, text_.find(':') + 1 + 12);
  }
  /// True if there is a digest.
  [[nodiscard]] explicit operator bool() const noexcept { return !text_.empty(); }

  friend bool operator==(const digest&, const digest&) = default;
  friend std::strong_ordering operator<=>(const digest& a, const digest& b) noexcept {
    return a.text_.compare(b.text_) <=> 0;
  }

private:
  [[noreturn]] static void fail(std::string_view text, const std::string& why, std::size_t offset) {
    constexpr std::size_t shown = 80;  // a hostile text must not fill the log
    throw error(errc::invalid_text,
                "not a digest: '" + std::string(text.substr(0, shown)) + (text.size() > shown ? "...'" : "'") + ": " +
                    why + "; write it like sha256:<64 hexadecimal digits>",
                {}, offset);
  }
  static constexpr bool is_lower_or_digit(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

  // Components of lower-case letters and digits, one of "+._-" between them.
  static void check_algorithm(std::string_view text, std::size_t colon) {
    bool separated = true;
    for (std::size_t i = 0; i < colon; ++i) {
      const bool separator = std::string_view("+._-").find(text[i]) != std::string_view::npos;
      if ((!separator && !is_lower_or_digit(text[i])) || (separator && separated)) {
        fail(text, "an algorithm is made of lower-case letters, digits and single '+', '.', '_' or '-'", i);
      }
      separated = separator;
    }
    if (separated) { fail(text, "the algorithm is incomplete", colon); }
  }

  static void check_encoded(std::string_view text, std::size_t colon) {
    const std::string_view algorithm = text.substr(0, colon);
    const std::string_view encoded = text.substr(colon + 1);
    const std::size_t digits = algorithm == "sha256"   ? 64
                               : algorithm == "sha384" ? 96
                               : algorithm == "sha512" ? 128
                                                       : 0;
    if (encoded.empty()) { fail(text, "there is nothing behind the ':'", text.size()); }
    for (std::size_t i = 0; i < encoded.size(); ++i) {
      const char c = encoded[i];
      const bool good = digits != 0
                            ? (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')
                            : is_lower_or_digit(c) || (c >= 'A' && c <= 'Z') || c == '=' || c == '_' || c == '-';
      if (!good) { fail(text, "a character that cannot stand in a digest", colon + 1 + i); }
    }
    if (digits != 0 && encoded.size() != digits) {
      fail(text,
           std::string(algorithm) + " has " + std::to_string(digits) + " digits, here are " +
               std::to_string(encoded.size()),
           text.size());
    }
  }

  std::string text_;
};

}  // namespace fairlead

#endif
