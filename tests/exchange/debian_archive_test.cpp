// SPDX-License-Identifier: BSL-1.0
// The archive of Debian, as apt keeps it: some 63,000 packages with cycles. What the reader and the graph say of it is
// recomputed with slow methods that share nothing with them.
#include <fairlead/exchange/debian_packages.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <tuple>
#include <unordered_map>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <doctest/doctest.h>

#include <fairlead/artifacts/freeze.hpp>
#include <fairlead/artifacts/graph_difference.hpp>
#include <fairlead/exchange/read_graph.hpp>
#include <fairlead/exchange/write_cyclonedx.hpp>

#include "documents.hpp"

namespace {

namespace fs = std::filesystem;

using fields = std::map<std::string, std::string>;

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\n");
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}
std::vector<std::string> parts_of(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) {
    if (!trimmed(part).empty()) { parts.push_back(trimmed(part)); }
  }
  return parts;
}

std::vector<fields> paragraphs_of(const fs::path& file) {
  const std::map<std::string, std::string> tools{{".lz4", "lz4 -dc "}, {".xz", "xz -dc "}, {".gz", "gzip -dc "}};
  const auto tool = tools.find(file.extension().string());
  const std::string command = (tool == tools.end() ? "cat " : tool->second) + file.string();
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), &::pclose);
  std::string text;
  std::array<char, 65'536> block{};
  for (std::size_t count = 1; count > 0;) {
    count = std::fread(block.data(), 1, block.size(), pipe.get());
    text.append(block.data(), count);
  }
  std::vector<fields> all(1);
  std::istringstream lines(text);
  std::string field;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) {
      if (!all.back().empty()) { all.emplace_back(); }
    } else if (line.front() == ' ') {
      all.back()[field] += line;
    } else {
      field = line.substr(0, line.find(':'));
      all.back()[field] = trimmed(line.substr(line.find(':') + 1));
    }
  }
  if (all.back().empty()) { all.pop_back(); }
  return all;
}

// A version as a value that the order of tuples and vectors sorts as Debian does.
using chunk = std::tuple<std::u32string, std::size_t, std::string>;  // what is no digit, and a number by its size
std::vector<chunk> chunks_of(const std::string& text) {
  std::vector<chunk> chunks;
  for (std::size_t at = 0; at < text.size() || chunks.empty();) {
    chunk next;
    for (; at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) == 0; ++at) {
      const auto c = static_cast<unsigned char>(text[at]);
      std::get<0>(next) += static_cast<char32_t>(c == '~' ? 1U : std::isalpha(c) != 0 ? c : c + 1000U);
    }
    std::get<0>(next) += U'\x02';  // the end comes after '~' and before all others
    std::string digits;
    for (; at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0; ++at) { digits += text[at]; }
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    std::get<1>(next) = digits.size();
    std::get<2>(next) = digits;
    chunks.push_back(next);
  }
  if (chunks.back() != chunk{U"\x02", 0, ""}) { chunks.push_back({U"\x02", 0, ""}); }
  return chunks;
}
std::tuple<unsigned long, std::vector<chunk>, std::vector<chunk>> order_of(const std::string& version) {
  const std::size_t colon = version.find(':');
  const std::string rest = colon == std::string::npos ? version : version.substr(colon + 1);
  const std::size_t dash = rest.rfind('-');
  return {colon == std::string::npos ? 0 : std::stoul(version.substr(0, colon)), chunks_of(rest.substr(0, dash)),
          chunks_of(dash == std::string::npos ? "" : rest.substr(dash + 1))};
}

// "name:architecture (>= version)"
struct relation {
  std::string name, architecture, comparison, version;
};
relation relation_of(const std::string& text) {
  relation result;
  std::istringstream words(text);
  words >> result.name;
  if (const std::size_t colon = result.name.find(':'); colon != std::string::npos) {
    result.architecture = result.name.substr(colon + 1);
    result.name.resize(colon);
  }
  char mark = 0;
  if (words >> mark >> result.comparison >> result.version) { result.version.pop_back(); }
  return result;
}
bool holds(const std::string& has, const relation& wanted) {
  const auto a = order_of(has);
  const auto b = order_of(wanted.version);
  return wanted.comparison == "="    ? a == b
         : wanted.comparison == ">=" ? a >= b
         : wanted.comparison == "<=" ? a <= b
         : wanted.comparison == "<<" ? a < b
                                     : a > b;
}

std::string key_of(const fields& package) {
  std::string key = "pkg:deb/debian/" + package.at("Package") + "@" + package.at("Version");
  for (std::size_t plus = key.find('+'); plus != std::string::npos; plus = key.find('+')) {
    key.replace(plus, 1, "%2B");
  }
  return key + "?arch=" + package.at("Architecture");
}

struct archive {
  std::set<std::string> keys;
  std::set<std::tuple<std::string, std::string, std::string>> edges;  // from, to, kind
  std::set<std::pair<std::string, std::string>> dangling;
};

// Of all that answers to each alternative, the best by the rules of read_debian_packages.
archive resolved(const std::vector<fields>& packages) {
  struct answer {
    const fields* package;
    std::string version;  // empty if it answers to no version
  };
  std::multimap<std::string, answer> named;
  std::multimap<std::string, answer> provided;
  archive result;
  std::unordered_map<const fields*, std::string> keys;
  for (const fields& each : packages) {
    keys[&each] = key_of(each);
    result.keys.insert(keys[&each]);
    named.insert({each.at("Package"), {&each, each.at("Version")}});
    if (const auto provides = each.find("Provides"); provides != each.end()) {
      for (const std::string& one : parts_of(provides->second, ',')) {
        const relation what = relation_of(one);
        provided.insert({what.name, {&each, what.comparison == "=" ? what.version : ""}});
      }
    }
  }
  const auto best_of = [&](const auto& answers, const relation& wanted, const fields& from) -> const fields* {
    const auto [first, last] = answers.equal_range(wanted.name);
    std::vector<const fields*> fitting;
    for (auto each = first; each != last; ++each) {
      const auto& [package, version] = each->second;
      const bool any = wanted.architecture.empty() || wanted.architecture == "any" || wanted.architecture == "native";
      if (!any && package->at("Architecture") != wanted.architecture) { continue; }
      if (!wanted.comparison.empty() && (version.empty() || !holds(version, wanted))) { continue; }
      fitting.push_back(package);
    }
    if (fitting.empty()) { return nullptr; }
    return *std::min_element(fitting.begin(), fitting.end(), [&](const fields* a, const fields* b) {
      const auto distance = [&](const fields& each) {
        const std::string& architecture = each.at("Architecture");
        return architecture == from.at("Architecture") ? 0 : architecture == "all" ? 1 : 2;
      };
      if (distance(*a) != distance(*b)) { return distance(*a) < distance(*b); }
      if (a->at("Package") == b->at("Package") && order_of(a->at("Version")) != order_of(b->at("Version"))) {
        return order_of(a->at("Version")) > order_of(b->at("Version"));
      }
      return keys.at(a) < keys.at(b);
    });
  };
  for (const fields& from : packages) {
    for (const auto& [field, kind] : {std::pair("Depends", "runtime"), std::pair("Pre-Depends", "pre")}) {
      const auto clauses = from.find(field);
      if (clauses == from.end()) { continue; }
      for (const std::string& clause : parts_of(clauses->second, ',')) {
        const fields* found = nullptr;
        for (const std::string& alternative : parts_of(clause, '|')) {
          const relation wanted = relation_of(alternative);
          if (found == nullptr) { found = best_of(named, wanted, from); }
          if (found == nullptr) { found = best_of(provided, wanted, from); }
        }
        if (found == nullptr) {
          result.dangling.emplace(keys.at(&from), clause);
        } else {
          result.edges.emplace(keys.at(&from), keys.at(found), kind);
        }
      }
    }
  }
  return result;
}

// The edges of a kind (all if empty) without those of packages to themselves, by number.
struct numbered {
  std::vector<std::string> keys;
  std::set<std::pair<std::size_t, std::size_t>> edges;

  explicit numbered(const archive& of, const std::string& wanted = "") : keys(of.keys.begin(), of.keys.end()) {
    const auto number = [&](const std::string& key) {
      return static_cast<std::size_t>(std::ranges::lower_bound(keys, key) - keys.begin());
    };
    for (const auto& [from, to, kind] : of.edges) {
      if (from != to && (wanted.empty() || kind == wanted)) { edges.emplace(number(from), number(to)); }
    }
  }
  // Of each package, the number of the group of packages that depend on each other which it is in.
  [[nodiscard]] std::vector<std::size_t> groups() const {
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> graph(keys.size());
    for (const auto& [from, to] : edges) { boost::add_edge(from, to, graph); }
    std::vector<std::size_t> group(keys.size());
    boost::strong_components(graph,
                             boost::make_iterator_property_map(group.begin(), boost::get(boost::vertex_index, graph)));
    return group;
  }
};

using key_set = std::set<std::string>;

// The groups of more than one.
std::set<key_set> cyclic(const numbered& graph, const std::vector<std::size_t>& group) {
  std::map<std::size_t, key_set> members;
  for (std::size_t v = 0; v < group.size(); ++v) { members[group[v]].insert(graph.keys[v]); }
  std::set<key_set> result;
  for (const auto& [number, keys] : members) {
    if (keys.size() > 1) { result.insert(keys); }
  }
  return result;
}

// The longest way down, by walking all edges until nothing changes.
std::map<std::size_t, key_set> waves(const numbered& graph, const std::vector<std::size_t>& group) {
  std::vector<std::size_t> wave(group.size(), 0);  // of groups
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [from, to] : graph.edges) {
      if (group[from] != group[to] && wave[group[from]] <= wave[group[to]]) {
        wave[group[from]] = wave[group[to]] + 1;
        changed = true;
      }
    }
  }
  std::map<std::size_t, key_set> result;
  for (std::size_t v = 0; v < group.size(); ++v) { result[wave[group[v]]].insert(graph.keys[v]); }
  return result;
}

// The size of a shortest cycle among `members`, by a search from each of them.
std::size_t shortest_cycle(const numbered& graph, const key_set& members) {
  std::map<std::string, key_set> below;
  for (const auto& [from, to] : graph.edges) {
    if (members.contains(graph.keys[from]) && members.contains(graph.keys[to])) {
      below[graph.keys[from]].insert(graph.keys[to]);
    }
  }
  std::size_t shortest = members.size();
  for (const std::string& start : members) {
    key_set reached = below[start];
    for (std::size_t size = 1; size < shortest; ++size) {
      if (reached.contains(start)) { shortest = size; }
      key_set further = reached;
      for (const std::string& each : reached) { further.insert(below[each].begin(), below[each].end()); }
      reached = further;
    }
  }
  return shortest;
}

std::optional<fs::path> list_of_bookworm() {
  std::error_code none;
  for (const auto& entry : fs::directory_iterator("/var/lib/apt/lists", none)) {
    if (entry.path().filename().string().find("_bookworm_main_binary-amd64_Packages") != std::string::npos) {
      return entry.path();
    }
  }
  MESSAGE("skipped: no package list of bookworm is on this machine; apt-get update brings one");
  return std::nullopt;
}

// Read once for all tests.
const fairlead::artifact_graph& graph_of(const fs::path& list) {
  static const fairlead::artifact_graph graph = fairlead::read_graph(list);
  return graph;
}

}  // namespace

TEST_CASE("of Debian's archive, a slow and separate reading finds the same graph, groups, cycles and waves") {
  const auto list = list_of_bookworm();
  if (!list) { return; }
  const auto& graph = graph_of(*list);
  const archive expected = resolved(paragraphs_of(*list));
  REQUIRE(expected.keys.size() > 60'000);

  archive found;
  for (std::uint32_t i = 0; i < graph.artifact_count(); ++i) { found.keys.emplace(graph.at({i}).key); }
  for (const auto& each : graph.dependencies()) {
    found.edges.emplace(graph.at(each.from).key, graph.at(each.to).key, to_string(each.kinds));
  }
  for (const auto& each : graph.dangling()) { found.dangling.emplace(each.from, each.reference); }
  auto between_different = expected.edges;
  std::erase_if(between_different, [](const auto& each) { return std::get<0>(each) == std::get<1>(each); });
  CHECK(found.keys == expected.keys);
  CHECK(found.edges == between_different);
  CHECK(found.dangling == expected.dangling);

  const auto snapshot = fairlead::freeze(graph, fairlead::cycle_policy::condense);
  const auto keys = [&](const auto& positions) {
    key_set result;
    for (const auto v : positions) { result.emplace(snapshot.key(v)); }
    return result;
  };
  const numbered all(expected);
  CHECK(snapshot.dependency_count() == all.edges.size());
  const auto group = all.groups();
  std::set<key_set> groups;
  for (const auto& each : snapshot.cyclic_groups()) { groups.insert(keys(each)); }
  const auto expected_groups = cyclic(all, group);
  CHECK(!expected_groups.empty());
  CHECK(groups == expected_groups);
  const auto cycles = snapshot.cycles();
  REQUIRE(cycles.size() == groups.size());
  for (const auto& cycle : cycles) {
    for (std::size_t i = 0; i < cycle.size(); ++i) {
      CHECK(snapshot.kinds(cycle[i], cycle[(i + 1) % cycle.size()]) != fairlead::dependency_kind::none);
    }
    const auto around = std::ranges::find_if(
        groups, [&](const auto& each) { return each.contains(std::string(snapshot.key(cycle.front()))); });
    REQUIRE(around != groups.end());
    CHECK(cycle.size() == shortest_cycle(all, *around));
  }

  const auto expected_waves = waves(all, group);
  REQUIRE(snapshot.wave_count() == expected_waves.size());
  const auto found_waves = snapshot.waves();
  for (const auto& [number, members] : expected_waves) { CHECK(keys(found_waves[number]) == members); }

  const numbered before_unpacking(expected, "pre");
  CHECK(snapshot.is_acyclic(fairlead::dependency_kind::pre) ==
        cyclic(before_unpacking, before_unpacking.groups()).empty());
}

TEST_CASE("Debian's archive is written as CycloneDX and read back") {
  const auto list = list_of_bookworm();
  if (!list) { return; }
  const auto before = fairlead::freeze(graph_of(*list), fairlead::cycle_policy::condense);
  const tests::scratch_file file("");
  fairlead::write_cyclonedx(file.path, before);
  const auto after = fairlead::freeze(fairlead::read_graph(file.path), fairlead::cycle_policy::condense);
  CHECK(fairlead::difference(before, after).empty());
  CHECK(std::ranges::equal(before.dangling(), after.dangling()));
}
