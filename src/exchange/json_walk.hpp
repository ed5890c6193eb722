// SPDX-License-Identifier: BSL-1.0
// One pass over a JSON document from which a table says what is read: Boost.JSON's parser calls back, everything that
// stands not in the table is skipped, and what is wrong is told with a JSON pointer. What the readers of JSON share.
#ifndef FAIRLEAD_SRC_EXCHANGE_JSON_WALK_HPP
#define FAIRLEAD_SRC_EXCHANGE_JSON_WALK_HPP

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>

#include "block_reader.hpp"

namespace fairlead::detail {

// A remark is a text that is passed over where it is too long, or no text at all.
enum class json_form : std::uint8_t { text, remark, number, flag, object, array, other };

constexpr std::string_view name_of(json_form form) {
  constexpr std::array<std::string_view, 7> names{"a text",    "a text",   "a whole number", "true or false",
                                                  "an object", "an array", "something else"};
  return names[static_cast<std::size_t>(form)];
}

// A member of the objects, or the elements of the arrays, at one place. `Place{}` is the document.
template <class Place>
struct json_member {
  Place in;
  std::string_view key;  // "" for the elements of an array, any_key for every member of an object
  json_form wanted;
  Place leads_to;  // of objects and arrays
};

inline constexpr std::string_view any_key = "*";

[[noreturn]] inline void malformed(const std::string& why) { throw error(errc::invalid_document, why); }

// Names and values of strangers, as far as they belong into a message.
inline std::string excerpt(std::string_view text) { return std::string(text.substr(0, 80)); }

// What a Format has:
//   place, members   the table; the type of an enumeration, and an array of json_member<place>
//   called           the format's name, for messages
//   begin(place, key)           an object or array opens; key is its own in the object around it
//   take(place, key, text)      and take(place, key, bool), take(place, key, std::int64_t), where the table wants them
//   end(place, has)             an object closes; has(key) says whether the member was there
// Whatever it throws as an `error` gets the place in front. Members of the table that come twice are refused; those of
// any_key are the Format's own matter.
template <class Format>
class json_handler {
public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  using error_code = boost::json::error_code;

  json_handler(const read_limits& limits, Format& format) : limits_(limits), format_(format) {}

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) { return enter(json_form::object); }
  bool on_object_end(std::size_t, error_code&) { return leave(); }
  bool on_array_begin(error_code&) { return enter(json_form::array); }
  bool on_array_end(std::size_t, error_code&) { return leave(); }

  bool on_key_part(boost::json::string_view part, std::size_t, error_code&) {
    if (skipped_ > 0) { return true; }
    if (key_.size() + part.size() > limits_.max_text) { too_long(); }
    key_.append(part.data(), part.size());
    return true;
  }
  bool on_key(boost::json::string_view part, std::size_t total, error_code& code) {
    if (skipped_ > 0) { return true; }
    on_key_part(part, total, code);
    open_.back().key = key_;
    key_.clear();
    current_ = find(open_.back().where, open_.back().key);
    if (current_ == nullptr || current_->key == any_key) { return true; }
    if (open_.back().seen & bit_of(*current_)) { fail("the member is there twice"); }
    open_.back().seen |= bit_of(*current_);
    return true;
  }
  bool on_string_part(boost::json::string_view part, std::size_t, error_code&) {
    if (skipped_ > 0 || value() == nullptr) { return true; }
    require(json_form::text);
    if (text_.size() + part.size() > limits_.max_text) {
      if (value()->wanted != json_form::remark) { too_long(); }
      passed_over_ = true;
    }
    if (!passed_over_) { text_.append(part.data(), part.size()); }
    return true;
  }
  bool on_string(boost::json::string_view part, std::size_t total, error_code& code) {
    on_string_part(part, total, code);
    if (skipped_ == 0 && value() != nullptr && !passed_over_) { give(text_); }
    text_.clear();
    passed_over_ = false;
    return next();
  }
  bool on_number_part(boost::json::string_view, error_code&) { return true; }
  bool on_int64(std::int64_t number, boost::json::string_view, error_code&) {
    return scalar(json_form::number, number);
  }
  bool on_uint64(std::uint64_t number, boost::json::string_view, error_code&) {
    return scalar(json_form::number, static_cast<std::int64_t>(std::min<std::uint64_t>(number, INT64_MAX)));
  }
  bool on_double(double, boost::json::string_view, error_code&) { return scalar(json_form::other, false); }
  bool on_bool(bool flag, error_code&) { return scalar(json_form::flag, flag); }
  bool on_null(error_code&) { return scalar(json_form::other, false); }
  bool on_comment_part(boost::json::string_view, error_code&) { return true; }
  bool on_comment(boost::json::string_view, error_code&) { return true; }

private:
  using place = typename Format::place;
  using member = json_member<place>;

  struct context {
    place where;
    json_form shape;
    std::string key{};
    std::size_t index = 0;
    std::uint64_t seen = 0;
  };

  static_assert(Format::members.size() <= 64, "a bit each");

  static const member* find(place where, std::string_view wanted) {
    const auto found = std::ranges::find_if(Format::members, [&](const member& each) {
      return each.in == where && (each.key == wanted || each.key == any_key);
    });
    return found == Format::members.end() ? nullptr : &*found;
  }
  static std::uint64_t bit_of(const member& of) { return std::uint64_t{1} << (&of - Format::members.data()); }

  // What the value that comes now is, if it concerns us.
  const member* value() {
    if (open_.empty()) { not_an_object(); }
    return open_.back().shape == json_form::array ? find(open_.back().where, "") : current_;
  }

  bool enter(json_form shape) {
    if (skipped_ > 0) {
      ++skipped_;
      return true;
    }
    if (open_.empty()) {
      if (shape != json_form::object) { not_an_object(); }
      open_.push_back({place{}, json_form::object});
      return true;
    }
    const member* opened = value();
    if (opened == nullptr || opened->wanted == json_form::remark) {
      skipped_ = 1;
      return true;
    }
    require(shape);
    at_place([&] { format_.begin(opened->leads_to, own_key()); });
    open_.push_back({opened->leads_to, shape});
    current_ = nullptr;
    return true;
  }
  bool leave() {
    if (skipped_ > 0) {
      if (--skipped_ == 0) { next(); }
      return true;
    }
    current_ = nullptr;
    if (open_.back().shape == json_form::object) {
      const context& closed = open_.back();
      const auto has = [&](std::string_view key) {
        const member* known = find(closed.where, key);
        return known != nullptr && (closed.seen & bit_of(*known)) != 0;
      };
      at_place([&] { format_.end(closed.where, has); });
    }
    open_.pop_back();
    return open_.empty() || next();
  }
  template <class Value>
  bool scalar(json_form form, Value said) {
    if (skipped_ == 0 && value() != nullptr) {
      require(form);
      if (value()->wanted == form) { give(said); }
    }
    return next();
  }
  template <class Value>
  void give(const Value& said) {
    if constexpr (requires { format_.take(place{}, std::string_view{}, said); }) {
      at_place([&] { format_.take(open_.back().where, own_key(), said); });
    }
  }
  bool next() {
    if (skipped_ == 0 && !open_.empty()) { ++open_.back().index; }
    return true;
  }

  [[nodiscard]] std::string_view own_key() const {
    return open_.back().shape == json_form::array ? std::string_view{} : std::string_view{open_.back().key};
  }
  void require(json_form form) {
    const json_form wanted = value()->wanted;
    if (wanted != form && wanted != json_form::remark) { fail(std::string(name_of(wanted)) + " is needed here"); }
  }
  template <class Function>
  void at_place(Function function) {
    try {
      function();
    } catch (const error& problem) { throw problem.within(pointer()); }
  }
  // RFC 6901.
  [[nodiscard]] std::string pointer() const {
    std::string where;
    for (const context& each : open_) {
      if (each.shape == json_form::array) {
        where += "/" + std::to_string(each.index);
      } else if (&each != &open_.back() || current_ != nullptr) {
        where += '/';
        for (const char c : each.key) { c == '~' ? where += "~0" : (c == '/' ? where += "~1" : where += c); }
      }
    }
    return where;
  }
  [[noreturn]] void fail(const std::string& why) const { throw error(errc::invalid_document, why, pointer()); }
  [[noreturn]] void not_an_object() const {
    fail("the document is not an object; is this " + std::string(Format::called) + "?");
  }
  [[noreturn]] void too_long() const {
    throw error(errc::limit_exceeded, "a text is longer than " + std::to_string(limits_.max_text) + " bytes",
                pointer());
  }

  const read_limits& limits_;
  Format& format_;
  std::vector<context> open_{};
  std::size_t skipped_ = 0;  // how deep inside something that is not read
  const member* current_ = nullptr;
  std::string key_{};
  std::string text_{};
  bool passed_over_ = false;  // the text is a remark, and too long
};

[[noreturn]] inline void json_syntax_error(const boost::json::error_code& code, std::uint64_t offset,
                                           std::size_t max_depth) {
  const auto at = static_cast<std::size_t>(offset);
  if (code == boost::json::error::too_deep) {
    throw error(errc::limit_exceeded,
                "more than " + std::to_string(max_depth) + " arrays and objects inside each other", {}, at);
  }
  if (code == boost::json::error::incomplete) {
    throw error(errc::invalid_document, "the document ends too early; was it truncated?", {}, at);
  }
  throw error(errc::invalid_document, "this is not JSON: " + code.message(), {}, at);
}

// Walks the whole of `input`; a byte order mark at its start is skipped.
template <class Format>
void walk_json(Format& format, std::istream& input, const read_limits& limits, const read_progress& progress,
               std::uint64_t total) {
  boost::json::parse_options options;
  options.max_depth = limits.max_depth;
  boost::json::basic_parser<json_handler<Format>> parser(options, limits, format);
  block_reader blocks(input, limits, progress, total);
  boost::json::error_code code;
  std::uint64_t offset = 0;
  bool first = true;
  for (std::string_view block = blocks.next(); !block.empty(); block = blocks.next()) {
    if (first) {
      offset = byte_order_mark_size(block);
      block.remove_prefix(byte_order_mark_size(block));
    }
    first = false;
    if (!parser.done()) {
      const std::size_t used = parser.write_some(true, block.data(), block.size(), code);
      offset += used;
      if (code) { json_syntax_error(code, offset, limits.max_depth); }
      block.remove_prefix(used);
    }
    const std::size_t more = block.find_first_not_of(" \t\r\n");
    if (more != std::string_view::npos) {
      throw error(errc::invalid_document, "something follows the document", {},
                  static_cast<std::size_t>(offset) + more);
    }
    offset += block.size();
  }
  if (!parser.done()) {
    parser.write_some(false, "", 0, code);
    if (code) { json_syntax_error(code, offset, limits.max_depth); }
  }
}

}  // namespace fairlead::detail

#endif
