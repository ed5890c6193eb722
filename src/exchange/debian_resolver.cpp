// SPDX-License-Identifier: BSL-1.0
#include "debian_resolver.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "debian_version.hpp"

namespace fairlead::detail {

namespace {

std::string key_of(const debian_package& from) {
  std::string key = "pkg:deb/debian/";
  const auto append = [&](std::string_view text) {
    for (const char c : text) { c == '+' ? key += "%2B" : key += c; }
  };
  append(from.name);
  key += '@';
  append(from.version);
  return key.append("?arch=").append(from.architecture);
}

// "name:architecture (>= version)"
struct relation {
  std::string_view name;
  std::string_view architecture;  // empty for any
  std::string_view comparison;    // empty for any version
  std::string_view version;
};

relation parse_relation(std::string_view text) {
  relation parsed{};
  const std::string_view whole = text.substr(0, text.find_first_of(" \t(["));
  const std::size_t colon = whole.find(':');
  parsed.name = whole.substr(0, colon);
  if (colon != std::string_view::npos) {
    const std::string_view qualifier = whole.substr(colon + 1);
    if (qualifier != "any" && qualifier != "native") { parsed.architecture = qualifier; }
  }
  const std::size_t open = text.find('(');
  if (open != std::string_view::npos) {
    const std::string_view constraint = text.substr(open + 1, text.find(')', open) - open - 1);
    const std::size_t begin = std::min(constraint.find_first_not_of(" \t"), constraint.size());
    const std::size_t end = std::min(constraint.find_first_not_of("<=>", begin), constraint.size());
    parsed.comparison = constraint.substr(begin, end - begin);
    const std::size_t from = std::min(constraint.find_first_not_of(" \t", end), constraint.size());
    parsed.version = constraint.substr(from, std::min(constraint.find_first_of(" \t", from), constraint.size()) - from);
    if (parsed.comparison.empty()) { parsed.comparison = "?"; }
  }
  return parsed;
}

// @source Debian Policy 7.1; "<" and ">" are the old spellings of "<=" and ">="
bool holds(std::string_view has, std::string_view comparison, std::string_view wanted) {
  if (comparison.empty()) { return true; }
  const auto order = compare_debian_versions(has, wanted);
  if (comparison == "<<") { return order < 0; }
  if (comparison == "<=" || comparison == "<") { return order <= 0; }
  if (comparison == "=") { return order == 0; }
  if (comparison == ">=" || comparison == ">") { return order >= 0; }
  return comparison == ">>" && order > 0;
}

class resolver {
public:
  resolver(const std::vector<debian_package>& packages, debian_versions versions, const read_limits& limits)
      : packages_(packages), versions_(versions), limits_(limits) {
    keys_.reserve(packages_.size());
    for (const debian_package& each : packages_) { keys_.push_back(key_of(each)); }
    for (std::size_t i = 0; i < packages_.size(); ++i) {
      named_[packages_[i].name].push_back({i, packages_[i].version});
      for (const std::string_view clause : split_field(packages_[i].provides, ',')) {
        const relation provided = parse_relation(clause);
        providing_[provided.name].push_back({i, provided.comparison == "=" ? provided.version : std::string_view{}});
      }
    }
  }

  artifact_graph graph() {
    artifact_graph result;
    for (std::size_t i = 0; i < packages_.size(); ++i) {
      if (result.find(keys_[i])) {
        throw error(errc::duplicate_artifact, "the package " + keys_[i] + " is there twice");
      }
      const std::string digest = packages_[i].sha256.empty() ? std::string{} : "sha256:" + packages_[i].sha256;
      ids_.push_back(result.add_artifact({keys_[i], packages_[i].name, packages_[i].version, digest}));
      result.set_completeness(ids_.back(), completeness::known);
    }
    for (std::size_t i = 0; i < packages_.size(); ++i) {
      add(result, i, packages_[i].depends, dependency_kind::runtime);
      add(result, i, packages_[i].pre_depends, dependency_kind::pre);
    }
    return result;
  }

private:
  struct candidate {
    std::size_t package;
    std::string_view version;  // as which it answers to the name; empty for none
  };
  using candidates = std::unordered_map<std::string_view, std::vector<candidate>>;

  void add(artifact_graph& result, std::size_t from, std::string_view field, dependency_kind kind) {
    relation_bytes_ += field.size();
    for (const std::string_view clause : split_field(field, ',')) {
      if (++relations_ > limits_.max_dependencies) {
        throw error(errc::limit_exceeded, "more than " + std::to_string(limits_.max_dependencies) + " dependencies");
      }
      const std::optional<std::size_t> found = first_present(from, clause);
      if (found) {
        result.add_dependency(ids_[from], ids_[*found], kind);
      } else {
        result.add_dangling(ids_[from], clause);
      }
    }
  }
  [[nodiscard]] std::optional<std::size_t> first_present(std::size_t from, std::string_view clause) {
    for (const std::string_view alternative : split_field(clause, '|')) {
      const relation wanted = parse_relation(alternative);
      for (const candidates* all : {&named_, &providing_}) {
        const auto found = all->find(wanted.name);
        if (found == all->end()) { continue; }
        if (const auto best = best_of(from, found->second, wanted)) { return best; }
      }
    }
    return std::nullopt;
  }
  [[nodiscard]] bool fits(const candidate& each, const relation& wanted) const {
    if (!wanted.architecture.empty() && packages_[each.package].architecture != wanted.architecture) { return false; }
    if (versions_ == debian_versions::not_weighed || wanted.comparison.empty()) { return true; }
    return !each.version.empty() && holds(each.version, wanted.comparison, wanted.version);
  }
  // The same architecture, then "all", then any other.
  [[nodiscard]] int rank(std::size_t from, std::size_t package) const {
    const std::string& has = packages_[package].architecture;
    return has == packages_[from].architecture ? 0 : (has == "all" ? 1 : 2);
  }
  [[nodiscard]] bool goes_before(std::size_t from, std::size_t a, std::size_t b) const {
    if (rank(from, a) != rank(from, b)) { return rank(from, a) < rank(from, b); }
    if (versions_ == debian_versions::weighed && packages_[a].name == packages_[b].name) {
      const auto order = compare_debian_versions(packages_[a].version, packages_[b].version);
      if (order != 0) { return order > 0; }
    }
    return keys_[a] < keys_[b];
  }
  [[nodiscard]] std::optional<std::size_t> best_of(std::size_t from, const std::vector<candidate>& all,
                                                   const relation& wanted) {
    std::optional<std::size_t> best;
    for (const candidate& each : all) {
      count_work(1 + wanted.version.size() + packages_[each.package].version.size());
      if (fits(each, wanted) && (!best || goes_before(from, each.package, *best))) { best = each.package; }
    }
    return best;
  }

  // Many relations to a name that many packages answer to would take the product of their numbers. Debian's archive
  // needs 0.7 of this limit's 64.
  void count_work(std::size_t bytes) {
    work_ += bytes;
    if (work_ / 64 > packages_.size() + relation_bytes_) {
      throw error(errc::limit_exceeded, "too many packages answer to the same names");
    }
  }

  const std::vector<debian_package>& packages_;
  debian_versions versions_;
  const read_limits& limits_;
  std::vector<std::string> keys_;
  std::vector<artifact_id> ids_;
  candidates named_;
  candidates providing_;
  std::size_t relations_ = 0;
  std::size_t relation_bytes_ = 0;
  std::size_t work_ = 0;
};

}  // namespace

artifact_graph resolve_debian_packages(const std::vector<debian_package>& packages, debian_versions versions,
                                       const read_limits& limits) {
  return resolver(packages, versions, limits).graph();
}

}  // namespace fairlead::detail
