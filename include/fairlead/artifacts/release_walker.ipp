// SPDX-License-Identifier: BSL-1.0
// Definitions of release_walker.hpp.
#ifndef FAIRLEAD_ARTIFACTS_RELEASE_WALKER_IPP
#define FAIRLEAD_ARTIFACTS_RELEASE_WALKER_IPP

#include <algorithm>
#include <string>
#include <utility>

#include "release_walker.hpp"

namespace fairlead {

FAIRLEAD_INLINE release_walker::release_walker(const graph_snapshot& graph, std::span<const artifact_position> release,
                                               release_direction direction, dependency_kind kinds)
    : units_(graph, kinds), direction_(direction), states_(graph.artifact_count(), walk_state::outside) {
  for (const artifact_position v : release) {
    detail::snapshot_access::require(graph, v);
    states_[v] = walk_state::waiting;
  }
  start();
}

FAIRLEAD_INLINE release_walker::release_walker(const graph_snapshot& graph, release_direction direction,
                                               dependency_kind kinds)
    : units_(graph, kinds), direction_(direction), states_(graph.artifact_count(), walk_state::waiting) {
  start();
}

FAIRLEAD_INLINE void release_walker::start() {
  const auto count = static_cast<release_unit>(units_.size());
  pending_.resize(count);
  open_.assign(count, 0);
  hopeless_.assign(count, false);
  // All that these will ever hold, so that no call can fail half way.
  ready_.reserve(states_.size());
  queue_.reserve(count);
  for (artifact_position v = 0; v != states_.size(); ++v) {
    ++counts_[static_cast<std::size_t>(states_[v])];
    if (states_[v] == walk_state::waiting) { ++open_[units_.unit_of(v)]; }
  }
  std::vector<release_unit> first;
  for (release_unit unit = 0; unit != count; ++unit) {
    pending_[unit] = static_cast<std::uint32_t>(needs(unit).size());
    if (pending_[unit] == 0) { first.push_back(unit); }
  }
  for (const release_unit unit : first) { settle(unit); }
}

// A unit waits for no other any more: its members are ready, or if it has none, who waits for it goes on.
FAIRLEAD_INLINE void release_walker::settle(release_unit unit) {
  queue_.assign(1, unit);
  for (std::size_t index = 0; index != queue_.size(); ++index) {
    const release_unit each = queue_[index];
    if (open_[each] != 0) {
      for (const artifact_position v : units_.members(each)) {
        if (states_[v] == walk_state::waiting) {
          set(v, walk_state::ready);
          ready_.push_back(v);
        }
      }
      continue;
    }
    for (const release_unit other : next(each)) {
      if (--pending_[other] == 0) { queue_.push_back(other); }
    }
  }
}

FAIRLEAD_INLINE std::vector<artifact_position> release_walker::ready() {
  std::vector<artifact_position> handed;
  handed.reserve(ready_.size());
  for (const artifact_position v : ready_) {
    if (states_[v] == walk_state::ready) {
      set(v, walk_state::running);
      handed.push_back(v);
    }
  }
  ready_.clear();
  std::sort(handed.begin(), handed.end());
  return handed;
}

FAIRLEAD_INLINE void release_walker::done(artifact_position v) {
  require_running(v);
  set(v, walk_state::done);
  const release_unit unit = units_.unit_of(v);
  if (--open_[unit] == 0) { settle(unit); }
}

FAIRLEAD_INLINE void release_walker::fail(artifact_position v) {
  require_running(v);
  set(v, walk_state::failed);
  const release_unit unit = units_.unit_of(v);
  if (hopeless_[unit]) { return; }
  hopeless_[unit] = true;
  queue_.assign(1, unit);
  for (std::size_t index = 0; index != queue_.size(); ++index) {
    for (const artifact_position each : units_.members(queue_[index])) {
      if (states_[each] == walk_state::waiting || states_[each] == walk_state::ready) {
        set(each, walk_state::blocked);
      }
    }
    for (const release_unit other : next(queue_[index])) {
      if (!hopeless_[other]) {
        hopeless_[other] = true;
        queue_.push_back(other);
      }
    }
  }
}

FAIRLEAD_INLINE walk_state release_walker::state_of(artifact_position v) const {
  (void)units_.unit_of(v);  // throws where there is none
  return states_[v];
}

FAIRLEAD_INLINE std::vector<artifact_position> release_walker::all(walk_state state) const {
  std::vector<artifact_position> found;
  for (artifact_position v = 0; v != states_.size(); ++v) {
    if (states_[v] == state) { found.push_back(v); }
  }
  if (direction_ == release_direction::remove) { std::reverse(found.begin(), found.end()); }
  return found;
}

FAIRLEAD_INLINE void release_walker::set(artifact_position v, walk_state state) noexcept {
  --counts_[static_cast<std::size_t>(states_[v])];
  ++counts_[static_cast<std::size_t>(state)];
  states_[v] = state;
}

FAIRLEAD_INLINE void release_walker::require_running(artifact_position v) const {
  if (state_of(v) != walk_state::running) {
    throw error(errc::invalid_value, "artifact " + std::to_string(v) +
                                         " is not running: report each artifact once, after ready() handed it out");
  }
}

}  // namespace fairlead

#endif
