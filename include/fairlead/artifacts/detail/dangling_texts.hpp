// SPDX-License-Identifier: BSL-1.0
// The dangling references of a snapshot, as freezing finds them. Private to artifacts/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_DANGLING_TEXTS_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_DANGLING_TEXTS_HPP

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "../artifact_graph.hpp"
#include "snapshot_data.hpp"

namespace fairlead::detail {

/// What a snapshot of `graph` refers to in vain: what its source does, and what was retired. Sorted.
[[nodiscard]] inline std::vector<dangling_reference> dangling_of(const artifact_graph& graph) {
  std::vector<dangling_reference> all = graph.dangling();
  if (graph.retired_count() == 0) { return all; }
  std::erase_if(all, [&](const dangling_reference& each) {
    return !each.from.empty() && graph.is_retired(*graph.find(each.from));
  });
  for (const dependency& each : graph.dependencies()) {
    if (graph.is_retired(each.to) && !graph.is_retired(each.from)) {
      all.push_back({graph.key(each.from), graph.key(each.to)});
    }
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

/// The texts are copied, so that the views last as long as the data.
inline void write_dangling(const artifact_graph& graph, snapshot_data& data) {
  const std::vector<dangling_reference> all = dangling_of(graph);
  std::size_t size = 0;
  for (const dangling_reference& each : all) { size += each.from.size() + each.reference.size(); }
  data.dangling_text.reserve(size);
  const auto keep = [&data](std::string_view text) {
    const std::size_t first = data.dangling_text.size();
    data.dangling_text += text;
    return std::string_view(data.dangling_text).substr(first);
  };
  data.dangling.reserve(all.size());
  for (const dangling_reference& each : all) {
    const std::string_view from = keep(each.from);
    data.dangling.push_back({from, keep(each.reference)});
  }
}

}  // namespace fairlead::detail

#endif
