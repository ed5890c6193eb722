// SPDX-License-Identifier: BSL-1.0
// A frozen dependency graph and the questions asked of it. It never changes; build it with `artifact_graph`, then
// `freeze` (freeze.hpp). Boost.Graph algorithms run on it through boost_graph.hpp.
#ifndef FAIRLEAD_ARTIFACTS_GRAPH_SNAPSHOT_HPP
#define FAIRLEAD_ARTIFACTS_GRAPH_SNAPSHOT_HPP

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../config.hpp"
#include "artifact_graph.hpp"
#include "dependency_kind.hpp"
#include "detail/snapshot_data.hpp"
#include "graph_scratch.hpp"
#include "kind_list.hpp"
#include "wave_list.hpp"

namespace fairlead {

namespace detail {
template <class Word>
class freezer;
struct snapshot_access;
}  // namespace detail

/// Artifacts numbered in the order of their release: every dependency of an artifact that is not in a cycle with it has
/// a smaller position. A wave holds what becomes possible once all waves before it are out; artifacts in a cycle lie
/// side by side in one wave. Ties are broken by key, so that the same artifacts and dependencies give the same snapshot
/// in whatever order they were added.
///
/// Copies share the frozen data and are cheap. All functions may be called from many threads at once, each with
/// its own `graph_scratch`; the forms without one allocate it for themselves (V/8 bytes and up).
/// Every function that takes a position throws fairlead::error unknown_artifact if it is none of this snapshot's;
/// positions in a set may repeat and come in any order. Views and spans live as long as any copy of the snapshot,
/// answers in a scratch until its next use.
///
/// Where a question takes `kinds`, dependencies of none of them are as if they were not there; all kinds is the
/// default. Memory: 8 B per dependency and 8 B per artifact; in each direction as many bits per dependency as tell the
/// different sets of kinds (and provenances) apart, 0 if there is one; 9 B per artifact, 21 B if any has more than a
/// key; and the texts, which are those of the builder: they live as long as it or any snapshot of it.
class graph_snapshot {
public:
  // Copied also where it could be moved from, so that no snapshot is ever without data.
  graph_snapshot(const graph_snapshot&) = default;
  graph_snapshot& operator=(const graph_snapshot&) = default;
  ~graph_snapshot() = default;

  [[nodiscard]] std::size_t artifact_count() const noexcept { return data_->size(); }
  /// Different pairs (from, to); self dependencies are not among them.
  [[nodiscard]] std::size_t dependency_count() const noexcept { return data_->dependencies.neighbours.size(); }

  /// O(log V) comparisons of keys.
  [[nodiscard]] std::optional<artifact_position> find(std::string_view key) const noexcept;
  /// Like `find`. @throws fairlead::error unknown_artifact
  [[nodiscard]] artifact_position at(std::string_view key) const;

  [[nodiscard]] std::string_view key(artifact_position v) const { return field(v, 0); }
  [[nodiscard]] std::string_view name(artifact_position v) const { return field(v, 1); }
  [[nodiscard]] std::string_view version(artifact_position v) const { return field(v, 2); }
  [[nodiscard]] std::string_view digest(artifact_position v) const { return field(v, 3); }
  [[nodiscard]] completeness completeness_of(artifact_position v) const;
  /// References to artifacts that the source does not describe; sorted.
  [[nodiscard]] std::span<const dangling_reference> dangling() const noexcept { return data_->dangling; }

  /// What `v` depends on directly; ascending. O(1).
  [[nodiscard]] std::span<const artifact_position> dependencies(artifact_position v) const;
  /// The kinds of the edges to `dependencies(v)`, in the same order. O(1).
  [[nodiscard]] kind_list dependency_kinds(artifact_position v) const;
  /// What depends on `v` directly; ascending. O(1).
  [[nodiscard]] std::span<const artifact_position> dependents(artifact_position v) const;
  /// The kinds of the edges from `dependents(v)`, in the same order. O(1).
  [[nodiscard]] kind_list dependent_kinds(artifact_position v) const;
  /// The kinds of the edge `from -> to`; none where there is no edge. O(log of the dependencies of `from`).
  [[nodiscard]] dependency_kind kinds(artifact_position from, artifact_position to) const;
  /// Who states that `from` depends on `to`, as `artifact_graph::add_provenance` was told; sorted, and empty where
  /// nobody in particular does. O(log of the dependencies of `from`).
  [[nodiscard]] std::vector<std::string_view> provenance(artifact_position from, artifact_position to) const;
  /// All positions in the order of keys. O(1).
  [[nodiscard]] std::span<const artifact_position> by_key() const noexcept { return data_->by_key; }

  /// What a change of `changed` touches: these, and all that depends on them directly or not; in order of release.
  [[nodiscard]] std::span<const artifact_position> impact(std::span<const artifact_position> changed,
                                                          graph_scratch& scratch,
                                                          dependency_kind kinds = all_dependency_kinds) const;
  [[nodiscard]] std::vector<artifact_position> impact(std::span<const artifact_position> changed,
                                                      dependency_kind kinds = all_dependency_kinds) const;
  [[nodiscard]] std::vector<artifact_position> impact(artifact_position changed,
                                                      dependency_kind kinds = all_dependency_kinds) const;

  /// All that `wanted` needs: these, and all that they depend on directly or not; in order of release.
  [[nodiscard]] std::span<const artifact_position> closure(std::span<const artifact_position> wanted,
                                                           graph_scratch& scratch,
                                                           dependency_kind kinds = all_dependency_kinds) const;
  [[nodiscard]] std::vector<artifact_position> closure(std::span<const artifact_position> wanted,
                                                       dependency_kind kinds = all_dependency_kinds) const;
  [[nodiscard]] std::vector<artifact_position> closure(artifact_position wanted,
                                                       dependency_kind kinds = all_dependency_kinds) const;

  /// The fewest steps by which `from` depends on `to`, both included; `{from}` if they are the same, empty if there is
  /// no such path. O(edges reachable from `from` in the waves down to that of `to`).
  [[nodiscard]] std::vector<artifact_position> why(artifact_position from, artifact_position to, graph_scratch& scratch,
                                                   dependency_kind kinds = all_dependency_kinds) const;
  [[nodiscard]] std::vector<artifact_position> why(artifact_position from, artifact_position to,
                                                   dependency_kind kinds = all_dependency_kinds) const;

  [[nodiscard]] std::size_t wave_count() const noexcept { return data_->wave_ends.size(); }
  /// The release waves of the whole graph. O(V).
  [[nodiscard]] wave_list waves() const;
  /// The release waves that the whole graph has if dependencies of these kinds alone count. O(V + E).
  [[nodiscard]] wave_list waves(dependency_kind kinds) const;
  /// The fewest waves in which `subset` can be released while nothing else moves: an artifact comes after those of
  /// the subset that it depends on, directly or through artifacts outside of the subset. O(edges of their closure).
  [[nodiscard]] wave_list waves_of(std::span<const artifact_position> subset, graph_scratch& scratch,
                                   dependency_kind kinds = all_dependency_kinds) const;
  [[nodiscard]] wave_list waves_of(std::span<const artifact_position> subset,
                                   dependency_kind kinds = all_dependency_kinds) const;

  /// `subset` one after the other, dependencies first. O(n log n) of the subset.
  [[nodiscard]] std::vector<artifact_position> deploy_order(std::span<const artifact_position> subset) const;
  /// The exact reverse of `deploy_order`.
  [[nodiscard]] std::vector<artifact_position> rollback_order(std::span<const artifact_position> subset) const;
  /// What has to go so that nothing depends on `removed` any more, and in which order: their impact, dependents first.
  [[nodiscard]] std::vector<artifact_position> removal_order(std::span<const artifact_position> removed,
                                                             dependency_kind kinds = all_dependency_kinds) const;

  /// Whether no artifact depends on itself through others. O(1).
  [[nodiscard]] bool is_acyclic() const noexcept { return data_->cyclic.empty(); }
  /// The same for these kinds alone. O(1) if the whole graph is acyclic, else O(edges of its cyclic groups).
  [[nodiscard]] bool is_acyclic(dependency_kind kinds) const;
  /// Of each group of artifacts that depend on each other in circles, in order of release: all members, ascending.
  [[nodiscard]] std::vector<std::vector<artifact_position>> cyclic_groups(
      dependency_kind kinds = all_dependency_kinds) const;
  /// Of each of these groups one shortest cycle, from its smallest key on; each artifact depends on the next and the
  /// last on the first. The search for one group stops after 8 (V + E) + 2^22 steps (counted in the group); then the
  /// cycle may be a longer one. So it is exact unless a large group has no short cycle.
  [[nodiscard]] std::vector<std::vector<artifact_position>> cycles(dependency_kind kinds = all_dependency_kinds) const;
  /// Keys joined by " -> ", as in "a -> b -> c"; with `closed`, the first again at the end. Of more than 32 the middle
  /// is left out and counted.
  [[nodiscard]] std::string spell(std::span<const artifact_position> path, bool closed = false) const;

  /// Bytes that the snapshot holds, by what for; copies hold them together.
  struct memory_use {
    std::size_t edges;  ///< both directions, kinds included
    std::size_t texts;  ///< keys, names, versions, digests and dangling references, with what finds them
  };
  [[nodiscard]] memory_use memory() const noexcept;

private:
  template <class Word>
  friend class detail::freezer;
  friend struct detail::snapshot_access;
  explicit graph_snapshot(std::shared_ptr<const detail::snapshot_data> data) : data_(std::move(data)) {}

  [[nodiscard]] std::string_view field(artifact_position v, std::size_t index) const;
  void require(artifact_position v) const;
  void spread(std::span<const artifact_position> start, const detail::adjacency& edges, graph_scratch& scratch,
              dependency_kind kinds) const;

  std::shared_ptr<const detail::snapshot_data> data_;
};

/// What the other questions of artifacts/ read, where the public functions would check every position again.
struct detail::snapshot_access {
  [[nodiscard]] static const snapshot_data& data(const graph_snapshot& graph) noexcept { return *graph.data_; }
  static void require(const graph_snapshot& graph, artifact_position v) { graph.require(v); }
};

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "graph_snapshot.ipp"
#endif

#endif
