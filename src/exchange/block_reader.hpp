// SPDX-License-Identifier: BSL-1.0
// A document in blocks: counted, limited, and with progress. What every reader of exchange/ reads through.
#ifndef FAIRLEAD_SRC_EXCHANGE_BLOCK_READER_HPP
#define FAIRLEAD_SRC_EXCHANGE_BLOCK_READER_HPP

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <istream>
#include <string>
#include <string_view>

#include <fairlead/error.hpp>
#include <fairlead/exchange/read_limits.hpp>
#include <fairlead/exchange/read_progress.hpp>

#include "decompressor.hpp"

namespace fairlead::detail {

// How many bytes of the beginning of a document are a byte order mark: 3, or none.
inline std::size_t byte_order_mark_size(std::string_view start) noexcept {
  return start.starts_with("\xef\xbb\xbf") ? 3 : 0;
}

class block_reader {
public:
  block_reader(std::istream& input, const read_limits& limits, const read_progress& progress, std::uint64_t total = 0)
      : input_(input), limits_(limits), progress_(progress), total_(total), block_(block_size, '\0') {}

  /// The next bytes; empty at the end.
  std::string_view next() {
    if (input_.eof()) { return {}; }
    input_.read(block_.data(), static_cast<std::streamsize>(block_.size()));
    if (input_.bad()) { throw error(errc::unreadable, "reading failed", {}, static_cast<std::size_t>(read_)); }
    const auto count = static_cast<std::size_t>(input_.gcount());
    if (count > limits_.max_bytes - read_) {
      throw error(errc::limit_exceeded, "the document is larger than " + std::to_string(limits_.max_bytes) + " bytes");
    }
    read_ += count;
    if (count > 0 && progress_) { progress_(read_, total_); }
    return std::string_view(block_).substr(0, count);
  }

private:
  static constexpr std::size_t block_size = 65'536;

  std::istream& input_;
  const read_limits& limits_;
  const read_progress& progress_;
  std::uint64_t total_;
  std::uint64_t read_ = 0;
  std::string block_;
};

// One byte is peeked at first, which no text begins with: so a pipe of text can be read, though it cannot be wound
// back.
inline const char* decompressor_of(std::istream& input) {
  const int first = input.peek();
  input.clear();
  if (std::string_view("\x1f\xfd\x04\x28").find(static_cast<char>(first)) == std::string_view::npos) { return nullptr; }
  std::array<char, 6> start{};
  input.read(start.data(), start.size());
  const char* tool = decompressor_for({start.data(), static_cast<std::size_t>(input.gcount())});
  input.clear();
  input.seekg(0);
  return tool;
}

// Opens `file`, decompressed where it is compressed; calls `read(stream, size)`, with size 0 for what is not known in
// advance; and puts the path before whatever goes wrong.
template <class Read>
auto read_from_file(const std::filesystem::path& file, Read read) {
  if (std::filesystem::is_directory(file)) {
    throw error(errc::unreadable, "this is a folder, not a file", file.string());
  }
  errno = 0;
  std::ifstream input(file, std::ios::binary);
  if (!input) {
    throw error(errc::unreadable, std::string("cannot open the file: ") + std::strerror(errno), file.string());
  }
  try {
    if (const char* tool = decompressor_of(input)) {
      decompressor decompressed(tool, file);
      return read(static_cast<std::istream&>(decompressed), std::uint64_t{0});
    }
    std::error_code unknown;
    const std::uintmax_t size = std::filesystem::file_size(file, unknown);
    return read(static_cast<std::istream&>(input), unknown ? std::uint64_t{0} : static_cast<std::uint64_t>(size));
  } catch (const error& problem) { throw problem.within(file.string()); }
}

}  // namespace fairlead::detail

#endif
