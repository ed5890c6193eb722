// SPDX-License-Identifier: BSL-1.0
// Ways through a lifecycle, for a host's own tests: to a state, and over every row.
#ifndef FAIRLEAD_MODEL_PATHS_HPP
#define FAIRLEAD_MODEL_PATHS_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "description.hpp"

namespace fairlead {

/// A way from the initial state: positions in `lifecycle.edges`, each beginning where the one before ends. Whether the
/// guards let an instance go that way depends on its events and data.
using lifecycle_path = std::vector<std::uint16_t>;

namespace detail {

// The edge by which breadth-first search from the initial state comes to each state; the number of edges if by none.
inline std::vector<std::size_t> first_edges(const lifecycle_description& lifecycle) {
  const std::size_t none = lifecycle.edges.size();
  std::vector<std::size_t> by(lifecycle.states.size(), none);
  std::vector<std::size_t> queue;
  std::vector<bool> seen(lifecycle.states.size(), false);
  for (std::size_t s = 0; s < lifecycle.states.size(); ++s) {
    if (has(lifecycle.states[s]->marks, legend::initial)) {
      queue.push_back(s);
      seen[s] = true;
    }
  }
  for (std::size_t head = 0; head < queue.size(); ++head) {
    for (std::size_t e = 0; e < lifecycle.edges.size(); ++e) {
      const edge& out = lifecycle.edges[e];
      if (out.source != queue[head] || seen[out.target]) { continue; }
      seen[out.target] = true;
      by[out.target] = e;
      queue.push_back(out.target);
    }
  }
  return by;
}

inline lifecycle_path path_along(const lifecycle_description& lifecycle, const std::vector<std::size_t>& by,
                                 std::size_t state) {
  lifecycle_path path;
  for (std::size_t s = state; by[s] != lifecycle.edges.size(); s = lifecycle.edges[by[s]].source) {
    path.insert(path.begin(), static_cast<std::uint16_t>(by[s]));
  }
  return path;
}

}  // namespace detail

/// The fewest steps from the initial state to the state called `name`; none if there is no such state or no way to it.
/// O(states * edges).
[[nodiscard]] inline std::optional<lifecycle_path> shortest_path(const lifecycle_description& lifecycle,
                                                                 std::string_view name) {
  const std::size_t state = lifecycle.find_state(name);
  if (state == lifecycle.states.size()) { return std::nullopt; }
  lifecycle_path path = detail::path_along(lifecycle, detail::first_edges(lifecycle), state);
  if (path.empty() && !has(lifecycle.states[state]->marks, legend::initial)) { return std::nullopt; }
  return path;
}

/// Few ways that together take every edge that can be reached: each goes straight to an edge that is still missing, and
/// on over missing ones as long as there are. O(states * edges + edges^2).
[[nodiscard]] inline std::vector<lifecycle_path> covering_paths(const lifecycle_description& lifecycle) {
  const std::vector<std::size_t> by = detail::first_edges(lifecycle);
  std::vector<bool> taken(lifecycle.edges.size(), false);
  std::vector<lifecycle_path> paths;
  for (std::size_t first = 0; first < lifecycle.edges.size(); ++first) {
    const std::size_t source = lifecycle.edges[first].source;
    const bool reached = by[source] != lifecycle.edges.size() || has(lifecycle.states[source]->marks, legend::initial);
    if (taken[first] || !reached) { continue; }
    lifecycle_path path = detail::path_along(lifecycle, by, source);
    for (std::size_t next = first; next != lifecycle.edges.size();) {
      path.push_back(static_cast<std::uint16_t>(next));
      taken[next] = true;
      const std::size_t at = lifecycle.edges[next].target;
      for (next = 0; next != lifecycle.edges.size() && (taken[next] || lifecycle.edges[next].source != at);) { ++next; }
    }
    for (const std::uint16_t each : path) { taken[each] = true; }
    paths.push_back(std::move(path));
  }
  return paths;
}

/// "draft submit in_review vote approved": states and events in turn.
[[nodiscard]] inline std::string spell(const lifecycle_description& lifecycle, const lifecycle_path& path) {
  std::string text;
  for (const std::uint16_t each : path) {
    const edge& e = lifecycle.edges[each];
    if (text.empty()) { text = lifecycle.states[e.source]->name; }
    text.append(" ").append(lifecycle.events[e.event]->name).append(" ").append(lifecycle.states[e.target]->name);
  }
  return text;
}

}  // namespace fairlead

#endif
