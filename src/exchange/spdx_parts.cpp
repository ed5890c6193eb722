// SPDX-License-Identifier: BSL-1.0
#include "spdx_parts.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fairlead/error.hpp>

namespace fairlead::detail {

namespace {

using enum spdx_direction;
using kind = dependency_kind;

constexpr std::string_view the_document = "SPDXRef-DOCUMENT";
constexpr std::string_view nothing = "NONE";
constexpr std::string_view unsaid = "NOASSERTION";

// clang-format off
// @source SPDX 2.3, table 68, and the enumeration of its JSON schema
constexpr std::array types{
    spdx_relationship_type{"AMENDS",                      none,      kind::none},
    spdx_relationship_type{"ANCESTOR_OF",                 b_needs_a, kind::order_only},
    spdx_relationship_type{"BUILD_DEPENDENCY_OF",         b_needs_a, kind::build},
    spdx_relationship_type{"BUILD_TOOL_OF",               b_needs_a, kind::build},
    spdx_relationship_type{"CONTAINED_BY",                b_needs_a, kind::contains},
    spdx_relationship_type{"CONTAINS",                    a_needs_b, kind::contains},
    spdx_relationship_type{"COPY_OF",                     a_needs_b, kind::build},
    spdx_relationship_type{"DATA_FILE_OF",                b_needs_a, kind::runtime},
    spdx_relationship_type{"DEPENDENCY_MANIFEST_OF",      b_needs_a, kind::build},
    spdx_relationship_type{"DEPENDENCY_OF",               b_needs_a, kind::runtime},
    spdx_relationship_type{"DEPENDS_ON",                  a_needs_b, kind::runtime},
    spdx_relationship_type{"DESCENDANT_OF",               a_needs_b, kind::order_only},
    spdx_relationship_type{"DESCRIBED_BY",                none,      kind::none},
    spdx_relationship_type{"DESCRIBES",                   none,      kind::none},
    spdx_relationship_type{"DEV_DEPENDENCY_OF",           b_needs_a, kind::dev},
    spdx_relationship_type{"DEV_TOOL_OF",                 b_needs_a, kind::dev},
    spdx_relationship_type{"DISTRIBUTION_ARTIFACT",       a_needs_b, kind::runtime},
    spdx_relationship_type{"DOCUMENTATION_OF",            none,      kind::none},
    spdx_relationship_type{"DYNAMIC_LINK",                a_needs_b, kind::runtime},
    spdx_relationship_type{"EXAMPLE_OF",                  none,      kind::none},
    spdx_relationship_type{"EXPANDED_FROM_ARCHIVE",       a_needs_b, kind::build},
    spdx_relationship_type{"FILE_ADDED",                  b_needs_a, kind::contains},
    spdx_relationship_type{"FILE_DELETED",                none,      kind::none},
    spdx_relationship_type{"FILE_MODIFIED",               a_needs_b, kind::build},
    spdx_relationship_type{"GENERATED_FROM",              a_needs_b, kind::build},
    spdx_relationship_type{"GENERATES",                   b_needs_a, kind::build},
    spdx_relationship_type{"HAS_PREREQUISITE",            a_needs_b, kind::runtime},
    spdx_relationship_type{"METAFILE_OF",                 none,      kind::none},
    spdx_relationship_type{"OPTIONAL_COMPONENT_OF",       b_needs_a, kind::optional},
    spdx_relationship_type{"OPTIONAL_DEPENDENCY_OF",      b_needs_a, kind::optional},
    spdx_relationship_type{"OTHER",                       none,      kind::none},
    spdx_relationship_type{"PACKAGE_OF",                  b_needs_a, kind::contains},
    spdx_relationship_type{"PATCH_APPLIED",               b_needs_a, kind::build},
    spdx_relationship_type{"PATCH_FOR",                   a_needs_b, kind::order_only},
    spdx_relationship_type{"PREREQUISITE_FOR",            b_needs_a, kind::runtime},
    spdx_relationship_type{"PROVIDED_DEPENDENCY_OF",      b_needs_a, kind::peer},
    spdx_relationship_type{"REQUIREMENT_DESCRIPTION_FOR", b_needs_a, kind::provides},
    spdx_relationship_type{"RUNTIME_DEPENDENCY_OF",       b_needs_a, kind::runtime},
    spdx_relationship_type{"SPECIFICATION_FOR",           b_needs_a, kind::provides},
    spdx_relationship_type{"STATIC_LINK",                 a_needs_b, kind::build},
    spdx_relationship_type{"TEST_CASE_OF",                b_needs_a, kind::test},
    spdx_relationship_type{"TEST_DEPENDENCY_OF",          b_needs_a, kind::test},
    spdx_relationship_type{"TEST_OF",                     b_needs_a, kind::test},
    spdx_relationship_type{"TEST_TOOL_OF",                b_needs_a, kind::test},
    spdx_relationship_type{"VARIANT_OF",                  none,      kind::none},
};
// clang-format on
static_assert(types.size() == 45);
static_assert(std::ranges::is_sorted(types, {}, &spdx_relationship_type::spelled));

}  // namespace

const spdx_relationship_type* find_spdx_relationship_type(std::string_view spelled) {
  const auto found = std::ranges::lower_bound(types, spelled, {}, &spdx_relationship_type::spelled);
  return found != types.end() && found->spelled == spelled ? &*found : nullptr;
}

void spdx_parts::add_element(spdx_element element) {
  if (elements_.size() == limits_.max_artifacts) {
    throw error(errc::limit_exceeded, "more than " + std::to_string(limits_.max_artifacts) + " elements");
  }
  if (element.id == the_document || !by_id_.try_emplace(element.id, elements_.size()).second) {
    throw error(errc::duplicate_artifact,
                "the SPDXID '" + element.id.substr(0, 200) + "' is used twice; in one document it is unique");
  }
  elements_.push_back(std::move(element));
}

void spdx_parts::add_relationship(std::string_view a, const spdx_relationship_type& type, std::string_view b) {
  if (links_.size() == limits_.max_dependencies) {
    throw error(errc::limit_exceeded, "more than " + std::to_string(limits_.max_dependencies) + " relationships");
  }
  links_.push_back({references_.of(a), references_.of(b), &type});
}

artifact_graph spdx_parts::finish() const {
  text_map<std::size_t> purls;
  for (const spdx_element& each : elements_) {
    if (!each.purl.empty()) { purls[each.purl] += 1; }
  }
  artifact_graph graph;
  std::vector<std::optional<artifact_id>> meant(references_.size());
  for (const spdx_element& each : elements_) {
    const std::string& key = !each.purl.empty() && purls.find(each.purl)->second == 1 ? each.purl : each.id;
    const artifact_id id = graph.add_artifact({key, each.name, each.version, each.digest});
    if (const auto number = references_.find(each.id)) { meant[*number] = id; }
  }

  const auto is = [&](std::uint32_t reference, std::string_view text) { return references_[reference] == text; };
  const auto is_element = [&](std::uint32_t reference) {
    return !is(reference, nothing) && !is(reference, unsaid) && !is(reference, the_document);
  };
  const auto needs = [&](std::uint32_t from, std::uint32_t to, dependency_kind why) {
    if (meant[to]) {
      graph.add_dependency(*meant[from], *meant[to], why);
    } else {
      graph.add_dangling(*meant[from], references_[to]);
    }
  };
  // Artifacts for what depends and is not described come first, so that the order of relationships does not matter.
  for (const link& each : links_) {
    if (each.type->direction == none || !is_element(each.a) || !is_element(each.b)) { continue; }
    const std::uint32_t from = each.type->direction == a_needs_b ? each.a : each.b;
    if (!meant[from]) {
      meant[from] = graph.add_artifact({references_[from], {}, {}, {}});
      graph.add_dangling(references_[from]);
    }
  }
  for (const link& each : links_) {
    if (!is_element(each.a) || !is_element(each.b)) {
      if (is(each.a, the_document) && is_element(each.b) && !meant[each.b]) { graph.add_dangling(references_[each.b]); }
      if (is(each.b, the_document) && is_element(each.a) && !meant[each.a]) { graph.add_dangling(references_[each.a]); }
      continue;
    }
    switch (each.type->direction) {
      case a_needs_b:
        needs(each.a, each.b, each.type->kind);
        break;
      case b_needs_a:
        needs(each.b, each.a, each.type->kind);
        break;
      case none:
        for (const auto& [present, absent] : {std::pair(each.a, each.b), std::pair(each.b, each.a)}) {
          if (meant[absent]) { continue; }
          meant[present] ? graph.add_dangling(*meant[present], references_[absent])
                         : graph.add_dangling(references_[absent]);
        }
        break;
    }
  }
  for (const std::string_view said : {nothing, unsaid}) {
    for (const link& each : links_) {
      if (each.type->spelled == "DEPENDS_ON" && is(each.b, said) && meant[each.a]) {
        graph.set_completeness(*meant[each.a], said == nothing ? completeness::known : completeness::unknown);
      }
    }
  }
  return graph;
}

}  // namespace fairlead::detail
