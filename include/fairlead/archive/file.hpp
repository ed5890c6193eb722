// SPDX-License-Identifier: BSL-1.0
// Files that are there whole or not at all. POSIX.
#ifndef FAIRLEAD_ARCHIVE_FILE_HPP
#define FAIRLEAD_ARCHIVE_FILE_HPP

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "../config.hpp"
#include "../error.hpp"

namespace fairlead {

/// Replaces `file` by `bytes`: whoever looks, and whatever power cut comes, finds the old contents or the new. When it
/// returns, the new are on the disk (fsync of file and folder). Writes "<file>.new" first, which one writer at a time
/// may do; one that a killed process has left is overwritten.
/// @throws error  `unwritable`; `file` is as it was
void write_file(const std::filesystem::path& file, std::string_view bytes);

/// All bytes of `file`.
/// @throws error  `unreadable`; `limit_exceeded` if it is larger than `max_bytes`, before it is read
[[nodiscard]] std::string read_file(const std::filesystem::path& file, std::uint64_t max_bytes);

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "file.ipp"
#endif

#endif
