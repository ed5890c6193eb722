// SPDX-License-Identifier: BSL-1.0
// Whether a text is UTF-8.
#ifndef FAIRLEAD_IDENTITY_DETAIL_UTF8_HPP
#define FAIRLEAD_IDENTITY_DETAIL_UTF8_HPP

#include <cstddef>
#include <string_view>

namespace fairlead::detail {

/// The offset of the first octet that is not well-formed UTF-8, or npos.
/// @source Unicode 15, table 3-7
[[nodiscard]] inline std::size_t first_ill_formed(std::string_view text) noexcept {
  std::size_t at = 0;
  const auto octet = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  while (at < text.size()) {
    const unsigned lead = octet(at);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xC2 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    if (length == 0) { return at; }
    const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (std::size_t i = 1; i < length; ++i) {
      const unsigned next = octet(at + i);
      if (next < (i == 1 ? low : 0x80U) || next > (i == 1 ? high : 0xBFU)) { return at; }
    }
    at += length;
  }
  return std::string_view::npos;
}

}  // namespace fairlead::detail

#endif
