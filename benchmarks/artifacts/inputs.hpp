// SPDX-License-Identifier: BSL-1.0
// The graphs that artifacts/ is measured on: the packages of this machine's Debian archive, where it has one, and a
// million made-up artifacts in a hundred layers.
#ifndef FAIRLEAD_BENCHMARKS_ARTIFACTS_INPUTS_HPP
#define FAIRLEAD_BENCHMARKS_ARTIFACTS_INPUTS_HPP

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <fairlead/artifacts.hpp>

namespace fairlead::bench {

using vertex_pair = std::pair<std::uint32_t, std::uint32_t>;
using boost_csr = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                     boost::no_property, std::uint32_t, std::uint32_t>;

[[nodiscard]] inline boost_csr csr_of(std::vector<vertex_pair> edges, std::size_t size, bool turned = false) {
  if (turned) {
    for (auto& [from, to] : edges) { std::swap(from, to); }
  }
  std::sort(edges.begin(), edges.end());
  return {boost::edges_are_sorted, edges.begin(), edges.end(), static_cast<std::uint32_t>(size)};
}

/// Vertices are numbered in order of arrival, as a reader would see them; edges come in no order, each pair once.
struct input {
  std::vector<std::string> keys;
  std::vector<vertex_pair> edges;
  std::vector<bool> is_build;  // of each edge; the others are runtime

  [[nodiscard]] artifact_graph built(std::size_t leave_out = 0) const {
    artifact_graph graph;
    for (const std::string& key : keys) { graph.add_artifact({key, "", "", ""}); }
    for (std::size_t i = 0; i + leave_out < edges.size(); ++i) {
      graph.add_dependency({edges[i].first}, {edges[i].second},
                           is_build[i] ? dependency_kind::build : dependency_kind::runtime);
    }
    return graph;
  }
  /// The edges as text, "from to" on each line, in the order of the archive.
  [[nodiscard]] std::string lines() const {
    std::vector<vertex_pair> sorted = edges;
    std::sort(sorted.begin(), sorted.end());
    std::string text;
    for (const auto& [from, to] : sorted) { text.append(keys[from]).append(" ").append(keys[to]).append("\n"); }
    return text;
  }
};

[[nodiscard]] inline input layered(std::uint32_t size, std::uint32_t layers, std::size_t edge_count) {
  std::mt19937 random(42);
  input made;
  std::vector<std::uint32_t> id(size);
  std::iota(id.begin(), id.end(), 0U);
  for (std::uint32_t i = size; i-- > 1;) { std::swap(id[i], id[random() % (i + 1)]); }
  for (std::uint32_t i = 0; i != size; ++i) { made.keys.push_back("pkg:generic/artifact-" + std::to_string(i)); }
  const std::uint32_t width = size / layers;
  while (made.edges.size() < edge_count) {
    for (std::size_t i = made.edges.size(); i < edge_count + edge_count / 1'000; ++i) {
      const std::uint32_t from = width + static_cast<std::uint32_t>(random() % (size - width));
      const std::uint32_t layer = from / width;
      const std::uint32_t below = random() % 5 != 0 ? layer - 1 : static_cast<std::uint32_t>(random() % layer);
      made.edges.emplace_back(id[from], id[below * width + random() % width]);
    }
    std::sort(made.edges.begin(), made.edges.end());
    made.edges.erase(std::unique(made.edges.begin(), made.edges.end()), made.edges.end());
  }
  for (std::size_t i = made.edges.size(); i-- > 1;) { std::swap(made.edges[i], made.edges[random() % (i + 1)]); }
  made.edges.resize(edge_count);
  for (std::size_t i = 0; i != edge_count; ++i) { made.is_build.push_back(random() % 4 == 0); }
  return made;
}

/// Depends and Pre-Depends with the first of alternatives; empty where there is no apt.
[[nodiscard]] inline input debian() {
  input read;
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen("apt-cache dumpavail 2> /dev/null", "r"), pclose);
  if (!pipe) { return read; }
  std::string text;
  std::vector<char> buffer(1 << 16);
  while (const std::size_t got = fread(buffer.data(), 1, buffer.size(), pipe.get())) {
    text.append(buffer.data(), got);
  }
  struct need {
    std::uint32_t from;
    std::string_view to;
    bool pre;
  };
  std::unordered_map<std::string_view, std::uint32_t> ids;
  std::vector<need> needs;
  std::uint32_t current = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    at = end + 1;
    const bool pre = line.starts_with("Pre-Depends: ");
    if (line.starts_with("Package: ")) {
      const auto [found, added] = ids.try_emplace(line.substr(9), static_cast<std::uint32_t>(read.keys.size()));
      if (added) { read.keys.emplace_back(found->first); }
      current = found->second;
    } else if (pre || line.starts_with("Depends: ")) {
      for (std::size_t first = line.find(' ') + 1; first < line.size();) {
        const std::size_t last = std::min(line.find(',', first), line.size());
        const std::string_view one = line.substr(first, last - first);
        needs.push_back({current, one.substr(0, one.find_first_of(" :|(")), pre});
        first = line.find_first_not_of(", ", last);
      }
    }
  }
  std::vector<std::pair<vertex_pair, bool>> edges;
  for (const need& each : needs) {
    const auto to = ids.find(each.to);
    if (to != ids.end() && to->second != each.from) { edges.push_back({{each.from, to->second}, each.pre}); }
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end(), [](const auto& a, const auto& b) { return a.first == b.first; }),
              edges.end());
  std::mt19937 random(42);
  for (std::size_t i = edges.size(); i-- > 1;) { std::swap(edges[i], edges[random() % (i + 1)]); }
  for (const auto& [edge, pre] : edges) {
    read.edges.push_back(edge);
    read.is_build.push_back(pre);
  }
  return read;
}

/// The same with each cycle as one vertex, for what others answer of graphs without cycles alone.
[[nodiscard]] inline input condensed(const input& from) {
  const graph_snapshot graph = freeze(from.built(), cycle_policy::condense);
  const condensation units(graph);
  std::vector<std::uint32_t> number(units.size(), 0xffffffff);
  input result;
  for (const std::string& key : from.keys) {
    const release_unit unit = units.unit_of(graph.at(key));
    if (number[unit] != 0xffffffff) { continue; }
    number[unit] = static_cast<std::uint32_t>(result.keys.size());
    result.keys.push_back(key);
  }
  for (release_unit unit = 0; unit != units.size(); ++unit) {
    for (const release_unit below : units.dependencies(unit)) {
      result.edges.emplace_back(number[unit], number[below]);
    }
  }
  std::mt19937 random(42);
  for (std::size_t i = result.edges.size(); i-- > 1;) { std::swap(result.edges[i], result.edges[random() % (i + 1)]); }
  result.is_build.assign(result.edges.size(), false);
  return result;
}

}  // namespace fairlead::bench

#endif
