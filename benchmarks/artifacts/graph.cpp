// SPDX-License-Identifier: BSL-1.0
// The graph beside Boost.Graph's own containers and algorithms, and beside two plain arrays. A benchmark that sets the
// counter `value` is compared by that instead of by its time.
#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <map>
#include <new>
#include <numeric>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/bellman_ford_shortest_paths.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/graph/transitive_reduction.hpp>
#include <boost/property_map/property_map.hpp>

#include "inputs.hpp"

namespace {

// What is allocated while somebody asks; one branch an allocation otherwise.
bool counting = false;
std::size_t in_use = 0;
std::size_t peak = 0;

}  // namespace

void* operator new(std::size_t size) {
  void* made = std::malloc(size);
  if (made == nullptr) { throw std::bad_alloc(); }
  if (counting) {
    in_use += malloc_usable_size(made);
    peak = std::max(peak, in_use);
  }
  return made;
}
void operator delete(void* what) noexcept {
  if (counting) { in_use -= malloc_usable_size(what); }
  std::free(what);
}
void operator delete(void* what, std::size_t) noexcept { operator delete(what); }

namespace {

using namespace fairlead;
using bench::boost_csr;
using bench::input;
using positions = std::vector<artifact_position>;

// Everything that the benchmarks of one graph share, made when the first of them runs.
struct world {
  explicit world(input made)
      : from(std::move(made)),
        builder(from.built()),
        frozen(freeze(builder, cycle_policy::condense)),
        down(bench::csr_of(from.edges, from.keys.size())),
        up(bench::csr_of(from.edges, from.keys.size(), true)) {
    for (const std::string& key : from.keys) { position.push_back(frozen.at(key)); }
    for (std::uint32_t v = 0; v != from.keys.size(); ++v) {
      if (frozen.dependents(position[v]).size() > frozen.dependents(position[hub]).size()) { hub = v; }
    }
  }

  input from;
  artifact_graph builder;
  graph_snapshot frozen;
  boost_csr down, up;  // by order of arrival
  positions position;  // of each vertex
  std::uint32_t hub = 0;
};

const world& million() {
  static const world made(bench::layered(1'000'000, 100, 5'000'000));
  return made;
}
const world& debian() {
  static const world made(bench::debian());
  return made;
}
const world& debian_condensed() {
  static const world made(bench::condensed(debian().from));
  return made;
}

using get_world = const world& (*)();

// Of the process; finer than std::clock.
double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void memory(benchmark::State& state, get_world of) {
  for (auto _ : state) { benchmark::DoNotOptimize(of().frozen.memory()); }
  state.counters["value"] = static_cast<double>(of().frozen.memory().edges);
}
void memory_plain(benchmark::State& state, get_world of) {
  for (auto _ : state) { benchmark::DoNotOptimize(of().from.edges.size()); }
  state.counters["value"] = 8.0 * static_cast<double>(of().from.edges.size() + of().from.keys.size() + 1);
}

void freezing(benchmark::State& state, get_world of) {
  const artifact_graph& graph = of().builder;
  for (auto _ : state) { benchmark::DoNotOptimize(freeze(graph, cycle_policy::condense)); }
}
void adjacency_list_build(benchmark::State& state, get_world of) {
  using list = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
  const input& from = of().from;
  for (auto _ : state) {
    list graph(from.keys.size());
    for (const auto& [a, b] : from.edges) { add_edge(a, b, graph); }
    benchmark::DoNotOptimize(num_edges(graph));
  }
}

// From pairs of names, one that depends on another, to a graph that knows the names of its vertices. Taking lines apart
// is nobody's work here.
std::vector<std::pair<std::string_view, std::string_view>> pairs_of(std::string_view lines) {
  std::vector<std::pair<std::string_view, std::string_view>> pairs;
  while (!lines.empty()) {
    const std::size_t space = lines.find(' ');
    const std::size_t end = lines.find('\n', space);
    pairs.emplace_back(lines.substr(0, space), lines.substr(space + 1, end - space - 1));
    lines.remove_prefix(end + 1);
  }
  return pairs;
}
void loading(benchmark::State& state) {
  const std::string lines = debian().from.lines();
  const auto pairs = pairs_of(lines);
  for (auto _ : state) {
    artifact_graph graph;
    for (const auto& [from, to] : pairs) {
      const artifact_id id = graph.add_artifact({from, {}, {}, {}});
      graph.add_dependency(id, graph.add_artifact({to, {}, {}, {}}));
    }
    benchmark::DoNotOptimize(freeze(graph, cycle_policy::condense));
  }
}
void loading_by_map(benchmark::State& state) {
  using list = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, std::string>;
  const std::string lines = debian().from.lines();
  const auto pairs = pairs_of(lines);
  for (auto _ : state) {
    std::unordered_map<std::string, std::size_t> vertex_of;
    list graph;
    const auto vertex = [&](std::string_view name) {
      const auto [found, added] = vertex_of.try_emplace(std::string(name), num_vertices(graph));
      return added ? add_vertex(found->first, graph) : found->second;
    };
    for (const auto& [from, to] : pairs) {
      const std::size_t id = vertex(from);
      add_edge(id, vertex(to), graph);
    }
    benchmark::DoNotOptimize(num_edges(graph));
  }
}

void waves_of_kinds(benchmark::State& state) {
  const graph_snapshot& graph = million().frozen;
  for (auto _ : state) { benchmark::DoNotOptimize(graph.waves(dependency_kind::runtime)); }
}
void topological_sort_of_kinds(benchmark::State& state) {
  const input& from = million().from;
  std::vector<bench::vertex_pair> edges;
  for (std::size_t i = 0; i != from.edges.size(); ++i) {
    if (!from.is_build[i]) { edges.push_back(from.edges[i]); }
  }
  const boost_csr graph = bench::csr_of(edges, from.keys.size());
  std::vector<std::uint32_t> order(from.keys.size());
  for (auto _ : state) {
    boost::topological_sort(graph, order.begin());
    benchmark::DoNotOptimize(order.data());
  }
}

void impact(benchmark::State& state, const world& of, const std::vector<std::uint32_t>& sources) {
  graph_scratch scratch;
  for (auto _ : state) {
    for (const std::uint32_t v : sources) {
      benchmark::DoNotOptimize(of.frozen.impact(std::span(&of.position[v], 1), scratch).data());
    }
  }
}
struct counting_visitor : boost::default_bfs_visitor {
  explicit counting_visitor(std::size_t& to) : count(&to) {}
  template <class Graph>
  void discover_vertex(std::uint32_t, const Graph&) {
    ++*count;
  }
  std::size_t* count;
};
void boost_impact(benchmark::State& state, const world& of, const std::vector<std::uint32_t>& sources) {
  std::size_t count = 0;
  for (auto _ : state) {
    for (const std::uint32_t v : sources) {
      boost::breadth_first_search(of.up, v, boost::visitor(counting_visitor(count)));
    }
  }
  benchmark::DoNotOptimize(count);
}
std::vector<std::uint32_t> small_sources() {
  std::vector<std::uint32_t> found;
  std::mt19937 random(1);
  while (found.size() != 100) {
    const auto v = static_cast<std::uint32_t>(random() % debian().from.keys.size());
    if (debian().frozen.impact(debian().position[v]).size() < 100) { found.push_back(v); }
  }
  return found;
}

template <class Work>
double peak_of(Work&& work) {
  counting = true;
  in_use = peak = 0;
  work();
  counting = false;
  return static_cast<double>(peak);
}
auto reduce() { return transitive_reduction(debian_condensed().frozen).kept.size(); }
auto boost_reduce() {
  const boost_csr& graph = debian_condensed().down;
  boost::adjacency_list<> reduced;
  std::vector<std::size_t> to_reduced(num_vertices(graph));
  std::vector<std::size_t> index(num_vertices(graph));
  std::iota(index.begin(), index.end(), std::size_t{0});
  boost::transitive_reduction(graph, reduced, to_reduced.data(), index.data());
  return num_edges(reduced);
}
void reduction(benchmark::State& state) {
  (void)debian_condensed();
  for (auto _ : state) { benchmark::DoNotOptimize(reduce()); }
}
void boost_reduction(benchmark::State& state) {
  (void)debian_condensed();
  for (auto _ : state) { benchmark::DoNotOptimize(boost_reduce()); }
}
void reduction_memory(benchmark::State& state) {
  (void)debian_condensed();
  for (auto _ : state) { state.counters["value"] = peak_of(reduce); }
}
void boost_reduction_memory(benchmark::State& state) {
  (void)debian_condensed();
  for (auto _ : state) { state.counters["value"] = peak_of(boost_reduce); }
}

// The last edges of a graph one by one, every tenth also the wrong way round. `insert` is called with each pair of
// ends.
template <class Insert>
void insert_last(benchmark::State& state, get_world of, std::size_t count, Insert&& insert) {
  const input& from = of().from;
  const graph_snapshot start = freeze(from.built(count), cycle_policy::reject);
  std::vector<artifact_id> id;
  for (const std::string& key : from.keys) { id.push_back({start.at(key)}); }
  for (auto _ : state) {
    live_graph live(start);
    insert(state, [&](auto&& each) {
      for (std::size_t i = from.edges.size() - count; i != from.edges.size(); ++i) {
        const auto [a, b] = from.edges[i];
        each(live, id[a], id[b]);
        if (i % 10 == 0) { each(live, id[b], id[a]); }
      }
    });
  }
}
// The mean of one, dearest included.
void insertion(benchmark::State& state, get_world of, std::size_t count) {
  insert_last(state, of, count, [](benchmark::State& s, auto&& all) {
    std::size_t made = 0;
    const double begin = cpu_seconds();
    all([&](live_graph& live, artifact_id a, artifact_id b) {
      benchmark::DoNotOptimize(live.add_dependency(a, b));
      ++made;
    });
    s.counters["value"] = (cpu_seconds() - begin) / static_cast<double>(made);
  });
}
void worst_insertion(benchmark::State& state, get_world of, std::size_t count) {
  insert_last(state, of, count, [](benchmark::State& s, auto&& all) {
    double worst = 0;
    all([&](live_graph& live, artifact_id a, artifact_id b) {
      const double begin = cpu_seconds();
      benchmark::DoNotOptimize(live.add_dependency(a, b));
      worst = std::max(worst, cpu_seconds() - begin);
    });
    s.counters["value"] = worst;
  });
}
// What one insertion costs without an order that is kept: Kahn's algorithm over plain arrays.
void recomputation(benchmark::State& state, get_world of) {
  const input& from = of().from;
  const std::size_t size = from.keys.size();
  std::vector<std::uint32_t> first(size + 2), above(from.edges.size()), degree(size), order;
  for (const auto& [a, b] : from.edges) { ++first[b + 2U], ++degree[a]; }
  std::inclusive_scan(first.begin(), first.end(), first.begin());
  for (const auto& [a, b] : from.edges) { above[first[b + 1U]++] = a; }
  std::size_t rounds = 0;
  const double begin = cpu_seconds();
  for (auto _ : state) {
    std::vector<std::uint32_t> pending = degree;
    order.clear();
    for (std::uint32_t v = 0; v != size; ++v) {
      if (pending[v] == 0) { order.push_back(v); }
    }
    for (std::size_t next = 0; next != order.size(); ++next) {
      for (std::uint32_t i = first[order[next]]; i != first[order[next] + 1U]; ++i) {
        if (--pending[above[i]] == 0) { order.push_back(above[i]); }
      }
    }
    benchmark::DoNotOptimize(order.data());
    ++rounds;
  }
  state.counters["value"] = (cpu_seconds() - begin) / static_cast<double>(rounds);
}

template <class Graph>
void sort_topologically(benchmark::State& state, const Graph& graph) {
  std::vector<std::uint32_t> order(num_vertices(graph));
  for (auto _ : state) {
    boost::topological_sort(graph, order.begin());
    benchmark::DoNotOptimize(order.data());
  }
}
template <class Graph>
void find_components(benchmark::State& state, const Graph& graph) {
  std::vector<std::uint32_t> component(num_vertices(graph));
  for (auto _ : state) {
    benchmark::DoNotOptimize(boost::strong_components(
        graph, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, graph))));
  }
}
template <class Graph>
void search_breadth_first(benchmark::State& state, const Graph& graph, std::uint32_t start) {
  std::size_t count = 0;
  for (auto _ : state) { boost::breadth_first_search(graph, start, boost::visitor(counting_visitor(count))); }
  benchmark::DoNotOptimize(count);
}
template <class Graph>
void search_depth_first(benchmark::State& state, const Graph& graph) {
  std::vector<boost::default_color_type> color(num_vertices(graph));
  for (auto _ : state) {
    boost::depth_first_search(graph, boost::dfs_visitor<>(),
                              boost::make_iterator_property_map(color.begin(), get(boost::vertex_index, graph)));
    benchmark::DoNotOptimize(color.data());
  }
}
template <class Graph>
void find_shortest_paths(benchmark::State& state, const Graph& graph, std::uint32_t start) {
  std::vector<int> distance(num_vertices(graph));
  for (auto _ : state) {
    boost::dijkstra_shortest_paths(
        graph, start,
        boost::weight_map(boost::static_property_map<int>(1))
            .distance_map(boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, graph))));
    benchmark::DoNotOptimize(distance.data());
  }
}
// Over the list of all edges, from distances that are settled already: in how many rounds they settle depends on the
// order of the edges, not on what going over them costs.
template <class Graph>
void relax_all_edges(benchmark::State& state, const Graph& graph, std::uint32_t start) {
  std::vector<int> distance(num_vertices(graph), 1 << 30);
  distance[start] = 0;
  const auto distance_of = boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, graph));
  boost::breadth_first_search(
      graph, start,
      boost::visitor(boost::make_bfs_visitor(boost::record_distances(distance_of, boost::on_tree_edge()))));
  for (auto _ : state) {
    benchmark::DoNotOptimize(boost::bellman_ford_shortest_paths(
        graph, static_cast<int>(num_vertices(graph)),
        boost::weight_map(boost::static_property_map<int>(1)).distance_map(distance_of)));
  }
}
// Who needs most, so that a search downwards sees most.
std::uint32_t neediest(const world& of) {
  std::uint32_t best = 0;
  for (std::uint32_t v = 0; v < of.from.keys.size(); v += 97) {
    if (of.position[v] > of.position[best]) { best = v; }
  }
  return best;
}

void add(const char* name, auto work) { benchmark::RegisterBenchmark(name, work)->Unit(benchmark::kMillisecond); }

void add_insertions(const std::string& name, get_world of, std::size_t count) {
  const auto add_one = [&](const char* family, auto work) {
    benchmark::RegisterBenchmark((family + ("/" + name)).c_str(), work)->Iterations(1)->Repetitions(5);
  };
  add_one("insertion/fairlead", [=](auto& s) { insertion(s, of, count); });
  add_one("worst_insertion/fairlead", [=](auto& s) { worst_insertion(s, of, count); });
  add(("insertion/recomputation/" + name).c_str(), [=](auto& s) { recomputation(s, of); });
  add(("worst_insertion/recomputation/" + name).c_str(), [=](auto& s) { recomputation(s, of); });
}

// Algorithms of Boost.Graph on the snapshot and on its own container.
void add_algorithms(const std::string& name, get_world of) {
  const auto add_both = [&](const std::string& family, auto work) {
    add((family + "/fairlead/" + name).c_str(), [=](auto& s) { work(s, of().frozen, of().position[neediest(of())]); });
    add((family + "/boost_csr/" + name).c_str(), [=](auto& s) { work(s, of().down, neediest(of())); });
  };
  add_both("topological_sort", [](auto& s, const auto& graph, std::uint32_t) { sort_topologically(s, graph); });
  add_both("strong_components", [](auto& s, const auto& graph, std::uint32_t) { find_components(s, graph); });
  add_both("depth_first_search", [](auto& s, const auto& graph, std::uint32_t) { search_depth_first(s, graph); });
  add_both("breadth_first_search",
           [](auto& s, const auto& graph, std::uint32_t start) { search_breadth_first(s, graph, start); });
  add_both("dijkstra", [](auto& s, const auto& graph, std::uint32_t start) { find_shortest_paths(s, graph, start); });
  add_both("bellman_ford", [](auto& s, const auto& graph, std::uint32_t start) { relax_all_edges(s, graph, start); });
}

void add_all_of_debian() {
  if (bench::debian().edges.empty()) { return; }
  add("memory/fairlead/debian", [](auto& s) { memory(s, debian); });
  add("memory/plain_arrays/debian", [](auto& s) { memory_plain(s, debian); });
  add("freeze/fairlead/debian", [](auto& s) { freezing(s, debian); });
  add("freeze/adjacency_list/debian", [](auto& s) { adjacency_list_build(s, debian); });
  add("small_impacts/fairlead/debian", [](auto& s) { impact(s, debian(), small_sources()); });
  add("small_impacts/boost_csr/debian", [](auto& s) { boost_impact(s, debian(), small_sources()); });
  add("reduction/fairlead/debian", reduction);
  add("reduction_memory/fairlead/debian", reduction_memory);
  // Fourteen seconds each.
  benchmark::RegisterBenchmark("reduction/boost/debian", boost_reduction)->Iterations(1)->Repetitions(2);
  benchmark::RegisterBenchmark("reduction_memory/boost/debian", boost_reduction_memory)->Iterations(1)->Repetitions(2);
  add("load/fairlead/debian", loading);
  add("load/map_and_adjacency_list/debian", loading_by_map);
  add_insertions("debian", debian_condensed, 2'571);
  add_algorithms("debian", debian_condensed);
}

void add_all_of_million() {
  add("memory/fairlead/million", [](auto& s) { memory(s, million); });
  add("memory/plain_arrays/million", [](auto& s) { memory_plain(s, million); });
  add("freeze/fairlead/million", [](auto& s) { freezing(s, million); });
  add("freeze/adjacency_list/million", [](auto& s) { adjacency_list_build(s, million); });
  add("waves_of_kinds/fairlead/million", waves_of_kinds);
  add("waves_of_kinds/boost_csr/million", topological_sort_of_kinds);
  add("impact_of_hub/fairlead/million", [](auto& s) { impact(s, million(), {million().hub}); });
  add("impact_of_hub/boost_csr/million", [](auto& s) { boost_impact(s, million(), {million().hub}); });
  add_insertions("million", million, 5'000);
  add_algorithms("million", million);
}

}  // namespace

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) { return 1; }
  add_all_of_debian();
  add_all_of_million();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
