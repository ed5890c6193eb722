// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of artifacts/roots_and_leaves.hpp.
#include <fairlead/artifacts/roots_and_leaves.hpp>

#include <fairlead/artifacts/roots_and_leaves.ipp>
