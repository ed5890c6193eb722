// SPDX-License-Identifier: BSL-1.0
#include <fairlead/exchange/read_graph.hpp>

#include <algorithm>
#include <array>
#include <initializer_list>

#include <fairlead/exchange/cargo_lock.hpp>
#include <fairlead/exchange/cyclonedx.hpp>
#include <fairlead/exchange/debian_packages.hpp>
#include <fairlead/exchange/dpkg_status.hpp>
#include <fairlead/exchange/package_lock.hpp>
#include <fairlead/exchange/spdx.hpp>

#include "json_walk.hpp"

namespace fairlead {

namespace {

using reader = artifact_graph (*)(const std::filesystem::path&, const read_limits&, const read_progress&);
using form = detail::json_form;

[[noreturn]] void unknown() {
  detail::malformed(
      "the format is not known; CycloneDX, SPDX and package-lock.json (all JSON), Cargo.lock, dpkg's status and "
      "Packages "
      "are");
}

// Thrown at the member that tells the format, which ends the walk.
struct recognized {
  reader format;
};

class json_kinds {
public:
  enum class place : std::uint8_t { document };
  static constexpr std::array members{
      detail::json_member<place>{place::document, "bomFormat", form::text, place::document},
      detail::json_member<place>{place::document, "spdxVersion", form::text, place::document},
      detail::json_member<place>{place::document, "lockfileVersion", form::number, place::document},
  };
  static constexpr std::string_view called = "CycloneDX, SPDX or package-lock.json";

  void begin(place, std::string_view) {}
  void take(place, std::string_view key, const std::string&) {
    throw recognized{key == "bomFormat" ? reader{read_cyclonedx} : reader{read_spdx}};
  }
  void take(place, std::string_view, std::int64_t) { throw recognized{read_package_lock}; }
  template <class Has>
  void end(place, Has) {}
};

bool begins_with_any_of(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::ranges::any_of(starts, [&](std::string_view each) { return text.starts_with(each); });
}

// Of the fields of Debian's control files; names are in any case.
bool has_field(std::string_view paragraph, std::string_view field) {
  while (!paragraph.empty()) {
    const std::size_t end = std::min(paragraph.find('\n'), paragraph.size());
    const std::string_view name = paragraph.substr(0, std::min(paragraph.find(':'), end));
    const bool same = std::ranges::equal(
        field, name, {}, {}, [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (same) { return true; }
    paragraph.remove_prefix(std::min(end + 1, paragraph.size()));
  }
  return false;
}

reader format_of_text(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto skip_blanks = [&] { text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size())); };
  skip_blanks();
  const std::string_view paragraph = text.substr(0, std::min(text.find("\n\n"), text.find("\n\r\n")));
  if (has_field(paragraph, "package")) {
    return has_field(paragraph, "status") ? reader{read_dpkg_status} : reader{read_debian_packages};
  }
  while (text.starts_with('#')) {
    text.remove_prefix(std::min(text.find('\n'), text.size()));
    skip_blanks();
  }
  if (begins_with_any_of(text, {"version", "[[package]]", "[root]"})) { return read_cargo_lock; }
  if (text.empty()) { detail::malformed("the file is empty"); }
  unknown();
}

// Null for JSON, whose first bytes do not tell.
reader format_of(std::istream& input) {
  std::string start(65'536, '\0');
  input.read(start.data(), static_cast<std::streamsize>(start.size()));
  if (input.bad()) { throw error(errc::unreadable, "reading failed"); }
  start.resize(static_cast<std::size_t>(input.gcount()));
  std::string_view text = start;
  text.remove_prefix(detail::byte_order_mark_size(text));
  if (!text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size())).starts_with('{')) {
    return format_of_text(text);
  }
  return nullptr;
}

reader format_of_json(std::istream& input, const read_limits& limits) {
  json_kinds kinds;
  try {
    detail::walk_json(kinds, input, limits, {}, 0);
  } catch (const recognized& found) { return found.format; }
  unknown();
}

}  // namespace

artifact_graph read_graph(const std::filesystem::path& file, const read_limits& limits, const read_progress& progress) {
  reader format = detail::read_from_file(file, [](std::istream& input, std::uint64_t) { return format_of(input); });
  if (format == nullptr) {
    format =
        detail::read_from_file(file, [&](std::istream& input, std::uint64_t) { return format_of_json(input, limits); });
  }
  return format(file, limits, progress);
}

}  // namespace fairlead
