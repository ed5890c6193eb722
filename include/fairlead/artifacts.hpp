// SPDX-License-Identifier: BSL-1.0
// Everything of artifacts/: the dependency graph of artifacts. Includes Boost.Graph's traits, and not more of Boost
// unless the definitions come along (see config.hpp).
#ifndef FAIRLEAD_ARTIFACTS_HPP
#define FAIRLEAD_ARTIFACTS_HPP

#include "artifacts/all_paths.hpp"
#include "artifacts/artifact_edge.hpp"
#include "artifacts/artifact_graph.hpp"
#include "artifacts/boost_graph.hpp"
#include "artifacts/condensation.hpp"
#include "artifacts/conflicts.hpp"
#include "artifacts/critical_path.hpp"
#include "artifacts/dependency_kind.hpp"
#include "artifacts/dominators.hpp"
#include "artifacts/feedback_edges.hpp"
#include "artifacts/freeze.hpp"
#include "artifacts/graph_difference.hpp"
#include "artifacts/graph_scratch.hpp"
#include "artifacts/graph_snapshot.hpp"
#include "artifacts/kind_list.hpp"
#include "artifacts/live_graph.hpp"
#include "artifacts/load_boost_graph.hpp"
#include "artifacts/merkle_digest.hpp"
#include "artifacts/release_walker.hpp"
#include "artifacts/roots_and_leaves.hpp"
#include "artifacts/subgraph.hpp"
#include "artifacts/transitive_reduction.hpp"
#include "artifacts/wave_list.hpp"

#endif
