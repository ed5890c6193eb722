// SPDX-License-Identifier: BSL-1.0
// How much an archive from outside may cost to load.
#ifndef FAIRLEAD_ARCHIVE_LOAD_LIMITS_HPP
#define FAIRLEAD_ARCHIVE_LOAD_LIMITS_HPP

#include <cstddef>
#include <cstdint>

namespace fairlead {

/// Loading more than this is refused with errc::limit_exceeded, before memory for it is taken.
struct load_limits {
  std::uint64_t max_bytes = std::uint64_t{64} << 20;  ///< of the whole archive
  std::size_t max_text = std::size_t{1} << 20;        ///< bytes of one text
  std::size_t max_elements = std::size_t{1} << 22;    ///< of all sequences together
  std::size_t max_depth = 64;                         ///< objects inside each other
  std::size_t max_fields = 256;                       ///< of one object
};

}  // namespace fairlead

#endif
