// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of artifacts/freeze.hpp.
#include <fairlead/artifacts/freeze.hpp>

#include <fairlead/artifacts/freeze.ipp>
