// SPDX-License-Identifier: BSL-1.0
// A graph that goes on growing after it was frozen, and that knows before each new dependency whether it would close a
// cycle. Built from a snapshot, and frozen into one again; it answers nothing else.
#ifndef FAIRLEAD_ARTIFACTS_LIVE_GRAPH_HPP
#define FAIRLEAD_ARTIFACTS_LIVE_GRAPH_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../config.hpp"
#include "artifact_graph.hpp"
#include "dependency_kind.hpp"
#include "graph_snapshot.hpp"

namespace fairlead {

/// What became of a dependency that was to be added.
struct insertion {
  /// Empty if it was accepted. Else the cycle that it would have closed: from `to`, each artifact depends on the next,
  /// the last of them is `from`, which would depend on the first. Of the cycles through this edge a shortest one.
  std::vector<artifact_id> cycle;

  [[nodiscard]] explicit operator bool() const noexcept { return cycle.empty(); }
};

/// Keeps an order of release while dependencies are added one by one: by Pearce and Kelly, which touches only what lies
/// between the two ends in that order. Where that is much, the order is made anew instead, so that no insertion costs
/// much more than O(V + E). Cycles that the snapshot has stay, and dependencies inside of them are accepted; what would
/// make a cycle anew, or enlarge one, is refused.
///
/// Ids of artifacts are the positions of the snapshot, then numbers in order of arrival. To load a whole graph use
/// `artifact_graph` and freeze it: that is linear, and this is not. Not for concurrent use: guard it with a mutex.
/// Every function that throws has changed nothing.
/// @source Pearce, Kelly: A dynamic topological sort algorithm for directed acyclic graphs (2006)
class live_graph {
public:
  explicit live_graph(const graph_snapshot& start);

  [[nodiscard]] std::size_t artifact_count() const noexcept { return order_.size(); }
  /// Repeated edges included.
  [[nodiscard]] std::size_t dependency_count() const noexcept { return start_.dependency_count() + added_.size(); }
  [[nodiscard]] std::optional<artifact_id> find(std::string_view key) const noexcept;
  /// @throws fairlead::error unknown_artifact
  [[nodiscard]] std::string_view key(artifact_id id) const;

  /// Adds an artifact, or finds the one with this key. Those of the snapshot cannot be changed.
  /// @throws fairlead::error as artifact_graph::add_artifact does; duplicate_artifact also where something is filled in
  ///   that the snapshot does not have
  artifact_id add_artifact(const artifact& added);

  /// Whether `from` may depend on `to`. Changes nothing, but works in memory of the graph.
  /// An artifact may depend on itself; that makes no edge. O(1) if `to` is released before `from` anyway, else
  /// O(edges between them in that order). @throws fairlead::error unknown_artifact
  [[nodiscard]] insertion may_depend(artifact_id from, artifact_id to);

  /// Adds a dependency unless it closes a cycle.
  /// @throws fairlead::error unknown_artifact; invalid_value if `kinds` is none; capacity_exceeded past 2^32 - 2 edges
  insertion add_dependency(artifact_id from, artifact_id to, dependency_kind kinds = dependency_kind::runtime);

  /// "a -> b -> a", as graph_snapshot::spell does. @throws fairlead::error unknown_artifact
  [[nodiscard]] std::string spell(const insertion& refused) const;

  /// All of it as a snapshot, with its provenance and dangling references. O(V log V + E).
  [[nodiscard]] graph_snapshot freeze() const;

private:
  static constexpr std::uint32_t nothing = 0xffffffff;
  struct half_edge {
    std::uint32_t other;
    std::uint32_t next;  // of the same list
  };
  struct heads {
    std::uint32_t down = nothing;
    std::uint32_t up = nothing;
  };
  enum class side : std::uint8_t { down, up };

  void require(artifact_id id) const;
  template <class Visit>
  void each_neighbour(std::uint32_t v, side where, Visit&& visit) const;
  [[nodiscard]] detail::cyclic_group unit(std::uint32_t v) const noexcept;
  enum class search : std::uint8_t { complete, met_goal, too_long };
  search collect(std::vector<std::uint32_t>& found, std::uint32_t start, side where, std::uint32_t limit,
                 std::uint32_t goal, std::size_t most);
  struct forgetting;
  void reserve_for_insertion();
  bool make_room(std::uint32_t from, std::uint32_t to);
  void swap_order();
  bool order_anew(std::uint32_t from, std::uint32_t to);
  [[nodiscard]] std::vector<artifact_id> path(std::uint32_t from, std::uint32_t to) const;

  graph_snapshot start_;
  bool cyclic_;             // the snapshot is
  artifact_graph arrived_;  // artifacts that the snapshot does not have
  std::vector<dependency> added_;
  std::vector<half_edge> down_;  // of added_[i], at i
  std::vector<half_edge> up_;
  std::vector<heads> heads_;          // of the lists of each artifact
  std::vector<std::uint32_t> order_;  // of each artifact; members of a cyclic group share one
  std::vector<std::uint8_t> seen_;
  std::vector<std::uint32_t> below_;  // what `to` needs, as far as it is in the wrong place; the units' first members
  std::vector<std::uint32_t> above_;  // what needs `from`, likewise
  std::vector<std::uint32_t> slots_;
  std::uint32_t next_order_;
  std::size_t steps_ = 0;  // edges looked at for the insertion at hand
};

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "live_graph.ipp"
#endif

#endif
