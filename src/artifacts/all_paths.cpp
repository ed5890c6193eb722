// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of artifacts/all_paths.hpp.
#include <fairlead/artifacts/all_paths.hpp>

#include <fairlead/artifacts/all_paths.ipp>
