// SPDX-License-Identifier: BSL-1.0
// A cryptographic digest as text and value: "sha256:" and 64 hexadecimal digits. Computing one is sha256.hpp.
#ifndef FAIRLEAD_IDENTITY_DIGEST_HPP
#define FAIRLEAD_IDENTITY_DIGEST_HPP

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>

#include "../config.hpp"

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
  [[nodiscard]] static digest parse(std::string_view text);

  /// "sha256" of "sha256:0123..."; empty if there is no digest.
  [[nodiscard]] std::string_view algorithm() const noexcept;
  /// The digits; empty if there is no digest.
  [[nodiscard]] std::string_view encoded() const noexcept;
  /// What `parse` reads; empty if there is no digest.
  [[nodiscard]] const std::string& to_string() const noexcept { return text_; }
  /// "sha256:0123456789ab": enough for a person to tell digests apart, and for nothing else.
  [[nodiscard]] std::string abbreviated() const;
  /// True if there is a digest.
  [[nodiscard]] explicit operator bool() const noexcept { return !text_.empty(); }

  friend bool operator==(const digest&, const digest&) = default;
  friend std::strong_ordering operator<=>(const digest& a, const digest& b) noexcept {
    return a.text_.compare(b.text_) <=> 0;
  }

private:
  std::string text_;
};

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "digest.ipp"
#endif

#endif
