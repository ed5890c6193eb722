// SPDX-License-Identifier: BSL-1.0
#include <fairlead/exchange/neighbourhood_diagram.hpp>

#include <cstdlib>
#include <map>
#include <random>
#include <regex>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include <fairlead/artifacts/freeze.hpp>

#include "documents.hpp"

using fairlead::artifact_graph;
using fairlead::dependency_kind;
using fairlead::diagram_format;
using fairlead::graph_snapshot;
using fairlead::neighbourhood_diagram;
using fairlead::neighbourhood_limits;

namespace {

graph_snapshot frozen(const artifact_graph& graph) { return freeze(graph, fairlead::cycle_policy::condense); }

// "from>to" pairs of one-letter keys; a digit behind is the bit of the kind.
graph_snapshot graph_of(const std::vector<std::string>& edges) {
  artifact_graph graph;
  for (const std::string& each : edges) {
    graph.add_dependency(
        graph.add_artifact({each.substr(0, 1), "", "", ""}), graph.add_artifact({each.substr(2, 1), "", "", ""}),
        each.size() > 3 ? static_cast<dependency_kind>(1U << (each[3] - '0')) : dependency_kind::runtime);
  }
  return frozen(graph);
}

// What a drawing for Graphviz shows: "a", "a -> b", "a -> b (kinds)", "a -> 3 more needed".
std::set<std::string> shown(const std::string& text) {
  std::map<std::string, std::string> labels;
  std::set<std::string> result;
  const std::regex box(R"re(  (\w+) \[label="([^"]*)".*)re");
  const std::regex edge(R"re(  (\w+) -> (\w+)(?: \[label="([^"]*)"\]| \[style=dashed\])?;)re");
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::smatch found;
    if (std::regex_match(line, found, box)) {
      labels[found[1]] = found[2];
      if (found[1].str()[0] == 's') { result.insert(found[2]); }
    }
    if (std::regex_match(line, found, edge)) {
      result.insert(labels.at(found[1]) + " -> " + labels.at(found[2]) +
                    (found[3].length() > 0 ? " (" + found[3].str() + ")" : ""));
    }
  }
  return result;
}
std::set<std::string> shown(const graph_snapshot& graph, const std::string& centre,
                            const neighbourhood_limits& limits = {},
                            dependency_kind kinds = fairlead::all_dependency_kinds) {
  return shown(neighbourhood_diagram(graph, graph.at(centre), diagram_format::graphviz, limits, kinds));
}

using texts = std::set<std::string>;

}  // namespace

TEST_CASE("an artifact is drawn with what it depends on and what depends on it") {
  const auto graph = graph_of({"a>b", "b>c", "b>d3", "x>c", "a>c"});
  CHECK(shown(graph, "b") == texts{"a", "b", "c", "d", "a -> b", "a -> c", "b -> c", "b -> d (dev)"});
}

TEST_CASE("how far is the caller's choice, and what is cut is counted") {
  const auto chain = graph_of({"a>b", "b>c", "c>d", "d>e", "z>a", "c>f", "c>g"});
  CHECK(shown(chain, "c", {.depth = 0}) == texts{"c", "c -> 3 more needed", "1 more that need it -> c"});
  CHECK(shown(chain, "c", {.depth = 1}) == texts{"b", "c", "d", "f", "g", "b -> c", "c -> d", "c -> f", "c -> g",
                                                 "d -> 1 more needed", "1 more that need it -> b"});
  CHECK(shown(chain, "c", {.depth = 9}).size() == 8 + 7);
}

TEST_CASE("a hub with very many dependents is drawn as far as there is room, what it depends on first") {
  artifact_graph graph;
  const auto hub = graph.add_artifact({"hub", "", "", ""});
  graph.add_dependency(hub, graph.add_artifact({"base", "", "", ""}));
  for (int i = 100'000; i < 300'000; ++i) {
    graph.add_dependency(graph.add_artifact({std::to_string(i), "", "", ""}), hub);
  }
  CHECK(shown(frozen(graph), "hub", {.max_artifacts = 4}) == texts{"100000", "100001", "base", "hub", "100000 -> hub",
                                                                   "100001 -> hub", "199998 more that need it -> hub",
                                                                   "hub -> base"});
  CHECK(shown(frozen(graph), "hub", {.max_artifacts = 1}) ==
        texts{"hub", "hub -> 1 more needed", "200000 more that need it -> hub"});
}

TEST_CASE("kinds that are not asked for are neither drawn nor counted") {
  const auto graph = graph_of({"a>b1", "a>c", "c>d1", "x>a1"});
  CHECK(shown(graph, "a", {.depth = 1}, dependency_kind::runtime) == texts{"a", "c", "a -> c"});
  CHECK(shown(graph, "a", {.depth = 1}, dependency_kind::build) ==
        texts{"a", "b", "x", "a -> b (build)", "x -> a (build)"});
}

TEST_CASE("random neighbourhoods are those that a slow search finds") {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    std::set<std::string> edges;
    for (int i = 0; i < 18; ++i) {
      const char from = static_cast<char>('a' + random() % 12);
      const char to = static_cast<char>('a' + random() % 12);
      if (from != to) { edges.insert({from, '>', to}); }
    }
    const auto graph = graph_of({edges.begin(), edges.end()});
    const std::string centre(graph.key(0));
    const std::size_t depth = random() % 4;
    const auto reach = [&](bool needed) {
      texts all{centre};
      for (std::size_t distance = 0; distance < depth; ++distance) {
        const texts before = all;
        for (const std::string& each : edges) {
          const std::string from = each.substr(0, 1), to = each.substr(2, 1);
          if (before.contains(needed ? from : to)) { all.insert(needed ? to : from); }
        }
      }
      return all;
    };
    const texts needed = reach(true), needing = reach(false);
    texts expected;
    expected.insert(needed.begin(), needed.end());
    expected.insert(needing.begin(), needing.end());
    const texts drawn = expected;
    for (const std::string& v : drawn) {
      std::size_t below = 0, above = 0;
      for (const std::string& each : edges) {
        const std::string from = each.substr(0, 1), to = each.substr(2, 1);
        if (from == v && drawn.contains(to)) { expected.insert(from + " -> " + to); }
        below += from == v && !drawn.contains(to) ? 1U : 0U;
        above += to == v && !drawn.contains(from) ? 1U : 0U;
      }
      if (needed.contains(v) && below > 0) { expected.insert(v + " -> " + std::to_string(below) + " more needed"); }
      if (needing.contains(v) && above > 0) { expected.insert(std::to_string(above) + " more that need it -> " + v); }
    }
    REQUIRE(shown(graph, centre, {.depth = depth}) == expected);
  }
}

TEST_CASE("the three languages say the same") {
  artifact_graph graph;
  const auto app = graph.add_artifact({"app", "the \"app\"", "1.0; #2", ""});
  graph.add_dependency(app, graph.add_artifact({"b", "", "", ""}), dependency_kind::build | dependency_kind::test);
  graph.add_dependency(graph.add_artifact({"c", "", "", ""}), app);
  const auto frozen_graph = frozen(graph);
  const auto drawn = [&](diagram_format format) {
    return neighbourhood_diagram(frozen_graph, frozen_graph.at("app"), format, {.max_artifacts = 2});
  };
  CHECK(drawn(diagram_format::mermaid) == R"(flowchart LR
  s0["the #34;app#34; 1.0#59; #35;2"]
  s1["b"]
  s0 -->|"build, test"| s1
  more0(["1 more that need it"])
  more0 -.-> s0
  classDef current fill:#ffd54f,stroke:#e65100,stroke-width:3px,color:#000
  class s0 current
)");
  CHECK(drawn(diagram_format::graphviz) == R"(digraph "the \"app\" 1.0; #2" {
  rankdir=LR;
  node [shape=box, style=rounded];
  s0 [label="the \"app\" 1.0; #2", style="rounded,filled", fillcolor="#ffd54f", penwidth=3];
  s1 [label="b"];
  s0 -> s1 [label="build, test"];
  more0 [label="1 more that need it", style="rounded,dashed"];
  more0 -> s0 [style=dashed];
}
)");
  CHECK(drawn(diagram_format::plantuml) == R"(@startuml
left to right direction
rectangle "the <U+0022>app<U+0022> 1.0; #2" as s0 #FFD54F
rectangle "b" as s1
s0 --> s1 : build, test
rectangle "1 more that need it" as more0
more0 ..> s0
@enduml
)");
}

TEST_CASE("whatever a text holds, Graphviz draws it") {
  artifact_graph graph;
  const auto centre = graph.add_artifact({"centre", "", "", ""});
  const std::string long_text = std::string(79, 'x') + "\xc3\xa9" + std::string(60'000, 'y');
  for (const std::string& text :
       {std::string("\0\x01\n\r\t\x7f", 6), std::string("\"\\\\n\\"), std::string("<b>&amp;{|}[]%%`"),
        std::string("\xff\xfe"), std::string("\xe2\x82\xac"), long_text}) {
    graph.add_dependency(centre, graph.add_artifact({text + "!", text, text, ""}));
  }
  const auto snapshot = frozen(graph);
  const std::string text = neighbourhood_diagram(snapshot, snapshot.at("centre"), diagram_format::graphviz);
  CHECK(text.find("?????? ??????") != std::string::npos);
  CHECK(text.find(std::string(79, 'x') + "...") != std::string::npos);
  CHECK(text.size() < 3'000);
  for (const diagram_format format : {diagram_format::mermaid, diagram_format::plantuml}) {
    CHECK(neighbourhood_diagram(snapshot, snapshot.at("centre"), format).size() < 6'000);
  }
  if (std::system("command -v dot > /dev/null") != 0) {
    MESSAGE("skipped: dot is not on this machine");
    return;
  }
  const tests::scratch_file file(text);
  const tests::scratch_file picture("");
  REQUIRE(std::system(("dot -Tplain '" + file.path.string() + "' > '" + picture.path.string() + "'").c_str()) == 0);
  std::ifstream lines(picture.path);
  std::map<std::string, std::size_t> kinds;
  for (std::string line; std::getline(lines, line);) { ++kinds[line.substr(0, line.find(' '))]; }
  CHECK(kinds["node"] == 7);
  CHECK(kinds["edge"] == 6);
}

TEST_CASE("a limit that leaves no room, and an artifact of another graph, are refused") {
  const auto graph = graph_of({"a>b"});
  using tests::error_of;
  CHECK(error_of([&] {
          (void)neighbourhood_diagram(graph, 0, diagram_format::mermaid, {.max_artifacts = 0});
        }).code() == fairlead::errc::invalid_value);
  CHECK(error_of([&] { (void)neighbourhood_diagram(graph, 2, diagram_format::mermaid); }).code() ==
        fairlead::errc::unknown_artifact);
}
