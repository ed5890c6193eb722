// SPDX-License-Identifier: BSL-1.0
// One snapshot, asked by several threads at once: also run under ThreadSanitizer, in a program of their own.
#include <fairlead/artifacts/graph_snapshot.hpp>

#include <random>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include <fairlead/artifacts/condensation.hpp>
#include <fairlead/artifacts/graph_scratch.hpp>

#include "random_graph.hpp"

using namespace fairlead;
using positions = std::vector<artifact_position>;

namespace {

// All that can be asked, as text.
std::string everything(const graph_snapshot& graph, graph_scratch& scratch) {
  std::string text;
  const auto add = [&](const auto& list) {
    for (const auto each : list) { text += std::to_string(each) + ' '; }
    text += '\n';
  };
  const auto add_waves = [&](const wave_list& waves) { add(waves.artifacts()); };
  const auto last = static_cast<artifact_position>(graph.artifact_count() - 1);
  for (artifact_position v = 0; v <= last; ++v) {
    text += std::string(graph.key(v)) + ' ' + std::string(graph.version(v));
    add(graph.dependencies(v));
    add(graph.dependents(v));
    add(graph.impact(positions{v}, scratch));
    add(graph.closure(positions{v}, scratch, dependency_kind::runtime));
    add(graph.why(last, v, scratch));
    if (graph.find(graph.key(v)) != v) { text += "lost\n"; }
  }
  add_waves(graph.waves());
  add_waves(graph.waves(dependency_kind::build));
  add_waves(graph.waves_of(positions{0, last}, scratch));
  add(graph.deploy_order(positions{0, last}));
  add(graph.removal_order(positions{0}));
  for (const auto& cycle : graph.cycles()) { add(cycle); }
  return text + std::to_string(condensation(graph).size());
}

}  // namespace

TEST_CASE("a snapshot may be shared: threads that ask at once, and copy it, get the answers that one alone gets") {
  std::mt19937 random(5);
  const test::pair_of_graphs both(random, 60);
  const graph_snapshot& shared = both.frozen;
  graph_scratch own;
  const std::string alone = everything(shared, own);
  std::vector<std::string> answers(4);
  {
    std::vector<std::thread> threads;
    for (std::string& answer : answers) {
      threads.emplace_back([&shared, &answer] {
        const graph_snapshot copy = shared;
        graph_scratch scratch;
        answer = everything(shared, scratch);
        if (everything(copy, scratch) != answer) { answer = "the copy differs"; }
      });
    }
    for (std::thread& each : threads) { each.join(); }
  }
  for (const std::string& answer : answers) { CHECK(answer == alone); }
}

TEST_CASE("a snapshot may be asked while its builder takes on more: they share texts") {
  artifact_graph builder;
  for (int i = 0; i != 100; ++i) { builder.add_artifact({"a" + std::to_string(i), "name", std::to_string(i), ""}); }
  const graph_snapshot frozen = freeze(builder, cycle_policy::reject);
  std::string read;
  std::thread reader([&] {
    for (int round = 0; round != 100; ++round) {
      read.clear();
      for (artifact_position v = 0; v != frozen.artifact_count(); ++v) {
        read.append(frozen.key(v)).append(frozen.version(v));
      }
    }
  });
  for (int i = 100; i != 10'000; ++i) { builder.add_artifact({"b" + std::to_string(i), "", std::to_string(i), ""}); }
  builder.add_artifact({"a7", "", "", "sha256:00"});
  builder = artifact_graph();
  reader.join();
  std::string expected;
  for (artifact_position v = 0; v != 100; ++v) { expected.append(frozen.key(v)).append(frozen.version(v)); }
  CHECK(read == expected);
  CHECK(frozen.digest(frozen.at("a7")).empty());
  CHECK(frozen.version(frozen.at("a7")) == "7");
}
