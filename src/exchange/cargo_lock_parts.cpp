// SPDX-License-Identifier: BSL-1.0
#include "cargo_lock_parts.hpp"

#include <algorithm>
#include <limits>

#include <fairlead/error.hpp>
#include <fairlead/identity/package_url.hpp>

namespace fairlead::detail {

namespace {

constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

// As Cargo refers to it: without the commit that a repository was found at.
std::string reference_to(const cargo_package& package) {
  std::string text = package.name + " " + package.version;
  if (!package.source.empty()) { text += " (" + package.source.substr(0, package.source.find('#')) + ")"; }
  return text;
}

// Where the registry is that a package comes from; empty for crates.io, which is what purl-spec assumes.
std::string_view other_registry(std::string_view source) {
  if (source == "registry+https://github.com/rust-lang/crates.io-index" ||
      source == "sparse+https://index.crates.io/") {
    return {};
  }
  for (const std::string_view protocol : {"registry+", "sparse+"}) {
    if (source.starts_with(protocol)) { return source.substr(protocol.size()); }
  }
  return {};
}

std::string purl_of(const cargo_package& package) {
  purl_parts parts{.type = "cargo", .name = package.name, .version = package.version};
  if (package.source.starts_with("git+")) { parts.qualifiers = {{"vcs_url", package.source}}; }
  if (const std::string_view registry = other_registry(package.source); !registry.empty()) {
    parts.qualifiers = {{"repository_url", std::string(registry)}};
  }
  try {
    return package_url::build(std::move(parts)).to_string();
  } catch (const error& problem) { throw problem.within(reference_to(package)); }
}

}  // namespace

std::uint32_t cargo_lock_parts::reference(std::string_view text) {
  if (++needs_ > limits_.max_dependencies) {
    throw error(errc::limit_exceeded, "more than " + std::to_string(limits_.max_dependencies) + " dependencies");
  }
  return references_.of(text);
}

void cargo_lock_parts::add_to(group& packages, std::uint32_t package, bool local) {
  ++packages.size;
  packages.last = package;
  if (local) {
    ++packages.local_size;
    packages.last_local = package;
  }
}

void cargo_lock_parts::add_package(cargo_package package) {
  if (packages_.size() == limits_.max_artifacts) {
    throw error(errc::limit_exceeded, "more than " + std::to_string(limits_.max_artifacts) + " packages");
  }
  const auto number = static_cast<std::uint32_t>(packages_.size());
  const std::string reference = reference_to(package);
  if (!by_reference_.try_emplace(reference, number).second) {
    throw error(errc::duplicate_artifact, "the package " + reference.substr(0, 200) + " is there twice");
  }
  group& same_version = by_version_[package.name + " " + package.version];
  if (same_version.size == 0) {
    versions& same_name = by_name_[package.name];
    ++same_name.count;
    same_name.last = &same_version;
  }
  add_to(same_version, number, package.source.empty());
  packages_.push_back(std::move(package));
}

void cargo_lock_parts::add_digest(std::string_view reference, std::string digest) {
  if (digests_.size() == limits_.max_artifacts) {
    throw error(errc::limit_exceeded, "more than " + std::to_string(limits_.max_artifacts) + " checksums");
  }
  digests_.emplace_back(reference, std::move(digest));
}

// `nobody` where there is none. @throws error  invalid_document where there are several
std::uint32_t cargo_lock_parts::find(const std::string& reference) const {
  if (const auto exact = by_reference_.find(reference); exact != by_reference_.end()) { return exact->second; }
  const group* meant = nullptr;
  if (const auto version = by_version_.find(reference); version != by_version_.end()) { meant = &version->second; }
  std::size_t version_count = 1;
  if (const auto name = by_name_.find(reference); name != by_name_.end()) {
    meant = name->second.last;
    version_count = name->second.count;
  }
  if (meant == nullptr) { return nobody; }
  if (version_count == 1 && meant->local_size == 1) { return meant->last_local; }
  if (version_count == 1 && meant->size == 1) { return meant->last; }
  throw error(errc::invalid_document, "'" + reference.substr(0, 200) + "' may be any of several packages");
}

std::vector<artifact_id> cargo_lock_parts::add_artifacts(artifact_graph& graph) const {
  std::vector<std::string> purls;
  text_map<std::size_t> uses;
  for (const cargo_package& each : packages_) {
    purls.push_back(purl_of(each));
    uses[purls.back()] += 1;
  }
  std::vector<artifact_id> meant;
  for (std::size_t i = 0; i < packages_.size(); ++i) {
    const cargo_package& each = packages_[i];
    const std::string key = uses.find(purls[i])->second == 1 ? purls[i] : reference_to(each);
    meant.push_back(graph.add_artifact({key, each.name, each.version, each.digest}));
    graph.set_completeness(meant.back(), completeness::known);
  }
  return meant;
}

artifact_graph cargo_lock_parts::finish() {
  for (auto& [reference, digest] : digests_) {
    const std::uint32_t package = find(reference);
    if (package != nobody) { packages_[package].digest = std::move(digest); }
  }
  artifact_graph graph;
  const std::vector<artifact_id> meant = add_artifacts(graph);
  constexpr std::uint32_t not_sought = nobody - 1;
  std::vector<std::uint32_t> found(references_.size(), not_sought);
  for (std::size_t i = 0; i < packages_.size(); ++i) {
    for (const std::uint32_t need : packages_[i].needs) {
      try {
        if (found[need] == not_sought) { found[need] = find(references_[need]); }
      } catch (const error& problem) { throw problem.within(reference_to(packages_[i])); }
      if (found[need] == nobody) {
        graph.add_dangling(meant[i], references_[need]);
      } else {
        graph.add_dependency(meant[i], meant[found[need]]);
      }
    }
  }
  return graph;
}

}  // namespace fairlead::detail
