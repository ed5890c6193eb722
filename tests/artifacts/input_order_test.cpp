// SPDX-License-Identifier: BSL-1.0
// Whatever is asked of a graph, the answer is the same to the byte in whatever order the graph was told.
#include <fairlead/artifacts.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/strong_components.hpp>
#include <doctest/doctest.h>

#include "random_graph.hpp"

using namespace fairlead;
using positions = std::vector<artifact_position>;

namespace {

/// Answers of all types as one text.
class transcript {
public:
  transcript& say(std::string_view text) {
    text_.append(std::to_string(text.size())).append(":").append(text);
    return *this;
  }
  transcript& say(std::integral auto number) { return say(std::to_string(number)); }
  transcript& say(const std::string& text) { return say(std::string_view(text)); }
  transcript& say(const char* text) { return say(std::string_view(text)); }
  transcript& say(const digest& what) { return say(what.to_string()); }
  transcript& say(dependency_kind kinds) { return say(to_string(kinds)); }
  transcript& say(completeness known) { return say(known == completeness::known ? "known" : "unknown"); }
  transcript& say(artifact_id id) { return say(id.value); }
  transcript& say(const artifact_edge& edge) { return say(edge.from).say(edge.to); }
  transcript& say(const changed_artifact& each) { return say(each.before).say(each.after); }
  transcript& say(const changed_dependency& each) { return say(each.from).say(each.to).say(each.kinds); }
  transcript& say(const dangling_reference& each) { return say(each.from).say(each.reference); }
  template <class List>
    requires requires(const List& list) {
      list.begin(), list.end();
    } &&(!std::convertible_to<List, std::string_view>)transcript& say(const List& list) {
      say("[");
      for (const auto& each : list) { say(each); }
      return say("]");
    }
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

  private:
    std::string text_;
};

digest plain_hash(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::size_t value = std::hash<std::string_view>{}(text);
  std::string spelled = "sha256:";
  for (int i = 0; i != 64; ++i, value = value / 16 + value % 16 * 31) { spelled += digits[value % 16]; }
  return digest::parse(spelled);
}

void walk(const graph_snapshot& graph, release_direction direction, dependency_kind kinds, transcript& told) {
  release_walker walker(graph, direction, kinds);
  for (positions ready = walker.ready(); !ready.empty(); ready = walker.ready()) {
    told.say(ready);
    for (const artifact_position v : ready) {
      if (graph.key(v).ends_with('7')) {
        walker.fail(v);
      } else {
        walker.done(v);
      }
    }
  }
  told.say(walker.all(walk_state::done)).say(walker.all(walk_state::failed)).say(walker.all(walk_state::blocked));
}

void ask_of_some(const graph_snapshot& graph, dependency_kind kinds, const positions& some, transcript& told) {
  told.say(graph.impact(some, kinds)).say(graph.closure(some, kinds));
  told.say(graph.waves_of(some, kinds)).say(graph.deploy_order(some)).say(graph.rollback_order(some));
  told.say(graph.removal_order(some, kinds)).say(incomplete(graph, some, kinds));
  for (const version_conflict& each : conflicts(graph, some, kinds)) { told.say(spell(graph, each)); }
  const artifact_position from = some.front(), to = some.back();
  told.say(graph.why(from, to, kinds)).say(all_paths(graph, from, to, kinds)).say(chokepoints(graph, from, to, kinds));
  told.say(first_paths(graph, from, to, 5, kinds)).say(dangling_from(graph, from));
  told.say(completeness_of_closure(graph, from, kinds)).say(merkle_digest(graph, from, plain_hash, kinds));
  const dominator_tree tree(graph, from, kinds);
  for (artifact_position v = 0; v != graph.artifact_count(); ++v) { told.say(tree.of(v)); }
}

void ask_of_all(const graph_snapshot& graph, dependency_kind kinds, transcript& told) {
  told.say(graph.waves(kinds)).say(graph.cyclic_groups(kinds)).say(graph.cycles(kinds)).say(graph.is_acyclic(kinds));
  told.say(roots(graph, kinds)).say(leaves(graph, kinds)).say(feedback_edges(graph, kinds));
  const reduced_dependencies parts = transitive_reduction(graph, kinds);
  told.say(parts.kept).say(parts.redundant).say(merkle_digests(graph, plain_hash, kinds));
  const release_schedule schedule = critical_path(
      graph, [](artifact_position v) { return v % 5 + 1U; }, kinds);
  told.say(schedule.path).say(schedule.duration).say(schedule.start).say(schedule.slack);
  const condensation units(graph, kinds);
  for (release_unit unit = 0; unit != units.size(); ++unit) {
    told.say(units.members(unit)).say(units.dependencies(unit)).say(units.dependents(unit));
  }
  walk(graph, release_direction::deploy, kinds, told);
  walk(graph, release_direction::remove, kinds, told);
}

void describe(const graph_snapshot& graph, transcript& told) {
  for (artifact_position v = 0; v != graph.artifact_count(); ++v) {
    told.say(graph.key(v)).say(graph.name(v)).say(graph.version(v)).say(graph.digest(v)).say(graph.completeness_of(v));
    told.say(graph.dependencies(v)).say(graph.dependency_kinds(v));
    told.say(graph.dependents(v)).say(graph.dependent_kinds(v));
    for (const artifact_position to : graph.dependencies(v)) { told.say(graph.provenance(v, to)); }
  }
  told.say(graph.by_key()).say(graph.dangling()).say(graph.waves());
  std::vector<std::uint32_t> component(graph.artifact_count());
  boost::strong_components(graph,
                           boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, graph)));
  told.say(component);
}

/// Everything that can be asked; `some` are keys, since another snapshot might have had other positions.
std::string everything(const graph_snapshot& graph, const graph_snapshot& before,
                       const std::vector<std::string>& some) {
  transcript told;
  describe(graph, told);
  positions chosen;
  for (const std::string& key : some) { chosen.push_back(graph.at(key)); }
  for (const dependency_kind kinds : {all_dependency_kinds, dependency_kind::build}) {
    ask_of_all(graph, kinds, told);
    ask_of_some(graph, kinds, chosen, told);
    describe(subgraph(graph, chosen, kinds), told);
  }
  describe(freeze(thaw(graph), cycle_policy::condense), told);
  const graph_difference changes = difference(before, graph);
  told.say(changes.added).say(changes.removed).say(changes.changed).say(changes.gained).say(changes.lost);
  told.say(changes.impact);
  live_graph live(graph);
  for (const artifact_position from : chosen) {
    for (const artifact_position to : chosen) { told.say(live.spell(live.add_dependency({from}, {to}))); }
  }
  describe(live.freeze(), told);
  try {
    (void)freeze(thaw(graph), cycle_policy::reject);
  } catch (const error& problem) { told.say(problem.what()); }
  return told.text();
}

/// The same with provenances, told in any order too.
artifact_graph told_anyhow(const test::plain_graph& plain, std::mt19937& order) {
  artifact_graph graph = test::built(plain, order);
  std::vector<std::string> documents{"dpkg", "lock file", "bill of materials"};
  std::shuffle(documents.begin(), documents.end(), order);
  for (const std::string& each : documents) { (void)graph.add_provenance(each); }
  for (const auto& [from, to] : plain.edges) {
    if ((from + to) % 4 == 0) { continue; }
    graph.add_dependency(*graph.find(test::plain_graph::key(from)), *graph.find(test::plain_graph::key(to)),
                         dependency_kind::runtime,
                         graph.add_provenance((from + to) % 4 == 1 ? "dpkg"
                                              : from % 2 == 0      ? "lock file"
                                                                   : "bill of materials"));
  }
  return graph;
}

}  // namespace

TEST_CASE("the answer to every question is the same to the byte in whatever order the graph was told") {
  std::mt19937 random(81);
#if defined(__SANITIZE_ADDRESS__)
  constexpr int rounds = 60;
#else
  constexpr int rounds = 300;
#endif
  for (int round = 0; round != rounds; ++round) {
    const test::plain_graph plain = test::random_plain_graph(random, round % 10 == 0 ? 120 : 30);
    test::plain_graph earlier = plain;
    earlier.edges.resize(earlier.edges.size() / 2);
    std::vector<std::string> some(1 + test::below(random, 5));
    for (std::string& each : some) { each = test::plain_graph::key(test::below(random, plain.size)); }
    const auto answers = [&] {
      return everything(freeze(told_anyhow(plain, random), cycle_policy::condense),
                        freeze(told_anyhow(earlier, random), cycle_policy::condense), some);
    };
    const std::string expected = answers();
    for (int again = 0; again != 3; ++again) { REQUIRE(answers() == expected); }
  }
}
