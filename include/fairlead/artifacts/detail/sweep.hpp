// SPDX-License-Identifier: BSL-1.0
// Large answers: everything that marked artifacts lead to, found by going over the positions once. Private to
// artifacts/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_SWEEP_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_SWEEP_HPP

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "../graph_scratch.hpp"
#include "snapshot_data.hpp"

namespace fairlead::detail {

/// What other parts of artifacts/ may do with a scratch.
struct scratch_access {
  /// Completes a search: marks all that marked artifacts lead to, and leaves them in found_, ascending. Dependencies
  /// lead down and dependents up, so that each artifact is looked at once, in the order in which its edges lie in
  /// memory; only a cyclic group is searched from all its marked members.
  static void sweep(const snapshot_data& data, const adjacency& edges, graph_scratch& scratch, dependency_kind kinds) {
    // Nothing may throw while there are marks that found_ does not tell of.
    scratch.found_.reserve(data.size());
    scratch.answer_.clear();
    scratch.answer_.reserve(largest_group(data));
    if (&edges == &data.dependents) {
      up(data, scratch, kinds);
    } else {
      down(data, scratch, kinds);
    }
    scratch.found_.clear();
    each_mark(scratch.marked_, [&](artifact_position v) { scratch.found_.push_back(v); });
  }

  static std::span<const artifact_position> between(const snapshot_data& data, artifact_position from,
                                                    artifact_position to, graph_scratch& scratch,
                                                    dependency_kind kinds);

private:
  [[nodiscard]] static std::size_t largest_group(const snapshot_data& data) noexcept {
    std::size_t most = 0;
    for (const cyclic_group& each : data.cyclic) { most = std::max<std::size_t>(most, each.last - each.first); }
    return most;
  }

  template <class Visit>
  static void each_mark(const std::vector<std::uint64_t>& marked, Visit&& visit) {
    for (std::size_t word = 0; word != marked.size(); ++word) {
      for (std::uint64_t rest = marked[word]; rest != 0; rest &= rest - 1) {
        visit(static_cast<artifact_position>(word * 64 + static_cast<unsigned>(std::countr_zero(rest))));
      }
    }
  }

  // Marks the neighbours of v. No branch depends on what is marked: it could not be foretold.
  static void mark_neighbours(const snapshot_data& data, const adjacency& edges, artifact_position v,
                              graph_scratch& scratch, dependency_kind kinds, bool all) {
    const auto mark = [&scratch](artifact_position each) {
      scratch.marked_[each / 64] |= std::uint64_t{1} << (each % 64);
    };
    if (all) {
      for (const artifact_position each : edges.of(v)) { mark(each); }
    } else {
      data.each(edges, v, kinds, mark);
    }
  }

  static void search_group(const snapshot_data& data, const adjacency& edges, cyclic_group group,
                           graph_scratch& scratch, dependency_kind kinds) {
    std::vector<artifact_position>& queue = scratch.answer_;
    queue.clear();
    for (artifact_position v = group.first; v != group.last; ++v) {
      if (scratch.is_marked(v)) { queue.push_back(v); }
    }
    for (std::size_t next = 0; next != queue.size(); ++next) {
      data.each(edges, queue[next], kinds, [&](artifact_position each) {
        if (each >= group.first && each < group.last && !scratch.is_marked(each)) { queue.push_back(each); }
        scratch.marked_[each / 64] |= std::uint64_t{1} << (each % 64);
      });
    }
  }

  static void up(const snapshot_data& data, graph_scratch& scratch, dependency_kind kinds) {
    const bool all = data.all_of(kinds);
    const auto between_groups = [&](std::size_t v, std::size_t last) {
      while (v < last) {
        const std::uint64_t rest = scratch.marked_[v / 64] >> (v % 64);
        if (rest == 0) {
          v = (v / 64 + 1) * 64;
          continue;
        }
        v += static_cast<unsigned>(std::countr_zero(rest));
        if (v >= last) { return; }
        mark_neighbours(data, data.dependents, static_cast<artifact_position>(v), scratch, kinds, all);
        ++v;
      }
    };
    std::size_t next = 0;
    for (const cyclic_group& group : data.cyclic) {
      between_groups(next, group.first);
      search_group(data, data.dependents, group, scratch, kinds);
      next = group.last;
    }
    between_groups(next, data.size());
  }

  static void down(const snapshot_data& data, graph_scratch& scratch, dependency_kind kinds) {
    const bool all = data.all_of(kinds);
    // Here `v` is one past what is looked at.
    const auto between_groups = [&](std::size_t first, std::size_t v) {
      while (v > first) {
        const std::uint64_t rest = scratch.marked_[(v - 1) / 64] << (63 - (v - 1) % 64);
        if (rest == 0) {
          v = (v - 1) / 64 * 64;
          continue;
        }
        v -= static_cast<unsigned>(std::countl_zero(rest));
        if (v <= first) { return; }
        --v;
        mark_neighbours(data, data.dependencies, static_cast<artifact_position>(v), scratch, kinds, all);
      }
    };
    std::size_t next = data.size();
    for (auto group = data.cyclic.rbegin(); group != data.cyclic.rend(); ++group) {
      between_groups(group->last, next);
      search_group(data, data.dependencies, *group, scratch, kinds);
      next = group->first;
    }
    between_groups(0, next);
  }
};

}  // namespace fairlead::detail

#endif
