// SPDX-License-Identifier: BSL-1.0
// Whether a text is UTF-8, and where not.
#ifndef FAIRLEAD_IDENTITY_DETAIL_UTF8_HPP
#define FAIRLEAD_IDENTITY_DETAIL_UTF8_HPP

#include <cstddef>
#include <string_view>

namespace fairlead::detail {

/// A character, or what there is of one.
struct utf8_piece {
  std::size_t size;
  bool well_formed;
};

/// What `text` begins with: a character, or the maximal subpart of an ill-formed one. @pre it is not empty
/// @source Unicode 15, table 3-7, and 3.9 "U+FFFD Substitution of Maximal Subparts", as the WHATWG's decoder has it
[[nodiscard]] inline utf8_piece first_piece(std::string_view text) noexcept {
  const auto octet = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned lead = octet(0);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0) { return {1, false}; }
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned next = octet(i);
    if (next < (i == 1 ? low : 0x80U) || next > (i == 1 ? high : 0xBFU)) { return {i, false}; }
  }
  return {length, true};
}

/// The offset of the first octet that is not well-formed UTF-8, or npos.
[[nodiscard]] inline std::size_t first_ill_formed(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const utf8_piece piece = first_piece(text.substr(at));
    if (!piece.well_formed) { return at; }
    at += piece.size;
  }
  return std::string_view::npos;
}

}  // namespace fairlead::detail

#endif
