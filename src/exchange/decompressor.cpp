// SPDX-License-Identifier: BSL-1.0
#include "decompressor.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>
#include <string>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fairlead/error.hpp>

extern char** environ;

namespace fairlead::detail {

namespace {

[[noreturn]] void cannot_run(const char* tool, int code) {
  throw error(errc::unreadable, std::string("the file is compressed, and ") + tool + " cannot be run to read it (" +
                                    std::strerror(code) + "): install it, or decompress the file");
}

}  // namespace

const char* decompressor_for(std::string_view start) {
  using namespace std::string_view_literals;
  if (start.starts_with("\x1f\x8b"sv)) { return "gzip"; }
  if (start.starts_with("\xfd"
                        "7zXZ\0"sv)) {
    return "xz";
  }
  if (start.starts_with("\x04\x22\x4d\x18"sv)) { return "lz4"; }
  if (start.starts_with("\x28\xb5\x2f\xfd"sv)) { return "zstd"; }
  return nullptr;
}

decompressor::decompressor(const char* tool, const std::filesystem::path& file)
    : std::istream(static_cast<std::streambuf*>(this)),
      tool_(tool),
      block_(std::make_unique<std::array<char, 65'536>>()) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) { cannot_run(tool, errno); }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  // The child opens the file itself, by a name that no option can be mistaken for: its standard input.
  posix_spawn_file_actions_addopen(&actions, 0, file.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  std::string name = tool;
  std::string options = "-dc";
  const std::array<char*, 3> arguments{name.data(), options.data(), nullptr};
  const int failed = ::posix_spawnp(&child_, tool, &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  output_ = ends[0];
  if (failed != 0) {
    child_ = -1;
    ::close(output_);
    cannot_run(tool, failed);
  }
  exceptions(std::ios::badbit);  // so that errors of underflow leave read()
}

decompressor::~decompressor() {
  if (output_ >= 0) { ::close(output_); }
  if (child_ > 0) {
    ::kill(child_, SIGKILL);
    while (::waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {}
  }
}

std::streambuf::int_type decompressor::underflow() {
  if (output_ < 0) { return std::streambuf::traits_type::eof(); }
  ssize_t count = 0;
  do { count = ::read(output_, block_->data(), block_->size()); } while (count < 0 && errno == EINTR);
  if (count > 0) {
    setg(block_->data(), block_->data(), block_->data() + count);
    return std::streambuf::traits_type::to_int_type(*gptr());
  }
  if (count < 0) { throw error(errc::unreadable, std::string("cannot read from ") + tool_); }
  finish();
  return std::streambuf::traits_type::eof();
}

void decompressor::finish() {
  ::close(output_);
  output_ = -1;
  int status = 0;
  pid_t ended = 0;
  do { ended = ::waitpid(child_, &status, 0); } while (ended < 0 && errno == EINTR);
  child_ = -1;
  if (ended < 0) {
    throw error(errc::unreadable, std::string("how ") + tool_ + " ended is unknown: does this process ignore SIGCHLD?");
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw error(errc::invalid_document,
                std::string(tool_) + " could not decompress the file: is it damaged or truncated?");
  }
}

}  // namespace fairlead::detail
