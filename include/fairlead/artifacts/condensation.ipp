// SPDX-License-Identifier: BSL-1.0
// Definitions of condensation.hpp.
#ifndef FAIRLEAD_ARTIFACTS_CONDENSATION_IPP
#define FAIRLEAD_ARTIFACTS_CONDENSATION_IPP

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "condensation.hpp"
#include "detail/strong_components.hpp"

namespace fairlead {

FAIRLEAD_INLINE condensation::condensation(const graph_snapshot& graph, dependency_kind kinds) {
  const detail::snapshot_data& data = detail::snapshot_access::data(graph);
  part(data, kinds);
  connect(data, kinds);
}

FAIRLEAD_INLINE release_unit condensation::unit_of(artifact_position v) const {
  if (v >= unit_of_.size()) {
    throw error(errc::unknown_artifact, "position " + std::to_string(v) + " in a condensation of " +
                                            std::to_string(unit_of_.size()) +
                                            " artifacts: use positions of the snapshot that it was made of");
  }
  return unit_of_[v];
}

// Positions are an order of release but for cyclic groups, so only those have to be parted and sorted.
FAIRLEAD_INLINE void condensation::part(const detail::snapshot_data& data, dependency_kind kinds) {
  const auto count = static_cast<artifact_position>(data.size());
  const bool whole = data.all_of(kinds);
  unit_of_.resize(count);
  members_.neighbours.resize(count);
  members_.first.reserve(std::size_t{count} + 1);
  const auto close = [this](std::size_t end) { members_.first.push_back(static_cast<std::uint32_t>(end)); };
  auto group = data.cyclic.begin();
  for (artifact_position v = 0; v != count;) {
    if (group == data.cyclic.end() || v != group->first) {
      members_.neighbours[v] = v;
      unit_of_[v] = static_cast<release_unit>(members_.size());
      close(++v);
      continue;
    }
    const auto begin = members_.neighbours.begin() + static_cast<std::ptrdiff_t>(v);
    const auto end = begin + static_cast<std::ptrdiff_t>(group->last - group->first);
    std::iota(begin, end, v);
    std::vector<std::uint32_t> component(group->last - group->first);
    if (!whole) {
      component = detail::components_within(data, *group, kinds);
      std::sort(begin, end, [&](artifact_position a, artifact_position b) {
        return std::pair(component[a - group->first], a) < std::pair(component[b - group->first], b);
      });
    }
    for (; v != group->last; ++v) {
      const artifact_position member = members_.neighbours[v];
      unit_of_[member] = static_cast<release_unit>(members_.size());
      if (v + 1 == group->last ||
          component[member - group->first] != component[members_.neighbours[v + 1] - group->first]) {
        close(std::size_t{v} + 1);
      }
    }
    ++group;
  }
}

FAIRLEAD_INLINE void condensation::connect(const detail::snapshot_data& data, dependency_kind kinds) {
  down_.first.reserve(size() + 1);
  down_.neighbours.reserve(data.dependencies.neighbours.size());
  up_.first.assign(size() + 1, 0);
  for (release_unit unit = 0; unit != size(); ++unit) {
    const auto begin = static_cast<std::ptrdiff_t>(down_.neighbours.size());
    for (const artifact_position v : members_.of(unit)) {
      data.each(data.dependencies, v, kinds, [&](artifact_position below) {
        if (unit_of_[below] != unit) { down_.neighbours.push_back(unit_of_[below]); }
      });
    }
    const auto first = down_.neighbours.begin() + begin;
    if (!std::is_sorted(first, down_.neighbours.end())) { std::sort(first, down_.neighbours.end()); }
    down_.neighbours.erase(std::unique(first, down_.neighbours.end()), down_.neighbours.end());
    down_.first.push_back(static_cast<std::uint32_t>(down_.neighbours.size()));
  }
  for (const release_unit below : down_.neighbours) { ++up_.first[below]; }
  std::inclusive_scan(up_.first.begin(), up_.first.end(), up_.first.begin());
  up_.neighbours.resize(down_.neighbours.size());
  for (auto unit = static_cast<release_unit>(size()); unit-- != 0;) {
    for (const release_unit below : down_.of(unit)) { up_.neighbours[--up_.first[below]] = unit; }
  }
}

}  // namespace fairlead

#endif
