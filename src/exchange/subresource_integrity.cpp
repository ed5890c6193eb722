// SPDX-License-Identifier: BSL-1.0
#include "subresource_integrity.hpp"

#include <algorithm>
#include <array>

#include <openssl/evp.h>

#include <fairlead/error.hpp>

namespace fairlead::detail {

namespace {

constexpr std::string_view blanks = " \t\r\n\f";

struct algorithm {
  std::string_view name;
  std::size_t bytes;
};
// In order of preference, as for the other readers.
constexpr std::array algorithms{algorithm{"sha256", 32}, algorithm{"sha512", 64}, algorithm{"sha384", 48}};

std::string hexadecimal(std::string_view base64, const algorithm& of) {
  std::array<unsigned char, 66> bytes{};  // EVP_DecodeBlock makes zeros of the padding
  const std::size_t size = (of.bytes + 2) / 3 * 4;
  const std::size_t padding = of.bytes % 3 == 0 ? 0 : 3 - of.bytes % 3;
  const bool well_formed =
      base64.size() == size && base64.find('=') == (padding == 0 ? std::string_view::npos : size - padding) &&
      EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(base64.data()), static_cast<int>(size)) >= 0;
  if (!well_formed) {
    throw error(errc::invalid_document,
                "the " + std::string(of.name) + " is not " + std::to_string(of.bytes) + " bytes in base64");
  }
  std::string digits;
  for (std::size_t i = 0; i < of.bytes; ++i) {
    digits += "0123456789abcdef"[bytes[i] >> 4U];
    digits += "0123456789abcdef"[bytes[i] & 15U];
  }
  return digits;
}

}  // namespace

std::string digest_of_integrity(std::string_view integrity) {
  std::string digest;
  auto best = algorithms.end();
  while (!integrity.empty()) {
    const std::size_t end = std::min(integrity.find_first_of(blanks), integrity.size());
    const std::string_view one = integrity.substr(0, end);
    const std::size_t dash = std::min(one.find('-'), one.size());
    const auto known = std::ranges::find(algorithms, one.substr(0, dash), &algorithm::name);
    if (known < best) {
      const std::string_view value = one.substr(std::min(dash + 1, one.size()));
      digest = std::string(known->name) + ":" + hexadecimal(value.substr(0, value.find('?')), *known);
      best = known;
    }
    integrity.remove_prefix(std::min(end + 1, integrity.size()));
  }
  return digest;
}

}  // namespace fairlead::detail
