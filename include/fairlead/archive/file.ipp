// SPDX-License-Identifier: BSL-1.0
// The definitions of file.hpp.
#ifndef FAIRLEAD_ARCHIVE_FILE_IPP
#define FAIRLEAD_ARCHIVE_FILE_IPP

#include <cerrno>
#include <cstring>
#include <limits>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fairlead {

namespace detail {

class file_descriptor {
public:
  explicit file_descriptor(int number) noexcept : number_(number) {}
  file_descriptor(const file_descriptor&) = delete;
  file_descriptor& operator=(const file_descriptor&) = delete;
  ~file_descriptor() {
    if (number_ >= 0) { ::close(number_); }
  }
  [[nodiscard]] int number() const noexcept { return number_; }
  // Closing may be what reports that the disk is full.
  [[nodiscard]] bool close() noexcept {
    const int closing = number_;
    number_ = -1;
    return ::close(closing) == 0;
  }

private:
  int number_;
};

[[noreturn]] inline void file_error(errc code, const char* what, const std::filesystem::path& file) {
  throw error(code, std::string(what) + ": " + std::strerror(errno), file.string());
}

inline void write_all(int descriptor, std::string_view bytes, const std::filesystem::path& file) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) { continue; }
    if (count < 0) { file_error(errc::unwritable, "cannot write", file); }
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace detail

FAIRLEAD_INLINE void write_file(const std::filesystem::path& file, std::string_view bytes) {
  if (!file.has_filename()) { throw error(errc::unwritable, "cannot create a file without a name", file.string()); }
  std::filesystem::path fresh = file;
  fresh += ".new";
  detail::file_descriptor output(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (output.number() < 0) { detail::file_error(errc::unwritable, "cannot create the file", fresh); }
  try {
    detail::write_all(output.number(), bytes, fresh);
    if (::fsync(output.number()) != 0 || !output.close()) {
      detail::file_error(errc::unwritable, "cannot bring the file to the disk", fresh);
    }
    if (::rename(fresh.c_str(), file.c_str()) != 0) {
      detail::file_error(errc::unwritable, "cannot replace the file", file);
    }
  } catch (...) {
    (void)::unlink(fresh.c_str());
    throw;
  }
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  const detail::file_descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.number() < 0 || ::fsync(directory.number()) != 0) {
    detail::file_error(errc::unwritable, "cannot bring the folder to the disk", folder);
  }
}

FAIRLEAD_INLINE std::string read_file(const std::filesystem::path& file, std::uint64_t max_bytes) {
  const detail::file_descriptor input(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (input.number() < 0) { detail::file_error(errc::unreadable, "cannot open the file", file); }
  struct stat facts {};
  if (::fstat(input.number(), &facts) != 0) { detail::file_error(errc::unreadable, "cannot read the file", file); }
  if (S_ISDIR(facts.st_mode)) { throw error(errc::unreadable, "this is a folder, not a file", file.string()); }
  const auto too_large = [&] {
    throw error(errc::limit_exceeded, "the file is larger than " + std::to_string(max_bytes) + " bytes", file.string());
  };
  if (static_cast<std::uint64_t>(facts.st_size) > max_bytes) { too_large(); }
  std::string bytes;
  for (char block[65'536];;) {
    const ssize_t count = ::read(input.number(), block, sizeof block);
    if (count < 0 && errno == EINTR) { continue; }
    if (count < 0) { detail::file_error(errc::unreadable, "cannot read the file", file); }
    if (count == 0) { return bytes; }
    bytes.append(block, static_cast<std::size_t>(count));
    if (bytes.size() > max_bytes) { too_large(); }  // a file that grows, or that has no size
  }
}

}  // namespace fairlead

#endif
