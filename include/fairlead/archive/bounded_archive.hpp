// SPDX-License-Identifier: BSL-1.0
// The cereal archive for bytes that cannot be trusted: compact, by field names, and checked before anything is
// allocated. It knows no checksum: an envelope (envelope.hpp) goes around it.
#ifndef FAIRLEAD_ARCHIVE_BOUNDED_ARCHIVE_HPP
#define FAIRLEAD_ARCHIVE_BOUNDED_ARCHIVE_HPP

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "load_limits.hpp"
#include "serialize.hpp"

namespace fairlead {

// Layout. Document: names, then one value. Names: count, then length and bytes of each. Numbers: base 128, least
// significant group first; signed ones zigzag. Text: length, bytes. Sequence: count, elements. Object: number of fields
// (4 bytes, little endian), then for each the position of its name, its size in bytes (4 bytes), its value. So a reader
// finds a field by its name, and knows how far a damaged one may reach.

/// Writes values of fairlead's, and of hosts that have `for_each_field` or cereal functions. `finish` gives the bytes.
class bounded_output_archive : public cereal::OutputArchive<bounded_output_archive, cereal::AllowEmptyClassElision> {
public:
  bounded_output_archive() : OutputArchive(this) {}

  /// All that was written. The same values give the same bytes on every machine.
  [[nodiscard]] std::string finish() const {
    bounded_output_archive document;
    document.put_number(names_.size());
    for (const std::string& each : names_) { document.put_text(each); }
    return document.body_ + body_;
  }

  void put_number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) { body_ += static_cast<char>(0x80 | (value & 0x7f)); }
    body_ += static_cast<char>(value);
  }
  void put_signed(std::int64_t value) {
    put_number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void put_text(std::string_view text) {
    put_number(text.size());
    body_.append(text);
  }
  void open_object() {
    open_.push_back({body_.size(), 0});
    body_.append(4, '\0');
  }
  void close_object() {
    patch(open_.back().start, open_.back().fields);
    open_.pop_back();
  }
  template <class T>
  void put_field(const char* name, T& value) {
    if (open_.empty()) {
      (*this)(value);  // the outermost value needs no name
      return;
    }
    ++open_.back().fields;
    put_number(number_of(name));
    const std::size_t size_at = body_.size();
    body_.append(4, '\0');
    (*this)(value);
    patch(size_at, body_.size() - size_at - 4);
  }

private:
  struct object {
    std::size_t start;
    std::size_t fields;
  };
  std::size_t number_of(const char* name) {
    const auto [found, added] = numbers_.try_emplace(name, names_.size());
    if (added) { names_.emplace_back(name); }
    return found->second;
  }
  void patch(std::size_t at, std::size_t value) {
    if (value > std::numeric_limits<std::uint32_t>::max()) {
      throw error(errc::limit_exceeded, "one value is larger than 4 GiB and cannot be saved");
    }
    for (std::size_t i = 0; i < 4; ++i) { body_[at + i] = static_cast<char>((value >> (8 * i)) & 0xff); }
  }

  std::string body_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> numbers_;
  std::vector<object> open_;
};

/// Reads what `bounded_output_archive` wrote. Every error is `corrupt` or `limit_exceeded` (or comes from the value's
/// own `parse`), is thrown before memory is taken for what is wrong, and leaves the value half read: read into a fresh
/// one. A field that is missing, or that the type does not have, is an error.
class bounded_input_archive : public cereal::InputArchive<bounded_input_archive, cereal::AllowEmptyClassElision> {
public:
  /// `bytes` must outlive the archive.
  /// @throws error  as above, with the offset: there is no archive yet to be asked for it
  explicit bounded_input_archive(std::string_view bytes, const load_limits& limits = {})
      : InputArchive(this), bytes_(bytes), limits_(limits), end_(bytes.size()), elements_left_(limits.max_elements) {
    try {
      if (bytes.size() > limits.max_bytes) { exceed("bytes", limits.max_bytes); }
      const std::uint64_t count = get_number();
      if (count > end_ - at_) { fail("more names than bytes"); }
      names_.reserve(static_cast<std::size_t>(count));
      for (std::uint64_t i = 0; i < count; ++i) { names_.push_back(get_text()); }
    } catch (const error& problem) { throw error(problem.code(), problem.message(), {}, at_); }
  }

  /// @throws error  `corrupt` if something follows the last value
  void finish() const {
    if (at_ != bytes_.size()) { fail("something follows the last value"); }
  }
  /// Bytes read so far.
  [[nodiscard]] std::size_t offset() const noexcept { return at_; }
  /// After an error: the field or element that it was met in, outermost first: "/candidate/data/members/3/key".
  [[nodiscard]] const std::string& failed_path() const noexcept { return failed_path_; }

  [[noreturn]] void fail(const std::string& why) const { throw error(errc::corrupt, why); }

  [[nodiscard]] std::uint64_t get_number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto group = static_cast<std::uint8_t>(get_byte());
      if (shift == 63 && group > 1) { fail("a number is larger than 64 bits"); }
      value |= static_cast<std::uint64_t>(group & 0x7f) << shift;
      if (group < 0x80) { return value; }
    }
  }
  [[nodiscard]] std::int64_t get_signed() {
    const std::uint64_t value = get_number();
    return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
  }
  [[nodiscard]] std::string_view get_text() {
    const std::uint64_t size = get_number();
    if (size > limits_.max_text) { exceed("bytes in one text", limits_.max_text); }
    return get_bytes(size);
  }
  [[nodiscard]] std::size_t get_count() {
    const std::uint64_t count = get_number();
    if (count > end_ - at_) { fail("a sequence claims more elements than there are bytes"); }
    if (count > elements_left_) { exceed("elements", limits_.max_elements); }
    elements_left_ -= static_cast<std::size_t>(count);
    return static_cast<std::size_t>(count);
  }

  void open_object() {
    if (open_.size() >= limits_.max_depth) { exceed("objects inside each other", limits_.max_depth); }
    const std::size_t count = get_size();
    if (count > limits_.max_fields) { exceed("fields in one object", limits_.max_fields); }
    std::vector<field> fields;
    fields.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t name = get_number();
      if (name >= names_.size()) { fail("a field has no name"); }
      for (const field& each : fields) {
        if (each.name == name) { fail("the field '" + std::string(names_[each.name]) + "' is there twice"); }
      }
      const std::size_t size = get_size();
      fields.push_back({static_cast<std::size_t>(name), at_, size});
      (void)get_bytes(size);
    }
    open_.push_back({std::move(fields), at_, 0});
  }
  void close_object() {
    const object& closing = open_.back();
    if (closing.read < closing.fields.size()) { fail("an object has a field that this program does not know"); }
    at_ = closing.end;
    open_.pop_back();
  }
  template <class T>
  void get_field(const char* name, T& value) {
    if (open_.empty()) {
      (*this)(value);
      return;
    }
    within(name, [&] {
      const field place = find(name);
      ++open_.back().read;
      const std::size_t outer_end = end_;
      at_ = place.start;
      end_ = place.start + place.size;
      (*this)(value);
      if (at_ != end_) { fail("the field is larger than its type"); }
      end_ = outer_end;
    });
  }
  /// Calls `read`; what it throws is known to have happened in the part named `part`.
  template <class Part, class Read>
  void within(const Part& part, Read read) {
    try {
      read();
    } catch (...) {
      if constexpr (std::is_integral_v<Part>) {
        failed_path_.insert(0, "/" + std::to_string(part));
      } else {
        failed_path_.insert(0, std::string("/") + part);
      }
      throw;
    }
  }

private:
  struct field {
    std::size_t name;
    std::size_t start;
    std::size_t size;
  };
  struct object {
    std::vector<field> fields;
    std::size_t end;
    std::size_t read;
  };

  [[nodiscard]] const field& find(std::string_view name) const {
    for (const field& each : open_.back().fields) {
      if (names_[each.name] == name) { return each; }
    }
    fail("the field is missing");
  }

  [[noreturn]] static void exceed(const char* what, std::uint64_t limit) {
    throw error(errc::limit_exceeded, "more than " + std::to_string(limit) + " " + what + " are not loaded");
  }
  char get_byte() { return get_bytes(1).front(); }
  std::string_view get_bytes(std::uint64_t size) {
    if (size > end_ - at_) { fail("the data end too early"); }
    const std::string_view part = bytes_.substr(at_, static_cast<std::size_t>(size));
    at_ += part.size();
    return part;
  }
  std::size_t get_size() {
    const std::string_view four = get_bytes(4);
    std::size_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      value |= static_cast<std::size_t>(static_cast<unsigned char>(four[i])) << (8 * i);
    }
    return value;
  }

  std::string_view bytes_;
  load_limits limits_;
  std::size_t at_ = 0;
  std::size_t end_;
  std::size_t elements_left_;
  std::vector<std::string_view> names_;
  std::vector<object> open_;
  std::string failed_path_;
};

namespace detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

// What has fields of its own, as against one value or a sequence.
template <class T, class Archive>
inline constexpr bool is_object =
    is_optional<T> || cereal::traits::has_member_serialize<T, Archive>::value ||
    cereal::traits::has_non_member_serialize<T, Archive>::value || cereal::traits::has_member_save<T, Archive>::value ||
    cereal::traits::has_member_load<T, Archive>::value;

}  // namespace detail

// What cereal calls for every value, by argument-dependent lookup.

template <class T>
void prologue(bounded_output_archive& archive, const T&) {
  if constexpr (detail::is_object<T, bounded_output_archive>) { archive.open_object(); }
}
template <class T>
void epilogue(bounded_output_archive& archive, const T&) {
  if constexpr (detail::is_object<T, bounded_output_archive>) { archive.close_object(); }
}
template <class T>
void prologue(bounded_input_archive& archive, const T&) {
  if constexpr (detail::is_object<T, bounded_input_archive>) { archive.open_object(); }
}
template <class T>
void epilogue(bounded_input_archive& archive, const T&) {
  if constexpr (detail::is_object<T, bounded_input_archive>) { archive.close_object(); }
}

template <class T>
void CEREAL_SAVE_FUNCTION_NAME(bounded_output_archive& archive, const cereal::NameValuePair<T>& pair) {
  archive.put_field(pair.name, pair.value);
}
template <class T>
void CEREAL_LOAD_FUNCTION_NAME(bounded_input_archive& archive, cereal::NameValuePair<T>& pair) {
  archive.get_field(pair.name, pair.value);
}

template <class T>
void CEREAL_SAVE_FUNCTION_NAME(bounded_output_archive& archive, const cereal::SizeTag<T>& tag) {
  archive.put_number(tag.size);
}
template <class T>
void CEREAL_LOAD_FUNCTION_NAME(bounded_input_archive& archive, cereal::SizeTag<T>& tag) {
  tag.size = archive.get_count();
}

template <class T>
  requires std::is_arithmetic_v<T>
void CEREAL_SAVE_FUNCTION_NAME(bounded_output_archive& archive, const T& value) {
  static_assert(!std::is_same_v<T, long double>, "fairlead: a long double has no portable form; save a double");
  if constexpr (std::is_floating_point_v<T>) {
    archive.put_number(std::bit_cast<std::uint64_t>(static_cast<double>(value)));
  } else if constexpr (std::is_signed_v<T>) {
    archive.put_signed(value);
  } else {
    archive.put_number(value);
  }
}
template <class T>
  requires std::is_arithmetic_v<T>
void CEREAL_LOAD_FUNCTION_NAME(bounded_input_archive& archive, T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    const std::uint64_t read = archive.get_number();
    if (read > 1) { archive.fail("a truth value is neither 0 nor 1"); }
    value = read == 1;
  } else if constexpr (std::is_floating_point_v<T>) {
    value = static_cast<T>(std::bit_cast<double>(archive.get_number()));
  } else {
    const auto read = [&] {
      if constexpr (std::is_signed_v<T>) {
        return archive.get_signed();
      } else {
        return archive.get_number();
      }
    }();
    if (!std::in_range<T>(read)) { archive.fail("the number " + std::to_string(read) + " is out of range"); }
    value = static_cast<T>(read);
  }
}

inline void CEREAL_SAVE_FUNCTION_NAME(bounded_output_archive& archive, const std::string& text) {
  archive.put_text(text);
}
inline void CEREAL_LOAD_FUNCTION_NAME(bounded_input_archive& archive, std::string& text) { text = archive.get_text(); }

// cereal's own would make room for all elements before it reads the first.
template <class T, class Allocator>
void CEREAL_LOAD_FUNCTION_NAME(bounded_input_archive& archive, std::vector<T, Allocator>& sequence) {
  const std::size_t count = archive.get_count();
  sequence.clear();
  for (std::size_t i = 0; i < count; ++i) {
    archive.within(i, [&] { archive(sequence.emplace_back()); });
  }
}

}  // namespace fairlead

CEREAL_REGISTER_ARCHIVE(fairlead::bounded_output_archive)
CEREAL_REGISTER_ARCHIVE(fairlead::bounded_input_archive)
CEREAL_SETUP_ARCHIVE_TRAITS(fairlead::bounded_input_archive, fairlead::bounded_output_archive)

#endif
