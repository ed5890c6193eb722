// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/artifact_graph.hpp.
#include <fairlead/artifacts/artifact_graph.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace fairlead;

static_assert(!std::is_copy_constructible_v<artifact_graph>);
static_assert(std::is_nothrow_move_constructible_v<artifact_graph>);

namespace {

template <class Action>
error caught(Action&& action) {
  try {
    action();
  } catch (const error& problem) { return problem; }
  FAIL("nothing was thrown");
  return {errc::invalid_value, ""};
}

}  // namespace

TEST_CASE("an artifact is found by its key and by nothing else") {
  artifact_graph graph;
  const artifact_id a = graph.add_artifact({"pkg:npm/a@1", "a", "1", "sha256:00"});
  CHECK(graph.find("pkg:npm/a@1") == a);
  CHECK(graph.find("a") == std::nullopt);
  CHECK(graph.find("sha256:00") == std::nullopt);
  CHECK(graph.find("") == std::nullopt);
  CHECK(graph.at(a) == artifact{"pkg:npm/a@1", "a", "1", "sha256:00"});
  CHECK(graph.add_artifact({"a", "", "", ""}) != a);
  CHECK(graph.artifact_count() == 2);
}

TEST_CASE("the same key is the same artifact, and what was empty is filled in") {
  artifact_graph graph;
  const artifact_id first = graph.add_artifact({"k", "", "", ""});
  CHECK(graph.add_artifact({"k", "name", "1", "sha256:00"}) == first);
  CHECK(graph.add_artifact({"k", "", "", ""}) == first);
  CHECK(graph.at(first) == artifact{"k", "name", "1", "sha256:00"});
  CHECK(graph.artifact_count() == 1);
}

TEST_CASE("whatever comes after an edge is found or added as ever") {
  artifact_graph graph;
  const artifact_id a = graph.add_artifact({"aa", "", "", ""});
  const artifact_id b = graph.add_artifact({"ab", "", "", ""});
  const artifact_id whole = graph.add_artifact({"a key of more than eight bytes", "", "", ""});
  for (const artifact_id from : {a, whole}) {
    const std::string key(graph.key(from));
    const auto after_edge = [&](std::string_view added) {
      graph.add_dependency(from, b);
      return graph.add_artifact({added, "", "", ""});
    };
    CHECK(after_edge(key) == from);
    CHECK(after_edge("ab") == b);
    CHECK(graph.add_artifact({key, "", "", ""}) == from);
    for (const std::string& other : {key + "a", key.substr(1), "b" + key.substr(1)}) {
      CHECK(graph.key(after_edge(other)) == other);
    }
    graph.add_dependency(from, b);
    CHECK(caught([&] { graph.add_artifact({"", "", "", ""}); }).code() == errc::invalid_value);
    CHECK(graph.add_artifact({key, "name", "", ""}) == from);
    CHECK(graph.at(from).name == "name");
    graph.add_dependency(from, b);
    CHECK(caught([&] { graph.add_artifact({key, "other", "", ""}); }).code() == errc::duplicate_artifact);
    graph.add_dependency(from, b);
    graph.retire(from);
    CHECK(graph.add_artifact({key, "", "", ""}) == from);
    CHECK(!graph.is_retired(from));
  }
  graph.add_dependency(whole, a);
  artifact_graph moved = std::move(graph);
  CHECK(moved.add_artifact({"a key of more than eight bytes", "", "", ""}) == whole);
  CHECK(moved.artifact_count() == 9);
}

TEST_CASE("the same key with other contents is refused, names both and changes nothing") {
  artifact_graph graph;
  const artifact_id id = graph.add_artifact({"k", "", "", "sha256:bb"});
  const error problem = caught([&] { graph.add_artifact({"k", "filled", "", "sha256:aa"}); });
  CHECK(problem.code() == errc::duplicate_artifact);
  CHECK(std::string(problem.what()) ==
        "two artifacts have the key \"k\" but differ in digest, \"sha256:aa\" and \"sha256:bb\": "
        "give each its own key, or leave one out");
  CHECK(graph.at(id) == artifact{"k", "", "", "sha256:bb"});
}

TEST_CASE("an artifact without a key and a text past the limit are refused") {
  artifact_graph graph;
  CHECK(caught([&] { graph.add_artifact({"", "name", "", ""}); }).code() == errc::invalid_value);
  const std::string longest(artifact_graph::max_text_size, 'x');
  const std::string longer = longest + "x";
  CHECK_NOTHROW(graph.add_artifact({longest, longest, longest, longest}));
  CHECK(caught([&] { graph.add_artifact({longer, "", "", ""}); }).code() == errc::limit_exceeded);
  CHECK(caught([&] { graph.add_artifact({"a", longer, "", ""}); }).code() == errc::limit_exceeded);
  CHECK(caught([&] { graph.add_artifact({"a", "", longer, ""}); }).code() == errc::limit_exceeded);
  CHECK(caught([&] { graph.add_artifact({"a", "", "", longer}); }).code() == errc::limit_exceeded);
  CHECK(caught([&] { graph.add_dangling({0}, longer); }).code() == errc::limit_exceeded);
  CHECK(graph.artifact_count() == 1);
}

TEST_CASE("an edge needs two artifacts of this graph and at least one kind") {
  artifact_graph graph;
  const artifact_id a = graph.add_artifact({"a", "", "", ""});
  const artifact_id b = graph.add_artifact({"b", "", "", ""});
  CHECK(caught([&] { graph.add_dependency(a, {2}); }).code() == errc::unknown_artifact);
  CHECK(caught([&] { graph.add_dependency({2}, a); }).code() == errc::unknown_artifact);
  CHECK(caught([&] { graph.add_dependency(a, b, dependency_kind::none); }).code() == errc::invalid_value);
  CHECK(caught([&] { graph.add_dangling({7}, "x"); }).code() == errc::unknown_artifact);
  CHECK(caught([&] { graph.set_completeness({7}, completeness::known); }).code() == errc::unknown_artifact);
  CHECK(caught([&] { (void)graph.at({7}); }).code() == errc::unknown_artifact);
  CHECK(caught([&] { (void)graph.completeness_of({7}); }).code() == errc::unknown_artifact);
  CHECK(graph.dependencies().empty());
  graph.add_dependency(a, b, dependency_kind::build);
  REQUIRE(graph.dependencies().size() == 1);
  CHECK(graph.dependencies()[0] == dependency{a, b, dependency_kind::build});
}

TEST_CASE("self dependencies and dangling references are reported, not made edges") {
  artifact_graph graph;
  const artifact_id b = graph.add_artifact({"b", "", "", ""});
  const artifact_id a = graph.add_artifact({"a", "", "", ""});
  graph.add_dependency(b, b);
  graph.add_dependency(a, a);
  graph.add_dependency(b, b);
  graph.add_dangling(b, "lost");
  graph.add_dangling(a, "lost");
  graph.add_dangling(b, "lost");
  graph.add_dangling("stray");
  CHECK(graph.dependencies().empty());
  CHECK(graph.self_dependencies() == std::vector<std::string_view>{"a", "b"});
  CHECK(graph.dangling() == std::vector<dangling_reference>{{"", "stray"}, {"a", "lost"}, {"b", "lost"}});
  CHECK(graph.find("lost") == std::nullopt);
}

TEST_CASE("nothing is known about the dependencies of an artifact until it is said") {
  artifact_graph graph;
  const artifact_id a = graph.add_artifact({"a", "", "", ""});
  CHECK(graph.completeness_of(a) == completeness::unknown);
  graph.set_completeness(a, completeness::known);
  CHECK(graph.completeness_of(a) == completeness::known);
  graph.add_artifact({"a", "later", "", ""});
  CHECK(graph.completeness_of(a) == completeness::known);
}

TEST_CASE("views of a graph stay valid while it grows and when it is moved") {
  artifact_graph graph;
  const artifact_id first = graph.add_artifact({"first", "", "", ""});
  const std::string_view key = graph.at(first).key;
  for (int i = 0; i != 50'000; ++i) { graph.add_artifact({"artifact" + std::to_string(i), "", "", ""}); }
  const artifact_graph moved = std::move(graph);
  CHECK(moved.at(first).key.data() == key.data());
  CHECK(key == "first");
  for (int i = 0; i != 50'000; ++i) { REQUIRE(moved.find("artifact" + std::to_string(i)).has_value()); }
}

TEST_CASE("a text whose size would not fit is refused before it is read") {
  const std::string_view endless("x", std::size_t{1} << 32);  // only its size is looked at
  fairlead::detail::text_store texts;
  (void)texts.add("a");
  try {
    (void)texts.add(endless);
    FAIL("it was taken");
  } catch (const fairlead::error& problem) { CHECK(problem.code() == fairlead::errc::capacity_exceeded); }
  CHECK(texts.size() == 1);
  (void)texts.add("b");
  CHECK(texts[1] == "b");
}
