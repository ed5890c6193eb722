// SPDX-License-Identifier: BSL-1.0
// What the tests of exchange/ share: graphs as text, what an error says, and streams that are never whole in memory.
#ifndef FAIRLEAD_TESTS_EXCHANGE_DOCUMENTS_HPP
#define FAIRLEAD_TESTS_EXCHANGE_DOCUMENTS_HPP

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <istream>
#include <random>
#include <streambuf>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <unistd.h>

#include <fairlead/artifacts/artifact_graph.hpp>
#include <fairlead/artifacts/freeze.hpp>
#include <fairlead/error.hpp>

namespace tests {

/// "a -> b (runtime)" for every edge and "a" for every artifact, sorted; a graph as a test can compare it.
inline std::vector<std::string> lines_of(const fairlead::artifact_graph& graph) {
  std::vector<std::string> lines;
  for (std::uint32_t i = 0; i < graph.artifact_count(); ++i) { lines.emplace_back(graph.at({i}).key); }
  for (const fairlead::dependency& each : graph.dependencies()) {
    lines.push_back(std::string(graph.at(each.from).key) + " -> " + std::string(graph.at(each.to).key) + " (" +
                    fairlead::to_string(each.kinds) + ")");
  }
  for (const auto& each : graph.dangling()) {
    lines.push_back(std::string(each.from) + " -> ? " + std::string(each.reference));
  }
  std::ranges::sort(lines);
  return lines;
}

/// The error that `function` throws.
template <class Function>
fairlead::error error_of(Function function) {
  try {
    function();
  } catch (const fairlead::error& problem) { return problem; }
  return {fairlead::errc::invalid_value, "nothing was thrown"};
}

/// Whatever part of `whole` is missing at its end, `read` refuses it.
template <class Read>
void check_every_truncation_is_refused(const std::string& whole, Read read) {
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    REQUIRE_THROWS_AS((void)read(whole.substr(0, size)), fairlead::error);
  }
}

/// Whatever part of `whole` is missing at its end, and whichever byte is another one, `read` makes a graph of it that
/// can be frozen, or throws an error that says something.
template <class Read>
void check_damage_is_survived(const std::string& whole, Read read) {
  const auto survives = [&](const std::string& text) {
    try {
      (void)fairlead::freeze(read(text), fairlead::cycle_policy::condense);
    } catch (const fairlead::error& problem) { CHECK_FALSE(problem.message().empty()); }
  };
  for (std::size_t size = 0; size < whole.size(); ++size) { survives(whole.substr(0, size)); }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const char other : {static_cast<char>(~whole[at]), static_cast<char>(whole[at] ^ 1), '\0'}) {
      std::string text = whole;
      text[at] = other;
      survives(text);
    }
  }
  std::mt19937 random(23);
  for (int round = 0; round < 5000; ++round) {
    std::string text = whole;
    text[random() % text.size()] = static_cast<char>(random());
    survives(text);
  }
}

/// A stream whose bytes are made when they are asked for: `prefix`, then about `size` bytes of `repeated`, then
/// `suffix`.
class generated_stream : private std::streambuf, public std::istream {
public:
  generated_stream(std::string prefix, const std::string& repeated, std::uint64_t size, std::string suffix)
      : std::istream(static_cast<std::streambuf*>(this)), prefix_(std::move(prefix)), suffix_(std::move(suffix)) {
    while (block_.size() < 65'536) { block_ += repeated; }
    blocks_ = size / block_.size();
  }

private:
  std::streambuf::int_type underflow() override {
    for (;; ++served_) {
      if (served_ > blocks_ + 1) { return std::streambuf::traits_type::eof(); }
      std::string& text = served_ == 0 ? prefix_ : (served_ <= blocks_ ? block_ : suffix_);
      if (text.empty()) { continue; }
      ++served_;
      setg(text.data(), text.data(), text.data() + text.size());
      return std::streambuf::traits_type::to_int_type(text.front());
    }
  }

  std::string prefix_;
  std::string block_;
  std::string suffix_;
  std::uint64_t blocks_ = 0;
  std::uint64_t served_ = 0;
};

/// `read(input, progress)` tells how far it is after every block of `input`, which has more than 200,000 bytes.
template <class Read>
void check_progress_is_told(generated_stream& input, Read read) {
  std::vector<std::uint64_t> told;
  (void)read(input, [&](std::uint64_t bytes_read, std::uint64_t bytes_total) {
    told.push_back(bytes_read);
    CHECK(bytes_total == 0);
  });
  CHECK(told.size() >= 3);
  CHECK(std::ranges::is_sorted(told));
}

/// A file with this text, for as long as the object lives.
class scratch_file {
public:
  explicit scratch_file(const std::string& text) {
    std::string pattern = (std::filesystem::temp_directory_path() / "fairlead-XXXXXX").string();
    ::close(::mkstemp(pattern.data()));
    path = pattern;
    std::ofstream(path, std::ios::binary) << text;
  }
  scratch_file(const scratch_file&) = delete;
  scratch_file& operator=(const scratch_file&) = delete;
  ~scratch_file() {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
  std::filesystem::path path{};
};

}  // namespace tests

#endif
