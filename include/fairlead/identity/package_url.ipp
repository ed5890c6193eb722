// SPDX-License-Identifier: BSL-1.0
// The definitions of package_url.hpp.
#ifndef FAIRLEAD_IDENTITY_PACKAGE_URL_IPP
#define FAIRLEAD_IDENTITY_PACKAGE_URL_IPP

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "detail/purl_types.hpp"
#include "detail/utf8.hpp"
#include "package_url.hpp"

namespace fairlead {

namespace detail::purl {

[[nodiscard]] constexpr bool is_letter(char c) noexcept { return lower(c) >= 'a' && lower(c) <= 'z'; }

[[nodiscard]] constexpr int hexadecimal(char c) noexcept {
  return is_digit(c) ? c - '0' : lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
}

inline void append_encoded(std::string& text, std::string_view component) {
  for (const char c : component) {
    if (is_letter(c) || is_digit(c) || std::string_view(".-_~:").find(c) != std::string_view::npos) {
      text += c;
    } else {
      const auto octet = static_cast<unsigned char>(c);
      text += '%';
      text += "0123456789ABCDEF"[octet >> 4U];
      text += "0123456789ABCDEF"[octet & 15U];
    }
  }
}

inline void append_encoded_path(std::string& text, std::string_view path) {
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
    append_encoded(text, path.substr(0, slash));
    text += '/';
    path.remove_prefix(slash + 1);
  }
  append_encoded(text, path);
}

[[nodiscard]] inline std::string canonical_text(const purl_parts& parts) {
  std::string text = "pkg:" + parts.type + '/';
  if (!parts.namespace_path.empty()) {
    append_encoded_path(text, parts.namespace_path);
    text += '/';
  }
  if (name_is_a_path(parts.type)) {
    append_encoded_path(text, parts.name);
  } else {
    append_encoded(text, parts.name);
  }
  if (!parts.version.empty()) {
    text += '@';
    append_encoded(text, parts.version);
  }
  char separator = '?';
  for (const purl_qualifier& each : parts.qualifiers) {
    text += separator + each.key + '=';
    append_encoded(text, each.value);
    separator = '&';
  }
  if (!parts.subpath.empty()) {
    text += '#';
    append_encoded_path(text, parts.subpath);
  }
  return text;
}

/// What is wrong with a type, and where; empty if nothing.
[[nodiscard]] inline std::pair<std::string_view, std::size_t> fault_of_type(std::string_view type) noexcept {
  if (type.empty()) { return {"a type is missing", 0}; }
  if (!is_letter(type[0])) { return {"a type begins with a letter", 0}; }
  for (std::size_t i = 0; i < type.size(); ++i) {
    if (!is_letter(type[i]) && !is_digit(type[i]) && type[i] != '.' && type[i] != '-') {
      return {"a type is made of letters, digits, '.' and '-'", i};
    }
  }
  return {};
}

/// What is wrong with the key of a qualifier, and where; empty if nothing.
[[nodiscard]] inline std::pair<std::string_view, std::size_t> fault_of_key(std::string_view key,
                                                                           purl_reading reading) noexcept {
  if (key.empty()) { return {"the key of a qualifier is missing", 0}; }
  if (!is_letter(key[0])) { return {"the key of a qualifier begins with a letter", 0}; }
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (!is_letter(key[i]) && !is_digit(key[i]) && std::string_view(".-_").find(key[i]) == std::string_view::npos) {
      return {"the key of a qualifier is made of letters, digits, '.', '-' and '_'", i};
    }
    if (reading == purl_reading::strict && key[i] != lower(key[i])) {
      return {"the key of a qualifier is in lower case", i};
    }
  }
  return {};
}

inline constexpr std::string_view twice = "the key of a qualifier stands here twice";

[[nodiscard]] inline std::vector<purl_qualifier> sorted(std::map<std::string, std::string> found) {
  std::vector<purl_qualifier> list;
  list.reserve(found.size());
  for (auto& [key, value] : found) { list.push_back({key, std::move(value)}); }
  return list;
}

/// `found`, or `end` if nothing was found before it.
[[nodiscard]] constexpr std::size_t earlier(std::size_t found, std::size_t end) noexcept {
  return found < end ? found : end;
}

/// Slashes around a name are not part of it, encoded or not; those within are.
[[nodiscard]] inline std::string tidy_name(const std::string& name) {
  const std::size_t first = earlier(name.find_first_not_of('/'), name.size());
  return name.substr(first, name.find_last_not_of('/') + 1 - first);
}

/// Reads one text; every offset is one of that text.
class purl_reader {
public:
  purl_reader(std::string_view text, purl_reading reading) : text_(text), reading_(reading) {}

  [[nodiscard]] purl_parts read() {
    const std::string_view scheme = text_.substr(0, 4);
    if (scheme.size() < 4 || lower(scheme[0]) != 'p' || lower(scheme[1]) != 'k' || lower(scheme[2]) != 'g' ||
        scheme[3] != ':') {
      fail("it must begin with 'pkg:'", 0);
    }
    const std::size_t path_end = earlier(text_.find_first_of("?#"), text_.size());
    const std::size_t query_end = earlier(text_.find('#'), text_.size());
    read_path(path_end);
    if (path_end < query_end) { read_qualifiers(path_end + 1, query_end); }
    if (query_end < text_.size()) { read_subpath(query_end + 1); }
    normalize_by_type(parts_);
    if (const purl_fault fault = fault_by_type(parts_); !fault.component.empty()) {
      fail(fault.rule, fault.component == "version"      ? version_at_
                       : fault.component == "qualifiers" ? path_end
                       : fault.component == "name"       ? name_at_
                                                         : namespace_at_);
    }
    return std::move(parts_);
  }

private:
  [[noreturn]] void fail(std::string_view why, std::size_t offset) const {
    constexpr std::size_t shown = 80;  // a hostile text must not fill the log
    throw error(errc::invalid_text,
                "not a package URL: '" + std::string(text_.substr(0, shown)) + (text_.size() > shown ? "...'" : "'") +
                    ": " + std::string(why) + "; write it like pkg:npm/%40scope/name@1.2.3",
                {}, offset);
  }

  [[nodiscard]] std::string decoded(std::size_t from, std::size_t to) const {
    std::string result;
    result.reserve(to - from);
    for (std::size_t at = from; at < to; ++at) {
      if (text_[at] != '%') {
        result += text_[at];
        continue;
      }
      const int high = at + 2 < to ? hexadecimal(text_[at + 1]) : -1;
      const int low = at + 2 < to ? hexadecimal(text_[at + 2]) : -1;
      if (high < 0 || low < 0) { fail("two hexadecimal digits must follow a '%'", at); }
      result += static_cast<char>(high * 16 + low);
      at += 2;
    }
    if (first_ill_formed(result) != std::string_view::npos) { fail("not UTF-8", from); }
    return result;
  }

  void read_path(std::size_t end) {
    const std::size_t start = earlier(text_.find_first_not_of('/', 4), end);
    const std::size_t slash = earlier(text_.find('/', start), end);
    parts_.type = std::string(text_.substr(start, slash - start));
    if (const auto [why, at] = fault_of_type(parts_.type); !why.empty()) { fail(why, start + at); }
    to_lower(parts_.type);
    const std::size_t begin = earlier(text_.find_first_not_of('/', slash), end);
    std::size_t name_end = end;
    if (const std::size_t at = version_mark(begin, end); at < end) {
      version_at_ = at + 1;
      parts_.version = decoded(version_at_, end);
      if (at == begin || text_[at - 1] == '/') { fail("a name is missing", at); }
      name_end = at;
    }
    while (name_end > begin && text_[name_end - 1] == '/') { --name_end; }
    if (name_end <= begin) { fail("a name is missing", end); }
    read_names(begin, name_end);
  }

  // A '@' that begins a segment which is not the last belongs to an npm scope that nobody encoded.
  [[nodiscard]] std::size_t version_mark(std::size_t begin, std::size_t end) const {
    const std::size_t at = text_.substr(0, end).rfind('@');
    if (at == std::string_view::npos || at < begin) { return end; }
    const bool begins_segment = at == begin || text_[at - 1] == '/';
    return begins_segment && text_.substr(at, end - at).find('/') != std::string_view::npos ? end : at;
  }

  void read_names(std::size_t begin, std::size_t end) {
    const bool path = name_is_a_path(parts_.type);
    namespace_at_ = begin;
    name_at_ = path ? text_.find('/', begin) : text_.substr(0, end).rfind('/');
    if (name_at_ == std::string_view::npos || name_at_ < begin || name_at_ >= end) {
      name_at_ = begin;
    } else {
      parts_.namespace_path = segments(begin, name_at_, false);
      ++name_at_;
    }
    parts_.name = path ? segments(name_at_, end, false) : tidy_name(decoded(name_at_, end));
    if (parts_.name.empty()) { fail("a name is missing", name_at_); }
  }

  [[nodiscard]] std::string segments(std::size_t from, std::size_t to, bool without_dots) const {
    std::string result;
    while (from < to) {
      const std::size_t end = earlier(text_.find('/', from), to);
      const std::string segment = decoded(from, end);
      if (segment.find('/') != std::string::npos) { fail("a segment contains an encoded '/'", from); }
      if (!segment.empty() && !(without_dots && (segment == "." || segment == ".."))) {
        result += (result.empty() ? "" : "/") + segment;
      }
      from = end + 1;
    }
    return result;
  }

  void read_qualifiers(std::size_t from, std::size_t to) {
    std::map<std::string, std::string> found;
    while (from < to) {
      const std::size_t end = earlier(text_.find('&', from), to);
      const std::size_t equals = text_.find('=', from);
      if (equals >= end) { fail("a qualifier must be key=value", from); }
      std::string key(text_.substr(from, equals - from));
      if (const auto [why, at] = fault_of_key(key, reading_); !why.empty()) { fail(why, from + at); }
      to_lower(key);
      std::string value = decoded(equals + 1, end);
      if (!value.empty() && !found.emplace(std::move(key), std::move(value)).second) { fail(twice, from); }
      if (end + 1 == to) { fail("a qualifier must follow the '&'", to); }
      from = end + 1;
    }
    parts_.qualifiers = sorted(std::move(found));
  }

  void read_subpath(std::size_t from) {
    if (const std::size_t second = text_.find('#', from); second != std::string_view::npos) {
      fail("a '#' in a component must be encoded", second);
    }
    parts_.subpath = segments(from, text_.size(), true);
  }

  std::string_view text_;
  purl_reading reading_;
  purl_parts parts_;
  std::size_t namespace_at_ = 0;
  std::size_t name_at_ = 0;
  std::size_t version_at_ = 0;
};

[[noreturn]] inline void fail_to_build(std::string_view component, std::string_view why) {
  throw error(errc::invalid_text, "not a package URL: " + std::string(why), std::string(component));
}

/// `path` without empty segments, and without "." and ".." where they mean nothing.
[[nodiscard]] inline std::string tidy_path(std::string_view path, bool without_dots) {
  std::string result;
  while (!path.empty()) {
    const std::size_t end = earlier(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    if (!segment.empty() && !(without_dots && (segment == "." || segment == ".."))) {
      result += (result.empty() ? "" : "/") + std::string(segment);
    }
    path.remove_prefix(earlier(end + 1, path.size()));
  }
  return result;
}

[[nodiscard]] inline std::vector<purl_qualifier> build_qualifiers(std::vector<purl_qualifier> qualifiers) {
  std::map<std::string, std::string> found;
  for (purl_qualifier& each : qualifiers) {
    if (const auto [why, at] = fault_of_key(each.key, purl_reading::tolerant); !why.empty()) {
      fail_to_build("qualifiers", why);
    }
    if (first_ill_formed(each.value) != std::string_view::npos) { fail_to_build("qualifiers", "not UTF-8"); }
    to_lower(each.key);
    if (!each.value.empty() && !found.emplace(std::move(each.key), std::move(each.value)).second) {
      fail_to_build("qualifiers", twice);
    }
  }
  return sorted(std::move(found));
}

}  // namespace detail::purl

FAIRLEAD_INLINE package_url::package_url(purl_parts parts)
    : parts_(std::move(parts)), text_(detail::purl::canonical_text(parts_)) {}

FAIRLEAD_INLINE package_url package_url::parse(std::string_view text, purl_reading reading) {
  return package_url(detail::purl::purl_reader(text, reading).read());
}

FAIRLEAD_INLINE package_url package_url::build(purl_parts parts) {
  if (const auto [why, at] = detail::purl::fault_of_type(parts.type); !why.empty()) {
    detail::purl::fail_to_build("type", why);
  }
  detail::purl::to_lower(parts.type);
  for (const auto& [component, text] :
       {std::pair<std::string_view, const std::string&>{"namespace", parts.namespace_path},
        {"name", parts.name},
        {"version", parts.version},
        {"subpath", parts.subpath}}) {
    if (detail::first_ill_formed(text) != std::string_view::npos) {
      detail::purl::fail_to_build(component, "not UTF-8");
    }
  }
  parts.namespace_path = detail::purl::tidy_path(parts.namespace_path, false);
  parts.subpath = detail::purl::tidy_path(parts.subpath, true);
  if (detail::purl::name_is_a_path(parts.type)) {
    // Read again, the first segment will be the namespace: it must be so now.
    std::string path = detail::purl::tidy_path(parts.namespace_path + '/' + parts.name, false);
    const std::size_t slash = detail::purl::earlier(path.find('/'), path.size());
    parts.name = slash < path.size() && !parts.namespace_path.empty() ? path.substr(slash + 1) : path;
    if (!parts.namespace_path.empty()) { parts.namespace_path = path.substr(0, slash); }
  } else {
    parts.name = detail::purl::tidy_name(parts.name);
  }
  if (parts.name.empty()) { detail::purl::fail_to_build("name", "a name is missing"); }
  parts.qualifiers = detail::purl::build_qualifiers(std::move(parts.qualifiers));
  detail::purl::normalize_by_type(parts);
  if (const detail::purl::purl_fault fault = detail::purl::fault_by_type(parts); !fault.component.empty()) {
    detail::purl::fail_to_build(fault.component, fault.rule);
  }
  return package_url(std::move(parts));
}

FAIRLEAD_INLINE std::string_view package_url::qualifier(std::string_view key) const noexcept {
  return detail::purl::value_of(parts_, key);
}

FAIRLEAD_INLINE package_url package_url::without_version() const {
  purl_parts parts = parts_;
  parts.version.clear();
  parts.subpath.clear();
  const detail::purl::purl_type* const rules = detail::purl::find_purl_type(parts.type);
  const std::string_view needed = rules == nullptr ? std::string_view{} : rules->needed_qualifier;
  std::erase_if(parts.qualifiers, [&](const purl_qualifier& each) { return each.key != needed; });
  return package_url(std::move(parts));
}

}  // namespace fairlead

#endif
