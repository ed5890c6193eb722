// SPDX-License-Identifier: BSL-1.0
// The order of the keys of an artifact_graph. Private to artifacts/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_KEY_ORDER_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_KEY_ORDER_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "../artifact_graph.hpp"

namespace fairlead::detail {

/// The artifacts that are not retired, by key. Most comparisons are settled by 8 bytes at hand, taken behind what all
/// keys begin with ("pkg:deb/debian/"): sorting views was most of the time of freezing a million artifacts.
[[nodiscard]] inline std::vector<std::uint32_t> ids_by_key(const artifact_graph& graph) {
  struct entry {
    std::uint64_t head;
    std::uint32_t id;
  };
  std::vector<entry> entries;
  entries.reserve(graph.artifact_count() - graph.retired_count());
  std::vector<std::string_view> keys(graph.artifact_count());
  std::size_t common = artifact_graph::max_text_size;
  for (std::uint32_t id = 0; id != graph.artifact_count(); ++id) {
    keys[id] = graph.at({id}).key;
    if (graph.is_retired({id})) { continue; }
    entries.push_back({0, id});
    const std::string_view first = keys[entries.front().id];
    common = std::min({common, first.size(), keys[id].size()});
    while (first.substr(0, common) != keys[id].substr(0, common)) {
      common = static_cast<std::size_t>(
          std::mismatch(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(common), keys[id].begin()).first -
          first.begin());
    }
  }
  for (entry& each : entries) {
    const std::string_view key = keys[each.id].substr(common);
    for (std::size_t i = 0; i != 8; ++i) {
      each.head = (each.head << 8U) | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0U);
    }
  }
  std::sort(entries.begin(), entries.end(), [&](const entry& a, const entry& b) {
    return a.head != b.head ? a.head < b.head : keys[a.id].substr(common) < keys[b.id].substr(common);
  });
  std::vector<std::uint32_t> ids;
  ids.reserve(entries.size());
  for (const entry& each : entries) { ids.push_back(each.id); }
  return ids;
}

}  // namespace fairlead::detail

#endif
