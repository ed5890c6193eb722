// SPDX-License-Identifier: BSL-1.0
// Graphs that are meant to hurt: every question about them ends, in linear time, on a stack of 64 KB. There is no clock
// here: what is not linear would not end while somebody waits.
#include <fairlead/artifacts.hpp>

#include <pthread.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairlead;
using positions = std::vector<artifact_position>;

namespace {

// Sanitizers need more stack than they leave of this.
#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t stack_size = 1 << 20;
#else
constexpr std::size_t stack_size = 1 << 16;
#endif

void on_a_small_stack(std::function<void()> work) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  REQUIRE(pthread_attr_setstacksize(&attributes, stack_size) == 0);
  pthread_t thread{};
  REQUIRE(pthread_create(
              &thread, &attributes,
              [](void* what) -> void* {
                (*static_cast<std::function<void()>*>(what))();
                return nullptr;
              },
              &work) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

artifact_graph artifacts(std::uint32_t size) {
  artifact_graph graph;
  for (std::uint32_t i = 0; i != size; ++i) {
    const std::string key = std::to_string(10'000'000 + i);
    graph.add_artifact({key, "one name for all", key, ""});
  }
  return graph;
}

// Everything that is asked of whole graphs. The reduction is not linear, and is asked of what it can be asked of.
void ask_everything(const graph_snapshot& graph) {
  const auto last = static_cast<artifact_position>(graph.artifact_count() - 1);
  const wave_list waves = graph.waves(dependency_kind::runtime);
  CHECK(waves.artifacts().size() == graph.artifact_count());
  const wave_list some = graph.waves_of(positions{0, last});
  CHECK(some.artifacts().size() == 2);
  CHECK(graph.cycles().size() == graph.cyclic_groups().size());
  CHECK(condensation(graph).size() <= graph.artifact_count());
  CHECK(critical_path(graph, [](artifact_position) { return 1U; }).duration >= 1);
  CHECK(difference(graph, graph).empty());
  CHECK(dominator_tree(graph, last).is_reached(last));
  CHECK(roots(graph).size() <= graph.artifact_count());
  CHECK(all_paths(graph, last, 0).size() <= graph.artifact_count());
  CHECK(first_paths(graph, last, 0, 3).size() <= 3);
  CHECK(feedback_edges(graph).size() <= graph.dependency_count() / 2);
  CHECK(subgraph(graph, [](artifact_position v) { return v % 2 == 0; }).artifact_count() ==
        (graph.artifact_count() + 1) / 2);
  release_walker walker(graph);
  for (positions ready = walker.ready(); !ready.empty(); ready = walker.ready()) {
    for (const artifact_position v : ready) { walker.done(v); }
  }
  CHECK(walker.count(walk_state::done) == graph.artifact_count());
  live_graph live(graph);
  CHECK(live.may_depend({last}, {0}));
  (void)live.add_dependency({0}, {last});
}

}  // namespace

TEST_CASE("a chain of a million artifacts is asked everything on a small stack") {
  on_a_small_stack([] {
    constexpr std::uint32_t size = 1'000'000;
    artifact_graph graph = artifacts(size);
    for (std::uint32_t i = 0; i + 1 != size; ++i) { graph.add_dependency({i + 1}, {i}); }
    const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
    ask_everything(frozen);
    CHECK(dominator_tree(frozen, size - 1).of(0).size() == size);
  });
}

TEST_CASE("one cyclic group of two hundred thousand artifacts is asked everything on a small stack") {
  on_a_small_stack([] {
    constexpr std::uint32_t size = 200'000;
    artifact_graph graph = artifacts(size);
    for (std::uint32_t i = 0; i != size; ++i) {
      graph.add_dependency({i}, {(i + 1) % size});
      graph.add_dependency({i}, {(i * 7 + 3) % size}, dependency_kind::build);
    }
    const graph_snapshot frozen = freeze(graph, cycle_policy::condense);
    ask_everything(frozen);
    CHECK(transitive_reduction(frozen).redundant.empty());
    CHECK(frozen.cycles(dependency_kind::runtime).size() == 1);
  });
}

TEST_CASE("ten million recorded dependencies on one artifact are merged and asked everything") {
  constexpr std::uint32_t size = 500'000;
  artifact_graph graph = artifacts(size);
  for (std::uint32_t i = 0; i != 10'000'000; ++i) {
    graph.add_dependency({1 + i % (size - 1)}, {0}, i % 3 == 0 ? dependency_kind::build : dependency_kind::runtime);
  }
  const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
  CHECK(frozen.dependency_count() == size - 1);
  CHECK(frozen.memory().edges < 32 * std::size_t{size});
  ask_everything(frozen);
  CHECK(transitive_reduction(frozen).redundant.empty());
}

TEST_CASE("two chains with all their rungs do not make dominators quadratic") {
  // Each of the last third depends on the ends of two chains: who climbs up to where they meet, climbs for ever.
  constexpr std::uint32_t third = 100'000;
  artifact_graph graph = artifacts(3 * third + 1);
  graph.add_dependency({3 * third}, {0});
  graph.add_dependency({3 * third}, {third});
  for (std::uint32_t i = 0; i != third; ++i) {
    if (i + 1 != third) {
      graph.add_dependency({i}, {i + 1});
      graph.add_dependency({third + i}, {third + i + 1});
    }
    graph.add_dependency({third - 1}, {2 * third + i});
    graph.add_dependency({2 * third - 1}, {2 * third + i});
  }
  const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
  const artifact_position root = frozen.at(std::to_string(10'000'000 + 3 * third));
  CHECK(dominator_tree(frozen, root).immediate(frozen.at(std::to_string(10'000'000 + 2 * third))) == root);
}

TEST_CASE("65,535 documents may state dependencies, and one more changes nothing") {
  artifact_graph graph = artifacts(2);
  provenance_id last;
  for (int i = 0; i != 65'535; ++i) { last = graph.add_provenance(std::to_string(i)); }
  try {
    (void)graph.add_provenance("one more");
    FAIL("it was taken");
  } catch (const error& problem) { CHECK(problem.code() == errc::capacity_exceeded); }
  CHECK(graph.provenance_count() == 65'535);
  CHECK(graph.add_provenance("0") == provenance_id{1});
  graph.add_dependency({0}, {1}, dependency_kind::test, last);
  graph.add_dependency({0}, {1}, dependency_kind::build, provenance_id{1});
  const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
  CHECK(frozen.provenance(1, 0) == std::vector<std::string_view>{"0", "65534"});
}
