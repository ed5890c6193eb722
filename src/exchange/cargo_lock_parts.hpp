// SPDX-License-Identifier: BSL-1.0
// What is kept of a Cargo.lock while it is read, and how it becomes a graph in the end, when all packages are known.
#ifndef FAIRLEAD_SRC_EXCHANGE_CARGO_LOCK_PARTS_HPP
#define FAIRLEAD_SRC_EXCHANGE_CARGO_LOCK_PARTS_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fairlead/artifacts/artifact_graph.hpp>
#include <fairlead/exchange/read_limits.hpp>

#include "text_numbers.hpp"

namespace fairlead::detail {

struct cargo_package {
  std::string name{};
  std::string version{};
  std::string source{};  // empty for a folder of the project
  std::string digest{};
  std::vector<std::uint32_t> needs{};  // numbers of `reference`
};

class cargo_lock_parts {
public:
  explicit cargo_lock_parts(const read_limits& limits) : limits_(limits) {}

  /// @throws error  limit_exceeded
  std::uint32_t reference(std::string_view text);
  /// @throws error  duplicate_artifact, limit_exceeded
  void add_package(cargo_package package);
  /// Of the package that is referred to so. @throws error  limit_exceeded
  void add_digest(std::string_view reference, std::string digest);
  [[nodiscard]] std::size_t package_count() const noexcept { return packages_.size(); }

  /// @throws error  invalid_document for a reference that may mean several packages; invalid_text
  [[nodiscard]] artifact_graph finish();

private:
  // All packages of one name, or of one name and version.
  struct group {
    std::size_t size = 0;
    std::uint32_t last = 0;
    std::size_t local_size = 0;  // of those without a source
    std::uint32_t last_local = 0;
  };

  static void add_to(group& packages, std::uint32_t package, bool local);
  [[nodiscard]] std::uint32_t find(const std::string& reference) const;
  [[nodiscard]] std::vector<artifact_id> add_artifacts(artifact_graph& graph) const;

  const read_limits& limits_;
  std::vector<cargo_package> packages_;
  text_map<std::uint32_t> by_reference_;  // "NAME VERSION (SOURCE)"
  text_map<group> by_version_;            // "NAME VERSION"
  struct versions {
    std::size_t count = 0;
    const group* last = nullptr;  // into by_version_, whose nodes stay where they are
  };
  text_map<versions> by_name_;
  text_numbers references_;
  std::size_t needs_ = 0;
  std::vector<std::pair<std::string, std::string>> digests_;
};

}  // namespace fairlead::detail

#endif
