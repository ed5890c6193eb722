// SPDX-License-Identifier: BSL-1.0
// Definitions of graph_snapshot.hpp.
#ifndef FAIRLEAD_ARTIFACTS_GRAPH_SNAPSHOT_IPP
#define FAIRLEAD_ARTIFACTS_GRAPH_SNAPSHOT_IPP

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "detail/cycle_search.hpp"
#include "graph_snapshot.hpp"

namespace fairlead {

FAIRLEAD_INLINE std::optional<artifact_position> graph_snapshot::find(std::string_view key) const noexcept {
  const auto& order = data_->by_key;
  const auto found =
      std::lower_bound(order.begin(), order.end(), key,
                       [this](artifact_position v, std::string_view wanted) { return data_->field(v, 0) < wanted; });
  if (found == order.end() || data_->field(*found, 0) != key) { return std::nullopt; }
  return *found;
}

FAIRLEAD_INLINE artifact_position graph_snapshot::at(std::string_view key) const {
  if (const auto found = find(key)) { return *found; }
  throw error(errc::unknown_artifact, "no artifact has the key \"" + std::string(key.substr(0, 256)) +
                                          "\": use a key exactly as the source of the graph spells it");
}

FAIRLEAD_INLINE completeness graph_snapshot::completeness_of(artifact_position v) const {
  require(v);
  return data_->complete[v];
}

FAIRLEAD_INLINE std::span<const artifact_position> graph_snapshot::dependencies(artifact_position v) const {
  require(v);
  return data_->dependencies.of(v);
}

FAIRLEAD_INLINE std::span<const dependency_kind> graph_snapshot::dependency_kinds(artifact_position v) const {
  require(v);
  return data_->dependencies.kinds_of(v);
}

FAIRLEAD_INLINE std::span<const artifact_position> graph_snapshot::dependents(artifact_position v) const {
  require(v);
  return data_->dependents.of(v);
}

FAIRLEAD_INLINE dependency_kind graph_snapshot::kinds(artifact_position from, artifact_position to) const {
  require(to);
  const auto targets = dependencies(from);
  const auto found = std::lower_bound(targets.begin(), targets.end(), to);
  if (found == targets.end() || *found != to) { return dependency_kind::none; }
  return data_->dependencies.kinds_of(from)[static_cast<std::size_t>(found - targets.begin())];
}

// Leaves `start` and all that the edges lead to in scratch.found_, ascending.
FAIRLEAD_INLINE void graph_snapshot::spread(std::span<const artifact_position> start, const detail::adjacency& edges,
                                            graph_scratch& scratch) const {
  for (const artifact_position v : start) { require(v); }
  scratch.begin(artifact_count());
  for (const artifact_position v : start) { scratch.mark(v); }
  for (std::size_t next = 0; next != scratch.found_.size(); ++next) {
    for (const artifact_position each : edges.of(scratch.found_[next])) { scratch.mark(each); }
  }
  std::sort(scratch.found_.begin(), scratch.found_.end());
}

FAIRLEAD_INLINE std::span<const artifact_position> graph_snapshot::impact(std::span<const artifact_position> changed,
                                                                          graph_scratch& scratch) const {
  spread(changed, data_->dependents, scratch);
  return scratch.found_;
}

FAIRLEAD_INLINE std::vector<artifact_position> graph_snapshot::impact(
    std::span<const artifact_position> changed) const {
  graph_scratch scratch;
  spread(changed, data_->dependents, scratch);
  return std::move(scratch.found_);
}

FAIRLEAD_INLINE std::vector<artifact_position> graph_snapshot::impact(artifact_position changed) const {
  return impact(std::span(&changed, 1));
}

FAIRLEAD_INLINE std::span<const artifact_position> graph_snapshot::closure(std::span<const artifact_position> wanted,
                                                                           graph_scratch& scratch) const {
  spread(wanted, data_->dependencies, scratch);
  return scratch.found_;
}

FAIRLEAD_INLINE std::vector<artifact_position> graph_snapshot::closure(
    std::span<const artifact_position> wanted) const {
  graph_scratch scratch;
  spread(wanted, data_->dependencies, scratch);
  return std::move(scratch.found_);
}

FAIRLEAD_INLINE std::vector<artifact_position> graph_snapshot::closure(artifact_position wanted) const {
  return closure(std::span(&wanted, 1));
}

FAIRLEAD_INLINE std::vector<artifact_position> graph_snapshot::why(artifact_position from, artifact_position to,
                                                                   graph_scratch& scratch) const {
  require(from);
  require(to);
  // No dependency leads upwards, except inside a cyclic group: below the group of `to` there is no way to it.
  const auto group = std::upper_bound(data_->cyclic.begin(), data_->cyclic.end(), to,
                                      [](artifact_position v, const detail::cyclic_group& g) { return v < g.last; });
  const artifact_position lowest = group != data_->cyclic.end() && group->first <= to ? group->first : to;
  scratch.begin(artifact_count());
  scratch.number(artifact_count());
  auto& previous = scratch.numbers_;
  scratch.mark(from);
  for (std::size_t next = 0; next != scratch.found_.size() && !scratch.is_marked(to); ++next) {
    const artifact_position v = scratch.found_[next];
    for (const artifact_position each : data_->dependencies.of(v)) {
      if (each >= lowest && scratch.mark(each)) { previous[each] = v; }
    }
  }
  std::vector<artifact_position> path;
  if (scratch.is_marked(to)) {
    for (artifact_position v = to; v != from; v = previous[v]) { path.push_back(v); }
    path.push_back(from);
    std::reverse(path.begin(), path.end());
  }
  return path;
}

FAIRLEAD_INLINE std::vector<artifact_position> graph_snapshot::why(artifact_position from, artifact_position to) const {
  graph_scratch scratch;
  return why(from, to, scratch);
}

FAIRLEAD_INLINE wave_list graph_snapshot::waves() const {
  std::vector<artifact_position> all(artifact_count());
  std::iota(all.begin(), all.end(), artifact_position{0});
  return {std::move(all), data_->wave_ends};
}

FAIRLEAD_INLINE wave_list graph_snapshot::waves_of(std::span<const artifact_position> subset,
                                                   graph_scratch& scratch) const {
  const std::vector<artifact_position> members = deploy_order(subset);
  spread(members, data_->dependencies, scratch);
  scratch.number(artifact_count());
  auto& level = scratch.numbers_;  // waves of the subset up to and with each artifact of the closure
  const auto& closure = scratch.found_;
  auto group = data_->cyclic.begin();
  auto member = members.begin();
  std::uint32_t waves = 0;
  for (std::size_t first = 0; first != closure.size();) {
    while (group != data_->cyclic.end() && group->last <= closure[first]) { ++group; }
    const bool cyclic = group != data_->cyclic.end() && group->first <= closure[first];
    const std::size_t last = first + (cyclic ? group->last - group->first : 1U);
    std::uint32_t reached = 0;
    bool chosen = false;
    for (std::size_t i = first; i != last; ++i) {
      for (const artifact_position each : data_->dependencies.of(closure[i])) {
        if (each < closure[first]) { reached = std::max(reached, level[each]); }
      }
      if (member != members.end() && *member == closure[i]) { chosen = true, ++member; }
    }
    reached += chosen ? 1 : 0;
    waves = std::max(waves, reached);
    for (; first != last; ++first) { level[closure[first]] = reached; }
  }
  std::vector<std::uint32_t> ends(waves, 0);
  for (const artifact_position v : members) { ++ends[level[v] - 1]; }
  std::exclusive_scan(ends.begin(), ends.end(), ends.begin(), std::uint32_t{0});
  std::vector<artifact_position> ordered(members.size());
  for (const artifact_position v : members) { ordered[ends[level[v] - 1]++] = v; }
  return {std::move(ordered), std::move(ends)};
}

FAIRLEAD_INLINE wave_list graph_snapshot::waves_of(std::span<const artifact_position> subset) const {
  graph_scratch scratch;
  return waves_of(subset, scratch);
}

FAIRLEAD_INLINE std::vector<artifact_position> graph_snapshot::deploy_order(
    std::span<const artifact_position> subset) const {
  for (const artifact_position v : subset) { require(v); }
  std::vector<artifact_position> order(subset.begin(), subset.end());
  std::sort(order.begin(), order.end());
  order.erase(std::unique(order.begin(), order.end()), order.end());
  return order;
}

FAIRLEAD_INLINE std::vector<artifact_position> graph_snapshot::rollback_order(
    std::span<const artifact_position> subset) const {
  std::vector<artifact_position> order = deploy_order(subset);
  std::reverse(order.begin(), order.end());
  return order;
}

FAIRLEAD_INLINE std::vector<std::vector<artifact_position>> graph_snapshot::cyclic_groups() const {
  std::vector<std::vector<artifact_position>> all;
  for (const detail::cyclic_group& group : data_->cyclic) {
    std::vector<artifact_position>& members = all.emplace_back(group.last - group.first);
    std::iota(members.begin(), members.end(), group.first);
  }
  return all;
}

FAIRLEAD_INLINE std::vector<std::vector<artifact_position>> graph_snapshot::cycles() const {
  std::vector<std::vector<artifact_position>> all;
  for (const detail::cyclic_group& group : data_->cyclic) {
    all.push_back(detail::cycle_search(data_->dependencies, group).run());
  }
  return all;
}

FAIRLEAD_INLINE std::string graph_snapshot::spell(std::span<const artifact_position> path, bool closed) const {
  constexpr std::size_t spelled_at_most = 32;
  std::string text;
  for (std::size_t i = 0; i != path.size(); ++i) {
    if (path.size() > spelled_at_most && i == spelled_at_most / 2) {
      text += " -> (" + std::to_string(path.size() - spelled_at_most) + " more)";
      i = path.size() - spelled_at_most / 2;
    }
    if (i != 0) { text += " -> "; }
    text += key(path[i]);
  }
  if (closed && !path.empty()) { text.append(" -> ").append(key(path.front())); }
  return text;
}

FAIRLEAD_INLINE std::string_view graph_snapshot::field(artifact_position v, std::size_t index) const {
  require(v);
  return data_->field(v, index);
}

FAIRLEAD_INLINE void graph_snapshot::require(artifact_position v) const {
  if (v >= artifact_count()) {
    throw error(errc::unknown_artifact, "position " + std::to_string(v) + " in a snapshot of " +
                                            std::to_string(artifact_count()) +
                                            " artifacts: use positions that this snapshot returned");
  }
}

}  // namespace fairlead

#endif
