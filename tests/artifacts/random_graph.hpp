// SPDX-License-Identifier: BSL-1.0
// Random dependency graphs for the tests of artifacts/, the same on every machine, and slow plain answers about them.
#ifndef FAIRLEAD_TESTS_ARTIFACTS_RANDOM_GRAPH_HPP
#define FAIRLEAD_TESTS_ARTIFACTS_RANDOM_GRAPH_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fairlead/artifacts/artifact_graph.hpp>
#include <fairlead/artifacts/freeze.hpp>
#include <fairlead/artifacts/graph_snapshot.hpp>

namespace fairlead::test {

/// Artifacts "n0" ... and the pairs (from, to) of their dependencies; pairs may repeat.
struct plain_graph {
  std::size_t size = 0;
  std::vector<std::pair<std::size_t, std::size_t>> edges;

  /// The kind of an edge, the same for the same pair: runtime, build or both.
  [[nodiscard]] static dependency_kind kinds(std::size_t from, std::size_t to) {
    return static_cast<dependency_kind>(1 + (from * 7 + to * 3) % 3);
  }
  /// Only the edges of one of these kinds.
  [[nodiscard]] plain_graph only(dependency_kind wanted) const {
    plain_graph part{size, {}};
    for (const auto& [from, to] : edges) {
      if (overlaps(kinds(from, to), wanted)) { part.edges.emplace_back(from, to); }
    }
    return part;
  }

  [[nodiscard]] static std::string key(std::size_t index) { return "n" + std::to_string(index); }

  /// reaches[a] holds b exactly if a depends on b through at least one edge.
  [[nodiscard]] std::vector<std::set<std::size_t>> reachability() const {
    std::vector<std::set<std::size_t>> reaches(size);
    for (bool changed = true; changed;) {
      changed = false;
      for (const auto& [from, to] : edges) {
        const std::size_t before = reaches[from].size();
        reaches[from].insert(to);
        const std::set<std::size_t> further = reaches[to];
        reaches[from].insert(further.begin(), further.end());
        changed = changed || reaches[from].size() != before;
      }
    }
    return reaches;
  }
};

/// std::uniform_int_distribution differs between libraries; this does not.
[[nodiscard]] inline std::size_t below(std::mt19937& random, std::size_t limit) { return random() % limit; }

/// Sparse to dense, acyclic to very cyclic, depending on the random numbers.
[[nodiscard]] inline plain_graph random_plain_graph(std::mt19937& random, std::size_t most) {
  plain_graph graph;
  graph.size = 1 + below(random, most);
  const std::size_t edges = below(random, 3 * graph.size);
  const std::size_t backward_in_100 = std::size_t{3} * below(random, 5);
  for (std::size_t i = 0; i != edges; ++i) {
    std::size_t from = below(random, graph.size);
    std::size_t to = below(random, graph.size);
    if (from == to) { continue; }
    if ((from < to) != (below(random, 100) < backward_in_100)) { std::swap(from, to); }
    graph.edges.emplace_back(from, to);
  }
  return graph;
}

/// The same artifacts and dependencies, added in an order that `order` shuffles.
[[nodiscard]] inline artifact_graph built(const plain_graph& plain, std::mt19937& order) {
  std::vector<std::size_t> indexes(plain.size);
  for (std::size_t i = 0; i != plain.size; ++i) { indexes[i] = i; }
  auto edges = plain.edges;
  std::shuffle(indexes.begin(), indexes.end(), order);
  std::shuffle(edges.begin(), edges.end(), order);
  artifact_graph graph;
  for (const std::size_t index : indexes) {
    const std::string key = plain_graph::key(index);
    const std::string version = std::to_string(index % 7);
    const artifact_id id = graph.add_artifact({key, "name", version, ""});
    if (index % 3 == 0) { graph.set_completeness(id, completeness::known); }
    if (index % 5 == 0) { graph.add_dangling(id, "lost" + version); }
  }
  for (const auto& [from, to] : edges) {
    graph.add_dependency(*graph.find(plain_graph::key(from)), *graph.find(plain_graph::key(to)),
                         plain_graph::kinds(from, to));
  }
  return graph;
}

/// A plain graph, its snapshot, and the way between their numbers.
struct pair_of_graphs {
  explicit pair_of_graphs(std::mt19937& random, std::size_t most)
      : plain(random_plain_graph(random, most)),
        frozen(freeze(built(plain, random), cycle_policy::condense)),
        reaches(plain.reachability()),
        index_at(plain.size) {
    for (std::size_t i = 0; i != plain.size; ++i) { index_at[at(i)] = i; }
  }
  [[nodiscard]] artifact_position at(std::size_t index) const { return frozen.at(plain_graph::key(index)); }
  [[nodiscard]] bool is_cyclic(std::size_t a, std::size_t b) const {
    return reaches[a].contains(b) && reaches[b].contains(a);
  }
  [[nodiscard]] std::vector<artifact_position> some(std::mt19937& random) const {
    std::vector<artifact_position> chosen(1 + below(random, plain.size));
    for (artifact_position& each : chosen) { each = at(below(random, plain.size)); }
    return chosen;
  }
  /// reach[a] holds b exactly if a depends on b over at least one edge of `kinds`; by position.
  [[nodiscard]] std::vector<std::set<artifact_position>> reach(dependency_kind kinds = all_dependency_kinds) const {
    const auto plain_reach = plain.only(kinds).reachability();
    std::vector<std::set<artifact_position>> reach(plain.size);
    for (std::size_t i = 0; i != plain.size; ++i) {
      for (const std::size_t each : plain_reach[i]) { reach[at(i)].insert(at(each)); }
    }
    return reach;
  }

  plain_graph plain;
  graph_snapshot frozen;
  std::vector<std::set<std::size_t>> reaches;
  std::vector<std::size_t> index_at;
};

}  // namespace fairlead::test

#endif
