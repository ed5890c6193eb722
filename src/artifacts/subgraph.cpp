// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of artifacts/subgraph.hpp.
#include <fairlead/artifacts/subgraph.hpp>

#include <fairlead/artifacts/subgraph.ipp>
