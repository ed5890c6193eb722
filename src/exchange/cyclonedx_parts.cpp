// SPDX-License-Identifier: BSL-1.0
#include "cyclonedx_parts.hpp"

#include <algorithm>
#include <optional>

#include <fairlead/error.hpp>

namespace fairlead::detail {

std::uint32_t cyclonedx_parts::reference(const std::string& text) {
  const auto [found, added] = numbers_.try_emplace(text, static_cast<std::uint32_t>(references_.size()));
  if (added) { references_.push_back(&found->first); }
  return found->second;
}

void cyclonedx_parts::add_component(cyclonedx_component component) {
  if (components_.size() == limits_.max_artifacts) {
    throw error(errc::limit_exceeded, "more than " + std::to_string(limits_.max_artifacts) + " components");
  }
  if (!component.bom_ref.empty() && !by_bom_ref_.try_emplace(component.bom_ref, components_.size()).second) {
    throw error(errc::duplicate_artifact,
                "the bom-ref '" + component.bom_ref.substr(0, 200) + "' is used twice; in one document it is unique");
  }
  components_.push_back(std::move(component));
}

void cyclonedx_parts::add_link(cyclonedx_link link) {
  if (links_.size() == limits_.max_dependencies) {
    throw error(errc::limit_exceeded, "more than " + std::to_string(limits_.max_dependencies) + " dependencies");
  }
  links_.push_back(link);
}

void cyclonedx_parts::count_note() {
  if (++notes_ > limits_.max_dependencies) {
    throw error(errc::limit_exceeded, "more than " + std::to_string(limits_.max_dependencies) + " properties");
  }
}

void cyclonedx_parts::add_note(cyclonedx_component& component, const std::string& name, const std::string& value) {
  if (!name.starts_with(cyclonedx_notes::prefix)) { return; }
  count_note();
  component.notes.emplace_back(name, value);
}

void cyclonedx_parts::add_dangling(const std::string& reference) {
  count_note();
  dangling_.push_back(reference);
}

namespace {

// "build|test"; what is no kind of ours is passed over.
dependency_kind kinds_of(std::string_view names) {
  dependency_kind kinds = dependency_kind::none;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find('|'), names.size());
    for (unsigned bit = 1; overlaps(static_cast<dependency_kind>(bit), all_dependency_kinds); bit <<= 1U) {
      const auto kind = static_cast<dependency_kind>(bit);
      if (to_string(kind) == names.substr(0, end)) { kinds |= kind; }
    }
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return kinds;
}

std::uint64_t edge(artifact_id from, artifact_id to) { return std::uint64_t{from.value} << 32U | to.value; }

}  // namespace

std::string cyclonedx_parts::key_of(const cyclonedx_component& component,
                                    const std::unordered_map<std::string, std::size_t>& purls) const {
  if (!component.purl.empty()) {
    const auto other = by_bom_ref_.find(component.purl);
    const bool taken = other != by_bom_ref_.end() && &components_[other->second] != &component;
    if (component.bom_ref.empty() || (purls.at(component.purl) == 1 && !taken)) { return component.purl; }
  }
  if (!component.bom_ref.empty()) { return component.bom_ref; }
  std::string key = component.group.empty() ? component.name : component.group + "/" + component.name;
  if (!component.version.empty()) { key += "@" + component.version; }
  if (!component.digest.empty()) { key += "#" + component.digest; }
  return key;
}

artifact_graph cyclonedx_parts::finish() const {
  std::unordered_map<std::string, std::size_t> purls;
  for (const cyclonedx_component& each : components_) { purls[each.purl] += 1; }

  artifact_graph graph;
  std::vector<std::optional<artifact_id>> meant(references_.size());
  const auto means = [&](const std::string& text, artifact_id id, bool replace) {
    const auto found = numbers_.find(text);
    if (found != numbers_.end() && (replace || !meant[found->second])) { meant[found->second] = id; }
  };
  struct noted_kind {
    artifact_id from;
    std::string_view kinds;
    const std::string* to;
  };
  std::vector<noted_kind> noted;
  for (const cyclonedx_component& each : components_) {
    std::string name = each.group.empty() ? each.name : each.group + "/" + each.name;
    std::string digest = each.digest;
    for (const auto& [note, value] : each.notes) {
      if (note == cyclonedx_notes::nameless && value == "true") { name.clear(); }
      if (note == cyclonedx_notes::digest) { digest = value; }
    }
    const artifact_id id = graph.add_artifact({key_of(each, purls), name, each.version, digest});
    for (const auto& [note, value] : each.notes) {
      if (note == cyclonedx_notes::dangling) { graph.add_dangling(id, value); }
      if (note.starts_with(cyclonedx_notes::dependency)) {
        noted.push_back({id, std::string_view(note).substr(cyclonedx_notes::dependency.size()), &value});
      }
    }
    // A bom-ref goes before a package URL: some writers refer by that where a component has no bom-ref.
    if (each.bom_ref.empty() && !each.purl.empty()) { means(each.purl, id, false); }
    if (!each.bom_ref.empty()) { means(each.bom_ref, id, true); }
  }
  for (const std::uint32_t subject : subjects_) {
    if (!meant[subject]) {
      meant[subject] = graph.add_artifact({*references_[subject], {}, {}, {}});
      graph.add_dangling(*references_[subject]);
    }
    graph.set_completeness(*meant[subject], completeness::known);
  }
  std::unordered_map<std::uint64_t, dependency_kind> kinds;
  for (const noted_kind& each : noted) {
    const auto to = numbers_.find(*each.to);
    if (to != numbers_.end() && meant[to->second]) {
      kinds[edge(each.from, *meant[to->second])] |= kinds_of(each.kinds);
    }
  }
  for (const cyclonedx_link& link : links_) {
    if (meant[link.to]) {
      const auto known = kinds.find(edge(*meant[link.from], *meant[link.to]));
      const bool said =
          link.kind == dependency_kind::runtime && known != kinds.end() && known->second != dependency_kind::none;
      graph.add_dependency(*meant[link.from], *meant[link.to], said ? known->second : link.kind);
    } else {
      graph.add_dangling(*meant[link.from], *references_[link.to]);
    }
  }
  for (const std::string& each : dangling_) { graph.add_dangling(each); }
  for (const statement& each : stated_) {
    if (meant[each.reference]) { graph.set_completeness(*meant[each.reference], each.value); }
  }
  return graph;
}

}  // namespace fairlead::detail
