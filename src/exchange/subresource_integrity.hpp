// SPDX-License-Identifier: BSL-1.0
// Digests as package managers of JavaScript write them: "sha512-" and base64.
#ifndef FAIRLEAD_SRC_EXCHANGE_SUBRESOURCE_INTEGRITY_HPP
#define FAIRLEAD_SRC_EXCHANGE_SUBRESOURCE_INTEGRITY_HPP

#include <string>
#include <string_view>

namespace fairlead::detail {

/// Of sha256, sha512 and sha384 the first that is stated, as "algorithm:hexadecimal"; empty if none is.
/// @throws error  invalid_document for one of these with a value that is no digest of it
/// @source W3C, Subresource Integrity, 3.5; RFC 4648, 4
std::string digest_of_integrity(std::string_view integrity);

}  // namespace fairlead::detail

#endif
