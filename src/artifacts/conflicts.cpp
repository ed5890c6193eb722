// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of artifacts/conflicts.hpp.
#include <fairlead/artifacts/conflicts.hpp>

#include <fairlead/artifacts/conflicts.ipp>
