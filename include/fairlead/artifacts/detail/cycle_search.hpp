// SPDX-License-Identifier: BSL-1.0
// The search for a shortest cycle inside one cyclic group. Private to artifacts/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_CYCLE_SEARCH_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_CYCLE_SEARCH_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "snapshot_data.hpp"

namespace fairlead::detail {

/// Walks breadth first from each member, but no deeper than a cap that is doubled until a cycle appears: short cycles,
/// the usual ones, are found after few steps wherever they are.
class cycle_search {
public:
  cycle_search(const adjacency& dependencies, cyclic_group group)
      : dependencies_(dependencies),
        group_(group),
        seen_by_(group.last - group.first, nobody),
        previous_(group.last - group.first) {
    const std::size_t edges = dependencies.first[group.last] - dependencies.first[group.first];
    budget_ = 8 * (seen_by_.size() + edges) + (std::size_t{1} << 22);
  }

  /// A shortest cycle, or once the budget is spent the best so far; from its smallest position on.
  [[nodiscard]] std::vector<artifact_position> run() {
    const std::size_t members = seen_by_.size();
    for (std::size_t cap = 2; best_.empty() && budget_ != 0; cap *= 2) {
      for (artifact_position start = group_.first; start != group_.last && budget_ != 0; ++start) {
        walk(start, best_.empty() ? cap : best_.size() - 1);
        if (best_.size() == 2) { break; }
      }
      std::fill(seen_by_.begin(), seen_by_.end(), nobody);
    }
    if (best_.empty()) {
      budget_ = std::numeric_limits<std::size_t>::max();
      walk(group_.first, members);
    }
    std::rotate(best_.begin(), std::min_element(best_.begin(), best_.end()), best_.end());
    return best_;
  }

private:
  static constexpr artifact_position nobody = 0xffffffff;

  // Looks for a cycle of at most `cap` artifacts through `start`.
  void walk(artifact_position start, std::size_t cap) {
    queue_.assign(1, start);
    std::size_t level_end = 1;
    std::size_t depth = 1;
    for (std::size_t next = 0; next != queue_.size(); ++next) {
      if (next == level_end) {
        if (++depth > cap) { return; }
        level_end = queue_.size();
      }
      for (const artifact_position each : dependencies_.of(queue_[next])) {
        if (budget_ == 0) { return; }
        --budget_;
        if (each == start) {
          keep(start, queue_[next]);
          return;
        }
        if (each < group_.first || each >= group_.last || seen_by_[each - group_.first] == start) { continue; }
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

  const adjacency& dependencies_;
  cyclic_group group_;
  std::size_t budget_;
  std::vector<artifact_position> seen_by_;   // the start of the walk that came here last
  std::vector<artifact_position> previous_;  // on that walk
  std::vector<artifact_position> queue_;
  std::vector<artifact_position> best_;
};

}  // namespace fairlead::detail

#endif
