// SPDX-License-Identifier: BSL-1.0
// Paragraphs of "Field: value" lines, as dpkg and the archives of Debian keep packages in.
#ifndef FAIRLEAD_SRC_EXCHANGE_DEBIAN_CONTROL_HPP
#define FAIRLEAD_SRC_EXCHANGE_DEBIAN_CONTROL_HPP

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <fairlead/exchange/read_limits.hpp>

namespace fairlead::detail {

/// The fields that are read, as they are written; folded ones in one line.
struct debian_package {
  std::string name{};
  std::string status{};
  std::string version{};
  std::string architecture{};
  std::string depends{};
  std::string pre_depends{};
  std::string provides{};
  std::string sha256{};
};

/// Splits at `separator`; parts are trimmed, empty ones left out.
std::vector<std::string_view> split_field(std::string_view text, char separator);

/// Joins blocks to lines and lines to paragraphs.
class debian_control_parser {
public:
  /// `kind` of file, for messages; `finished` is called at the end of every paragraph, and may throw.
  debian_control_parser(const char* kind, const read_limits& limits, std::function<void(debian_package&)> finished)
      : kind_(kind), limits_(limits), finished_(std::move(finished)) {}

  void feed(std::string_view block);
  void finish();

  /// For `finished`: refuses the paragraph. @throws error  invalid_document with line and offset
  [[noreturn]] void fail(const std::string& why) const;
  /// For `finished`: a field that must be there, of these characters alone.
  void require(const char* field, const std::string& value, std::string_view allowed) const;
  void require_identity(const debian_package& package) const;

private:
  [[noreturn]] void too_long() const;
  void take_line();
  void take_paragraph();
  std::string* field_of(std::string_view name);

  const char* kind_;
  const read_limits& limits_;
  std::function<void(debian_package&)> finished_;
  std::string line_{};
  std::size_t offset_ = 0;  // of the line
  std::size_t number_ = 0;
  bool begun_ = false;
  bool continues_ = false;
  std::string* field_ = nullptr;
  debian_package current_{};
};

}  // namespace fairlead::detail

#endif
