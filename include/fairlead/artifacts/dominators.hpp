// SPDX-License-Identifier: BSL-1.0
// What everything goes through: the artifacts that lie on every path of dependencies from one to another.
#ifndef FAIRLEAD_ARTIFACTS_DOMINATORS_HPP
#define FAIRLEAD_ARTIFACTS_DOMINATORS_HPP

#include <cstdint>
#include <optional>
#include <vector>

#include "../config.hpp"
#include "dependency_kind.hpp"
#include "graph_snapshot.hpp"

namespace fairlead {

/// Of all that `root` needs. x dominates v if every path from the root to v goes through x; an artifact that has to be
/// got rid of is got rid of by changing one of its dominators. Immutable, may be shared between threads.
///
/// By Lengauer and Tarjan, without recursion: O(V + E log V) on any graph, cyclic ones too, in 40 B per artifact.
/// Boost.Graph's version is not used: it answers wrongly where artifacts that the root does not need depend on some
/// that it does, and overflows the stack on long chains (1.81).
/// @source Lengauer, Tarjan: A fast algorithm for finding dominators in a flowgraph (1979)
class dominator_tree {
public:
  /// @throws fairlead::error unknown_artifact
  dominator_tree(const graph_snapshot& graph, artifact_position root, dependency_kind kinds = all_dependency_kinds);

  [[nodiscard]] artifact_position root() const noexcept { return order_.front(); }
  /// Whether the root needs `v`; it needs itself. @throws fairlead::error unknown_artifact
  [[nodiscard]] bool is_reached(artifact_position v) const { return number_of(v) != nothing; }
  /// The nearest of the dominators of `v`; none for the root, and for what it does not need.
  /// @throws fairlead::error unknown_artifact
  [[nodiscard]] std::optional<artifact_position> immediate(artifact_position v) const;
  /// All dominators, from the root to `v` itself; empty if the root does not need `v`.
  /// @throws fairlead::error unknown_artifact
  [[nodiscard]] std::vector<artifact_position> of(artifact_position v) const;
  /// What the root needs only because of `v`: all that `v` dominates, itself included, in order of release. O(V).
  /// @throws fairlead::error unknown_artifact
  [[nodiscard]] std::vector<artifact_position> dominated_by(artifact_position v) const;

private:
  static constexpr std::uint32_t nothing = 0xffffffff;

  struct forest;
  [[nodiscard]] std::uint32_t number_of(artifact_position v) const;
  void walk(const detail::snapshot_data& data, artifact_position root, dependency_kind kinds);

  std::vector<std::uint32_t> number_;     // of each position on a depth-first walk
  std::vector<artifact_position> order_;  // of each number
  std::vector<std::uint32_t> parent_;     // on that walk; not needed any more once the tree is there
  std::vector<std::uint32_t> immediate_;  // by number
};

/// The artifacts on every path by which `from` depends on `to`, both included, from `from` on; empty if there is no
/// path. O(V + E log V).
[[nodiscard]] std::vector<artifact_position> chokepoints(const graph_snapshot& graph, artifact_position from,
                                                         artifact_position to,
                                                         dependency_kind kinds = all_dependency_kinds);

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "dominators.ipp"
#endif

#endif
