// SPDX-License-Identifier: BSL-1.0
// What is kept of a CycloneDX document while it is read, and how it becomes a graph in the end, when all names are
// known.
#ifndef FAIRLEAD_SRC_EXCHANGE_CYCLONEDX_PARTS_HPP
#define FAIRLEAD_SRC_EXCHANGE_CYCLONEDX_PARTS_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fairlead/artifacts/artifact_graph.hpp>
#include <fairlead/exchange/read_limits.hpp>

#include "cyclonedx_notes.hpp"

namespace fairlead::detail {

struct cyclonedx_component {
  std::string bom_ref{};
  std::string purl{};
  std::string group{};
  std::string name{};
  std::string version{};
  std::string digest{};
  int digest_rank = 0;  // of the algorithms that are taken, the one that is preferred
  std::vector<std::pair<std::string, std::string>> notes{};
};

struct cyclonedx_link {
  std::uint32_t from;  // numbers of references
  std::uint32_t to;
  dependency_kind kind;
};

class cyclonedx_parts {
public:
  explicit cyclonedx_parts(const read_limits& limits) : limits_(limits) {}

  std::uint32_t reference(const std::string& text);
  /// @throws error  duplicate_artifact if its bom-ref is there already, limit_exceeded
  void add_component(cyclonedx_component component);
  void add_subject(std::uint32_t reference) { subjects_.push_back(reference); }
  /// @throws error  limit_exceeded
  void add_link(cyclonedx_link link);
  void add_completeness(std::uint32_t reference, completeness value) { stated_.push_back({reference, value}); }

  /// A property of a component; kept if it is one of ours. @throws error  limit_exceeded
  void add_note(cyclonedx_component& component, const std::string& name, const std::string& value);
  /// Of the document itself. @throws error  limit_exceeded
  void add_dangling(const std::string& reference);

  [[nodiscard]] artifact_graph finish() const;

private:
  struct statement {
    std::uint32_t reference;
    completeness value;
  };
  void count_note();
  [[nodiscard]] std::string key_of(const cyclonedx_component& component,
                                   const std::unordered_map<std::string, std::size_t>& purls) const;

  const read_limits& limits_;
  std::vector<cyclonedx_component> components_;
  std::unordered_map<std::string, std::size_t> by_bom_ref_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> references_;
  std::vector<std::uint32_t> subjects_;  // what has an entry in `dependencies`
  std::vector<cyclonedx_link> links_;
  std::vector<statement> stated_;
  std::vector<std::string> dangling_;
  std::size_t notes_ = 0;
};

}  // namespace fairlead::detail

#endif
