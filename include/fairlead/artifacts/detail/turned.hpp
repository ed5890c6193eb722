// SPDX-License-Identifier: BSL-1.0
// Edges seen from their other end. Private to artifacts/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_TURNED_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_TURNED_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "prefetch.hpp"
#include "snapshot_data.hpp"

namespace fairlead::detail {

/// Neighbours come out sorted. O(V + E). @param different_notes  how many notes the edges have
/// @param memory  for the neighbours; what it holds does not matter
[[nodiscard]] inline adjacency turned(const adjacency& edges, std::size_t different_notes,
                                      std::vector<artifact_position>&& memory) {
  constexpr std::size_t ahead = 16;  // as many lines as a processor fetches at once
  const std::size_t fetched = edges.neighbours.size() < edges_worth_prefetching ? 0 : edges.neighbours.size();
  const std::size_t count = edges.size();
  adjacency result;
  result.first.assign(count + 1, 0);
  result.neighbours = std::move(memory);
  result.neighbours.resize(edges.neighbours.size());
  result.neighbours.shrink_to_fit();
  result.notes = packed_numbers(edges.neighbours.size(), different_notes);
  for (const artifact_position to : edges.neighbours) { ++result.first[to]; }
  std::exclusive_scan(result.first.begin(), result.first.end(), result.first.begin(), std::uint32_t{0});
  for (artifact_position from = 0; from != count; ++from) {
    for (std::uint32_t i = edges.first[from]; i != edges.first[from + 1]; ++i) {
      if (i + 2 * ahead < fetched) { prefetch(&result.first[edges.neighbours[i + 2 * ahead]]); }
      if (i + ahead < fetched) { prefetch(result.neighbours.data() + result.first[edges.neighbours[i + ahead]]); }
      const std::uint32_t slot = result.first[edges.neighbours[i]]++;
      result.neighbours[slot] = from;
      if (!result.notes.uniform()) { result.notes.put(slot, edges.notes[i]); }
    }
  }
  // Each start has become the start of the next one.
  std::copy_backward(result.first.begin(), result.first.end() - 1, result.first.end());
  result.first[0] = 0;
  return result;
}

}  // namespace fairlead::detail

#endif
