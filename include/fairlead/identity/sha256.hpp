// SPDX-License-Identifier: BSL-1.0
// SHA-256 of bytes, by OpenSSL's libcrypto. Compiled into libfairlead; not available to users of the headers alone.
#ifndef FAIRLEAD_IDENTITY_SHA256_HPP
#define FAIRLEAD_IDENTITY_SHA256_HPP

#include <string_view>

#include "digest.hpp"

namespace fairlead {

/// The SHA-256 digest of `bytes`. Linear in their number.
/// @throws error  `invalid_value` if libcrypto refuses, as it may in a FIPS configuration
[[nodiscard]] digest sha256_of(std::string_view bytes);

}  // namespace fairlead

#endif
