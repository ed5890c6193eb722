// SPDX-License-Identifier: BSL-1.0
// Definitions of feedback_edges.hpp.
#ifndef FAIRLEAD_ARTIFACTS_FEEDBACK_EDGES_IPP
#define FAIRLEAD_ARTIFACTS_FEEDBACK_EDGES_IPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "condensation.hpp"
#include "feedback_edges.hpp"

namespace fairlead {
namespace detail {

/// Puts the members of one cyclic group in a row, so that few depend on one further on. Members are taken away one by
/// one: who depends on nothing that is left goes to the front, on whom nothing depends goes to the back, else to the
/// front goes who has most dependents for its dependencies.
class group_row {
public:
  group_row(const snapshot_data& data, dependency_kind kinds, std::vector<std::uint32_t>& place)
      : data_(data), kinds_(kinds), place_(place) {}

  /// @param members  ascending @param place  of every position: `nothing`; afterwards those of members are 0, 1, ...
  void arrange(std::span<const artifact_position> members) {
    const auto count = static_cast<std::uint32_t>(members.size());
    for (std::uint32_t i = 0; i != count; ++i) { place_[members[i]] = i; }
    nodes_.assign(count, {});
    down_.first.assign(1, 0);
    down_.neighbours.clear();
    up_.first.assign(std::size_t{count} + 1, 0);
    for (std::uint32_t i = 0; i != count; ++i) {
      data_.each(data_.dependencies, members[i], kinds_, [&](artifact_position below) {
        if (place_[below] == nothing) { return; }
        down_.neighbours.push_back(place_[below]);
        ++up_.first[place_[below]];
      });
      down_.first.push_back(static_cast<std::uint32_t>(down_.neighbours.size()));
    }
    for (std::uint32_t i = 1; i <= count; ++i) { up_.first[i] += up_.first[i - 1]; }
    up_.neighbours.resize(down_.neighbours.size());
    for (std::uint32_t i = count; i-- != 0;) {
      for (const std::uint32_t below : down_.of(i)) { up_.neighbours[--up_.first[below]] = i; }
    }
    take_all();
    for (std::uint32_t i = 0; i != count; ++i) { place_[members[i]] = nodes_[i].place; }
  }

  static constexpr std::uint32_t nothing = 0xffffffff;

private:
  struct node {
    std::uint32_t needs = 0;
    std::uint32_t needed = 0;
    std::uint32_t before = nothing;  // in its list
    std::uint32_t after = nothing;
    std::uint32_t place = nothing;
  };

  void take_all() {
    const auto count = static_cast<std::uint32_t>(nodes_.size());
    // Lists by `needed - needs`, shifted by count; that of those that need nothing is 0, that of those not needed 1.
    heads_.assign(2 * std::size_t{count} + 2, nothing);
    highest_ = 0;
    for (std::uint32_t i = count; i-- != 0;) {
      nodes_[i].needs = static_cast<std::uint32_t>(down_.of(i).size());
      nodes_[i].needed = static_cast<std::uint32_t>(up_.of(i).size());
      put(i);
    }
    std::uint32_t front = 0;
    std::uint32_t back = count;
    while (front != back) {
      std::uint32_t chosen = heads_[0];
      if (chosen == nothing && heads_[1] != nothing) {
        chosen = heads_[1];
        take(chosen, --back);
        continue;
      }
      if (chosen == nothing) {
        while (heads_[highest_] == nothing) { --highest_; }
        chosen = heads_[highest_];
      }
      take(chosen, front++);
    }
  }

  void take(std::uint32_t chosen, std::uint32_t place) {
    remove(chosen);
    nodes_[chosen].place = place;
    for (const std::uint32_t below : down_.of(chosen)) { change(below, 0, 1); }
    for (const std::uint32_t above : up_.of(chosen)) { change(above, 1, 0); }
  }
  void change(std::uint32_t i, std::uint32_t needs, std::uint32_t needed) {
    if (nodes_[i].place != nothing) { return; }
    remove(i);
    nodes_[i].needs -= needs;
    nodes_[i].needed -= needed;
    put(i);
  }
  [[nodiscard]] std::size_t list_of(const node& n) const noexcept {
    return n.needs == 0 ? 0 : n.needed == 0 ? 1 : nodes_.size() + n.needed - n.needs;
  }
  void put(std::uint32_t i) {
    const std::size_t list = list_of(nodes_[i]);
    highest_ = std::max(highest_, list);
    nodes_[i].before = nothing;
    nodes_[i].after = heads_[list];
    if (heads_[list] != nothing) { nodes_[heads_[list]].before = i; }
    heads_[list] = i;
  }
  void remove(std::uint32_t i) {
    const node& n = nodes_[i];
    (n.before == nothing ? heads_[list_of(n)] : nodes_[n.before].after) = n.after;
    if (n.after != nothing) { nodes_[n.after].before = n.before; }
  }

  const snapshot_data& data_;
  dependency_kind kinds_;
  std::vector<std::uint32_t>& place_;
  adjacency down_;
  adjacency up_;
  std::vector<node> nodes_;
  std::vector<std::uint32_t> heads_;
  std::size_t highest_ = 0;
};

}  // namespace detail

FAIRLEAD_INLINE std::vector<artifact_edge> feedback_edges(const graph_snapshot& graph, dependency_kind kinds) {
  const detail::snapshot_data& data = detail::snapshot_access::data(graph);
  std::vector<artifact_edge> found;
  std::vector<std::uint32_t> place(data.size(), detail::group_row::nothing);
  detail::group_row row(data, kinds, place);
  for (const std::vector<artifact_position>& members : graph.cyclic_groups(kinds)) {
    row.arrange(members);
    for (const artifact_position v : members) {
      data.each(data.dependencies, v, kinds, [&](artifact_position below) {
        if (place[below] != detail::group_row::nothing && place[below] > place[v]) { found.push_back({v, below}); }
      });
    }
    for (const artifact_position v : members) { place[v] = detail::group_row::nothing; }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace fairlead

#endif
