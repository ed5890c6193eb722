// SPDX-License-Identifier: BSL-1.0
// The part of TOML that programs write lock files in, item by item: no whole document is ever held. A library for all
// of TOML would build a tree of the document first, and be one more dependency of whoever links fairlead.
#ifndef FAIRLEAD_SRC_EXCHANGE_TOML_READER_HPP
#define FAIRLEAD_SRC_EXCHANGE_TOML_READER_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include "block_reader.hpp"

namespace fairlead::detail {

enum class toml_item : std::uint8_t {
  table,            ///< [name]
  array_of_tables,  ///< [[name]]
  text,             ///< name = "text"
  number,           ///< name = 7
  flag,             ///< name = true
  list,             ///< name = [; its elements come next
  element,          ///< "text" in the list
  end
};

/// Refuses dotted keys, texts over several lines, inline tables, dates, fractions, and lists of other than texts.
/// @throws error  invalid_document with line and offset; limit_exceeded; unreadable
class toml_reader {
public:
  toml_reader(std::istream& input, const read_limits& limits, const read_progress& progress, std::uint64_t total)
      : limits_(limits), blocks_(input, limits, progress, total) {}

  toml_item next();
  /// Of the table, with '.' between its parts; or the key of the value or list.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] std::int64_t number() const noexcept { return number_; }

  /// Refuses the item that `next` told of last.
  [[noreturn]] void fail(const std::string& why) const;

private:
  static constexpr int nothing = -1;

  int peek();
  char take();
  bool take_if(char wanted);
  void skip_blanks();
  void skip_comment();
  void skip_lines();
  void finish_line();
  toml_item take_header();
  toml_item take_value();
  toml_item take_element();
  void take_key(std::string& to);
  void take_text(std::string& to);
  void take_escape(std::string& to);
  void take_number();
  void append(std::string& to, char c) const;

  const read_limits& limits_;
  block_reader blocks_;
  std::string_view block_{};
  std::uint64_t offset_ = 0;
  std::uint64_t line_start_ = 0;
  std::size_t line_ = 1;
  bool begun_ = false;
  bool in_list_ = false;
  bool after_element_ = false;
  std::string name_{};
  std::string text_{};
  std::int64_t number_ = 0;
};

}  // namespace fairlead::detail

#endif
