// SPDX-License-Identifier: BSL-1.0
#include "debian_version.hpp"

#include <algorithm>

namespace fairlead::detail {

namespace {

constexpr std::string_view digits = "0123456789";

// "~" comes before the end, the end before letters, letters before all else.
int rank_of(std::string_view text, std::size_t at) {
  if (at >= text.size() || digits.find(text[at]) != std::string_view::npos) { return 0; }
  const char c = text[at];
  if (c == '~') { return -1; }
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return static_cast<unsigned char>(c) + (letter ? 0 : 256);
}

std::string_view take(std::string_view& text, bool numbers) {
  const std::size_t end = numbers ? text.find_first_not_of(digits) : text.find_first_of(digits);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(part.size());
  return part;
}

std::strong_ordering compare_numbers(std::string_view a, std::string_view b) {
  a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
  b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
  return a.size() != b.size() ? a.size() <=> b.size() : a <=> b;
}

// What is no number by rank, numbers by value, in turns.
std::strong_ordering compare_parts(std::string_view a, std::string_view b) {
  while (!a.empty() || !b.empty()) {
    const std::string_view a_text = take(a, false);
    const std::string_view b_text = take(b, false);
    for (std::size_t i = 0; i < std::max(a_text.size(), b_text.size()); ++i) {
      const auto order = rank_of(a_text, i) <=> rank_of(b_text, i);
      if (order != 0) { return order; }
    }
    const auto order = compare_numbers(take(a, true), take(b, true));
    if (order != 0) { return order; }
  }
  return std::strong_ordering::equal;
}

struct version_parts {
  std::string_view epoch;
  std::string_view upstream;
  std::string_view revision;
};
version_parts parts_of(std::string_view version) {
  version_parts parts{};
  const std::size_t colon = version.find(':');
  if (colon != std::string_view::npos) {
    parts.epoch = version.substr(0, colon);
    version.remove_prefix(colon + 1);
  }
  const std::size_t hyphen = version.rfind('-');
  parts.upstream = version.substr(0, hyphen);
  if (hyphen != std::string_view::npos) { parts.revision = version.substr(hyphen + 1); }
  return parts;
}

}  // namespace

std::strong_ordering compare_debian_versions(std::string_view a, std::string_view b) {
  const version_parts left = parts_of(a);
  const version_parts right = parts_of(b);
  if (const auto order = compare_numbers(left.epoch, right.epoch); order != 0) { return order; }
  if (const auto order = compare_parts(left.upstream, right.upstream); order != 0) { return order; }
  return compare_parts(left.revision, right.revision);
}

}  // namespace fairlead::detail
