// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of artifacts/graph_snapshot.hpp.
#include <fairlead/artifacts/graph_snapshot.hpp>

#include <fairlead/artifacts/graph_snapshot.ipp>
