// SPDX-License-Identifier: BSL-1.0
// The order of the keys of an artifact_graph. Private to artifacts/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_KEY_ORDER_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_KEY_ORDER_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "../artifact_graph.hpp"

namespace fairlead::detail {

/// An artifact with sixteen bytes of its key, in quarters: as two numbers they would be aligned, and a fifth larger.
struct key_entry {
  std::uint32_t high, low;
  std::uint32_t next_high, next_low;
  std::uint32_t id;

  [[nodiscard]] std::uint64_t head() const noexcept { return (std::uint64_t{high} << 32U) | low; }
};

/// Sorts by head. Byte by byte from the last: a million keys in a tenth of the time that comparing them takes.
inline void sort_by_head(std::span<key_entry> entries, std::vector<key_entry>& buffer) {
  const auto less = [](const key_entry& a, const key_entry& b) { return a.head() < b.head(); };
  if (entries.size() < 512) {
    std::sort(entries.begin(), entries.end(), less);
    return;
  }
  std::array<std::array<std::uint32_t, 256>, 8> counts{};
  for (const key_entry& each : entries) {
    for (std::size_t byte = 0; byte != 8; ++byte) { ++counts[byte][(each.head() >> (8 * byte)) & 0xffU]; }
  }
  buffer.resize(std::max(buffer.size(), entries.size()));
  std::span<key_entry> from = entries;
  std::span<key_entry> to = std::span(buffer).first(entries.size());
  for (std::size_t byte = 0; byte != 8; ++byte) {
    std::array<std::uint32_t, 256>& next = counts[byte];
    if (next[(from.front().head() >> (8 * byte)) & 0xffU] == entries.size()) { continue; }  // all alike
    std::exclusive_scan(next.begin(), next.end(), next.begin(), std::uint32_t{0});
    for (const key_entry& each : from) { to[next[(each.head() >> (8 * byte)) & 0xffU]++] = each; }
    std::swap(from, to);
  }
  if (from.data() != entries.data()) { std::copy(from.begin(), from.end(), entries.begin()); }
}

/// How many bytes all keys begin with.
[[nodiscard]] inline std::size_t common_prefix(std::span<const key_entry> entries, const artifact_texts& texts) {
  if (entries.empty()) { return 0; }
  const std::string_view first = texts.key(entries.front().id);
  std::size_t common = first.size();
  for (std::size_t i = 1; i != entries.size() && common != 0; ++i) {
    const std::string_view key = texts.key(entries[i].id);
    common = std::min(common, key.size());
    if (first.substr(0, common) == key.substr(0, common)) { continue; }
    const auto differs = std::mismatch(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(common), key.begin());
    common = static_cast<std::size_t>(differs.first - first.begin());
  }
  return common;
}

/// The artifacts that are not retired, by key: eight bytes at a time, from behind what all keys begin with
/// ("pkg:deb/debian/") on. Where these are alike the next eight decide. @param texts  of `graph`
[[nodiscard]] inline std::vector<std::uint32_t> ids_by_key(const artifact_graph& graph, const artifact_texts& texts) {
  std::vector<key_entry> entries;
  entries.reserve(graph.artifact_count() - graph.retired_count());
  for (std::uint32_t id = 0; id != graph.artifact_count(); ++id) {
    if (graph.retired_count() == 0 || !graph.is_retired({id})) { entries.push_back({0, 0, 0, 0, id}); }
  }
  struct run {
    std::size_t first, last;  // of entries
    std::size_t at;           // where they may begin to differ; no key is shorter
    bool is_read;             // the bytes from there on are in the entries already
  };
  std::vector<run> runs{{0, entries.size(), common_prefix(entries, texts), false}};
  std::vector<key_entry> buffer;
  while (!runs.empty()) {
    const run alike = runs.back();
    runs.pop_back();
    const std::span<key_entry> part = std::span(entries).subspan(alike.first, alike.last - alike.first);
    const auto rest = [&](const key_entry& each) { return texts.key(each.id).substr(alike.at); };
    const auto less = [&](const key_entry& a, const key_entry& b) {
      return a.head() != b.head() ? a.head() < b.head() : rest(a) < rest(b);
    };
    for (key_entry& each : part) {
      if (alike.is_read) {
        each.high = each.next_high;
        each.low = each.next_low;
        continue;
      }
      const std::string_view key = texts.key(each.id);
      const std::uint64_t head = text_store::eight_at(key, alike.at);
      const std::uint64_t next = text_store::eight_at(key, alike.at + 8);
      each = {static_cast<std::uint32_t>(head >> 32U), static_cast<std::uint32_t>(head),
              static_cast<std::uint32_t>(next >> 32U), static_cast<std::uint32_t>(next), each.id};
    }
    if (part.size() < 8) {
      std::sort(part.begin(), part.end(), less);
      continue;
    }
    sort_by_head(part, buffer);
    for (std::size_t first = 0; first != part.size();) {
      std::size_t last = first + 1;
      while (last != part.size() && part[last].head() == part[first].head()) { ++last; }
      const auto same = part.subspan(first, last - first);
      if (same.size() > 1 && (same.front().low & 0xffU) == 0) {
        std::sort(same.begin(), same.end(), less);  // the end of one looks like zero bytes of another
      } else if (same.size() > 1) {
        runs.push_back({alike.first + first, alike.first + last, alike.at + 8, !alike.is_read});
      }
      first = last;
    }
  }
  std::vector<std::uint32_t> ids;
  ids.reserve(entries.size());
  for (const key_entry& each : entries) { ids.push_back(each.id); }
  return ids;
}

}  // namespace fairlead::detail

#endif
