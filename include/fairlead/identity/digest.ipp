// SPDX-License-Identifier: BSL-1.0
// Definitions of digest.hpp.
#ifndef FAIRLEAD_IDENTITY_DIGEST_IPP
#define FAIRLEAD_IDENTITY_DIGEST_IPP

#include <cstddef>
#include <string>
#include <string_view>

#include "../error.hpp"
#include "digest.hpp"

namespace fairlead {

namespace detail {

[[noreturn]] inline void refuse_digest(std::string_view text, const std::string& why, std::size_t offset) {
  constexpr std::size_t shown = 80;  // a hostile text must not fill the log
  throw error(errc::invalid_text,
              "not a digest: '" + std::string(text.substr(0, shown)) + (text.size() > shown ? "...'" : "'") + ": " +
                  why + "; write it like sha256:<64 hexadecimal digits>",
              {}, offset);
}
constexpr bool is_lower_or_digit(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Components of lower-case letters and digits, one of "+._-" between them.
inline void check_digest_algorithm(std::string_view text, std::size_t colon) {
  bool separated = true;
  for (std::size_t i = 0; i < colon; ++i) {
    const bool separator = std::string_view("+._-").find(text[i]) != std::string_view::npos;
    if ((!separator && !is_lower_or_digit(text[i])) || (separator && separated)) {
      refuse_digest(text, "an algorithm is made of lower-case letters, digits and single '+', '.', '_' or '-'", i);
    }
    separated = separator;
  }
  if (separated) { refuse_digest(text, "the algorithm is incomplete", colon); }
}

inline void check_digest_encoded(std::string_view text, std::size_t colon) {
  const std::string_view algorithm = text.substr(0, colon);
  const std::string_view encoded = text.substr(colon + 1);
  const std::size_t digits = algorithm == "sha256" ? 64 : algorithm == "sha384" ? 96 : algorithm == "sha512" ? 128 : 0;
  if (encoded.empty()) { refuse_digest(text, "there is nothing behind the ':'", text.size()); }
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    const char c = encoded[i];
    const bool good = digits != 0 ? (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')
                                  : is_lower_or_digit(c) || (c >= 'A' && c <= 'Z') || c == '=' || c == '_' || c == '-';
    if (!good) { refuse_digest(text, "a character that cannot stand in a digest", colon + 1 + i); }
  }
  if (digits != 0 && encoded.size() != digits) {
    refuse_digest(text,
                  std::string(algorithm) + " has " + std::to_string(digits) + " digits, here are " +
                      std::to_string(encoded.size()),
                  text.size());
  }
}

}  // namespace detail

FAIRLEAD_INLINE digest digest::parse(std::string_view text) {
  digest result;
  if (text.empty()) { return result; }
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) { detail::refuse_digest(text, "a ':' must follow the algorithm", text.size()); }
  detail::check_digest_algorithm(text, colon);
  detail::check_digest_encoded(text, colon);
  result.text_ = std::string(text);
  return result;
}

FAIRLEAD_INLINE std::string_view digest::algorithm() const noexcept {
  return std::string_view(text_).substr(0, text_.find(':'));
}

FAIRLEAD_INLINE std::string_view digest::encoded() const noexcept {
  return text_.empty() ? std::string_view{} : std::string_view(text_).substr(text_.find(':') + 1);
}

FAIRLEAD_INLINE std::string digest::abbreviated() const {
  return text_.empty() ? "none" : text_.substr(0, text_.find(':') + 1 + 12);
}

}  // namespace fairlead

#endif
