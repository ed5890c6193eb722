// SPDX-License-Identifier: BSL-1.0
// Definitions of all_paths.hpp.
#ifndef FAIRLEAD_ARTIFACTS_ALL_PATHS_IPP
#define FAIRLEAD_ARTIFACTS_ALL_PATHS_IPP

#include <algorithm>
#include <cstdint>

#include "all_paths.hpp"
#include "detail/sweep.hpp"

namespace fairlead {

inline std::span<const artifact_position> detail::scratch_access::between(const snapshot_data& data,
                                                                          artifact_position from, artifact_position to,
                                                                          graph_scratch& scratch,
                                                                          dependency_kind kinds) {
  // As in graph_snapshot::why, below the group of `to` there is no way to it.
  const artifact_position lowest = data.group_of(to).first;
  scratch.begin(data.size());
  scratch.number(data.size());
  auto& met = scratch.numbers_;
  scratch.mark(from);
  for (std::size_t next = 0; next != scratch.found_.size(); ++next) {
    met[scratch.found_[next]] = 0;
    data.each(data.dependencies, scratch.found_[next], kinds, [&](artifact_position each) {
      if (each >= lowest) { scratch.mark(each); }
    });
  }
  auto& answer = scratch.answer_;
  answer.clear();
  if (!scratch.is_marked(to)) { return answer; }
  met[to] = 1;
  answer.push_back(to);
  for (std::size_t next = 0; next != answer.size(); ++next) {
    data.each(data.dependents, answer[next], kinds, [&](artifact_position each) {
      if (scratch.is_marked(each) && met[each] == 0) {
        met[each] = 1;
        answer.push_back(each);
      }
    });
  }
  std::sort(answer.begin(), answer.end());
  return answer;
}

FAIRLEAD_INLINE std::span<const artifact_position> all_paths(const graph_snapshot& graph, artifact_position from,
                                                             artifact_position to, graph_scratch& scratch,
                                                             dependency_kind kinds) {
  detail::snapshot_access::require(graph, from);
  detail::snapshot_access::require(graph, to);
  return detail::scratch_access::between(detail::snapshot_access::data(graph), from, to, scratch, kinds);
}

FAIRLEAD_INLINE std::vector<artifact_position> all_paths(const graph_snapshot& graph, artifact_position from,
                                                         artifact_position to, dependency_kind kinds) {
  graph_scratch scratch;
  const auto found = all_paths(graph, from, to, scratch, kinds);
  return {found.begin(), found.end()};
}

FAIRLEAD_INLINE std::vector<std::vector<artifact_position>> first_paths(const graph_snapshot& graph,
                                                                        artifact_position from, artifact_position to,
                                                                        std::size_t most, dependency_kind kinds,
                                                                        std::size_t budget) {
  constexpr std::uint32_t nothing = 0xffffffff;
  // Beginnings of paths, breadth first: each is its last artifact and the beginning before it.
  struct beginning {
    artifact_position last;
    std::uint32_t before;
  };
  const std::vector<artifact_position> between = all_paths(graph, from, to, kinds);
  const detail::snapshot_data& data = detail::snapshot_access::data(graph);
  std::vector<std::vector<artifact_position>> paths;
  if (between.empty() || most == 0) { return paths; }
  std::vector<beginning> queue{{from, nothing}};
  // Only inside a cyclic group can a path come back to where it was.
  const auto was_at = [&](std::uint32_t end, artifact_position v) {
    const detail::cyclic_group group = data.group_of(v);
    for (; end != nothing && queue[end].last >= group.first && queue[end].last < group.last; end = queue[end].before) {
      if (queue[end].last == v) { return true; }
      if (budget != 0) { --budget; }
    }
    return false;
  };
  for (std::uint32_t next = 0; next != queue.size() && paths.size() != most; ++next) {
    if (queue[next].last == to) {
      auto& path = paths.emplace_back();
      for (std::uint32_t i = next; i != nothing; i = queue[i].before) { path.push_back(queue[i].last); }
      std::reverse(path.begin(), path.end());
      continue;
    }
    data.each(data.dependencies, queue[next].last, kinds, [&](artifact_position below) {
      if (budget == 0 || !std::binary_search(between.begin(), between.end(), below) || was_at(next, below)) { return; }
      if (budget != 0) { --budget; }
      queue.push_back({below, next});
    });
  }
  return paths;
}

}  // namespace fairlead

#endif
