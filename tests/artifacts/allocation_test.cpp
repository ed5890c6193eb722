// SPDX-License-Identifier: BSL-1.0
// Every allocation of every insertion fails once: what was there before is there after. And questions with a scratch
// allocate nothing.
#include <fairlead/artifacts.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <new>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "random_graph.hpp"

using namespace fairlead;
using positions = std::vector<artifact_position>;

namespace {

constexpr std::size_t never = std::numeric_limits<std::size_t>::max();
std::size_t allocations_until_failure = never;  // at 0 all fail
std::size_t allocations = 0;

}  // namespace

// Of the whole program; the other tests see nothing of it.
void* operator new(std::size_t size) {
  ++allocations;
  if (allocations_until_failure == 0) { throw std::bad_alloc(); }
  if (allocations_until_failure != never) { --allocations_until_failure; }
  if (void* const made = std::malloc(std::max<std::size_t>(size, 1))) { return made; }
  throw std::bad_alloc();
}
// Said too, because the sanitizers' own would be freed by our delete.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return ::operator new(size);
  } catch (const std::bad_alloc&) { return nullptr; }
}
void operator delete(void* what) noexcept { std::free(what); }
void operator delete(void* what, std::size_t) noexcept { std::free(what); }

namespace {

/// Does `insert` again and again, each time with one more allocation that does not fail, until it succeeds; calls
/// `check` after each failure. @returns how often it failed
template <class Insert, class Check>
std::size_t fail_everywhere(Insert&& insert, Check&& check) {
  for (std::size_t allowed = 0;; ++allowed) {
    allocations_until_failure = allowed;
    try {
      insert();
      allocations_until_failure = never;
      return allowed;
    } catch (const std::bad_alloc&) {
      allocations_until_failure = never;
      check();
    } catch (...) {
      allocations_until_failure = never;
      throw;
    }
  }
}

std::string told(const artifact_graph& graph) {
  std::string text;
  const auto add = [&text](std::string_view each) { text.append(each).append("|"); };
  for (std::uint32_t id = 0; id != graph.artifact_count(); ++id) {
    const artifact each = graph.at({id});
    for (const std::string_view part : {each.key, each.name, each.version, each.digest}) { add(part); }
    add(graph.find(each.key) == artifact_id{id} ? "found" : "lost");
    add(graph.completeness_of({id}) == completeness::known ? "known" : "unknown");
    add(graph.is_retired({id}) ? "retired" : "there");
  }
  for (const dependency& each : graph.dependencies()) {
    for (const std::uint32_t part : {each.from.value, each.to.value, std::uint32_t{each.provenance.value}}) {
      add(std::to_string(part));
    }
    add(to_string(each.kinds));
  }
  for (const dangling_reference& each : graph.dangling()) { add(each.from), add(each.reference); }
  for (const std::string_view each : graph.self_dependencies()) { add(each); }
  for (std::uint16_t i = 0; i <= graph.provenance_count(); ++i) { add(graph.provenance_text({i})); }
  add(std::to_string(graph.retired_count()));
  return text;
}

std::string told(live_graph& graph) {
  std::string text = std::to_string(graph.artifact_count()) + " " + std::to_string(graph.dependency_count()) + "\n";
  for (std::uint32_t from = 0; from != graph.artifact_count(); ++from) {
    text.append(graph.key({from})).append(graph.find(graph.key({from})) == artifact_id{from} ? ":" : " is lost:");
    for (std::uint32_t to = 0; to != graph.artifact_count(); ++to) {
      text += graph.may_depend({from}, {to}) ? '+' : '-';
    }
    text += '\n';
  }
  const graph_snapshot frozen = graph.freeze();
  for (artifact_position v = 0; v != frozen.artifact_count(); ++v) {
    text.append(frozen.key(v)).append(frozen.version(v));
    for (const artifact_position to : frozen.dependencies(v)) { text += " " + std::to_string(to); }
  }
  return text;
}

}  // namespace

TEST_CASE("an insertion into a builder that fails for want of memory has changed nothing") {
  artifact_graph graph;
  const provenance_id lock_file = graph.add_provenance("lock file");
  std::size_t failures = 0;
  std::string before;
  const auto insert = [&](auto&& work) {
    before = told(graph);
    failures += fail_everywhere(work, [&] { REQUIRE(told(graph) == before); });
    REQUIRE(told(graph) != before);
  };
  for (std::uint32_t i = 0; i != 60; ++i) {
    // Now and then longer than the chunks that texts are kept in.
    const std::string number = std::to_string(i);
    const std::string key = "key" + number + std::string(i % 20 == 7 ? 9'000 : i, 'k');
    insert([&] { graph.add_artifact({key, "", "", ""}); });
    insert([&] { graph.add_artifact({key, "name" + number, "version" + number, "digest" + number}); });
    insert([&] { graph.add_artifact({number, "another name" + number, "", "another digest" + number}); });
    insert([&] { graph.add_dependency({i}, {i + 1}, dependency_kind::test, lock_file); });
    insert([&] { graph.add_dependency({i}, {i}); });
    insert([&] { graph.add_dangling({i}, "lost" + number); });
    insert([&] { graph.add_dangling("stray" + number); });
    insert([&] { (void)graph.add_provenance("document" + number); });
    insert([&] { graph.retire({i}); });
    insert([&] { graph.add_artifact({graph.key({i}), "", "", ""}); });
  }
  CHECK(failures > 50);
  before = told(graph);
  CHECK(fail_everywhere([&] { (void)freeze(graph, cycle_policy::condense); }, [&] { CHECK(told(graph) == before); }) >
        20);
  CHECK(told(graph) == before);
}

TEST_CASE("a contradiction that cannot even be told for want of memory has changed nothing") {
  artifact_graph graph;
  graph.add_artifact({"key", "", "", "a digest that is longer than a short text"});
  const std::string before = told(graph);
  std::size_t refusals = 0;
  const auto contradict = [&] {
    try {
      graph.add_artifact({"key", "a name that is longer than a short text", "", "another digest"});
    } catch (const error& problem) {
      if (problem.code() == errc::duplicate_artifact) { ++refusals; }
    }
  };
  CHECK(fail_everywhere(contradict, [&] { REQUIRE(told(graph) == before); }) > 2);
  CHECK(refusals == 1);
  CHECK(told(graph) == before);
}

TEST_CASE("an insertion into a live graph that fails for want of memory has changed nothing") {
  std::mt19937 random(71);
  std::size_t failures = 0;
  std::size_t refused = 0;
  for (int round = 0; round != 8; ++round) {
    const test::plain_graph plain = test::random_plain_graph(random, 10);
    live_graph live(freeze(test::built(plain, random), cycle_policy::condense));
    for (int step = 0; step != 25; ++step) {
      const std::string before = told(live);
      const auto check = [&] { REQUIRE(told(live) == before); };
      if (step % 6 == 0) {
        const std::string key = "late" + std::to_string(step);
        failures += fail_everywhere([&] { live.add_artifact({key, "", "1", "digest"}); }, check);
        continue;
      }
      const artifact_id from{static_cast<std::uint32_t>(test::below(random, live.artifact_count()))};
      const artifact_id to{static_cast<std::uint32_t>(test::below(random, live.artifact_count()))};
      bool accepted = true;
      failures += fail_everywhere([&] { accepted = static_cast<bool>(live.may_depend(from, to)); }, check);
      check();
      insertion made;
      failures += fail_everywhere([&] { made = live.add_dependency(from, to); }, check);
      REQUIRE(static_cast<bool>(made) == accepted);
      if (!accepted) { check(); }
      refused += accepted ? 0U : 1U;
    }
  }
  CHECK(failures > 100);
  CHECK(refused > 20);
}

TEST_CASE("an insertion that makes the order anew and fails for want of memory has changed nothing") {
  constexpr std::uint32_t half = 200;
  artifact_graph graph;
  for (std::uint32_t i = 0; i != 2 * half; ++i) { graph.add_artifact({std::to_string(1'000 + i), "", "", ""}); }
  for (std::uint32_t i = 0; i + 1 != half; ++i) {
    graph.add_dependency({i}, {i + 1});
    graph.add_dependency({half + i}, {half + i + 1});
  }
  const graph_snapshot start = freeze(graph, cycle_policy::reject);
  const auto at = [&](std::uint32_t i) { return artifact_id{start.at(std::to_string(1'000 + i))}; };
  for (const bool turned : {false, true}) {
    live_graph live(start);
    const artifact_id lower = at(turned ? 0 : half), upper = at(turned ? 2 * half - 1 : half - 1);
    insertion made;
    std::size_t failures = fail_everywhere([&] { made = live.add_dependency(upper, lower); },
                                           [&] {
                                             REQUIRE(live.dependency_count() == start.dependency_count());
                                             REQUIRE(live.may_depend(upper, lower));
                                             REQUIRE(live.may_depend(lower, upper));
                                           });
    CHECK(made);
    CHECK(failures > 3);
    CHECK_FALSE(live.may_depend(lower, upper));
    failures = fail_everywhere([&] { made = live.add_dependency(lower, upper); },
                               [&] { REQUIRE(live.dependency_count() == start.dependency_count() + 1); });
    CHECK_FALSE(made);
    CHECK(failures > 1);
    CHECK(live.freeze().wave_count() == 2 * half);
  }
}

TEST_CASE("a question that fails for want of memory leaves its scratch usable") {
  std::mt19937 random(72);
  for (int round = 0; round != 60; ++round) {
    const test::pair_of_graphs both(random, 120);
    const graph_snapshot& graph = both.frozen;
    const positions some = both.some(random);
    const positions expected = graph.impact(some);
    graph_scratch scratch;
    const auto check = [&] {
      const auto found = graph.impact(some, scratch);
      REQUIRE(positions(found.begin(), found.end()) == expected);
      scratch = {};  // what has grown would not fail again
    };
    fail_everywhere([&] { (void)graph.impact(some, scratch); }, check);
    fail_everywhere([&] { (void)graph.closure(some, scratch); }, check);
    fail_everywhere([&] { (void)graph.why(some[0], 0, scratch); }, check);
    fail_everywhere([&] { (void)graph.waves_of(some, scratch); }, check);
    fail_everywhere([&] { (void)all_paths(graph, some[0], 0, scratch); }, check);
  }
}

TEST_CASE("questions with a scratch allocate nothing once it has grown, and no more than their answer") {
  std::mt19937 random(73);
  graph_scratch scratch;
  const test::pair_of_graphs both(random, 400);
  const graph_snapshot& graph = both.frozen;
  const auto ask = [&](bool measured) {
    for (artifact_position v = 0; v != graph.artifact_count(); ++v) {
      for (const dependency_kind kinds : {all_dependency_kinds, dependency_kind::build}) {
        const std::size_t before = allocations;
        (void)graph.impact(std::span(&v, 1), scratch, kinds);
        (void)graph.closure(std::span(&v, 1), scratch, kinds);
        (void)all_paths(graph, v, 0, scratch, kinds);
        (void)graph.dependencies(v), (void)graph.dependency_kinds(v), (void)graph.find(graph.key(v));
        if (measured) { REQUIRE(allocations == before); }
      }
    }
  };
  ask(false);
  ask(true);
}
