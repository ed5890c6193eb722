// SPDX-License-Identifier: BSL-1.0
// Definitions of transitive_reduction.hpp.
#ifndef FAIRLEAD_ARTIFACTS_TRANSITIVE_REDUCTION_IPP
#define FAIRLEAD_ARTIFACTS_TRANSITIVE_REDUCTION_IPP

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "condensation.hpp"
#include "transitive_reduction.hpp"

namespace fairlead {
namespace detail {

/// Marks the edges of a condensation beside which there is a longer way.
class reducer {
public:
  explicit reducer(const condensation& units)
      : units_(units), redundant_(units.dependency_count()), reach_(units.size()), slot_(units.size(), nothing) {
    first_.reserve(units.size() + 1);
    for (release_unit unit = 0; unit != units.size(); ++unit) {
      first_.push_back(first_.back() + units.dependencies(unit).size());
    }
    visited_.resize((units.size() + 63) / 64);
  }

  void run() {
    const std::vector<release_unit> targets = depth_first();
    for (std::size_t first = 0; first < targets.size(); first += width) {
      settle(std::span(targets).subspan(first, std::min(width, targets.size() - first)));
    }
  }

  /// Of the edge to `units.dependencies(unit)[index]`.
  [[nodiscard]] char& redundant(release_unit unit, std::size_t index) { return redundant_[first_[unit] + index]; }

private:
  static constexpr std::size_t width = 512;
  static constexpr std::uint32_t nothing = 0xffffffff;
  using row = std::array<std::uint64_t, width / 64>;

  // Neighbours in this order are needed by much the same units, so that a block of them has few units to visit.
  [[nodiscard]] std::vector<release_unit> depth_first() const {
    std::vector<release_unit> order;
    std::vector<bool> seen(units_.size(), false);
    std::vector<release_unit> stack;
    for (auto top = static_cast<release_unit>(units_.size()); top-- != 0;) {
      if (seen[top]) { continue; }
      stack.push_back(top);
      seen[top] = true;
      while (!stack.empty()) {
        const release_unit unit = stack.back();
        stack.pop_back();
        if (!units_.dependents(unit).empty()) { order.push_back(unit); }
        for (const release_unit below : units_.dependencies(unit)) {
          if (!seen[below]) {
            seen[below] = true;
            stack.push_back(below);
          }
        }
      }
    }
    return order;
  }

  void visit(release_unit unit) {
    std::uint64_t& word = visited_[unit / 64];
    const std::uint64_t bit = std::uint64_t{1} << (unit % 64);
    if ((word & bit) == 0) {
      word |= bit;
      queue_.push_back(unit);
    }
  }
  [[nodiscard]] bool is_visited(release_unit unit) const noexcept {
    return ((visited_[unit / 64] >> (unit % 64)) & 1U) != 0;
  }

  void settle(std::span<const release_unit> block) {
    queue_.clear();
    for (std::uint32_t i = 0; i != block.size(); ++i) {
      slot_[block[i]] = i;
      visit(block[i]);
    }
    for (std::size_t next = 0; next != queue_.size(); ++next) {
      for (const release_unit above : units_.dependents(queue_[next])) { visit(above); }
    }
    // Numbers are an order of release: whoever is read has been written in this block.
    for (std::size_t word = 0; word != visited_.size(); ++word) {
      for (std::uint64_t rest = visited_[word]; rest != 0; rest &= rest - 1) {
        raise(static_cast<release_unit>(word * 64 + static_cast<unsigned>(std::countr_zero(rest))));
      }
    }
    for (const release_unit unit : block) { slot_[unit] = nothing; }
    std::fill(visited_.begin(), visited_.end(), 0);
  }

  void raise(release_unit unit) {
    row through{};
    const auto below = units_.dependencies(unit);
    bool direct = false;
    for (const release_unit each : below) {
      if (!is_visited(each)) { continue; }
      for (std::size_t i = 0; i != through.size(); ++i) { through[i] |= reach_[each][i]; }
      direct = direct || slot_[each] != nothing;
    }
    row all = through;
    for (std::size_t index = 0; direct && index != below.size(); ++index) {
      const std::uint32_t slot = slot_[below[index]];
      if (slot == nothing) { continue; }
      const std::uint64_t bit = std::uint64_t{1} << (slot % 64);
      if ((through[slot / 64] & bit) != 0) { redundant(unit, index) = 1; }
      all[slot / 64] |= bit;
    }
    reach_[unit] = all;
  }

  const condensation& units_;
  std::vector<std::size_t> first_{0};
  std::vector<char> redundant_;
  std::vector<row> reach_;           // of the block at hand: what each visited unit needs of it
  std::vector<std::uint32_t> slot_;  // of the block's own units
  std::vector<std::uint64_t> visited_;
  std::vector<release_unit> queue_;
};

}  // namespace detail

FAIRLEAD_INLINE reduced_dependencies transitive_reduction(const graph_snapshot& graph, dependency_kind kinds) {
  const detail::snapshot_data& data = detail::snapshot_access::data(graph);
  const condensation units(graph, kinds);
  detail::reducer reducer(units);
  reducer.run();
  reduced_dependencies parts;
  for (artifact_position v = 0; v != data.size(); ++v) {
    const release_unit unit = units.unit_of(v);
    data.each(data.dependencies, v, kinds, [&](artifact_position to) {
      const release_unit other = units.unit_of(to);
      bool keep = other == unit;
      if (!keep) {
        const auto below = units.dependencies(unit);
        char& redundant = reducer.redundant(
            unit, static_cast<std::size_t>(std::lower_bound(below.begin(), below.end(), other) - below.begin()));
        // The first edge between two groups stands for the others.
        keep = std::exchange(redundant, char{1}) == 0;
      }
      (keep ? parts.kept : parts.redundant).push_back({v, to});
    });
  }
  return parts;
}

}  // namespace fairlead

#endif
