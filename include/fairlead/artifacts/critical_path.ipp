// SPDX-License-Identifier: BSL-1.0
// Definitions of critical_path.hpp.
#ifndef FAIRLEAD_ARTIFACTS_CRITICAL_PATH_IPP
#define FAIRLEAD_ARTIFACTS_CRITICAL_PATH_IPP

#include <algorithm>
#include <limits>
#include <string>

#include "condensation.hpp"
#include "critical_path.hpp"

namespace fairlead {

FAIRLEAD_INLINE release_schedule critical_path(const graph_snapshot& graph, std::span<const std::uint64_t> weights,
                                               dependency_kind kinds) {
  if (weights.size() != graph.artifact_count()) {
    throw error(errc::invalid_value, std::to_string(weights.size()) + " weights for " +
                                         std::to_string(graph.artifact_count()) + " artifacts: give one for each");
  }
  release_schedule schedule;
  if (weights.empty()) { return schedule; }
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  const condensation units(graph, kinds);
  const auto count = static_cast<release_unit>(units.size());
  std::vector<std::uint64_t> finish(count, 0);
  std::vector<artifact_position> heaviest(count);
  const auto begin_of = [&](release_unit unit) {
    std::uint64_t begin = 0;
    for (const release_unit below : units.dependencies(unit)) { begin = std::max(begin, finish[below]); }
    return begin;
  };
  schedule.start.resize(weights.size());
  for (release_unit unit = 0; unit != count; ++unit) {
    const auto members = units.members(unit);
    heaviest[unit] =
        *std::max_element(members.begin(), members.end(), [&](auto a, auto b) { return weights[a] < weights[b]; });
    const std::uint64_t begin = begin_of(unit);
    if (weights[heaviest[unit]] > most - begin) {
      throw error(errc::capacity_exceeded,
                  "a path of dependencies takes more than 18,446,744,073,709,551,615, up to \"" +
                      std::string(graph.key(heaviest[unit])) + "\": use a larger unit of time");
    }
    finish[unit] = begin + weights[heaviest[unit]];
    for (const artifact_position v : members) { schedule.start[v] = begin; }
  }
  const auto last = std::max_element(finish.begin(), finish.end());
  schedule.duration = *last;

  // Backwards: the latest end of each unit is the earliest of the latest starts of those that wait for it.
  std::vector<std::uint64_t> latest(count, schedule.duration);
  schedule.slack.resize(weights.size());
  for (release_unit unit = count; unit-- != 0;) {
    for (const artifact_position v : units.members(unit)) {
      schedule.slack[v] = latest[unit] - schedule.start[v] - weights[v];
    }
    const std::uint64_t latest_start = latest[unit] - weights[heaviest[unit]];
    for (const release_unit below : units.dependencies(unit)) { latest[below] = std::min(latest[below], latest_start); }
  }

  auto unit = static_cast<release_unit>(last - finish.begin());
  for (bool more = true; more;) {
    schedule.path.push_back(heaviest[unit]);
    more = false;
    for (const release_unit below : units.dependencies(unit)) {
      if (finish[below] == schedule.start[heaviest[unit]]) {
        unit = below;
        more = true;
        break;
      }
    }
  }
  std::reverse(schedule.path.begin(), schedule.path.end());
  return schedule;
}

}  // namespace fairlead

#endif
