// SPDX-License-Identifier: BSL-1.0
// Definitions of graph_difference.hpp.
#ifndef FAIRLEAD_ARTIFACTS_GRAPH_DIFFERENCE_IPP
#define FAIRLEAD_ARTIFACTS_GRAPH_DIFFERENCE_IPP

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "graph_difference.hpp"

namespace fairlead {
namespace detail {

class difference_finder {
public:
  difference_finder(const graph_snapshot& before, const graph_snapshot& after)
      : before_(before), after_(after), after_of_(before.artifact_count(), nothing) {}

  [[nodiscard]] graph_difference run() {
    compare_artifacts();
    for (const auto& [before, after] : common_) { compare_dependencies(before, after); }
    for (const artifact_position v : found_.added) {
      const auto kinds = after_.dependency_kinds(v);
      for (std::size_t i = 0; i != kinds.size(); ++i) {
        found_.gained.push_back({v, after_.dependencies(v)[i], kinds[i]});
      }
      touched_.push_back(v);
    }
    for (const artifact_position v : found_.removed) {
      const auto kinds = before_.dependency_kinds(v);
      for (std::size_t i = 0; i != kinds.size(); ++i) {
        found_.lost.push_back({v, before_.dependencies(v)[i], kinds[i]});
      }
    }
    std::sort(found_.gained.begin(), found_.gained.end());
    std::sort(found_.lost.begin(), found_.lost.end());
    found_.impact = after_.impact(touched_);
    return std::move(found_);
  }

private:
  static constexpr artifact_position nothing = 0xffffffff;

  struct edge {
    artifact_position after, own;
    dependency_kind kinds;
  };

  void compare_artifacts() {
    const auto old_keys = before_.by_key();
    const auto new_keys = after_.by_key();
    auto old_one = old_keys.begin();
    auto new_one = new_keys.begin();
    while (old_one != old_keys.end() || new_one != new_keys.end()) {
      const int order = old_one == old_keys.end()   ? 1
                        : new_one == new_keys.end() ? -1
                                                    : before_.key(*old_one).compare(after_.key(*new_one));
      if (order < 0) {
        found_.removed.push_back(*old_one++);
      } else if (order > 0) {
        found_.added.push_back(*new_one++);
      } else {
        compare(*old_one++, *new_one++);
      }
    }
    std::sort(found_.removed.begin(), found_.removed.end());
    std::sort(found_.added.begin(), found_.added.end());
    std::sort(found_.changed.begin(), found_.changed.end(),
              [](const changed_artifact& a, const changed_artifact& b) { return a.after < b.after; });
  }

  void compare(artifact_position before, artifact_position after) {
    after_of_[before] = after;
    common_.push_back({before, after});
    if (before_.version(before) != after_.version(after) || before_.digest(before) != after_.digest(after) ||
        before_.name(before) != after_.name(after) ||
        before_.completeness_of(before) != after_.completeness_of(after)) {
      found_.changed.push_back({before, after});
      touched_.push_back(after);
    }
  }

  // Both lists by the positions after; what leads to a removed artifact sorts last.
  void compare_dependencies(artifact_position before, artifact_position after) {
    const auto old_kinds = before_.dependency_kinds(before);
    const auto new_to = after_.dependencies(after);
    const auto new_kinds = after_.dependency_kinds(after);
    std::vector<edge>& old_edges = scratch_;
    old_edges.clear();
    for (std::size_t i = 0; i != old_kinds.size(); ++i) {
      const artifact_position to = before_.dependencies(before)[i];
      old_edges.push_back({after_of_[to], to, old_kinds[i]});
    }
    std::sort(old_edges.begin(), old_edges.end(), [](const edge& a, const edge& b) { return a.after < b.after; });
    const std::size_t changes = found_.gained.size() + found_.lost.size();
    std::size_t i = 0;
    for (const edge& old : old_edges) {
      for (; i != new_to.size() && new_to[i] < old.after; ++i) {
        found_.gained.push_back({after, new_to[i], new_kinds[i]});
      }
      const bool both = i != new_to.size() && new_to[i] == old.after;
      const dependency_kind kinds = both ? new_kinds[i] : dependency_kind::none;
      const dependency_kind gone = without(old.kinds, kinds);
      const dependency_kind come = without(kinds, old.kinds);
      if (gone != dependency_kind::none) { found_.lost.push_back({before, old.own, gone}); }
      if (come != dependency_kind::none) { found_.gained.push_back({after, new_to[i], come}); }
      i += both ? 1 : 0;
    }
    for (; i != new_to.size(); ++i) { found_.gained.push_back({after, new_to[i], new_kinds[i]}); }
    if (changes != found_.gained.size() + found_.lost.size()) { touched_.push_back(after); }
  }

  [[nodiscard]] static dependency_kind without(dependency_kind kinds, dependency_kind those) noexcept {
    return static_cast<dependency_kind>(static_cast<unsigned>(kinds) & ~static_cast<unsigned>(those));
  }

  const graph_snapshot& before_;
  const graph_snapshot& after_;
  std::vector<artifact_position> after_of_;
  std::vector<changed_artifact> common_;
  std::vector<artifact_position> touched_;
  std::vector<edge> scratch_;
  graph_difference found_;
};

}  // namespace detail

FAIRLEAD_INLINE graph_difference difference(const graph_snapshot& before, const graph_snapshot& after) {
  return detail::difference_finder(before, after).run();
}

}  // namespace fairlead

#endif
