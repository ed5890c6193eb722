// SPDX-License-Identifier: BSL-1.0
#include <fairlead/exchange/write_cyclonedx.hpp>

#include <algorithm>
#include <random>
#include <sstream>

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <fairlead/artifacts/freeze.hpp>
#include <fairlead/artifacts/graph_difference.hpp>
#include <fairlead/exchange/cyclonedx.hpp>

#include "documents.hpp"

using fairlead::artifact_graph;
using fairlead::artifact_id;
using fairlead::completeness;
using fairlead::dependency_kind;
using fairlead::errc;
using fairlead::graph_snapshot;
using tests::error_of;

namespace {

graph_snapshot frozen(const artifact_graph& graph) { return freeze(graph, fairlead::cycle_policy::condense); }

std::string written(const graph_snapshot& graph, std::optional<fairlead::artifact_position> subject = {}) {
  std::ostringstream output;
  fairlead::write_cyclonedx(output, graph, subject);
  return output.str();
}
graph_snapshot read_again(const std::string& text) {
  std::istringstream input(text);
  return frozen(fairlead::read_cyclonedx(input));
}
void require_same(const graph_snapshot& before, const graph_snapshot& after) {
  const auto difference = fairlead::difference(before, after);
  REQUIRE(difference.added.empty());
  REQUIRE(difference.removed.empty());
  REQUIRE(difference.changed.empty());
  REQUIRE(difference.gained.empty());
  REQUIRE(difference.lost.empty());
  REQUIRE(std::ranges::equal(before.dangling(), after.dangling()));
  REQUIRE(before.artifact_count() == after.artifact_count());
  REQUIRE(before.dependency_count() == after.dependency_count());
  for (std::uint32_t v = 0; v < before.artifact_count(); ++v) { REQUIRE(before.key(v) == after.key(v)); }
}

artifact_graph small() {
  artifact_graph graph;
  const artifact_id app = graph.add_artifact({"pkg:npm/app@1.0.0", "app", "1.0.0", "sha256:" + std::string(64, 'a')});
  const artifact_id a = graph.add_artifact({"a", "", "", "md5:x"});
  const artifact_id b = graph.add_artifact({"pkg:none", "b \"quoted\"\n", "2", ""});
  graph.add_dependency(app, a);
  graph.add_dependency(app, b, dependency_kind::dev | dependency_kind::provides);
  graph.add_dependency(a, b, dependency_kind::provides);
  graph.set_completeness(app, completeness::known);
  graph.add_dangling(a, "gone");
  graph.add_dangling(a, "pkg:none");
  graph.add_dangling("lost");
  return graph;
}

}  // namespace

TEST_CASE("a graph is written as components, dependencies and compositions") {
  CHECK(written(frozen(small())) ==
        R"({
  "bomFormat": "CycloneDX",
  "specVersion": "1.6",
  "version": 1,
  "metadata": {
    "properties": [{"name": "fairlead:dangling", "value": "lost"}]
  },
  "components": [
    {"type": "library", "bom-ref": "a", "name": "a", "properties": [{"name": "fairlead:nameless", "value": "true"}, {"name": "fairlead:digest", "value": "md5:x"}, {"name": "fairlead:dangling", "value": "pkg:none"}]},
    {"type": "library", "bom-ref": "pkg:none", "name": "b \"quoted\"\u000a", "version": "2"},
    {"type": "library", "bom-ref": "pkg:npm/app@1.0.0", "name": "app", "version": "1.0.0", "purl": "pkg:npm/app@1.0.0", "hashes": [{"alg": "SHA-256", "content": ")" +
            std::string(64, 'a') +
            R"("}], "properties": [{"name": "fairlead:dependency:dev", "value": "pkg:none"}]}
  ],
  "dependencies": [
    {"ref": "a", "dependsOn": ["gone"], "provides": ["pkg:none"]},
    {"ref": "pkg:npm/app@1.0.0", "dependsOn": ["a", "pkg:none"], "provides": ["pkg:none"]}
  ],
  "compositions": [
    {"aggregate": "complete", "dependencies": [
      "pkg:npm/app@1.0.0"
    ]},
    {"aggregate": "unknown", "dependencies": [
      "a",
      "pkg:none"
    ]}
  ]
}
)");
}

TEST_CASE("what is written reads back as the same graph") {
  const auto graph = frozen(small());
  require_same(graph, read_again(written(graph)));
  const auto empty = frozen(artifact_graph{});
  CHECK(written(empty) == "{\n  \"bomFormat\": \"CycloneDX\",\n  \"specVersion\": \"1.6\",\n  \"version\": 1\n}\n");
  require_same(empty, read_again(written(empty)));
}

TEST_CASE("the subject is the component that the document is about") {
  const auto graph = frozen(small());
  const auto text = written(graph, graph.at("pkg:npm/app@1.0.0"));
  const auto value = boost::json::parse(text);
  CHECK(value.at("metadata").at("component").at("bom-ref") == "pkg:npm/app@1.0.0");
  CHECK(value.at("metadata").at("component").at("type") == "application");
  CHECK(value.at("components").as_array().size() == 2);
  require_same(graph, read_again(text));
  CHECK(error_of([&] { (void)written(graph, 3); }).code() == errc::unknown_artifact);
}

TEST_CASE("graphs of every kind of edge, digest and dangling reference come back, and give the same bytes again") {
  std::mt19937 random(11);
  const auto pick = [&](std::size_t count) { return random() % count; };
  const std::vector<std::string> keys{"a",
                                      "pkg:npm/a@1",
                                      "pkg:npm/%40s/a@1?x=y#z",
                                      "pkg:deb/debian/a@1?arch=all",
                                      "A",
                                      "pkg:",
                                      "pkg:npm/A@1",
                                      "\xc3\xa9",
                                      "a b",
                                      "\"\\/",
                                      "\t",
                                      "true",
                                      "SPDXRef-a"};
  const std::vector<std::string> texts{"", "a", "1.0", "org/a", "\xe2\x82\xac", std::string(1, '\0')};
  const std::vector<std::string> digests{"",
                                         "sha256:" + std::string(64, '0'),
                                         "sha384:" + std::string(96, 'f'),
                                         "sha512:" + std::string(128, '9'),
                                         "sha256:" + std::string(64, 'F'),
                                         "sha256:12",
                                         "sha256",
                                         "blake3:" + std::string(64, '1')};
  for (int round = 0; round < 400; ++round) {
    artifact_graph graph;
    std::vector<artifact_id> ids;
    for (const std::string& key : keys) {
      if (pick(3) == 0) { continue; }
      ids.push_back(graph.add_artifact(
          {key, texts[pick(texts.size())], texts[pick(texts.size())], digests[pick(digests.size())]}));
      if (pick(2) == 0) { graph.set_completeness(ids.back(), completeness::known); }
      if (pick(3) == 0) { graph.add_dangling(ids.back(), pick(2) == 0 ? keys[pick(keys.size())] : texts[pick(5)]); }
    }
    if (pick(2) == 0) { graph.add_dangling(keys[pick(keys.size())]); }
    for (std::size_t i = 0; i < ids.size() * 2; ++i) {
      const auto kinds = static_cast<dependency_kind>(1 + pick(1023));
      graph.add_dependency(ids[pick(ids.size())], ids[pick(ids.size())],
                           pick(2) == 0 ? static_cast<dependency_kind>(1U << pick(10)) : kinds);
    }
    const auto before = frozen(graph);
    const std::string text = written(before);
    CAPTURE(text);
    const auto after = read_again(text);
    require_same(before, after);
    REQUIRE(written(after) == text);
  }
}

TEST_CASE("the order in which a graph was made does not show") {
  artifact_graph forth;
  artifact_graph back;
  for (int i = 0; i < 50; ++i) { forth.add_artifact({"k" + std::to_string(i), "", "", ""}); }
  for (int i = 49; i >= 0; --i) { back.add_artifact({"k" + std::to_string(i), "", "", ""}); }
  for (std::uint32_t i = 0; i < 49; ++i) {
    forth.add_dependency({i}, {i + 1});
    back.add_dependency({i + 1}, {i});
  }
  CHECK(written(frozen(forth)) == written(frozen(back)));
}

TEST_CASE("what JSON cannot hold is refused before anything is written") {
  for (const int field : {0, 1, 2, 3, 4}) {
    artifact_graph graph;
    const auto text = [&](int of) { return std::string(of == field ? "a\xff" : "a"); };
    const std::string key = text(0), name = text(1), version = text(2), digest = text(3);
    graph.add_dangling(graph.add_artifact({key, name, version, digest}), text(4) + "b");
    std::ostringstream output;
    const auto problem = error_of([&] { fairlead::write_cyclonedx(output, frozen(graph)); });
    CHECK(problem.code() == errc::invalid_text);
    CHECK(output.str().empty());
  }
}

TEST_CASE("a file is replaced whole, and where that fails it is as it was") {
  const auto graph = frozen(small());
  const tests::scratch_file file("before");
  fairlead::write_cyclonedx(file.path, graph);
  require_same(graph, frozen(fairlead::read_cyclonedx(file.path)));
  CHECK(!std::filesystem::exists(file.path.string() + ".new"));

  artifact_graph wrong;
  wrong.add_artifact({"\xff", "", "", ""});
  CHECK(error_of([&] { fairlead::write_cyclonedx(file.path, frozen(wrong)); }).code() == errc::invalid_text);
  require_same(graph, frozen(fairlead::read_cyclonedx(file.path)));
  CHECK(!std::filesystem::exists(file.path.string() + ".new"));

  CHECK(error_of([&] { fairlead::write_cyclonedx(std::filesystem::path("/no/such/folder/file"), graph); }).code() ==
        errc::unwritable);
  if (std::filesystem::exists("/dev/full")) {
    std::ofstream full("/dev/full");
    CHECK(error_of([&] {
            for (int i = 0; i < 100; ++i) { fairlead::write_cyclonedx(full, graph); }
          }).code() == errc::unwritable);
  }
}
