// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of artifacts/live_graph.hpp.
#include <fairlead/artifacts/live_graph.hpp>

#include <fairlead/artifacts/live_graph.ipp>
