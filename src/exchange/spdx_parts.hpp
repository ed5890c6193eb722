// SPDX-License-Identifier: BSL-1.0
// What is kept of an SPDX document while it is read, and how it becomes a graph in the end, when all ids are known.
#ifndef FAIRLEAD_SRC_EXCHANGE_SPDX_PARTS_HPP
#define FAIRLEAD_SRC_EXCHANGE_SPDX_PARTS_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <fairlead/artifacts/artifact_graph.hpp>
#include <fairlead/exchange/read_limits.hpp>

#include "text_numbers.hpp"

namespace fairlead::detail {

// Which way the edge of a relationship "A type B" goes.
enum class spdx_direction : std::uint8_t { a_needs_b, b_needs_a, none };

struct spdx_relationship_type {
  std::string_view spelled;
  spdx_direction direction;
  dependency_kind kind;
};

/// Null for what is no type of SPDX 2.2 or 2.3.
const spdx_relationship_type* find_spdx_relationship_type(std::string_view spelled);

struct spdx_element {
  std::string id{};
  std::string purl{};
  std::string name{};
  std::string version{};
  std::string digest{};
  int digest_rank = 0;  // of the algorithms that are taken, the one that is preferred
};

class spdx_parts {
public:
  explicit spdx_parts(const read_limits& limits) : limits_(limits) {}

  /// @throws error  duplicate_artifact if its SPDXID is there already, limit_exceeded
  void add_element(spdx_element element);
  /// @throws error  limit_exceeded
  void add_relationship(std::string_view a, const spdx_relationship_type& type, std::string_view b);

  [[nodiscard]] artifact_graph finish() const;

private:
  struct link {
    std::uint32_t a;
    std::uint32_t b;
    const spdx_relationship_type* type;
  };

  const read_limits& limits_;
  std::vector<spdx_element> elements_;
  text_map<std::size_t> by_id_;
  text_numbers references_;
  std::vector<link> links_;
};

}  // namespace fairlead::detail

#endif
