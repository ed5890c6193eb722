// SPDX-License-Identifier: BSL-1.0
#include "plan.hpp"

#include <algorithm>

#include <fairlead/error.hpp>
#include <fairlead/identity/sha256.hpp>

namespace release_train {

namespace {

using fairlead::artifact_position;
using fairlead::graph_snapshot;

constexpr std::size_t shown = 6;          // lines of a list; the rest is counted
constexpr std::size_t candidates = 2000;  // artifacts that are looked at for a change worth showing
constexpr std::size_t impact_wanted = 40;

artifact_position most_interesting(const graph_snapshot& graph) {
  artifact_position best = 0;
  std::size_t best_impact = 0;
  fairlead::graph_scratch scratch;
  const std::size_t stride = graph.artifact_count() / candidates + 1;
  for (std::size_t i = 0; i < graph.artifact_count(); i += stride) {
    const auto position = static_cast<artifact_position>(i);
    const std::size_t impact = graph.impact(std::span(&position, 1), scratch).size();
    if (impact > best_impact && impact <= impact_wanted) {
      best = position;
      best_impact = impact;
    }
  }
  return best;
}

artifact_position find_change(const graph_snapshot& graph, const std::string& change) {
  if (graph.artifact_count() == 0) {
    throw fairlead::error(fairlead::errc::invalid_value, "there is no artifact in the graph: nothing can be released");
  }
  return change.empty() ? most_interesting(graph) : graph.at(change);
}

// Without a digest in the source, name and version stand for the contents: good enough to tell them apart.
fairlead::digest content_before(const graph_snapshot& graph, artifact_position position) {
  const std::string_view stated = graph.digest(position);
  if (!stated.empty()) {
    try {
      return fairlead::digest::parse(stated);
    } catch (const fairlead::error&) {}  // of a form that only the source knows
  }
  return fairlead::sha256_of(std::string(graph.key(position)).append("@").append(graph.version(position)));
}

template <class Keys>
void list(std::vector<std::string>& report, const Keys& keys) {
  for (std::size_t i = 0; i < keys.size() && i < shown; ++i) { report.push_back("    " + std::string(keys[i])); }
  if (keys.size() > shown) { report.push_back("    ... and " + std::to_string(keys.size() - shown) + " more"); }
}

std::string counted(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

void describe_graph(const graph_snapshot& graph, std::vector<std::string>& report) {
  report.push_back("graph: " + counted(graph.artifact_count(), "artifact", "artifacts") + ", " +
                   counted(graph.dependency_count(), "dependency", "dependencies") + ", " +
                   counted(graph.wave_count(), "wave", "waves"));
  for (const auto& cycle : graph.cycles()) {
    report.push_back("  cycle, released as one: " + graph.spell(cycle, true));
  }
  if (!graph.dangling().empty()) {
    report.push_back("  " + counted(graph.dangling().size(), "reference", "references") +
                     " to something that the source does not describe:");
    std::vector<std::string> lines;
    for (const auto& each : graph.dangling()) {
      lines.push_back((each.from.empty() ? "the document" : std::string(each.from)) + " -> " +
                      std::string(each.reference));
    }
    list(report, lines);
  }
}

void describe_impact(const graph_snapshot& graph, artifact_position change, std::span<const artifact_position> impact,
                     const fairlead::wave_list& waves, std::vector<std::string>& report) {
  report.push_back("change: " + std::string(graph.key(change)));
  report.push_back("impact: " + counted(impact.size(), "artifact", "artifacts") + ", released in " +
                   counted(waves.size(), "wave", "waves"));
  std::size_t number = 0;
  for (const auto wave : waves) {
    if (++number > shown) {
      report.push_back("  ... and " + std::to_string(waves.size() - shown) + " more waves");
      break;
    }
    report.push_back("  wave " + std::to_string(number) + ": " + counted(wave.size(), "artifact", "artifacts"));
    std::vector<std::string_view> keys;
    for (const artifact_position each : wave) { keys.push_back(graph.key(each)); }
    list(report, keys);
  }
  const auto last = impact.back();
  if (last != change) {
    report.push_back("why " + std::string(graph.key(last)) + " is touched: " + graph.spell(graph.why(last, change)));
  }
}

}  // namespace

plan make_plan(const graph_snapshot& graph, const std::string& change, const std::string& version) {
  plan result;
  const artifact_position changed = find_change(graph, change);
  const auto impact = graph.impact(changed);
  const fairlead::wave_list waves = graph.waves_of(impact);
  result.change = graph.key(changed);
  describe_graph(graph, result.report);
  describe_impact(graph, changed, impact, waves, result.report);

  std::vector<std::uint32_t> group(graph.artifact_count());
  for (std::uint32_t i = 0; i < group.size(); ++i) { group[i] = i; }
  for (const auto& cyclic : graph.cyclic_groups()) {
    for (const artifact_position each : cyclic) { group[each] = cyclic.front(); }
  }
  for (artifact_position each = 0; each < graph.artifact_count(); ++each) {
    result.before.emplace(graph.key(each), content_before(graph, each));
  }
  std::uint32_t number = 0;
  for (const auto wave : waves) {
    for (const artifact_position each : wave) {
      release_candidate::member member{std::string(graph.key(each)), {}, number, group[each], {}};
      // What was rebuilt because of the change has new contents.
      member.content = fairlead::sha256_of(version + " of " + result.before.at(member.key).to_string());
      for (const artifact_position needed : graph.dependencies(each)) {
        member.dependencies.emplace_back(graph.key(needed));
      }
      result.members.push_back(std::move(member));
    }
    ++number;
  }
  for (const auto& each : graph.dangling()) {
    if (std::ranges::any_of(result.members, [&](const auto& member) { return member.key == each.from; })) {
      result.dangling_members.emplace_back(each.from);
    }
  }
  return result;
}

}  // namespace release_train
