// SPDX-License-Identifier: BSL-1.0
#include "toml_reader.hpp"

#include <fairlead/error.hpp>
#include <fairlead/identity/detail/utf8.hpp>

namespace fairlead::detail {

namespace {

bool is_of_bare_key(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

int hexadecimal(int c) {
  if (c >= '0' && c <= '9') { return c - '0'; }
  if (c >= 'a' && c <= 'f') { return c - 'a' + 10; }
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace

void toml_reader::fail(const std::string& why) const {
  throw error(errc::invalid_document, "line " + std::to_string(line_) + ": " + why, {},
              static_cast<std::size_t>(line_start_));
}

int toml_reader::peek() {
  if (block_.empty()) {
    block_ = blocks_.next();
    if (!begun_) {
      offset_ = line_start_ = byte_order_mark_size(block_);
      block_.remove_prefix(byte_order_mark_size(block_));
    }
    begun_ = true;
  }
  return block_.empty() ? nothing : static_cast<unsigned char>(block_.front());
}

char toml_reader::take() {
  const char c = block_.front();
  block_.remove_prefix(1);
  ++offset_;
  if (c == '\n') {
    ++line_;
    line_start_ = offset_;
  }
  return c;
}

bool toml_reader::take_if(char wanted) {
  if (peek() != static_cast<unsigned char>(wanted)) { return false; }
  take();
  return true;
}

void toml_reader::append(std::string& to, char c) const {
  if (to.size() == limits_.max_text) {
    throw error(
        errc::limit_exceeded,
        "line " + std::to_string(line_) + ": a text is longer than " + std::to_string(limits_.max_text) + " bytes", {},
        static_cast<std::size_t>(line_start_));
  }
  to += c;
}

void toml_reader::skip_blanks() {
  while (peek() == ' ' || peek() == '\t') { take(); }
}

void toml_reader::skip_comment() {
  if (peek() != '#') { return; }
  while (peek() != nothing && peek() != '\n') { take(); }
}

void toml_reader::skip_lines() {
  for (;;) {
    skip_blanks();
    skip_comment();
    if (peek() != '\r' && peek() != '\n') { return; }
    take();
  }
}

void toml_reader::finish_line() {
  skip_blanks();
  skip_comment();
  take_if('\r');
  if (peek() != nothing && peek() != '\n') { fail("something follows on the line"); }
}

toml_item toml_reader::next() {
  if (in_list_) {
    if (const toml_item item = take_element(); item == toml_item::element) { return item; }
  }
  skip_lines();
  if (peek() == nothing) { return toml_item::end; }
  if (peek() == '[') { return take_header(); }
  name_.clear();
  take_key(name_);
  skip_blanks();
  if (!take_if('=')) { fail("a line is 'key = value' or '[table]'; is this TOML?"); }
  skip_blanks();
  return take_value();
}

toml_item toml_reader::take_header() {
  take();
  const bool array = take_if('[');
  name_.clear();
  do {
    if (!name_.empty()) { append(name_, '.'); }
    skip_blanks();
    take_key(name_);
    skip_blanks();
  } while (take_if('.'));
  if (!take_if(']') || (array && !take_if(']'))) { fail("the name of a table ends with ']'"); }
  finish_line();
  return array ? toml_item::array_of_tables : toml_item::table;
}

void toml_reader::take_key(std::string& to) {
  if (peek() == '"' || peek() == '\'') {
    take_text(to);
    return;
  }
  if (!is_of_bare_key(peek())) { fail("a key is of letters, digits, '-' and '_', or in quotation marks"); }
  while (is_of_bare_key(peek())) { append(to, take()); }
}

toml_item toml_reader::take_value() {
  switch (peek()) {
    case '"':
    case '\'':
      text_.clear();
      take_text(text_);
      finish_line();
      return toml_item::text;
    case '[':
      take();
      in_list_ = true;
      after_element_ = false;
      return toml_item::list;
    case 't':
    case 'f':
      text_.clear();
      while (is_of_bare_key(peek())) { append(text_, take()); }
      if (text_ != "true" && text_ != "false") { fail("neither true nor false"); }
      finish_line();
      return toml_item::flag;
    default:
      take_number();
      finish_line();
      return toml_item::number;
  }
}

// `end` where the list ends, whose line is finished then.
toml_item toml_reader::take_element() {
  skip_lines();
  if (after_element_) {
    const bool separated = take_if(',');
    skip_lines();
    if (!separated && peek() != ']') { fail("',' or ']' is needed behind a text of a list"); }
  }
  if (take_if(']')) {
    in_list_ = false;
    finish_line();
    return toml_item::end;
  }
  if (peek() != '"' && peek() != '\'') { fail("a list is of texts"); }
  text_.clear();
  take_text(text_);
  after_element_ = true;
  return toml_item::element;
}

void toml_reader::take_number() {
  const bool negative = take_if('-');
  if (peek() < '0' || peek() > '9') { fail("a text, a whole number, true, false or a list of texts is needed"); }
  number_ = 0;
  while (peek() >= '0' && peek() <= '9') {
    if (number_ > 99'999'999'999'999'999) { fail("the number is too large"); }
    number_ = number_ * 10 + (take() - '0');
  }
  if (negative) { number_ = -number_; }
}

void toml_reader::take_text(std::string& to) {
  const std::size_t start = to.size();
  const char mark = take();
  while (!take_if(mark)) {
    const int c = peek();
    if (c == nothing) { fail("the document ends within a text; was it truncated?"); }
    if (c == 0x7f || (c < 0x20 && c != '\t')) { fail("a text is in one line and without control characters"); }
    if (c == '\\' && mark == '"') {
      take();
      take_escape(to);
    } else {
      append(to, take());
    }
  }
  if (to.size() == start && peek() == static_cast<unsigned char>(mark)) {
    fail("texts over several lines are not read");
  }
  if (first_ill_formed(std::string_view(to).substr(start)) != std::string_view::npos) { fail("a text is not UTF-8"); }
}

void toml_reader::take_escape(std::string& to) {
  constexpr std::string_view letters = "btnfr\"\\";
  constexpr std::string_view meant = "\b\t\n\f\r\"\\";
  if (peek() == nothing) { fail("the document ends within a text; was it truncated?"); }
  const char letter = take();
  if (const std::size_t known = letters.find(letter); known != std::string_view::npos) {
    append(to, meant[known]);
    return;
  }
  if (letter != 'u' && letter != 'U') { fail("'\\' begins no escape sequence of TOML here"); }
  char32_t code = 0;
  for (int digits = letter == 'u' ? 4 : 8; digits > 0; --digits) {
    const int digit = hexadecimal(peek());
    if (digit < 0) { fail("an escape sequence has too few hexadecimal digits"); }
    take();
    code = code << 4U | static_cast<char32_t>(digit);
  }
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) { fail("an escape sequence is of no character"); }
  const auto rest = [&](unsigned shift) { append(to, static_cast<char>(0x80U | (code >> shift & 0x3fU))); };
  if (code < 0x80) {
    append(to, static_cast<char>(code));
  } else if (code < 0x800) {
    append(to, static_cast<char>(0xc0U | code >> 6U));
    rest(0);
  } else if (code < 0x10000) {
    append(to, static_cast<char>(0xe0U | code >> 12U));
    rest(6);
    rest(0);
  } else {
    append(to, static_cast<char>(0xf0U | code >> 18U));
    rest(12);
    rest(6);
    rest(0);
  }
}

}  // namespace fairlead::detail
