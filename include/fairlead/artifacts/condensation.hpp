// SPDX-License-Identifier: BSL-1.0
// A graph_snapshot with each circle of dependencies as one vertex: what can be ordered, where artifacts cannot.
#ifndef FAIRLEAD_ARTIFACTS_CONDENSATION_HPP
#define FAIRLEAD_ARTIFACTS_CONDENSATION_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "../config.hpp"
#include "dependency_kind.hpp"
#include "detail/snapshot_data.hpp"
#include "graph_snapshot.hpp"

namespace fairlead {

/// The number of a unit: one artifact, or all that depend on each other in circles. What a unit depends on has a
/// smaller number.
using release_unit = std::uint32_t;

/// Made in O(V + E log degree); holds about 8 B per edge and 16 B per artifact, and needs no snapshot any more. May be
/// shared between threads. Units that are not of this condensation are undefined behaviour; they come from `unit_of`,
/// `dependencies`, `dependents`, or count from 0 to `size()`.
class condensation {
public:
  explicit condensation(const graph_snapshot& graph, dependency_kind kinds = all_dependency_kinds);

  /// How many units.
  [[nodiscard]] std::size_t size() const noexcept { return members_.size(); }
  /// @throws fairlead::error unknown_artifact for a position that is none of the snapshot's
  [[nodiscard]] release_unit unit_of(artifact_position v) const;
  /// The artifacts of a unit, ascending.
  [[nodiscard]] std::span<const artifact_position> members(release_unit unit) const noexcept {
    return members_.of(unit);
  }
  /// Whether the members depend on each other in circles.
  [[nodiscard]] bool is_cyclic(release_unit unit) const noexcept { return members_.of(unit).size() > 1; }
  /// Other units that a member depends on; ascending.
  [[nodiscard]] std::span<const release_unit> dependencies(release_unit unit) const noexcept { return down_.of(unit); }
  /// Other units of which a member depends on one of this; ascending.
  [[nodiscard]] std::span<const release_unit> dependents(release_unit unit) const noexcept { return up_.of(unit); }
  /// Different pairs of units of which one depends on the other.
  [[nodiscard]] std::size_t dependency_count() const noexcept { return down_.neighbours.size(); }

private:
  void part(const detail::snapshot_data& data, dependency_kind kinds);
  void connect(const detail::snapshot_data& data, dependency_kind kinds);

  std::vector<release_unit> unit_of_;
  detail::adjacency members_;
  detail::adjacency down_;
  detail::adjacency up_;
};

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "condensation.ipp"
#endif

#endif
