// SPDX-License-Identifier: BSL-1.0
// Definitions of artifact_graph.hpp.
#ifndef FAIRLEAD_ARTIFACTS_ARTIFACT_GRAPH_IPP
#define FAIRLEAD_ARTIFACTS_ARTIFACT_GRAPH_IPP

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "artifact_graph.hpp"

namespace fairlead {

FAIRLEAD_INLINE artifact_id artifact_graph::add_artifact(const artifact& added) {
  if (added.key.empty() ||
      std::max({added.key.size(), added.name.size(), added.version.size(), added.digest.size()}) > max_text_size) {
    refuse(added);
  }
  artifact_id known = expected_;
  if (!std::exchange(is_expected_, false) || !detail::equal_bytes(expected_key_, added.key)) {
    const detail::text_table::spot there = keys_.spot_of(added.key);
    if (there.number == detail::text_table::none) { return add_new(added, there); }
    known.value = there.number;
  }
  const bool says_nothing = added.name.empty() && added.version.empty() && added.digest.empty() && retired_ == 0;
  return says_nothing ? known : merge(known, added);
}

FAIRLEAD_INLINE void artifact_graph::refuse(const artifact& added) {
  if (added.key.empty()) {
    throw error(errc::invalid_value, "an artifact without a key: give it a package URL or a reference");
  }
  require_size(added.key, "key");
  require_size(added.name, "name");
  require_size(added.version, "version");
  require_size(added.digest, "digest");
}

FAIRLEAD_INLINE artifact_id artifact_graph::add_new(const artifact& added, detail::text_table::spot there) {
  const description made{intern(added.name), intern(added.version), intern(added.digest)};
  artifacts_.reserve(artifacts_.size() == artifacts_.capacity() ? 2 * artifacts_.size() + 16 : 0);
  const artifact_id id{keys_.add(added.key, there)};
  artifacts_.push_back(made);
  return id;
}

FAIRLEAD_INLINE artifact_id artifact_graph::merge(artifact_id known, const artifact& added) {
  description merged = artifacts_[known.value];
  const auto settle = [&](std::uint32_t& number, std::string_view told, const char* what) {
    const std::string_view there = text(number);
    if (told.empty() || told == there) { return; }
    if (!there.empty()) {
      const auto [low, high] = std::minmax(there, told);
      throw error(errc::duplicate_artifact, "two artifacts have the key \"" + std::string(added.key) +
                                                "\" but differ in " + what + ", \"" + std::string(low) + "\" and \"" +
                                                std::string(high) + "\": give each its own key, or leave one out");
    }
    number = intern(told);
  };
  settle(merged.name, added.name, "name");
  settle(merged.version, added.version, "version");
  settle(merged.digest, added.digest, "digest");
  if (merged.retired) {
    merged.retired = false;
    --retired_;
  }
  artifacts_[known.value] = merged;
  return known;
}

FAIRLEAD_INLINE void artifact_graph::add_dependency(artifact_id from, artifact_id to, dependency_kind kinds,
                                                    provenance_id provenance) {
  require(from);
  require(to);
  if (!overlaps(kinds, all_dependency_kinds)) {
    throw error(errc::invalid_value, "a dependency of no kind: name at least one, for example runtime",
                std::string(key(from)));
  }
  if (provenance.value != 0) { (void)provenance_text(provenance); }  // throws if it is none of ours
  if (expected_ != from || expected_key_.empty()) {
    expected_ = from;
    expected_key_ = keys_[from.value];
  }
  is_expected_ = true;
  if (from == to) {
    self_dependencies_.push_back(from);
  } else {
    dependencies_.push_back({from, to, kinds & all_dependency_kinds, provenance});
  }
}

FAIRLEAD_INLINE provenance_id artifact_graph::add_provenance(std::string_view text) {
  if (text.empty()) { throw error(errc::invalid_value, "a provenance without a text: name the document or tool"); }
  require_size(text, "provenance");
  const std::uint32_t number = texts_.intern(text);
  auto found = std::find(provenance_.begin(), provenance_.end(), number);
  if (found == provenance_.end()) {
    if (provenance_.size() == std::numeric_limits<std::uint16_t>::max()) {
      throw error(errc::capacity_exceeded, "more than 65,535 provenances: name documents or tools, not lines of them");
    }
    provenance_.push_back(number);
    found = provenance_.end() - 1;
  }
  return {static_cast<std::uint16_t>(found - provenance_.begin() + 1)};
}

FAIRLEAD_INLINE std::string_view artifact_graph::provenance_text(provenance_id id) const {
  if (id.value > provenance_.size()) {
    throw error(errc::invalid_value, "provenance " + std::to_string(id.value) + " in a graph of " +
                                         std::to_string(provenance_.size()) +
                                         ": use the ids that this graph's add_provenance returned");
  }
  return id.value == 0 ? std::string_view{} : texts_[provenance_[std::size_t{id.value} - 1]];
}

FAIRLEAD_INLINE void artifact_graph::retire(artifact_id id) {
  require(id);
  retired_ += artifacts_[id.value].retired ? 0U : 1U;
  artifacts_[id.value].retired = true;
}

FAIRLEAD_INLINE bool artifact_graph::is_retired(artifact_id id) const {
  require(id);
  return artifacts_[id.value].retired;
}

FAIRLEAD_INLINE void artifact_graph::add_dangling(artifact_id from, std::string_view reference) {
  require(from);
  require_size(reference, "reference");
  dangling_.push_back({from.value, texts_.intern(reference)});
}

FAIRLEAD_INLINE void artifact_graph::add_dangling(std::string_view reference) {
  require_size(reference, "reference");
  dangling_.push_back({detail::text_table::none, texts_.intern(reference)});
}

FAIRLEAD_INLINE void artifact_graph::set_completeness(artifact_id id, completeness value) {
  require(id);
  artifacts_[id.value].known = value;
}

FAIRLEAD_INLINE std::optional<artifact_id> artifact_graph::find(std::string_view key) const noexcept {
  const std::uint32_t id = keys_.find(key);
  return id == detail::text_table::none ? std::nullopt : std::optional(artifact_id{id});
}

FAIRLEAD_INLINE artifact artifact_graph::at(artifact_id id) const {
  require(id);
  const description& there = artifacts_[id.value];
  return {keys_[id.value], text(there.name), text(there.version), text(there.digest)};
}

FAIRLEAD_INLINE std::string_view artifact_graph::key(artifact_id id) const {
  require(id);
  return keys_[id.value];
}

FAIRLEAD_INLINE completeness artifact_graph::completeness_of(artifact_id id) const {
  require(id);
  return artifacts_[id.value].known;
}

FAIRLEAD_INLINE std::vector<dangling_reference> artifact_graph::dangling() const {
  std::vector<dangling_reference> all;
  all.reserve(dangling_.size());
  for (const dangling_numbers& each : dangling_) {
    all.push_back({each.from == detail::text_table::none ? std::string_view{} : keys_[each.from], texts_[each.to]});
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

FAIRLEAD_INLINE std::vector<std::string_view> artifact_graph::self_dependencies() const {
  std::vector<std::string_view> all;
  all.reserve(self_dependencies_.size());
  for (const artifact_id id : self_dependencies_) { all.push_back(key(id)); }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

FAIRLEAD_INLINE std::uint32_t artifact_graph::intern(std::string_view text) {
  return text.empty() ? detail::text_table::none : texts_.intern(text);
}

FAIRLEAD_INLINE std::string_view artifact_graph::text(std::uint32_t number) const noexcept {
  return number == detail::text_table::none ? std::string_view{} : texts_[number];
}

FAIRLEAD_INLINE detail::artifact_texts artifact_graph::texts() const {
  std::vector<std::uint32_t> fields;
  if (texts_.size() != 0) {
    fields.reserve(3 * artifacts_.size());
    for (const description& each : artifacts_) { fields.insert(fields.end(), {each.name, each.version, each.digest}); }
  }
  return {keys_, texts_, std::move(fields)};
}

FAIRLEAD_INLINE void artifact_graph::require(artifact_id id) const {
  if (id.value >= artifacts_.size()) {
    throw error(errc::unknown_artifact, "artifact " + std::to_string(id.value) + " in a graph of " +
                                            std::to_string(artifacts_.size()) +
                                            ": use the ids that this graph's add_artifact returned");
  }
}

FAIRLEAD_INLINE void artifact_graph::require_size(std::string_view text, const char* what) {
  if (text.size() > max_text_size) {
    throw error(errc::limit_exceeded, std::string("a ") + what + " of " + std::to_string(text.size()) +
                                          " bytes, beginning \"" + std::string(text.substr(0, 64)) +
                                          "\": the limit is " + std::to_string(max_text_size));
  }
}

}  // namespace fairlead

#endif
