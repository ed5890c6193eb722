// SPDX-License-Identifier: BSL-1.0
// How much a document of a stranger may cost: the limits that every reader of exchange/ keeps.
#ifndef FAIRLEAD_EXCHANGE_READ_LIMITS_HPP
#define FAIRLEAD_EXCHANGE_READ_LIMITS_HPP

#include <cstddef>
#include <cstdint>

namespace fairlead {

/// A reader that meets more stops with errc::limit_exceeded. Memory needed stays below about 700 B per artifact, 40 B
/// per dependency and five times the texts that are kept, which are never more than the document itself.
struct read_limits {
  std::uint64_t max_bytes = std::uint64_t{2} << 30;  ///< of the document
  std::size_t max_depth = 256;                       ///< arrays and objects inside each other (JSON)
  std::size_t max_line = std::size_t{1} << 20;       ///< bytes of a line, or of a field folded over lines (dpkg status)
  std::size_t max_text = 65'536;                     ///< bytes of a key, name, version or reference; at most 65,536
  std::size_t max_artifacts = std::size_t{1} << 22;
  std::size_t max_dependencies = std::size_t{1} << 25;  ///< as written, repeated and dangling ones included
};

}  // namespace fairlead

#endif
