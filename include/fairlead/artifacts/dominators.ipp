// SPDX-License-Identifier: BSL-1.0
// Definitions of dominators.hpp.
#ifndef FAIRLEAD_ARTIFACTS_DOMINATORS_IPP
#define FAIRLEAD_ARTIFACTS_DOMINATORS_IPP

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "dominators.hpp"

namespace fairlead {

// What the walk back over the numbers has linked so far, with the least semidominator towards each root. Paths are
// compressed as they are asked for.
struct dominator_tree::forest {
  explicit forest(std::size_t size) : ancestor(size, nothing), label(size), semi(size) {
    std::iota(label.begin(), label.end(), std::uint32_t{0});
    semi = label;
  }

  [[nodiscard]] std::uint32_t best_above(std::uint32_t v) {
    if (ancestor[v] == nothing) { return label[v]; }
    path.clear();
    for (std::uint32_t u = v; ancestor[ancestor[u]] != nothing; u = ancestor[u]) { path.push_back(u); }
    while (!path.empty()) {
      const std::uint32_t u = path.back();
      path.pop_back();
      const std::uint32_t above = ancestor[u];
      if (semi[label[above]] < semi[label[u]]) { label[u] = label[above]; }
      ancestor[u] = ancestor[above];
    }
    return label[v];
  }

  std::vector<std::uint32_t> ancestor, label, semi, path;
};

FAIRLEAD_INLINE dominator_tree::dominator_tree(const graph_snapshot& graph, artifact_position root,
                                               dependency_kind kinds)
    : number_(graph.artifact_count(), nothing) {
  detail::snapshot_access::require(graph, root);
  const detail::snapshot_data& data = detail::snapshot_access::data(graph);
  walk(data, root, kinds);
  const auto count = static_cast<std::uint32_t>(order_.size());
  forest linked(count);
  std::vector<std::uint32_t> first_in(count, nothing);  // lists of those with this semidominator
  std::vector<std::uint32_t> next_in(count, nothing);
  immediate_.assign(count, 0);
  for (std::uint32_t w = count; --w != 0;) {
    data.each(data.dependents, order_[w], kinds, [&](artifact_position above) {
      if (number_[above] == nothing) { return; }
      linked.semi[w] = std::min(linked.semi[w], linked.semi[linked.best_above(number_[above])]);
    });
    next_in[w] = std::exchange(first_in[linked.semi[w]], w);
    linked.ancestor[w] = parent_[w];
    for (std::uint32_t v = std::exchange(first_in[parent_[w]], nothing); v != nothing; v = next_in[v]) {
      const std::uint32_t best = linked.best_above(v);
      immediate_[v] = linked.semi[best] < linked.semi[v] ? best : parent_[w];
    }
  }
  for (std::uint32_t w = 1; w != count; ++w) {
    if (immediate_[w] != linked.semi[w]) { immediate_[w] = immediate_[immediate_[w]]; }
  }
  parent_ = {};
}

FAIRLEAD_INLINE void dominator_tree::walk(const detail::snapshot_data& data, artifact_position root,
                                          dependency_kind kinds) {
  struct frame {
    std::uint32_t number;
    std::uint32_t next;
  };
  const detail::adjacency& edges = data.dependencies;
  std::vector<frame> stack;
  const auto enter = [&](artifact_position v, std::uint32_t parent) {
    number_[v] = static_cast<std::uint32_t>(order_.size());
    order_.push_back(v);
    parent_.push_back(parent);
    stack.push_back({number_[v], edges.first[v]});
  };
  enter(root, nothing);
  while (!stack.empty()) {
    frame& top = stack.back();
    if (top.next == edges.first[order_[top.number] + 1]) {
      stack.pop_back();
      continue;
    }
    const std::uint32_t edge = top.next++;
    const artifact_position below = edges.neighbours[edge];
    if (number_[below] == nothing && overlaps(data.note_kinds[edges.notes[edge]], kinds)) { enter(below, top.number); }
  }
}

FAIRLEAD_INLINE std::uint32_t dominator_tree::number_of(artifact_position v) const {
  if (v >= number_.size()) {
    throw error(errc::unknown_artifact, "position " + std::to_string(v) + " in the dominators of " +
                                            std::to_string(number_.size()) +
                                            " artifacts: use positions of the snapshot that they were made of");
  }
  return number_[v];
}

FAIRLEAD_INLINE std::optional<artifact_position> dominator_tree::immediate(artifact_position v) const {
  const std::uint32_t number = number_of(v);
  if (number == nothing || number == 0) { return std::nullopt; }
  return order_[immediate_[number]];
}

FAIRLEAD_INLINE std::vector<artifact_position> dominator_tree::of(artifact_position v) const {
  std::vector<artifact_position> all;
  std::uint32_t number = number_of(v);
  if (number == nothing) { return all; }
  for (; number != 0; number = immediate_[number]) { all.push_back(order_[number]); }
  all.push_back(root());
  std::reverse(all.begin(), all.end());
  return all;
}

FAIRLEAD_INLINE std::vector<artifact_position> dominator_tree::dominated_by(artifact_position v) const {
  std::vector<artifact_position> all;
  const std::uint32_t top = number_of(v);
  if (top == nothing) { return all; }
  // A dominator has a smaller number than what it dominates.
  std::vector<bool> inside(order_.size(), false);
  inside[top] = true;
  for (std::uint32_t w = top; w != order_.size(); ++w) {
    if (w != top) { inside[w] = inside[immediate_[w]]; }
    if (inside[w]) { all.push_back(order_[w]); }
  }
  std::sort(all.begin(), all.end());
  return all;
}

FAIRLEAD_INLINE std::vector<artifact_position> chokepoints(const graph_snapshot& graph, artifact_position from,
                                                           artifact_position to, dependency_kind kinds) {
  return dominator_tree(graph, from, kinds).of(to);
}

}  // namespace fairlead

#endif
