// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of artifacts/transitive_reduction.hpp.
#include <fairlead/artifacts/transitive_reduction.hpp>

#include <fairlead/artifacts/transitive_reduction.ipp>
