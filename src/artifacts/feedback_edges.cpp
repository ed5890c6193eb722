// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of artifacts/feedback_edges.hpp.
#include <fairlead/artifacts/feedback_edges.hpp>

#include <fairlead/artifacts/feedback_edges.ipp>
