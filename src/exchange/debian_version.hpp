// SPDX-License-Identifier: BSL-1.0
// The order of versions of Debian packages.
#ifndef FAIRLEAD_SRC_EXCHANGE_DEBIAN_VERSION_HPP
#define FAIRLEAD_SRC_EXCHANGE_DEBIAN_VERSION_HPP

#include <compare>
#include <string_view>

namespace fairlead::detail {

/// Whether dpkg counts `a` as earlier than, equal to or later than `b`; any text has its place. O(size), without
/// allocation; numbers may have any length.
/// @source Debian Policy 5.6.12
std::strong_ordering compare_debian_versions(std::string_view a, std::string_view b);

}  // namespace fairlead::detail

#endif
