// SPDX-License-Identifier: BSL-1.0
// How a reader of exchange/ tells how far it is.
#ifndef FAIRLEAD_EXCHANGE_READ_PROGRESS_HPP
#define FAIRLEAD_EXCHANGE_READ_PROGRESS_HPP

#include <cstdint>
#include <functional>

namespace fairlead {

/// Called from the reading thread after every block that was read, and so at least once for a document that is not
/// empty. `bytes_total` is 0 where it is unknown (a stream). What it throws ends the reading and reaches the caller.
using read_progress = std::function<void(std::uint64_t bytes_read, std::uint64_t bytes_total)>;

}  // namespace fairlead

#endif
