// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of artifacts/graph_difference.hpp.
#include <fairlead/artifacts/graph_difference.hpp>

#include <fairlead/artifacts/graph_difference.ipp>
