// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/transitive_reduction.hpp, against the definition and against Boost.Graph.
#include <fairlead/artifacts/transitive_reduction.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/transitive_reduction.hpp>
#include <doctest/doctest.h>

#include "random_graph.hpp"

// g++ 12 with sanitizers warns of the optional that Boost.Graph's add_vertex returns for graphs without names.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

using namespace fairlead;
using test::pair_of_graphs;

namespace {

std::vector<std::set<artifact_position>> reach_over(const std::vector<artifact_edge>& edges, std::size_t size) {
  test::plain_graph plain{size, {}};
  for (const artifact_edge& each : edges) { plain.edges.emplace_back(each.from, each.to); }
  std::vector<std::set<artifact_position>> reach(size);
  const auto found = plain.reachability();
  for (std::size_t i = 0; i != size; ++i) {
    for (const std::size_t each : found[i]) { reach[i].insert(static_cast<artifact_position>(each)); }
  }
  return reach;
}

}  // namespace

TEST_CASE("what is kept reaches the same, and between groups no edge can be spared") {
  std::mt19937 random(42);
  for (int round = 0; round != 200; ++round) {
    const pair_of_graphs both(random, 22);
    const auto kinds = round % 2 == 0 ? all_dependency_kinds : dependency_kind::build;
    const auto reach = both.reach(kinds);
    const reduced_dependencies parts = transitive_reduction(both.frozen, kinds);
    REQUIRE(std::is_sorted(parts.kept.begin(), parts.kept.end()));
    REQUIRE(std::is_sorted(parts.redundant.begin(), parts.redundant.end()));
    std::size_t edges = 0;
    for (artifact_position v = 0; v != both.plain.size; ++v) {
      for (const artifact_position to : both.frozen.dependencies(v)) {
        edges += overlaps(both.frozen.kinds(v, to), kinds) ? 1U : 0U;
      }
    }
    REQUIRE(parts.kept.size() + parts.redundant.size() == edges);
    REQUIRE(reach_over(parts.kept, both.plain.size) == reach);
    for (std::size_t i = 0; i != parts.kept.size(); ++i) {
      if (reach[parts.kept[i].to].contains(parts.kept[i].from)) { continue; }
      auto fewer = parts.kept;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      REQUIRE(reach_over(fewer, both.plain.size) != reach);
    }
  }
}

TEST_CASE("of a graph of several blocks without cycles as much is kept as by Boost") {
  std::mt19937 random(43);
  artifact_graph graph;
  constexpr std::uint32_t size = 1'500;
  for (std::uint32_t i = 0; i != size; ++i) { graph.add_artifact({std::to_string(i), "", "", ""}); }
  boost::adjacency_list<> all(size);
  for (std::uint32_t from = 1; from != size; ++from) {
    for (std::set<std::uint32_t> to; to.size() < std::min(from, 3U);) {
      const auto below = static_cast<std::uint32_t>(test::below(random, from));
      if (!to.insert(below).second) { continue; }
      graph.add_dependency({from}, {below});
      add_edge(from, below, all);
    }
  }
  boost::adjacency_list<> reduced;
  std::map<std::size_t, std::size_t> to_reduced;
  std::vector<std::size_t> index(size);
  for (std::size_t i = 0; i != size; ++i) { index[i] = i; }
  boost::transitive_reduction(all, reduced, boost::make_assoc_property_map(to_reduced), index.data());
  CHECK(transitive_reduction(freeze(graph, cycle_policy::reject)).kept.size() == num_edges(reduced));
}
