// SPDX-License-Identifier: BSL-1.0
// The step from an `artifact_graph` to a `graph_snapshot`, and what it does about cycles.
#ifndef FAIRLEAD_ARTIFACTS_FREEZE_HPP
#define FAIRLEAD_ARTIFACTS_FREEZE_HPP

#include <cstdint>

#include "../config.hpp"
#include "artifact_graph.hpp"
#include "graph_snapshot.hpp"

namespace fairlead {

/// What to do with artifacts that depend on each other in a circle. Self dependencies are no matter of this policy.
enum class cycle_policy : std::uint8_t {
  reject,   ///< none is allowed: for graphs that somebody can repair
  condense  ///< they are released together, in one wave: for graphs of others, which do have cycles
};

/// Numbers the artifacts in release waves and sorts every dependency in both directions. The result depends on what
/// `graph` holds, not on the order in which it was added. O(V log V + E); works without recursion, and in about
/// 40 B per artifact besides the result; 16 B per recorded dependency more where artifacts and different kinds and
/// provenances are too many for 32 bits together. Retired artifacts are left out.
/// @param kinds  what `reject` is about: cycles that need a dependency of another kind are condensed
/// @throws fairlead::error dependency_cycle under `reject`, spelling a shortest cycle ("a -> b -> a", see
///   `graph_snapshot::cycles`); capacity_exceeded for more than 2^32 - 2 dependencies
[[nodiscard]] graph_snapshot freeze(const artifact_graph& graph, cycle_policy cycles,
                                    dependency_kind kinds = all_dependency_kinds);

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "freeze.ipp"
#endif

#endif
