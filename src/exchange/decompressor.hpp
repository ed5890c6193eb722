// SPDX-License-Identifier: BSL-1.0
// Compressed files as streams: the system's own tools decompress them, as child processes.
#ifndef FAIRLEAD_SRC_EXCHANGE_DECOMPRESSOR_HPP
#define FAIRLEAD_SRC_EXCHANGE_DECOMPRESSOR_HPP

#include <array>
#include <filesystem>
#include <istream>
#include <memory>
#include <streambuf>
#include <string_view>

#include <sys/types.h>

namespace fairlead::detail {

/// The tool for a file that begins so: "gzip", "xz", "lz4" or "zstd"; null for what is not compressed.
const char* decompressor_for(std::string_view start);

/// What `tool -dc` makes of a file. A child that fails, or that cannot be run, is an `error` that leaves the read; the
/// child is ended with the stream. Not for a process that ignores SIGCHLD.
class decompressor : private std::streambuf, public std::istream {
public:
  /// @throws error  unreadable
  decompressor(const char* tool, const std::filesystem::path& file);
  decompressor(const decompressor&) = delete;
  decompressor& operator=(const decompressor&) = delete;
  ~decompressor() override;

private:
  std::streambuf::int_type underflow() override;
  void finish();

  const char* tool_;
  int output_ = -1;
  pid_t child_ = -1;
  std::unique_ptr<std::array<char, 65'536>> block_;
};

}  // namespace fairlead::detail

#endif
