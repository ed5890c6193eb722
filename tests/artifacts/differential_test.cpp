// SPDX-License-Identifier: BSL-1.0
// A hundred thousand random graphs of up to 200 artifacts: what is asked of them against rows of bits and plain loops,
// and against Boost.Graph where it is right.
#include <fairlead/artifacts.hpp>

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/graph/transitive_reduction.hpp>
#include <doctest/doctest.h>

#include "random_graph.hpp"

// g++ 12 with sanitizers warns of the optional that Boost.Graph's add_vertex returns for graphs without names.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

using namespace fairlead;
using positions = std::vector<artifact_position>;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr int graphs = 10'000;
#else
constexpr int graphs = 100'000;
#endif
constexpr std::size_t largest = 200;

using row = std::bitset<largest>;

/// The dependencies of some kinds, by position, as rows of bits. All answers are slow and plain.
struct bit_matrix {
  bit_matrix(const test::plain_graph& plain, const graph_snapshot& graph, dependency_kind kinds)
      : size(static_cast<artifact_position>(plain.size)), below(plain.size), edge(plain.size), reach(plain.size) {
    positions at(plain.size);
    for (std::size_t i = 0; i != plain.size; ++i) { at[i] = graph.at(test::plain_graph::key(i)); }
    for (const auto& [from, to] : plain.only(kinds).edges) { edge[at[from]].set(at[to]); }
    for (artifact_position v = 0; v != size; ++v) {
      for (artifact_position w = 0; w != size; ++w) {
        if (edge[v][w]) { below[v].push_back(w); }
      }
    }
    reach = edge;
    for (artifact_position through = 0; through != size; ++through) {
      for (artifact_position v = 0; v != size; ++v) {
        if (reach[v][through]) { reach[v] |= reach[through]; }
      }
    }
  }

  [[nodiscard]] bool together(artifact_position a, artifact_position b) const {
    return a == b || (reach[a][b] && reach[b][a]);
  }
  /// The smallest member of each cyclic group, and every other artifact for itself.
  [[nodiscard]] positions groups() const {
    positions first(size);
    for (artifact_position v = 0; v != size; ++v) {
      while (!together(first[v], v)) { ++first[v]; }
    }
    return first;
  }
  [[nodiscard]] bool acyclic() const {
    for (artifact_position v = 0; v != size; ++v) {
      if (reach[v][v]) { return false; }
    }
    return true;
  }
  /// One more than the wave of whatever is needed from outside of the own group.
  [[nodiscard]] wave_list waves() const {
    positions order(size);
    std::vector<std::size_t> needs(size);
    for (artifact_position v = 0; v != size; ++v) {
      order[v] = v;
      needs[v] = row(reach[v]).set(v).count();
    }
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return needs[a] < needs[b]; });
    std::vector<std::size_t> wave(size);
    std::size_t count = 0;
    for (const artifact_position v : order) {
      for (artifact_position w = 0; w != size; ++w) {
        if (reach[v][w] && !reach[w][v]) { wave[v] = std::max(wave[v], wave[w] + 1); }
      }
      count = std::max(count, wave[v] + 1);
    }
    positions artifacts;
    std::vector<std::uint32_t> ends;
    for (std::size_t each = 0; each != count; ++each) {
      for (artifact_position v = 0; v != size; ++v) {
        if (wave[v] == each) { artifacts.push_back(v); }
      }
      ends.push_back(static_cast<std::uint32_t>(artifacts.size()));
    }
    return {artifacts, ends};
  }
  /// What `root` leads to, itself included, if `without` is taken away.
  [[nodiscard]] row reached(artifact_position root, std::optional<artifact_position> without) const {
    row found;
    if (root == without) { return found; }
    positions queue{root};
    found.set(root);
    for (std::size_t next = 0; next != queue.size(); ++next) {
      for (const artifact_position each : below[queue[next]]) {
        if (each == without || found[each]) { continue; }
        found.set(each);
        queue.push_back(each);
      }
    }
    return found;
  }

  artifact_position size;
  std::vector<positions> below;
  std::vector<row> edge;   // edge[v][w]: v depends on w
  std::vector<row> reach;  // the same over at least one edge
};

positions members_of(const row& bits, artifact_position size) {
  positions found;
  for (artifact_position v = 0; v != size; ++v) {
    if (bits[v]) { found.push_back(v); }
  }
  return found;
}

using boost_csr = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                     boost::no_property, std::uint32_t, std::uint32_t>;

boost_csr csr_of(const bit_matrix& plain) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
  for (artifact_position v = 0; v != plain.size; ++v) {
    for (const artifact_position w : plain.below[v]) { edges.emplace_back(v, w); }
  }
  return {boost::edges_are_sorted, edges.begin(), edges.end(), plain.size};
}

template <class Graph>
positions reached_by_boost(const Graph& graph, artifact_position start) {
  positions found;
  struct visitor : boost::default_bfs_visitor {
    explicit visitor(positions& to) : found(&to) {}
    void discover_vertex(artifact_position v, const Graph&) { found->push_back(v); }
    positions* found;
  };
  boost::breadth_first_search(graph, start, boost::visitor(visitor(found)));
  std::sort(found.begin(), found.end());
  return found;
}

void check_components(const graph_snapshot& graph, dependency_kind kinds, const bit_matrix& plain,
                      const boost_csr& boosts) {
  const positions first = plain.groups();
  std::vector<positions> expected;
  for (artifact_position v = 0; v != plain.size; ++v) {
    positions members;
    for (artifact_position w = v; w != plain.size; ++w) {
      if (first[w] == v) { members.push_back(w); }
    }
    if (members.size() > 1) { expected.push_back(members); }
  }
  std::vector<positions> found = graph.cyclic_groups(kinds);
  std::sort(found.begin(), found.end());  // they come in order of release
  REQUIRE(found == expected);

  std::vector<std::uint32_t> component(plain.size);
  boost::strong_components(boosts,
                           boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, boosts)));
  positions first_of(plain.size, plain.size);
  positions by_boost(plain.size);
  for (artifact_position v = 0; v != plain.size; ++v) {
    first_of[component[v]] = std::min(first_of[component[v]], v);
    by_boost[v] = first_of[component[v]];
  }
  REQUIRE(by_boost == first);

  const condensation units(graph, kinds);
  std::set<std::pair<artifact_position, artifact_position>> between, expected_between;
  positions unit_first(plain.size);
  for (artifact_position v = 0; v != plain.size; ++v) {
    const release_unit unit = units.unit_of(v);
    unit_first[v] = units.members(unit).front();
    for (const release_unit other : units.dependencies(unit)) {
      REQUIRE(other < unit);
      between.emplace(unit_first[v], units.members(other).front());
    }
    for (const artifact_position w : plain.below[v]) {
      if (first[v] != first[w]) { expected_between.emplace(first[v], first[w]); }
    }
  }
  REQUIRE(unit_first == first);
  REQUIRE(between == expected_between);
}

void check_order(const graph_snapshot& graph, dependency_kind kinds, const bit_matrix& plain, const boost_csr& boosts) {
  const wave_list waves = graph.waves(kinds);
  REQUIRE(waves == plain.waves());
  REQUIRE(graph.is_acyclic(kinds) == plain.acyclic());
  if (kinds == all_dependency_kinds) {
    for (artifact_position v = 0; v != plain.size; ++v) {
      for (const artifact_position w : plain.below[v]) { REQUIRE((w < v || plain.together(v, w))); }
    }
  }
  positions order;
  bool sorted = true;
  try {
    boost::topological_sort(boosts, std::back_inserter(order));  // dependencies first, as here
  } catch (const boost::not_a_dag&) { sorted = false; }
  REQUIRE(sorted == plain.acyclic());
  if (!sorted) { return; }
  std::vector<std::size_t> chain(plain.size), wave(plain.size);
  for (const artifact_position v : order) {
    for (const artifact_position w : plain.below[v]) { chain[v] = std::max(chain[v], chain[w] + 1); }
  }
  for (std::size_t i = 0; i != waves.size(); ++i) {
    for (const artifact_position v : waves[i]) { wave[v] = i; }
  }
  REQUIRE(wave == chain);
}

void check_reach(const graph_snapshot& graph, dependency_kind kinds, const bit_matrix& plain, const boost_csr& boosts,
                 graph_scratch& scratch, artifact_position start) {
  std::vector<positions> closure, impact, expected_closure, expected_impact;
  for (artifact_position v = 0; v != plain.size; ++v) {
    const auto down = graph.closure(std::span(&v, 1), scratch, kinds);
    closure.emplace_back(down.begin(), down.end());
    expected_closure.push_back(members_of(row(plain.reach[v]).set(v), plain.size));
    const auto up = graph.impact(std::span(&v, 1), scratch, kinds);
    impact.emplace_back(up.begin(), up.end());
    row above;
    for (artifact_position w = 0; w != plain.size; ++w) { above[w] = v == w || plain.reach[w][v]; }
    expected_impact.push_back(members_of(above, plain.size));
  }
  REQUIRE(closure == expected_closure);
  REQUIRE(impact == expected_impact);
  REQUIRE(reached_by_boost(boosts, start) == closure[start]);
  if (kinds == all_dependency_kinds) {
    REQUIRE(reached_by_boost(boost::make_reverse_graph(graph), start) == impact[start]);
  }
}

void check_dominators(const graph_snapshot& graph, dependency_kind kinds, const bit_matrix& plain,
                      artifact_position root, bool ask_boost) {
  const row all = plain.reached(root, std::nullopt);
  std::vector<row> dominators(plain.size);
  for (artifact_position x = 0; x != plain.size; ++x) {
    if (!all[x]) { continue; }
    const row lost = all & ~plain.reached(root, x);
    for (artifact_position v = 0; v != plain.size; ++v) {
      if (lost[v]) { dominators[v].set(x); }
    }
  }
  using parents = std::vector<std::optional<artifact_position>>;
  const dominator_tree tree(graph, root, kinds);
  parents found(plain.size), expected(plain.size);
  for (artifact_position v = 0; v != plain.size; ++v) {
    found[v] = tree.immediate(v);
    REQUIRE(tree.is_reached(v) == all[v]);
    for (artifact_position x = 0; x != plain.size; ++x) {
      if (dominators[v][x] && dominators[x].count() + 1 == dominators[v].count()) { expected[v] = x; }
    }
  }
  REQUIRE(found == expected);
  if (!ask_boost) { return; }
  // Boost.Graph answers wrongly where something that the root does not need depends on what it does: so without that.
  const graph_snapshot part = subgraph(graph, graph.closure(root, kinds), kinds);
  positions parent(part.artifact_count(), artifact_position(-1));
  boost::lengauer_tarjan_dominator_tree(
      part, part.at(graph.key(root)),
      boost::make_iterator_property_map(parent.begin(), get(boost::vertex_index, part)));
  parents by_boost(plain.size);
  for (artifact_position v = 0; v != part.artifact_count(); ++v) {
    if (parent[v] != artifact_position(-1)) { by_boost[graph.at(part.key(v))] = graph.at(part.key(parent[v])); }
  }
  REQUIRE(by_boost == expected);
}

void check_reduction(const graph_snapshot& graph, dependency_kind kinds, const bit_matrix& plain,
                     const boost_csr& boosts, bool ask_boost) {
  const positions first = plain.groups();
  std::vector<row> between(plain.size);  // of the first members of groups
  for (artifact_position v = 0; v != plain.size; ++v) {
    for (const artifact_position w : plain.below[v]) {
      if (first[v] != first[w]) { between[first[v]].set(first[w]); }
    }
  }
  reduced_dependencies expected;
  std::vector<row> said(plain.size);
  for (artifact_position v = 0; v != plain.size; ++v) {
    for (const artifact_position w : plain.below[v]) {
      bool redundant = false;
      if (first[v] != first[w]) {
        redundant = said[first[v]][first[w]];
        said[first[v]].set(first[w]);
        for (artifact_position x = 0; x != plain.size; ++x) {
          redundant = redundant || (between[first[v]][x] && x != first[w] && plain.reach[x][w]);
        }
      }
      (redundant ? expected.redundant : expected.kept).push_back({v, w});
    }
  }
  const reduced_dependencies found = transitive_reduction(graph, kinds);
  REQUIRE(found.kept == expected.kept);
  REQUIRE(found.redundant == expected.redundant);
  if (!ask_boost || !plain.acyclic()) { return; }
  boost::adjacency_list<> reduced;
  std::vector<std::size_t> to_reduced(plain.size), index(plain.size);
  std::iota(index.begin(), index.end(), std::size_t{0});
  boost::transitive_reduction(boosts, reduced, to_reduced.data(), index.data());
  REQUIRE(found.kept.size() == num_edges(reduced));
}

void check_feedback(const graph_snapshot& graph, dependency_kind kinds, const bit_matrix& plain) {
  const std::vector<artifact_edge> given_up = feedback_edges(graph, kinds);
  std::vector<row> left = plain.edge;
  std::size_t in_groups = 0;
  for (artifact_position v = 0; v != plain.size; ++v) {
    for (const artifact_position w : plain.below[v]) { in_groups += plain.together(v, w) ? 1U : 0U; }
  }
  for (const artifact_edge& each : given_up) {
    REQUIRE(left[each.from][each.to]);
    REQUIRE(plain.together(each.from, each.to));
    left[each.from].reset(each.to);
  }
  REQUIRE(given_up.size() <= in_groups / 2);
  // What depends on nothing that is left goes, until everything is gone.
  row there;
  for (artifact_position v = 0; v != plain.size; ++v) { there.set(v); }
  for (bool changed = true; changed;) {
    changed = false;
    for (artifact_position v = 0; v != plain.size; ++v) {
      if (there[v] && (left[v] & there).none()) {
        there.reset(v);
        changed = true;
      }
    }
  }
  REQUIRE(there.none());
}

}  // namespace

TEST_CASE("groups, order, reach, dominators, reduction and feedback agree with plain loops and with Boost") {
  std::mt19937 random(200);
  graph_scratch scratch;
  std::size_t of_size_100 = 0;
  std::size_t cyclic = 0;
  for (int round = 0; round != graphs; ++round) {
    CAPTURE(round);
    test::plain_graph all = test::random_plain_graph(random, round % 100 == 0 ? largest : round % 10 == 0 ? 40 : 10);
    if (round % 2 == 0) {
      // In whatever direction: small graphs would hardly ever be cyclic.
      for (std::size_t i = test::below(random, all.size); i != 0; --i) {
        const std::size_t from = test::below(random, all.size);
        const std::size_t to = test::below(random, all.size);
        if (from != to) { all.edges.emplace_back(from, to); }
      }
    }
    const graph_snapshot graph = freeze(test::built(all, random), cycle_policy::condense);
    const dependency_kind kinds = round % 3 == 0 ? dependency_kind::build : all_dependency_kinds;
    const bit_matrix plain(all, graph, kinds);
    const boost_csr boosts = csr_of(plain);
    const auto root = static_cast<artifact_position>(test::below(random, all.size));
    check_components(graph, kinds, plain, boosts);
    check_order(graph, kinds, plain, boosts);
    check_reach(graph, kinds, plain, boosts, scratch, root);
    check_dominators(graph, kinds, plain, root, round % 4 == 0);
    check_reduction(graph, kinds, plain, boosts, round % 4 == 1);
    check_feedback(graph, kinds, plain);
    of_size_100 += all.size >= 100 ? 1U : 0U;
    cyclic += plain.acyclic() ? 0U : 1U;
  }
  CHECK(of_size_100 > graphs / 300);
  CHECK(cyclic > graphs / 5);
  CHECK(cyclic < graphs / 2);
}
