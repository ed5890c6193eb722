// SPDX-License-Identifier: BSL-1.0
// A release as it goes: what may start, what is done, what can no longer happen. It runs nothing itself.
#ifndef FAIRLEAD_ARTIFACTS_RELEASE_WALKER_HPP
#define FAIRLEAD_ARTIFACTS_RELEASE_WALKER_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "../config.hpp"
#include "condensation.hpp"
#include "dependency_kind.hpp"
#include "graph_snapshot.hpp"

namespace fairlead {

/// In which direction a release goes: an artifact comes after its dependencies, or (to remove, to roll back) before.
enum class release_direction : std::uint8_t { deploy, remove };

/// What has become of one artifact.
enum class walk_state : std::uint8_t {
  outside,  ///< not part of this release
  waiting,  ///< for others
  ready,    ///< may start, but was not handed out yet
  running,  ///< handed out
  done,
  failed,
  blocked  ///< cannot start any more, because something that it needs has failed
};

/// Hands out each artifact once all that it needs are done; whoever waits, and how many run at once, is the caller's
/// affair. Artifacts outside of the release count as done, but pass on what lies behind them: with a -> x -> b and x
/// outside, a still waits for b. Artifacts in a cycle start together. What is handed out does not depend on the order
/// in which calls for the same artifacts arrive.
///
/// Made in O(V + E); all calls together cost O(V + E). Not for concurrent use: guard it with a mutex.
class release_walker {
public:
  /// Of `release`; repetitions do not matter. @throws fairlead::error unknown_artifact
  release_walker(const graph_snapshot& graph, std::span<const artifact_position> release,
                 release_direction direction = release_direction::deploy, dependency_kind kinds = all_dependency_kinds);
  /// Of all artifacts.
  explicit release_walker(const graph_snapshot& graph, release_direction direction = release_direction::deploy,
                          dependency_kind kinds = all_dependency_kinds);

  /// What has become possible since the last call, ascending; each artifact is handed out once.
  [[nodiscard]] std::vector<artifact_position> ready();
  /// Reports success. @throws fairlead::error invalid_value if `v` is not running
  void done(artifact_position v);
  /// Reports failure: all that waits for `v`, directly or not, is blocked. @throws fairlead::error invalid_value if `v`
  /// is not running
  void fail(artifact_position v);

  /// @throws fairlead::error unknown_artifact
  [[nodiscard]] walk_state state_of(artifact_position v) const;
  /// How many artifacts are in `state`. O(1).
  [[nodiscard]] std::size_t count(walk_state state) const noexcept { return counts_[static_cast<std::size_t>(state)]; }
  /// All artifacts in `state`, in order of release. O(V).
  [[nodiscard]] std::vector<artifact_position> all(walk_state state) const;
  /// Whether nothing is ready or running any more: then everything is done, failed or blocked.
  [[nodiscard]] bool is_finished() const noexcept {
    return count(walk_state::ready) == 0 && count(walk_state::running) == 0;
  }

private:
  void start();
  void settle(release_unit unit);
  void set(artifact_position v, walk_state state) noexcept;
  void require_running(artifact_position v) const;
  // The units that wait for this one, and those that this one waits for.
  [[nodiscard]] std::span<const release_unit> next(release_unit unit) const noexcept {
    return direction_ == release_direction::deploy ? units_.dependents(unit) : units_.dependencies(unit);
  }
  [[nodiscard]] std::span<const release_unit> needs(release_unit unit) const noexcept {
    return direction_ == release_direction::deploy ? units_.dependencies(unit) : units_.dependents(unit);
  }

  condensation units_;
  release_direction direction_;
  std::vector<walk_state> states_;
  std::vector<std::uint32_t> pending_;  // of each unit: units that it still waits for
  std::vector<std::uint32_t> open_;     // of each unit: members of the release that are not done
  std::vector<bool> hopeless_;          // units of which a member failed, or that wait for one
  std::vector<artifact_position> ready_;
  std::vector<release_unit> queue_;
  std::size_t counts_[7] = {};
};

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "release_walker.ipp"
#endif

#endif
