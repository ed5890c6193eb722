// SPDX-License-Identifier: BSL-1.0
#include "cyclonedx_parts.hpp"

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
  for (const cyclonedx_component& each : components_) {
    const std::string name = each.group.empty() ? each.name : each.group + "/" + each.name;
    const artifact_id id = graph.add_artifact({key_of(each, purls), name, each.version, each.digest});
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
  for (const cyclonedx_link& link : links_) {
    if (meant[link.to]) {
      graph.add_dependency(*meant[link.from], *meant[link.to], link.kind);
    } else {
      graph.add_dangling(*meant[link.from], *references_[link.to]);
    }
  }
  for (const statement& each : stated_) {
    if (meant[each.reference]) { graph.set_completeness(*meant[each.reference], each.value); }
  }
  return graph;
}

}  // namespace fairlead::detail
