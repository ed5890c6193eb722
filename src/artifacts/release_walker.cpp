// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of artifacts/release_walker.hpp.
#include <fairlead/artifacts/release_walker.hpp>

#include <fairlead/artifacts/release_walker.ipp>
