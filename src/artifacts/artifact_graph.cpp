// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of artifacts/artifact_graph.hpp.
#include <fairlead/artifacts/artifact_graph.hpp>

#include <fairlead/artifacts/artifact_graph.ipp>
