// SPDX-License-Identifier: BSL-1.0
// From a dependency graph to what one release consists of: the change, what it touches, and in which order.
#ifndef FAIRLEAD_EXAMPLES_RELEASE_TRAIN_PLAN_HPP
#define FAIRLEAD_EXAMPLES_RELEASE_TRAIN_PLAN_HPP

#include <string>
#include <vector>

#include <fairlead/artifacts/graph_snapshot.hpp>
#include <fairlead/lifecycles/create/release_candidate.hpp>

#include "site.hpp"

namespace release_train {

using fairlead::create::release_candidate;

/// What is released, and what ran before.
struct plan {
  std::string change{};                              ///< key of the artifact that changed
  std::vector<release_candidate::member> members{};  ///< wave after wave
  manifest before{};                                 ///< everything, as it ran before the release
  std::vector<std::string> dangling_members{};  ///< members that refer to something that the source does not describe
  std::vector<std::string> report{};            ///< the graph, the impact and the waves, for people
};

/// @param change  key of the artifact that changed; empty for the one that touches most others, 40 at most
/// @throws fairlead::error  `unknown_artifact` for a key that is not in the graph
plan make_plan(const fairlead::graph_snapshot& graph, const std::string& change, const std::string& version);

}  // namespace release_train

#endif
