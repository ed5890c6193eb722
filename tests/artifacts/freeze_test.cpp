// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/freeze.hpp: numbering, determinism, cycle policies and hostile shapes.
#include <fairlead/artifacts/freeze.hpp>

#include <fairlead/artifacts/detail/edge_words.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "random_graph.hpp"

using namespace fairlead;

namespace {

// All that can be asked of a snapshot, as text.
std::string told(const graph_snapshot& graph) {
  std::string text;
  for (artifact_position v = 0; v != graph.artifact_count(); ++v) {
    text.append(graph.key(v)).append(" ").append(graph.name(v)).append(" ").append(graph.version(v));
    text += graph.completeness_of(v) == completeness::known ? " known:" : " unknown:";
    for (std::size_t i = 0; i != graph.dependencies(v).size(); ++i) {
      text += " " + std::to_string(graph.dependencies(v)[i]) + to_string(graph.dependency_kinds(v)[i]);
    }
    text += " <";
    for (const artifact_position each : graph.dependents(v)) { text += " " + std::to_string(each); }
    text += "\n";
  }
  for (const auto wave : graph.waves()) { text += std::to_string(wave.size()) + " "; }
  for (const auto& cycle : graph.cycles()) { text += "\n" + graph.spell(cycle, true); }
  for (const auto& each : graph.dangling()) { text.append("\n").append(each.from).append("?").append(each.reference); }
  return text;
}

artifact_graph ring(std::size_t size) {
  artifact_graph graph;
  for (std::size_t i = 0; i != size; ++i) { graph.add_artifact({std::to_string(10'000'000 + i), "", "", ""}); }
  for (std::uint32_t i = 0; i != size; ++i) { graph.add_dependency({i}, {static_cast<std::uint32_t>((i + 1) % size)}); }
  return graph;
}

std::string rejection(const artifact_graph& graph) {
  try {
    (void)freeze(graph, cycle_policy::reject);
  } catch (const error& problem) {
    CHECK(problem.code() == errc::dependency_cycle);
    return problem.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("an empty graph freezes") {
  const graph_snapshot graph = freeze(artifact_graph{}, cycle_policy::reject);
  CHECK(graph.artifact_count() == 0);
  CHECK(graph.dependency_count() == 0);
  CHECK(graph.wave_count() == 0);
  CHECK(graph.waves().empty());
  CHECK(graph.find("a") == std::nullopt);
  CHECK(graph.is_acyclic());
}

TEST_CASE("artifacts are numbered by wave and then by key") {
  artifact_graph graph;
  for (const char* key : {"app", "zlib", "ssl", "core", "web"}) { graph.add_artifact({key, "", "", ""}); }
  const auto add = [&](const char* from, const char* to) { graph.add_dependency(*graph.find(from), *graph.find(to)); };
  add("app", "web"), add("app", "ssl"), add("web", "ssl"), add("ssl", "core"), add("web", "zlib");
  const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
  std::string order;
  for (artifact_position v = 0; v != 5; ++v) { order.append(frozen.key(v)).append(" "); }
  CHECK(order == "core zlib ssl web app ");
  CHECK(frozen.waves() == wave_list({0, 1, 2, 3, 4}, {2, 3, 4, 5}));
}

TEST_CASE("keys that differ in their last bytes alone, in zeros or in length are in their order") {
  std::mt19937 random(11);
  const std::string_view bytes("\0a\xff", 3);
  for (const char* prefix : {"", "pkg:deb/debian/"}) {
    artifact_graph graph;
    std::set<std::string> expected;
    for (int round = 0; round != 5'000; ++round) {
      std::string key = prefix + std::string(8 * (random() % 4), 'a');
      for (auto rest = 1 + random() % 9; rest != 0; --rest) { key += bytes[random() % bytes.size()]; }
      graph.add_artifact({key, "", "", ""});
      expected.insert(key);
    }
    const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
    REQUIRE(frozen.artifact_count() == expected.size());
    artifact_position v = 0;
    for (const std::string& key : expected) { REQUIRE(frozen.key(v++) == key); }
  }
}

TEST_CASE("a repeated dependency is one edge with all its kinds") {
  artifact_graph graph;
  const artifact_id a = graph.add_artifact({"a", "", "", ""});
  const artifact_id b = graph.add_artifact({"b", "", "", ""});
  const artifact_id c = graph.add_artifact({"c", "", "", ""});
  graph.add_dependency(a, b, dependency_kind::build);
  graph.add_dependency(a, c, dependency_kind::peer);
  graph.add_dependency(a, b, dependency_kind::runtime);
  graph.add_dependency(a, b, dependency_kind::build);
  graph.add_dependency(a, a);
  const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
  CHECK(frozen.dependency_count() == 2);
  CHECK(frozen.kinds(frozen.at("a"), frozen.at("b")) == (dependency_kind::build | dependency_kind::runtime));
  CHECK(frozen.kinds(frozen.at("a"), frozen.at("c")) == dependency_kind::peer);
  CHECK(frozen.kinds(frozen.at("c"), frozen.at("a")) == dependency_kind::none);
}

TEST_CASE("the order of input changes nothing in a snapshot") {
  std::mt19937 random(20'261'123);
  for (int round = 0; round != 200; ++round) {
    const test::plain_graph plain = test::random_plain_graph(random, 40);
    const std::string expected = told(freeze(test::built(plain, random), cycle_policy::condense));
    for (int again = 0; again != 3; ++again) {
      REQUIRE(told(freeze(test::built(plain, random), cycle_policy::condense)) == expected);
    }
  }
}

TEST_CASE("a wave is as early as its dependencies outside of its cycles allow, and a cycle is never torn") {
  std::mt19937 random(7);
  for (int round = 0; round != 300; ++round) {
    const test::plain_graph plain = test::random_plain_graph(random, 25);
    const graph_snapshot graph = freeze(test::built(plain, random), cycle_policy::condense);
    const auto reaches = plain.reachability();
    const auto in_a_cycle = [&](std::size_t a, std::size_t b) {
      return reaches[a].contains(b) && reaches[b].contains(a);
    };
    std::vector<std::size_t> wave_of(plain.size);
    std::vector<std::size_t> index_at(plain.size);
    for (std::size_t i = 0; i != plain.size; ++i) { index_at[graph.at(test::plain_graph::key(i))] = i; }
    const wave_list waves = graph.waves();
    REQUIRE(waves.size() == graph.wave_count());
    for (std::size_t wave = 0; wave != waves.size(); ++wave) {
      for (const artifact_position v : waves[wave]) { wave_of[index_at[v]] = wave; }
    }
    for (std::size_t a = 0; a != plain.size; ++a) {
      std::size_t expected = 0;
      for (std::size_t b = 0; b != plain.size; ++b) {
        if (in_a_cycle(a, b)) {
          REQUIRE(wave_of[a] == wave_of[b]);
        } else if (reaches[a].contains(b)) {
          expected = std::max(expected, wave_of[b] + 1);
        }
      }
      REQUIRE(wave_of[a] == expected);
    }
    for (const auto& group : graph.cyclic_groups()) {
      REQUIRE(group.size() > 1);
      REQUIRE(group.back() - group.front() + 1 == group.size());
      for (const artifact_position v : group) { REQUIRE(in_a_cycle(index_at[v], index_at[group.front()])); }
    }
  }
}

TEST_CASE("a rejected cycle is spelled by keys, shortest first and from its smallest key on") {
  artifact_graph graph;
  for (const char* key : {"c", "b", "a", "y", "x", "free"}) { graph.add_artifact({key, "", "", ""}); }
  const auto add = [&](const char* from, const char* to) { graph.add_dependency(*graph.find(from), *graph.find(to)); };
  CHECK(rejection(graph) == "accepted");
  add("a", "b"), add("b", "c"), add("c", "a"), add("free", "a");
  CHECK(
      rejection(graph) ==
      "dependency cycle: a -> b -> c -> a (1 cyclic group): remove one of these dependencies, or freeze with condense");
  add("y", "x"), add("x", "y");
  CHECK(rejection(graph).starts_with("dependency cycle: x -> y -> x (2 cyclic groups): "));
  add("c", "b");
  CHECK(rejection(graph).starts_with("dependency cycle: b -> c -> b (2 cyclic groups): "));
}

TEST_CASE("a frozen graph keeps dangling references and completeness") {
  artifact_graph graph;
  const artifact_id a = graph.add_artifact({"a", "", "", ""});
  graph.add_artifact({"b", "", "", ""});
  graph.set_completeness(a, completeness::known);
  graph.add_dangling(a, "lost");
  graph.add_dangling("stray");
  const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
  graph = {};
  CHECK(frozen.completeness_of(frozen.at("a")) == completeness::known);
  CHECK(frozen.completeness_of(frozen.at("b")) == completeness::unknown);
  REQUIRE(frozen.dangling().size() == 2);
  CHECK(frozen.dangling()[0] == dangling_reference{"", "stray"});
  CHECK(frozen.dangling()[1] == dangling_reference{"a", "lost"});
}

TEST_CASE("a chain of a million artifacts freezes and is walked without recursion") {
  constexpr std::uint32_t size = 1'000'000;
  artifact_graph graph;
  for (std::uint32_t i = 0; i != size; ++i) { graph.add_artifact({std::to_string(i), "", "", ""}); }
  for (std::uint32_t i = 0; i + 1 != size; ++i) { graph.add_dependency({i + 1}, {i}); }
  const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
  CHECK(frozen.wave_count() == size);
  CHECK(frozen.impact(frozen.at("0")).size() == size);
  CHECK(frozen.closure(frozen.at("0")).size() == 1);
  CHECK(frozen.why(frozen.at("999999"), frozen.at("0")).size() == size);
}

TEST_CASE("an artifact with a million dependents freezes and is asked") {
  constexpr std::uint32_t size = 1'000'000;
  artifact_graph graph;
  const artifact_id hub = graph.add_artifact({"hub", "", "", ""});
  for (std::uint32_t i = 0; i != size; ++i) {
    graph.add_dependency(graph.add_artifact({std::to_string(i), "", "", ""}), hub);
  }
  const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
  CHECK(frozen.wave_count() == 2);
  CHECK(frozen.dependents(frozen.at("hub")).size() == size);
  CHECK(frozen.impact(frozen.at("hub")).size() == size + 1);
}

TEST_CASE("dependencies that are told so often that they no longer fit into caches freeze as if told once") {
  std::mt19937 random(9);
  const auto any = [&] { return artifact_id{static_cast<std::uint32_t>(random() % 5'000)}; };
  std::vector<dependency> edges;
  while (edges.size() != 100'000) {
    const auto [a, b] = std::minmax({any(), any()});
    const bool is_build = random() % 3 == 0;
    // Mostly downwards, with a few cycles among the last.
    edges.push_back({random() % 200 == 0 && a.value > 4'900 ? a : b, random() % 200 == 0 && a.value > 4'900 ? b : a,
                     is_build ? dependency_kind::build : dependency_kind::runtime});
  }
  const auto told_times = [&](int times) {
    artifact_graph graph;
    for (std::uint32_t i = 0; i != 5'000; ++i) { graph.add_artifact({std::to_string(i * 7'919), "", "", ""}); }
    for (int time = 0; time != times; ++time) {
      std::shuffle(edges.begin(), edges.end(), random);
      for (const dependency& each : edges) { graph.add_dependency(each.from, each.to, each.kinds); }
    }
    return told(freeze(graph, cycle_policy::condense));
  };
  const std::string once = told_times(1);
  CHECK(once.size() > 1'000'000);
  CHECK((told_times(11) == once));
}

TEST_CASE("one cycle of a million artifacts is found, named in short and condensed") {
  const artifact_graph graph = ring(1'000'000);
  const graph_snapshot frozen = freeze(graph, cycle_policy::condense);
  CHECK(frozen.wave_count() == 1);
  REQUIRE(frozen.cycles().size() == 1);
  CHECK(frozen.cycles()[0].size() == 1'000'000);
  const std::string message = rejection(graph);
  CHECK(message.size() < 1'000);
  CHECK(message.starts_with("dependency cycle: 10000000 -> 10000001 -> "));
  CHECK(message.find("-> (999968 more) ->") != std::string::npos);
}

TEST_CASE("a short cycle hidden in a long one is the one reported") {
  artifact_graph graph = ring(20'000);
  graph.add_dependency({15'001}, {15'000});
  const graph_snapshot frozen = freeze(graph, cycle_policy::condense);
  REQUIRE(frozen.cycles().size() == 1);
  CHECK(frozen.spell(frozen.cycles()[0], true) == "10015000 -> 10015001 -> 10015000");
}

TEST_CASE("a retired artifact is left out, and what refers to it says so") {
  artifact_graph graph;
  for (const char* key : {"app", "old", "base"}) { graph.add_artifact({key, "", "", ""}); }
  graph.add_dependency({0}, {1});
  graph.add_dependency({1}, {2});
  graph.add_dangling({1}, "lost");
  graph.retire({1});
  graph.retire({1});
  CHECK(graph.retired_count() == 1);
  const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
  CHECK(frozen.artifact_count() == 2);
  CHECK(frozen.dependency_count() == 0);
  CHECK(frozen.find("old") == std::nullopt);
  REQUIRE(frozen.dangling().size() == 1);
  CHECK(frozen.dangling()[0] == dangling_reference{"app", "old"});
  CHECK(graph.add_artifact({"old", "", "", ""}) == artifact_id{1});
  CHECK_FALSE(graph.is_retired({1}));
  CHECK(freeze(graph, cycle_policy::reject).wave_count() == 3);
}

TEST_CASE("retiring artifacts freezes as if they had never been told of") {
  std::mt19937 random(11);
  for (int round = 0; round != 100; ++round) {
    test::plain_graph plain = test::random_plain_graph(random, 30);
    artifact_graph retired = test::built(plain, random);
    const std::size_t kept = test::below(random, plain.size);
    for (std::size_t i = kept; i != plain.size; ++i) { retired.retire(*retired.find(test::plain_graph::key(i))); }
    std::set<std::pair<std::size_t, std::size_t>> lost;
    for (const auto& [from, to] : plain.edges) {
      if (from < kept && to >= kept) { lost.emplace(from, to); }
    }
    std::erase_if(plain.edges, [kept](const auto& edge) { return edge.first >= kept || edge.second >= kept; });
    plain.size = kept;
    artifact_graph never = test::built(plain, random);
    for (const auto& [from, to] : lost) {
      never.add_dangling(*never.find(test::plain_graph::key(from)), test::plain_graph::key(to));
    }
    REQUIRE(told(freeze(retired, cycle_policy::condense)) == told(freeze(never, cycle_policy::condense)));
  }
}

TEST_CASE("cycles can be refused for some kinds and condensed for the others") {
  artifact_graph graph;
  for (const char* key : {"a", "b", "c"}) { graph.add_artifact({key, "", "", ""}); }
  graph.add_dependency({0}, {1}, dependency_kind::runtime);
  graph.add_dependency({1}, {0}, dependency_kind::test);
  CHECK(freeze(graph, cycle_policy::reject, dependency_kind::runtime).cyclic_groups().size() == 1);
  graph.add_dependency({1}, {0}, dependency_kind::runtime);
  CHECK_THROWS_WITH_AS(
      (void)freeze(graph, cycle_policy::reject, dependency_kind::runtime),
      "dependency cycle: a -> b -> a (1 cyclic group of runtime): remove one of these dependencies, or "
      "freeze with condense",
      error);
}

TEST_CASE("as many dependencies as can be numbered are taken, and one more is refused") {
  detail::require_countable(0xffff'fffe);
  CHECK_THROWS_WITH_AS(detail::require_countable(0xffff'ffff), "more than 4,294,967,294 dependencies: split the graph",
                       error);
}

TEST_CASE("every edge keeps its kinds and provenances, however many different ones there are") {
  struct shape {
    std::size_t artifacts, kinds, provenances, edges;
  };
  for (const shape& of : {shape{20, 1, 2, 300}, shape{20, 2, 0, 300}, shape{20, 3, 1, 300}, shape{50, 1023, 300, 4000},
                          shape{70'000, 1000, 70, 20'000}}) {
    CAPTURE(of.artifacts);
    CAPTURE(of.kinds);
    std::mt19937 random(static_cast<unsigned>(of.kinds));
    artifact_graph graph;
    for (std::size_t i = 0; i != of.artifacts; ++i) { graph.add_artifact({test::plain_graph::key(i), "", "", ""}); }
    std::vector<provenance_id> provenances{provenance_id{}};
    for (std::size_t i = 0; i != of.provenances; ++i) {
      provenances.push_back(graph.add_provenance("document " + std::to_string(i)));
    }
    struct note {
      dependency_kind kinds = dependency_kind::none;
      std::set<std::string_view> provenances;
    };
    std::map<std::pair<std::string_view, std::string_view>, note> expected;
    std::vector<dependency> told;
    for (std::size_t i = 0; i != of.edges; ++i) {
      dependency each{{static_cast<std::uint32_t>(test::below(random, of.artifacts))},
                      {static_cast<std::uint32_t>(test::below(random, of.artifacts))}};
      if (!told.empty() && i % 10 == 0) { each = told[test::below(random, told.size())]; }
      if (each.from == each.to) { continue; }
      each.kinds = static_cast<dependency_kind>(1 + test::below(random, of.kinds));
      each.provenance = provenances[test::below(random, provenances.size())];
      graph.add_dependency(each.from, each.to, each.kinds, each.provenance);
      told.push_back(each);
      note& merged = expected[{graph.key(each.from), graph.key(each.to)}];
      merged.kinds |= each.kinds;
      if (each.provenance != provenance_id{}) { merged.provenances.insert(graph.provenance_text(each.provenance)); }
    }
    const graph_snapshot frozen = freeze(graph, cycle_policy::condense);
    REQUIRE(frozen.dependency_count() == expected.size());
    REQUIRE(expected.size() < told.size());
    for (const auto& [ends, merged] : expected) {
      const artifact_position from = frozen.at(ends.first);
      const artifact_position to = frozen.at(ends.second);
      REQUIRE(frozen.kinds(from, to) == merged.kinds);
      const auto found = frozen.provenance(from, to);
      REQUIRE(std::set<std::string_view>(found.begin(), found.end()) == merged.provenances);
      const auto above = frozen.dependents(to);
      const auto at = std::lower_bound(above.begin(), above.end(), from) - above.begin();
      REQUIRE(frozen.dependent_kinds(to)[static_cast<std::size_t>(at)] == merged.kinds);
    }
  }
}
