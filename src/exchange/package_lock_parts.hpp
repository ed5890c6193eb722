// SPDX-License-Identifier: BSL-1.0
// What is kept of a package-lock.json while it is read, and how its folders become a graph in the end, when all are
// known.
#ifndef FAIRLEAD_SRC_EXCHANGE_PACKAGE_LOCK_PARTS_HPP
#define FAIRLEAD_SRC_EXCHANGE_PACKAGE_LOCK_PARTS_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <fairlead/artifacts/artifact_graph.hpp>
#include <fairlead/exchange/read_limits.hpp>

#include "text_numbers.hpp"

namespace fairlead::detail {

struct package_lock_need {
  std::uint32_t name;  // a number of `name_number`
  dependency_kind kinds;
  bool required;
};

struct package_lock_entry {
  std::string location{};  // "" for the project itself
  std::string name{};
  std::string version{};
  std::string resolved{};  // where it comes from; of a link, where it leads to
  std::string digest{};
  bool link = false;
  bool bundled = false;
  std::vector<package_lock_need> needs{};
};

/// Whether a location is that of an installed package: "node_modules/a", "x/node_modules/@s/a".
bool is_installed_at(std::string_view location);

class package_lock_parts {
public:
  explicit package_lock_parts(const read_limits& limits) : limits_(limits) {}

  std::uint32_t name_number(std::string_view name) { return names_.of(name); }
  [[nodiscard]] const std::string& name(std::uint32_t number) const { return names_[number]; }
  /// @throws error  invalid_document for what is no location, duplicate_artifact if it is there already,
  ///   limit_exceeded
  void add_entry(package_lock_entry entry);

  [[nodiscard]] artifact_graph finish();

private:
  [[nodiscard]] std::uint32_t target_of(const package_lock_entry& link) const;
  [[nodiscard]] std::vector<artifact_id> add_artifacts(artifact_graph& graph) const;

  const read_limits& limits_;
  std::vector<package_lock_entry> entries_;
  text_map<std::uint32_t> by_location_;
  text_numbers names_;
};

}  // namespace fairlead::detail

#endif
