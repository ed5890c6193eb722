// SPDX-License-Identifier: BSL-1.0
// SHA-256 through libcrypto's one-call digest.
#include <fairlead/identity/sha256.hpp>

#include <array>
#include <string>

#include <openssl/evp.h>

#include <fairlead/error.hpp>

namespace fairlead {

digest sha256_of(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), raw.data(), &size, EVP_sha256(), nullptr) != 1) {
    throw error(errc::invalid_value, "libcrypto cannot compute SHA-256 in its present configuration");
  }
  std::string text = "sha256:";
  for (unsigned int i = 0; i < size; ++i) {
    text += "0123456789abcdef"[raw[i] >> 4U];
    text += "0123456789abcdef"[raw[i] & 15U];
  }
  return digest::parse(text);
}

}  // namespace fairlead
