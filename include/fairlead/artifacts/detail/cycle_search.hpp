// SPDX-License-Identifier: BSL-1.0
// The search for a shortest cycle inside one cyclic group. Private to artifacts/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_CYCLE_SEARCH_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_CYCLE_SEARCH_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "snapshot_data.hpp"

namespace fairlead::detail {

/// Walks breadth first from each member, but no deeper than a cap that is doubled until a cycle appears: short cycles,
/// the usual ones, are found after few steps wherever they are.
class cycle_search {
public:
  /// @param component  of each position of `group`, over edges of `kinds`; searched one by one
  cycle_search(const snapshot_data& data, cyclic_group group, dependency_kind kinds,
               std::vector<std::uint32_t> component)
      : data_(data),
        group_(group),
        kinds_(kinds),
        component_(std::move(component)),
        seen_by_(group.last - group.first, nobody),
        previous_(group.last - group.first) {}

  /// A shortest cycle among `members`, or once the budget is spent the best so far; from its smallest position on.
  /// @param members  all of one component, ascending, two at least
  [[nodiscard]] std::vector<artifact_position> run(std::span<const artifact_position> members) {
    best_.clear();
    std::size_t edges = 0;
    for (const artifact_position v : members) { edges += data_.dependencies.of(v).size(); }
    budget_ = 8 * (members.size() + edges) + (std::size_t{1} << 22);
    for (std::size_t cap = 2; best_.empty() && budget_ != 0; cap *= 2) {
      for (const artifact_position start : members) {
        if (budget_ == 0) { break; }
        walk(start, best_.empty() ? cap : best_.size() - 1);
        if (best_.size() == 2) { break; }
      }
      for (const artifact_position v : members) { seen_by_[v - group_.first] = nobody; }
    }
    if (best_.empty()) {
      budget_ = std::numeric_limits<std::size_t>::max();
      walk(members.front(), members.size());
    }
    std::rotate(best_.begin(), std::min_element(best_.begin(), best_.end()), best_.end());
    return best_;
  }

private:
  static constexpr artifact_position nobody = 0xffffffff;

  [[nodiscard]] bool stays_inside(artifact_position from, artifact_position to) const noexcept {
    return to >= group_.first && to < group_.last && component_[to - group_.first] == component_[from - group_.first];
  }

  // Looks for a cycle of at most `cap` artifacts through `start`.
  void walk(artifact_position start, std::size_t cap) {
    const adjacency& edges = data_.dependencies;
    queue_.assign(1, start);
    std::size_t level_end = 1;
    std::size_t depth = 1;
    for (std::size_t next = 0; next != queue_.size(); ++next) {
      if (next == level_end) {
        if (++depth > cap) { return; }
        level_end = queue_.size();
      }
      for (std::uint32_t i = edges.first[queue_[next]]; i != edges.first[queue_[next] + 1]; ++i) {
        if (budget_ == 0) { return; }
        --budget_;
        const artifact_position each = edges.neighbours[i];
        if (!stays_inside(start, each) || !overlaps(data_.note_kinds[edges.notes[i]], kinds_)) { continue; }
        if (each == start) {
          keep(start, queue_[next]);
          return;
        }
        if (seen_by_[each - group_.first] == start) { continue; }
        seen_by_[each - group_.first] = start;
        previous_[each - group_.first] = queue_[next];
        queue_.push_back(each);
      }
    }
  }

  void keep(artifact_position start, artifact_position last) {
    best_.clear();
    for (; last != start; last = previous_[last - group_.first]) { best_.push_back(last); }
    best_.push_back(start);
    std::reverse(best_.begin(), best_.end());
  }

  const snapshot_data& data_;
  cyclic_group group_;
  dependency_kind kinds_;
  std::vector<std::uint32_t> component_;
  std::size_t budget_ = 0;
  std::vector<artifact_position> seen_by_;   // the start of the walk that came here last
  std::vector<artifact_position> previous_;  // on that walk
  std::vector<artifact_position> queue_;
  std::vector<artifact_position> best_;
};

}  // namespace fairlead::detail

#endif
