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
    std::uint32_t vertex, low;
    std::uint32_t edge, end;
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
    low[v] = next_rank;
    return step{v, next_rank++, first[v], first[v + 1], true};
  };
  const auto settle = [&](std::uint32_t v) {
    low[v] = next_number;
    found.members.push_back(v);
    --next_rank;
  };
  for (const std::uint32_t start : starts) {
    if (low[start] != 0) { continue; }
    step now = enter(start);
    for (;;) {
      if (now.edge != now.end) {
        const std::uint32_t to = target(now.edge);
        const std::uint32_t other = low[to];
        if (other == 0) {
          if (first[to] != first[to + 1]) {
            path.push_back(now);  // to look at this edge again afterwards
            now = enter(to);
            continue;
          }
          // Leads nowhere, as most do: not worth a step.
          found.members.push_back(to);
          low[to] = next_number--;
        } else if (other < now.low) {
          low[now.vertex] = now.low = other;
          now.closes = false;
        }
        ++now.edge;
        continue;
      }
      if (now.closes) {
        for (; !open.empty() && low[open.back()] >= now.low; open.pop_back()) { settle(open.back()); }
        settle(now.vertex);
        --next_number;
      } else {
        open.push_back(now.vertex);
      }
      if (path.empty()) { break; }
      now = path.back();
      path.pop_back();
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
