// SPDX-License-Identifier: BSL-1.0
// Groups of vertices that depend on each other in circles. Private to artifacts/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_STRONG_COMPONENTS_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_STRONG_COMPONENTS_HPP

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <ranges>
#include <span>
#include <vector>

#include "snapshot_data.hpp"

namespace fairlead::detail {

struct strong_components {
  std::vector<std::uint32_t> members;  ///< component by component, each behind those that it leads to
  std::vector<std::uint32_t> number;   ///< of each vertex, ascending in that order; 0xffffffff if it was not reached
};

/// Everything that can be reached from `starts`. O(V + E), without recursion.
/// Boost.Graph's algorithm takes twice the time, and would have every edge copied into a container of its own.
/// @param first   where the edges of each vertex begin, and where the last ones end
/// @param target  of an edge by its index
/// @source Pearce: A Space-Efficient Algorithm for Finding Strongly Connected Components (2016)
template <class Starts, class Target>
[[nodiscard]] strong_components strong_components_of(const Starts& starts, std::span<const std::uint32_t> first,
                                                     Target&& target) {
  struct step {
    std::uint32_t vertex, edge;
    bool closes;  // its component: nothing entered before it has been reached again
  };
  const auto count = static_cast<std::uint32_t>(first.size() - 1);
  strong_components found;
  // 0 before a vertex is entered; then the smallest rank that it leads to. Ranks count up from 1 and are given back;
  // what is settled has a number from `next_number` + 1 on, which is more than any rank.
  std::vector<std::uint32_t>& low = found.number;
  low.assign(count, 0);
  std::uint32_t next_rank = 1;
  std::uint32_t next_number = count;
  std::vector<step> path;
  std::vector<std::uint32_t> open;  // left, but their component is not settled
  const auto enter = [&](std::uint32_t v) {
    low[v] = next_rank++;
    path.push_back({v, first[v], true});
  };
  const auto settle = [&](std::uint32_t v) {
    low[v] = next_number;
    found.members.push_back(v);
    --next_rank;
  };
  for (const std::uint32_t start : starts) {
    if (low[start] == 0) { enter(start); }
    while (!path.empty()) {
      step& last = path.back();
      if (last.edge != first[last.vertex + 1]) {
        const std::uint32_t to = target(last.edge);
        if (low[to] == 0 && first[to] != first[to + 1]) {
          enter(to);
          continue;  // and look at this edge again afterwards
        }
        ++last.edge;
        if (low[to] == 0) {  // leads nowhere, as most do: not worth a step
          found.members.push_back(to);
          low[to] = next_number--;
          continue;
        }
        if (low[to] < low[last.vertex]) {
          low[last.vertex] = low[to];
          last.closes = false;
        }
        continue;
      }
      const step left = last;
      path.pop_back();
      if (!left.closes) {
        open.push_back(left.vertex);
        continue;
      }
      for (const std::uint32_t rank = low[left.vertex]; !open.empty() && low[open.back()] >= rank; open.pop_back()) {
        settle(open.back());
      }
      settle(left.vertex);
      --next_number;
    }
  }
  for (std::uint32_t& each : low) { each = each == 0 ? 0xffffffff : count - each; }
  return found;
}

/// The number of the component of each member of one cyclic group, over edges of `kinds` alone. What a component
/// depends on has a smaller number.
[[nodiscard]] inline std::vector<std::uint32_t> components_within(const snapshot_data& data, cyclic_group group,
                                                                  dependency_kind kinds) {
  std::vector<std::uint32_t> first{0};
  std::vector<std::uint32_t> below;
  for (artifact_position v = group.first; v != group.last; ++v) {
    data.each(data.dependencies, v, kinds, [&](artifact_position each) {
      if (each >= group.first && each < group.last) { below.push_back(each - group.first); }
    });
    first.push_back(static_cast<std::uint32_t>(below.size()));
  }
  const auto all = std::views::iota(std::uint32_t{0}, group.last - group.first);
  return strong_components_of(all, first, [&](std::uint32_t edge) { return below[edge]; }).number;
}

}  // namespace fairlead::detail

#endif
