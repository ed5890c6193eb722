// SPDX-License-Identifier: BSL-1.0
// The waves and cycles of graph_snapshot.hpp: what has to look into cyclic groups. Part of graph_snapshot.ipp.
#ifndef FAIRLEAD_ARTIFACTS_GRAPH_WAVES_IPP
#define FAIRLEAD_ARTIFACTS_GRAPH_WAVES_IPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <ranges>
#include <utility>
#include <vector>

#include "detail/cycle_search.hpp"
#include "detail/strong_components.hpp"
#include "graph_snapshot.hpp"

namespace fairlead {
namespace detail {

/// Sorts `level[v] - 1` of each of `members` into waves; members of one wave keep their order.
template <class Members, class Level>
[[nodiscard]] wave_list waves_by_level(const Members& members, const std::vector<Level>& level, std::uint32_t waves) {
  std::vector<std::uint32_t> ends(waves, 0);
  for (const artifact_position v : members) { ++ends[level[v] - 1U]; }
  std::exclusive_scan(ends.begin(), ends.end(), ends.begin(), std::uint32_t{0});
  std::vector<artifact_position> ordered(members.size());
  for (const artifact_position v : members) { ordered[ends[level[v] - 1U]++] = v; }
  return {std::move(ordered), std::move(ends)};
}

/// `some` of a cyclic group, parted into what still is a group over `kinds`; what a part depends on comes before it.
[[nodiscard]] inline std::vector<std::vector<artifact_position>> parts_of(const snapshot_data& data, cyclic_group group,
                                                                          std::span<const artifact_position> some,
                                                                          dependency_kind kinds) {
  if (data.all_of(kinds)) { return {{some.begin(), some.end()}}; }
  const std::vector<std::uint32_t> component = components_within(data, group, kinds);
  std::vector<std::vector<artifact_position>> parts(std::size_t{*std::max_element(component.begin(), component.end())} +
                                                    1);
  for (const artifact_position v : some) { parts[component[v - group.first]].push_back(v); }
  std::erase_if(parts, [](const auto& part) { return part.empty(); });
  return parts;
}

/// The waves of all artifacts of an ascending, closed set; `counts(v)` tells whether v fills a wave or only lies
/// between.
template <class Counts>
std::uint32_t raise_levels(const snapshot_data& data, std::span<const artifact_position> closed, dependency_kind kinds,
                           std::vector<std::uint32_t>& level, Counts&& counts) {
  std::uint32_t waves = 0;
  auto group = data.cyclic.begin();
  const auto settle = [&](std::span<const artifact_position> part) {
    std::uint32_t reached = 0;
    bool counted = false;
    for (const artifact_position v : part) { level[v] = 0; }  // does not count for its own part
    for (const artifact_position v : part) {
      data.each(data.dependencies, v, kinds,
                [&](artifact_position below) { reached = std::max(reached, level[below]); });
      counted = counts(v) || counted;
    }
    reached += counted ? 1 : 0;
    waves = std::max(waves, reached);
    for (const artifact_position v : part) { level[v] = reached; }
  };
  for (std::size_t first = 0; first != closed.size();) {
    while (group != data.cyclic.end() && group->last <= closed[first]) { ++group; }
    std::size_t last = first + 1;
    if (group == data.cyclic.end() || group->first > closed[first]) {
      settle(closed.subspan(first, 1));
    } else {
      while (last != closed.size() && closed[last] < group->last) { ++last; }
      for (const auto& part : parts_of(data, *group, closed.subspan(first, last - first), kinds)) { settle(part); }
    }
    first = last;
  }
  return waves;
}

/// The same for all artifacts of a graph without cycles, in a few instructions an edge.
template <class Level, class NoteAt>
std::uint32_t raise_all_levels(const snapshot_data& data, dependency_kind kinds, std::vector<Level>& level,
                               NoteAt&& note_at) {
  const adjacency& edges = data.dependencies;
  std::vector<Level> counted(data.note_kinds.size());  // all ones or all zeros
  for (std::size_t note = 0; note != counted.size(); ++note) {
    counted[note] = static_cast<Level>(overlaps(data.note_kinds[note], kinds) ? 0xffffffffU : 0U);
  }
  Level waves = 0;
  for (artifact_position v = 0; v != data.size(); ++v) {
    Level reached = 0;
    for (std::uint32_t i = edges.first[v]; i != edges.first[v + 1]; ++i) {
      reached = std::max(reached, static_cast<Level>(level[edges.neighbours[i]] & counted[note_at(i)]));
    }
    level[v] = static_cast<Level>(reached + 1U);
    waves = std::max(waves, level[v]);
  }
  return waves;
}

template <class Level>
[[nodiscard]] wave_list waves_of_all(const snapshot_data& data, dependency_kind kinds) {
  std::vector<Level> level(data.size());
  const packed_numbers& notes = data.dependencies.notes;
  const auto raised = [&](auto note_at) {
    const std::uint32_t waves = raise_all_levels(data, kinds, level, note_at);
    return waves_by_level(std::views::iota(artifact_position{0}, static_cast<artifact_position>(data.size())), level,
                          waves);
  };
  // The usual sizes by themselves: reading a number of unknown size costs more than all the rest.
  switch (notes.bits()) {
    case 1:
      return raised([&](std::uint32_t i) { return notes.at<1>(i); });
    case 2:
      return raised([&](std::uint32_t i) { return notes.at<2>(i); });
    default:
      return raised([&](std::uint32_t i) { return notes[i]; });
  }
}

}  // namespace detail

FAIRLEAD_INLINE wave_list graph_snapshot::waves() const {
  std::vector<artifact_position> all(artifact_count());
  std::iota(all.begin(), all.end(), artifact_position{0});
  return {std::move(all), data_->wave_ends};
}

FAIRLEAD_INLINE wave_list graph_snapshot::waves(dependency_kind kinds) const {
  if (data_->all_of(kinds)) { return waves(); }
  if (is_acyclic()) {
    // There are no more waves than with all kinds; in bytes, the levels of a million artifacts fit a cache.
    return wave_count() < 255 ? detail::waves_of_all<std::uint8_t>(*data_, kinds)
                              : detail::waves_of_all<std::uint32_t>(*data_, kinds);
  }
  std::vector<artifact_position> all(artifact_count());
  std::iota(all.begin(), all.end(), artifact_position{0});
  std::vector<std::uint32_t> level(artifact_count());
  const std::uint32_t count = detail::raise_levels(*data_, all, kinds, level, [](artifact_position) { return true; });
  return detail::waves_by_level(all, level, count);
}

FAIRLEAD_INLINE wave_list graph_snapshot::waves_of(std::span<const artifact_position> subset, graph_scratch& scratch,
                                                   dependency_kind kinds) const {
  const std::vector<artifact_position> members = deploy_order(subset);
  spread(members, data_->dependencies, scratch, kinds);
  scratch.number(artifact_count());
  const std::uint32_t count =
      detail::raise_levels(*data_, scratch.found_, kinds, scratch.numbers_,
                           [&](artifact_position v) { return std::binary_search(members.begin(), members.end(), v); });
  return detail::waves_by_level(members, scratch.numbers_, count);
}

FAIRLEAD_INLINE wave_list graph_snapshot::waves_of(std::span<const artifact_position> subset,
                                                   dependency_kind kinds) const {
  graph_scratch scratch;
  return waves_of(subset, scratch, kinds);
}

FAIRLEAD_INLINE bool graph_snapshot::is_acyclic(dependency_kind kinds) const {
  return is_acyclic() || cyclic_groups(kinds).empty();
}

FAIRLEAD_INLINE std::vector<std::vector<artifact_position>> graph_snapshot::cyclic_groups(dependency_kind kinds) const {
  std::vector<std::vector<artifact_position>> all;
  for (const detail::cyclic_group& group : data_->cyclic) {
    std::vector<artifact_position> members(group.last - group.first);
    std::iota(members.begin(), members.end(), group.first);
    for (auto& part : detail::parts_of(*data_, group, members, kinds)) {
      if (part.size() > 1) { all.push_back(std::move(part)); }
    }
  }
  return all;
}

FAIRLEAD_INLINE std::vector<std::vector<artifact_position>> graph_snapshot::cycles(dependency_kind kinds) const {
  std::vector<std::vector<artifact_position>> all;
  for (const detail::cyclic_group& group : data_->cyclic) {
    std::vector<artifact_position> members(group.last - group.first);
    std::iota(members.begin(), members.end(), group.first);
    const auto parts = detail::parts_of(*data_, group, members, kinds);
    std::vector<std::uint32_t> component(members.size());
    for (std::uint32_t number = 0; number != parts.size(); ++number) {
      for (const artifact_position v : parts[number]) { component[v - group.first] = number; }
    }
    detail::cycle_search search(*data_, group, kinds, std::move(component));
    for (const auto& part : parts) {
      if (part.size() > 1) { all.push_back(search.run(part)); }
    }
  }
  return all;
}

}  // namespace fairlead

#endif
