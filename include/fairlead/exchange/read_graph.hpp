// SPDX-License-Identifier: BSL-1.0
// Reads a dependency graph from a file in whichever format of exchange/ it is.
#ifndef FAIRLEAD_EXCHANGE_READ_GRAPH_HPP
#define FAIRLEAD_EXCHANGE_READ_GRAPH_HPP

#include <filesystem>

#include "../artifacts/artifact_graph.hpp"
#include "read_limits.hpp"
#include "read_progress.hpp"

namespace fairlead {

/// Goes by the first bytes, not by the name: "{" is CycloneDX JSON, "Package:" is dpkg's status.
/// @throws fairlead::error invalid_document if it is neither; unreadable; and what `read_cyclonedx` and
///   `read_dpkg_status` throw
[[nodiscard]] artifact_graph read_graph(const std::filesystem::path& file, const read_limits& limits = {},
                                        const read_progress& progress = {});

}  // namespace fairlead

#endif
