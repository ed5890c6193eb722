// SPDX-License-Identifier: BSL-1.0
// Definitions of graph_snapshot.hpp, but for its waves and cycles (graph_waves.ipp).
#ifndef FAIRLEAD_ARTIFACTS_GRAPH_SNAPSHOT_IPP
#define FAIRLEAD_ARTIFACTS_GRAPH_SNAPSHOT_IPP

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "detail/sweep.hpp"
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

FAIRLEAD_INLINE kind_list graph_snapshot::dependency_kinds(artifact_position v) const {
  require(v);
  const detail::adjacency& edges = data_->dependencies;
  return {data_->note_kinds.data(), edges.notes, edges.first[v], edges.of(v).size()};
}

FAIRLEAD_INLINE std::span<const artifact_position> graph_snapshot::dependents(artifact_position v) const {
  require(v);
  return data_->dependents.of(v);
}

FAIRLEAD_INLINE kind_list graph_snapshot::dependent_kinds(artifact_position v) const {
  require(v);
  const detail::adjacency& edges = data_->dependents;
  return {data_->note_kinds.data(), edges.notes, edges.first[v], edges.of(v).size()};
}

FAIRLEAD_INLINE dependency_kind graph_snapshot::kinds(artifact_position from, artifact_position to) const {
  require(to);
  const auto targets = dependencies(from);
  const auto found = std::lower_bound(targets.begin(), targets.end(), to);
  if (found == targets.end() || *found != to) { return dependency_kind::none; }
  return dependency_kinds(from)[static_cast<std::size_t>(found - targets.begin())];
}

FAIRLEAD_INLINE std::vector<std::string_view> graph_snapshot::provenance(artifact_position from,
                                                                         artifact_position to) const {
  require(to);
  const auto targets = dependencies(from);
  const auto found = std::lower_bound(targets.begin(), targets.end(), to);
  std::vector<std::string_view> all;
  if (found == targets.end() || *found != to) { return all; }
  const std::size_t edge = data_->dependencies.first[from] + static_cast<std::size_t>(found - targets.begin());
  const std::uint32_t note = data_->dependencies.notes[edge];
  for (std::uint32_t i = data_->note_first[note]; i != data_->note_first[note + 1]; ++i) {
    all.emplace_back(data_->provenance_texts[data_->provenance[i]]);
  }
  return all;
}

// Leaves `start` and all that the edges lead to in scratch.found_, ascending.
FAIRLEAD_INLINE void graph_snapshot::spread(std::span<const artifact_position> start, const detail::adjacency& edges,
                                            graph_scratch& scratch, dependency_kind kinds) const {
  for (const artifact_position v : start) { require(v); }
  scratch.begin(artifact_count());
  for (const artifact_position v : start) { scratch.mark(v); }
  // A search pays for each artifact twice, in the queue and in sorting; once this many are met, going over all marks in
  // order of position is cheaper.
  const std::size_t few = artifact_count() / 32;
  std::size_t next = 0;
  if (data_->all_of(kinds)) {
    for (; next != scratch.found_.size() && scratch.found_.size() <= few; ++next) {
      for (const artifact_position each : edges.of(scratch.found_[next])) { scratch.mark(each); }
    }
  } else {
    for (; next != scratch.found_.size() && scratch.found_.size() <= few; ++next) {
      data_->each(edges, scratch.found_[next], kinds, [&](artifact_position each) { scratch.mark(each); });
    }
  }
  if (next != scratch.found_.size()) {
    detail::scratch_access::sweep(*data_, edges, scratch, kinds);
  } else {
    std::sort(scratch.found_.begin(), scratch.found_.end());
  }
}

FAIRLEAD_INLINE std::span<const artifact_position> graph_snapshot::impact(std::span<const artifact_position> changed,
                                                                          graph_scratch& scratch,
                                                                          dependency_kind kinds) const {
  spread(changed, data_->dependents, scratch, kinds);
  return scratch.found_;
}

FAIRLEAD_INLINE std::vector<artifact_position> graph_snapshot::impact(std::span<const artifact_position> changed,
                                                                      dependency_kind kinds) const {
  graph_scratch scratch;
  spread(changed, data_->dependents, scratch, kinds);
  return std::move(scratch.found_);
}

FAIRLEAD_INLINE std::vector<artifact_position> graph_snapshot::impact(artifact_position changed,
                                                                      dependency_kind kinds) const {
  return impact(std::span(&changed, 1), kinds);
}

FAIRLEAD_INLINE std::span<const artifact_position> graph_snapshot::closure(std::span<const artifact_position> wanted,
                                                                           graph_scratch& scratch,
                                                                           dependency_kind kinds) const {
  spread(wanted, data_->dependencies, scratch, kinds);
  return scratch.found_;
}

FAIRLEAD_INLINE std::vector<artifact_position> graph_snapshot::closure(std::span<const artifact_position> wanted,
                                                                       dependency_kind kinds) const {
  graph_scratch scratch;
  spread(wanted, data_->dependencies, scratch, kinds);
  return std::move(scratch.found_);
}

FAIRLEAD_INLINE std::vector<artifact_position> graph_snapshot::closure(artifact_position wanted,
                                                                       dependency_kind kinds) const {
  return closure(std::span(&wanted, 1), kinds);
}

FAIRLEAD_INLINE std::vector<artifact_position> graph_snapshot::why(artifact_position from, artifact_position to,
                                                                   graph_scratch& scratch,
                                                                   dependency_kind kinds) const {
  require(from);
  require(to);
  // No dependency leads upwards, except inside a cyclic group: below the group of `to` there is no way to it.
  const artifact_position lowest = data_->group_of(to).first;
  scratch.begin(artifact_count());
  scratch.number(artifact_count());
  auto& previous = scratch.numbers_;
  scratch.mark(from);
  for (std::size_t next = 0; next != scratch.found_.size() && !scratch.is_marked(to); ++next) {
    const artifact_position v = scratch.found_[next];
    data_->each(data_->dependencies, v, kinds, [&](artifact_position each) {
      if (each >= lowest && scratch.mark(each)) { previous[each] = v; }
    });
  }
  std::vector<artifact_position> path;
  if (scratch.is_marked(to)) {
    for (artifact_position v = to; v != from; v = previous[v]) { path.push_back(v); }
    path.push_back(from);
    std::reverse(path.begin(), path.end());
  }
  return path;
}

FAIRLEAD_INLINE std::vector<artifact_position> graph_snapshot::why(artifact_position from, artifact_position to,
                                                                   dependency_kind kinds) const {
  graph_scratch scratch;
  return why(from, to, scratch, kinds);
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

FAIRLEAD_INLINE std::vector<artifact_position> graph_snapshot::removal_order(std::span<const artifact_position> removed,
                                                                             dependency_kind kinds) const {
  std::vector<artifact_position> order = impact(removed, kinds);
  std::reverse(order.begin(), order.end());
  return order;
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

FAIRLEAD_INLINE graph_snapshot::memory_use graph_snapshot::memory() const noexcept {
  const auto bytes = [](const auto& array) { return array.capacity() * sizeof(array[0]); };
  memory_use use{};
  for (const detail::adjacency* edges : {&data_->dependencies, &data_->dependents}) {
    use.edges += bytes(edges->first) + bytes(edges->neighbours) + edges->notes.bytes();
  }
  use.edges += bytes(data_->note_kinds) + bytes(data_->note_first) + bytes(data_->provenance);
  use.texts = data_->texts.bytes() + bytes(data_->id_at) + bytes(data_->complete) + bytes(data_->by_key) +
              bytes(data_->wave_ends) + bytes(data_->cyclic) + data_->dangling_text.capacity() + bytes(data_->dangling);
  return use;
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

#include "graph_waves.ipp"

#endif
