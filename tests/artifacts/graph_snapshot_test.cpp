// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/graph_snapshot.hpp: the questions, against slow plain answers.
#include <fairlead/artifacts/graph_snapshot.hpp>

#include <algorithm>
#include <deque>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <fairlead/artifacts/freeze.hpp>

#include "random_graph.hpp"

using namespace fairlead;
using test::pair_of_graphs;
using positions = std::vector<artifact_position>;

namespace {

artifact_graph diamond() {
  artifact_graph graph;
  for (const char* key : {"app", "left", "right", "base", "alone"}) { graph.add_artifact({key, "", "", ""}); }
  const auto add = [&](const char* from, const char* to) { graph.add_dependency(*graph.find(from), *graph.find(to)); };
  add("app", "left"), add("app", "right"), add("left", "base"), add("right", "base");
  return graph;
}

}  // namespace

TEST_CASE("a snapshot tells what an artifact is and finds it by key") {
  artifact_graph graph;
  graph.add_artifact({"k2", "two", "2.0", "sha256:02"});
  graph.add_artifact({"k1", "", "", ""});
  const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
  const artifact_position v = frozen.at("k2");
  CHECK(frozen.find("k2") == v);
  CHECK(frozen.key(v) == "k2");
  CHECK(frozen.name(v) == "two");
  CHECK(frozen.version(v) == "2.0");
  CHECK(frozen.digest(v) == "sha256:02");
  CHECK(frozen.name(frozen.at("k1")).empty());
  CHECK(frozen.find("k") == std::nullopt);
  CHECK(frozen.find("k3") == std::nullopt);
  CHECK_THROWS_WITH_AS((void)frozen.at("k3"),
                       "no artifact has the key \"k3\": use a key exactly as the source of the graph spells it", error);
}

TEST_CASE("the questions about a diamond have the obvious answers") {
  const graph_snapshot graph = freeze(diamond(), cycle_policy::reject);
  const auto app = graph.at("app"), left = graph.at("left"), right = graph.at("right"), base = graph.at("base");
  CHECK(graph.impact(base) == positions{base, left, right, app});
  CHECK(graph.impact(left) == positions{left, app});
  CHECK(graph.closure(left) == positions{base, left});
  CHECK(graph.closure(app) == positions{base, left, right, app});
  CHECK(graph.spell(graph.why(app, base)) == "app -> left -> base");
  CHECK(graph.why(base, app).empty());
  CHECK(graph.why(left, left) == positions{left});
  CHECK(graph.deploy_order(positions{app, base, app, left}) == positions{base, left, app});
  CHECK(graph.rollback_order(positions{app, base, app, left}) == positions{app, left, base});
  CHECK(graph.waves_of(positions{app, base}) == wave_list({base, app}, {1, 2}));
  CHECK(graph.waves_of(positions{app, graph.at("alone")}) ==
        wave_list({std::min(app, graph.at("alone")), std::max(app, graph.at("alone"))}, {2}));
  CHECK(graph.waves_of(positions{}).empty());
  CHECK(graph.impact(positions{}).empty());
  CHECK(graph.cycles().empty());
  CHECK(graph.spell(positions{}) == "");
}

TEST_CASE("copies share one snapshot, and a moved-from one still answers") {
  graph_snapshot first = freeze(diamond(), cycle_policy::reject);
  const graph_snapshot second = first;
  const graph_snapshot third = std::move(first);
  CHECK(second.key(0).data() == third.key(0).data());
  CHECK(first.artifact_count() == 5);  // NOLINT(bugprone-use-after-move): that is what is promised
}

TEST_CASE("a position of no artifact is refused by every question") {
  const graph_snapshot graph = freeze(diamond(), cycle_policy::reject);
  graph_scratch scratch;
  const positions bad{0, 5};
  CHECK_THROWS_AS((void)graph.key(5), error);
  CHECK_THROWS_AS((void)graph.completeness_of(5), error);
  CHECK_THROWS_AS((void)graph.dependencies(5), error);
  CHECK_THROWS_AS((void)graph.dependents(5), error);
  CHECK_THROWS_AS((void)graph.dependency_kinds(5), error);
  CHECK_THROWS_AS((void)graph.kinds(0, 5), error);
  CHECK_THROWS_AS((void)graph.impact(bad, scratch), error);
  CHECK_THROWS_AS((void)graph.closure(bad, scratch), error);
  CHECK_THROWS_AS((void)graph.why(0, 5), error);
  CHECK_THROWS_AS((void)graph.why(0xffffffff, 0), error);
  CHECK_THROWS_AS((void)graph.waves_of(bad), error);
  CHECK_THROWS_AS((void)graph.deploy_order(bad), error);
  CHECK_THROWS_AS((void)graph.rollback_order(bad), error);
  CHECK_THROWS_AS((void)graph.spell(bad), error);
  try {
    (void)graph.key(5);
  } catch (const error& problem) {
    CHECK(problem.code() == errc::unknown_artifact);
    CHECK(std::string(problem.what()).starts_with("position 5 in a snapshot of 5 artifacts"));
  }
}

TEST_CASE("impact and closure are the reachable sets in order of release") {
  std::mt19937 random(1);
  graph_scratch scratch;  // one for all sizes
  for (int round = 0; round != 300; ++round) {
    const pair_of_graphs both(random, 80);
    const positions start = both.some(random);
    std::set<artifact_position> up(start.begin(), start.end());
    std::set<artifact_position> down = up;
    for (const artifact_position v : start) {
      for (std::size_t other = 0; other != both.plain.size; ++other) {
        if (both.reaches[other].contains(both.index_at[v])) { up.insert(both.at(other)); }
        if (both.reaches[both.index_at[v]].contains(other)) { down.insert(both.at(other)); }
      }
    }
    const auto impact = both.frozen.impact(start, scratch);
    REQUIRE(positions(impact.begin(), impact.end()) == positions(up.begin(), up.end()));
    const auto closure = both.frozen.closure(start, scratch);
    REQUIRE(positions(closure.begin(), closure.end()) == positions(down.begin(), down.end()));
    REQUIRE(both.frozen.impact(start) == positions(up.begin(), up.end()));
    REQUIRE(both.frozen.closure(start) == positions(down.begin(), down.end()));
  }
}

TEST_CASE("why is a path of dependencies, and there is no shorter one") {
  std::mt19937 random(2);
  for (int round = 0; round != 150; ++round) {
    const pair_of_graphs both(random, 30);
    for (int query = 0; query != 20; ++query) {
      const auto from = both.at(test::below(random, both.plain.size));
      const auto to = both.at(test::below(random, both.plain.size));
      std::map<artifact_position, std::size_t> distance{{from, 1}};
      for (std::deque<artifact_position> queue{from}; !queue.empty(); queue.pop_front()) {
        for (const auto& [a, b] : both.plain.edges) {
          if (both.at(a) == queue.front() && distance.emplace(both.at(b), distance[queue.front()] + 1).second) {
            queue.push_back(both.at(b));
          }
        }
      }
      const positions path = both.frozen.why(from, to);
      REQUIRE(path.size() == (distance.contains(to) ? distance[to] : 0));
      for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        REQUIRE(both.frozen.kinds(path[i], path[i + 1]) != dependency_kind::none);
      }
      if (!path.empty()) {
        REQUIRE(path.front() == from);
        REQUIRE(path.back() == to);
      }
    }
  }
}

TEST_CASE("the waves of a subset are the longest chains in it, through whatever lies between") {
  std::mt19937 random(3);
  graph_scratch scratch;
  for (int round = 0; round != 300; ++round) {
    const pair_of_graphs both(random, 30);
    const positions some = both.some(random);
    const positions order = both.frozen.deploy_order(some);
    std::map<artifact_position, std::size_t> wave;
    for (bool changed = true; changed;) {
      changed = false;
      for (const artifact_position a : order) {
        std::size_t earliest = 0;
        for (const artifact_position b : order) {
          if (a == b || !both.reaches[both.index_at[a]].contains(both.index_at[b])) { continue; }
          earliest = std::max(earliest, wave[b] + (both.is_cyclic(both.index_at[a], both.index_at[b]) ? 0 : 1));
        }
        changed = changed || wave[a] != earliest;
        wave[a] = earliest;
      }
    }
    const wave_list waves = both.frozen.waves_of(some, scratch);
    REQUIRE(waves.artifacts().size() == order.size());
    for (std::size_t i = 0; i != waves.size(); ++i) {
      REQUIRE(!waves[i].empty());
      REQUIRE(std::is_sorted(waves[i].begin(), waves[i].end()));
      for (const artifact_position v : waves[i]) { REQUIRE(wave[v] == i); }
    }
    positions all(both.plain.size);
    for (artifact_position v = 0; v != all.size(); ++v) { all[v] = v; }
    REQUIRE(both.frozen.waves_of(all, scratch) == both.frozen.waves());
  }
}

TEST_CASE("rolling back is deploying in exact reverse, and nothing goes before what it needs") {
  std::mt19937 random(4);
  for (int round = 0; round != 100; ++round) {
    const pair_of_graphs both(random, 40);
    const positions some = both.some(random);
    positions order = both.frozen.deploy_order(some);
    for (std::size_t later = 0; later != order.size(); ++later) {
      for (std::size_t sooner = 0; sooner != later; ++sooner) {
        const auto a = both.index_at[order[sooner]];
        const auto b = both.index_at[order[later]];
        REQUIRE((!both.reaches[a].contains(b) || both.is_cyclic(a, b)));
      }
    }
    std::reverse(order.begin(), order.end());
    REQUIRE(both.frozen.rollback_order(some) == order);
  }
}

TEST_CASE("the cycle of a cyclic group is a real one, and no member lies on a shorter one") {
  std::mt19937 random(5);
  std::size_t groups = 0;
  for (int round = 0; round != 300; ++round) {
    const pair_of_graphs both(random, 30);
    const auto cycles = both.frozen.cycles();
    const auto members = both.frozen.cyclic_groups();
    REQUIRE(cycles.size() == members.size());
    for (std::size_t i = 0; i != cycles.size(); ++i) {
      const positions& cycle = cycles[i];
      REQUIRE(cycle.front() == *std::min_element(cycle.begin(), cycle.end()));
      for (std::size_t k = 0; k != cycle.size(); ++k) {
        REQUIRE(both.frozen.kinds(cycle[k], cycle[(k + 1) % cycle.size()]) != dependency_kind::none);
      }
      std::size_t shortest = both.plain.size + 1;
      for (const artifact_position v : members[i]) {
        for (const artifact_position next : both.frozen.dependencies(v)) {
          const std::size_t back = both.frozen.why(next, v).size();
          if (back != 0) { shortest = std::min(shortest, back); }
        }
      }
      REQUIRE(cycle.size() == shortest);
      ++groups;
    }
  }
  CHECK(groups > 50);
}

TEST_CASE("with kinds, every question is asked of the graph of these kinds alone") {
  std::mt19937 random(6);
  graph_scratch scratch;
  for (int round = 0; round != 200; ++round) {
    const pair_of_graphs both(random, 30);
    for (const dependency_kind kinds : {dependency_kind::runtime, dependency_kind::build, dependency_kind::peer}) {
      const graph_snapshot& graph = both.frozen;
      const auto reach = both.reach(kinds);
      const auto size = static_cast<artifact_position>(both.plain.size);
      const auto together = [&](artifact_position a, artifact_position b) {
        return reach[a].contains(b) && reach[b].contains(a);
      };
      for (artifact_position v = 0; v != size; ++v) {
        std::set<artifact_position> up{v};
        std::set<artifact_position> down = reach[v];
        down.insert(v);
        for (artifact_position w = 0; w != size; ++w) {
          if (reach[w].contains(v)) { up.insert(w); }
        }
        REQUIRE(graph.closure(v, kinds) == positions(down.begin(), down.end()));
        REQUIRE(graph.impact(v, kinds) == positions(up.begin(), up.end()));
        REQUIRE(graph.removal_order(positions{v}, kinds) == positions(up.rbegin(), up.rend()));
        const artifact_position to = static_cast<artifact_position>(test::below(random, size));
        const positions path = graph.why(v, to, scratch, kinds);
        REQUIRE(path.empty() == (v != to && !reach[v].contains(to)));
        for (std::size_t i = 0; i + 1 < path.size(); ++i) {
          REQUIRE(overlaps(graph.kinds(path[i], path[i + 1]), kinds));
        }
      }
      const wave_list waves = graph.waves(kinds);
      std::vector<std::size_t> wave_of(size);
      for (std::size_t i = 0; i != waves.size(); ++i) {
        for (const artifact_position v : waves[i]) { wave_of[v] = i; }
      }
      for (artifact_position a = 0; a != size; ++a) {
        std::size_t expected = 0;
        for (const artifact_position b : reach[a]) {
          expected = std::max(expected, together(a, b) ? 0 : wave_of[b] + 1);
        }
        for (artifact_position b = 0; b != size; ++b) {
          if (!together(a, b)) { continue; }
          for (const artifact_position c : reach[b]) {
            expected = std::max(expected, together(a, c) ? 0 : wave_of[c] + 1);
          }
        }
        REQUIRE(wave_of[a] == expected);
      }
      positions all(size);
      for (artifact_position v = 0; v != size; ++v) { all[v] = v; }
      REQUIRE(graph.waves_of(all, scratch, kinds) == waves);
      std::size_t cyclic = 0;
      for (const auto& group : graph.cyclic_groups(kinds)) {
        cyclic += group.size();
        for (const artifact_position v : group) { REQUIRE(together(v, group.front())); }
      }
      for (artifact_position v = 0; v != size; ++v) { cyclic -= reach[v].contains(v) ? 1U : 0U; }
      REQUIRE(cyclic == 0);
      REQUIRE(graph.cycles(kinds).size() == graph.cyclic_groups(kinds).size());
      for (const auto& cycle : graph.cycles(kinds)) {
        for (std::size_t i = 0; i != cycle.size(); ++i) {
          REQUIRE(overlaps(graph.kinds(cycle[i], cycle[(i + 1) % cycle.size()]), kinds));
        }
      }
      REQUIRE(graph.is_acyclic(kinds) == graph.cycles(kinds).empty());
    }
  }
}

TEST_CASE("what states a dependency is told, whatever the order in which it was stated") {
  for (const bool turned : {false, true}) {
    artifact_graph graph;
    const artifact_id a = graph.add_artifact({"a", "", "", ""});
    const artifact_id b = graph.add_artifact({"b", "", "", ""});
    const artifact_id c = graph.add_artifact({"c", "", "", ""});
    const provenance_id first = graph.add_provenance(turned ? "lock file" : "bill of materials");
    const provenance_id second = graph.add_provenance(turned ? "bill of materials" : "lock file");
    CHECK(graph.add_provenance("lock file") == (turned ? first : second));
    CHECK(graph.provenance_text(turned ? first : second) == "lock file");
    graph.add_dependency(a, b, dependency_kind::runtime, first);
    graph.add_dependency(a, b, dependency_kind::build);
    graph.add_dependency(a, b, dependency_kind::build, second);
    graph.add_dependency(a, c, dependency_kind::peer, graph.add_provenance("lock file"));
    graph.add_dependency(b, c);
    CHECK_THROWS_AS(graph.add_dependency(a, b, dependency_kind::build, provenance_id{3}), error);
    CHECK_THROWS_AS((void)graph.add_provenance(""), error);
    const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
    using texts = std::vector<std::string_view>;
    CHECK(frozen.provenance(frozen.at("a"), frozen.at("b")) == texts{"bill of materials", "lock file"});
    CHECK(frozen.provenance(frozen.at("a"), frozen.at("c")) == texts{"lock file"});
    CHECK(frozen.provenance(frozen.at("b"), frozen.at("c")).empty());
    CHECK(frozen.provenance(frozen.at("c"), frozen.at("a")).empty());
    CHECK(frozen.kinds(frozen.at("a"), frozen.at("b")) == (dependency_kind::runtime | dependency_kind::build));
    CHECK(frozen.kinds(frozen.at("a"), frozen.at("c")) == dependency_kind::peer);
  }
}

TEST_CASE("a large answer, swept for and not searched, is the same") {
  std::mt19937 random(8);
  graph_scratch scratch;
  for (int round = 0; round != 60; ++round) {
    // Answers of more than a 32nd of this are swept for.
    const pair_of_graphs both(random, 400);
    const auto kinds = round % 2 == 0 ? all_dependency_kinds : dependency_kind::build;
    const graph_snapshot& graph = both.frozen;
    for (artifact_position v = 0; v != both.plain.size; ++v) {
      for (const bool up : {false, true}) {
        std::set<artifact_position> expected;
        for (positions queue{v}; !queue.empty();) {
          const artifact_position each = queue.back();
          queue.pop_back();
          if (!expected.insert(each).second) { continue; }
          for (const artifact_position other : up ? graph.dependents(each) : graph.dependencies(each)) {
            if (overlaps(up ? graph.kinds(other, each) : graph.kinds(each, other), kinds)) { queue.push_back(other); }
          }
        }
        const auto found =
            up ? graph.impact(positions{v}, scratch, kinds) : graph.closure(positions{v}, scratch, kinds);
        REQUIRE(positions(found.begin(), found.end()) == positions(expected.begin(), expected.end()));
      }
    }
  }
}

TEST_CASE("waves of some kinds are right where there are more waves than a byte counts") {
  for (const std::uint32_t size : {254U, 255U, 256U, 700U}) {
    artifact_graph graph;
    for (std::uint32_t i = 0; i != size; ++i) { graph.add_artifact({std::to_string(1'000 + i), "", "", ""}); }
    for (std::uint32_t i = 0; i + 1 != size; ++i) {
      graph.add_dependency({i + 1}, {i}, i == 5 ? dependency_kind::test : dependency_kind::runtime);
    }
    const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
    CHECK(frozen.wave_count() == size);
    CHECK(frozen.waves(dependency_kind::runtime).size() == size - 6);
    CHECK(frozen.waves(dependency_kind::test).size() == 2);
  }
}

TEST_CASE("waves of some kinds are right whatever an artifact needs, and however many different notes there are") {
  // Each artifact by its layer and place in it; of every layer the first needs very much.
  constexpr std::size_t width = 60, hub = 5'000;
  for (const std::size_t layers : {std::size_t{5}, std::size_t{126}, std::size_t{127}, std::size_t{128}}) {
    for (const unsigned kinds_in_use : {2U, 3U, 4U, 5U, 16U, 17U, 40U}) {
      CAPTURE(layers);
      CAPTURE(kinds_in_use);
      std::mt19937 random(kinds_in_use);
      artifact_graph graph;
      std::vector<artifact_id> ids;
      std::vector<std::vector<std::pair<std::size_t, dependency_kind>>> needs;
      const auto add = [&] {
        ids.push_back(graph.add_artifact({std::to_string(ids.size()), "", "", ""}));
        needs.emplace_back();
      };
      const auto need = [&](std::size_t from, std::size_t to) {
        const auto kinds = static_cast<dependency_kind>(1 + random() % kinds_in_use);
        if (std::any_of(needs[from].begin(), needs[from].end(), [&](auto& each) { return each.first == to; })) {
          return;
        }
        needs[from].emplace_back(to, kinds);
        graph.add_dependency(ids[from], ids[to], kinds);
      };
      for (std::size_t i = 0; i != (layers == 5 ? hub : width); ++i) { add(); }
      const std::size_t bottom = ids.size();
      for (std::size_t layer = 1; layer != layers; ++layer) {
        const std::size_t before = ids.size();
        for (std::size_t i = 0; i != width; ++i) {
          add();
          need(before + i, before - 1 - test::below(random, std::min(width, before)));
          for (std::size_t more = test::below(random, 21); more-- > 1;) {
            need(before + i, test::below(random, before));
          }
        }
      }
      if (layers == 5) {
        add();
        for (std::size_t i = 0; i != bottom; ++i) { need(ids.size() - 1, i); }
      }
      const graph_snapshot frozen = freeze(graph, cycle_policy::reject);
      REQUIRE(frozen.wave_count() == layers);
      for (const dependency_kind kinds : {dependency_kind::runtime, dependency_kind::build | dependency_kind::test,
                                          dependency_kind::peer, dependency_kind::contains}) {
        std::vector<positions> expected;
        std::vector<std::size_t> wave(ids.size());
        for (std::size_t v = 0; v != ids.size(); ++v) {
          for (const auto& [to, some] : needs[v]) {
            if (overlaps(some, kinds)) { wave[v] = std::max(wave[v], wave[to] + 1); }
          }
          expected.resize(std::max(expected.size(), wave[v] + 1));
          expected[wave[v]].push_back(frozen.at(std::to_string(v)));
        }
        std::vector<positions> found;
        for (const auto each : frozen.waves(kinds)) { found.emplace_back(each.begin(), each.end()); }
        for (positions& each : expected) { std::sort(each.begin(), each.end()); }
        REQUIRE(found == expected);
      }
    }
  }
}
