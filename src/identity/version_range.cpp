// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of identity/version_range.hpp.
#include <fairlead/identity/version_range.hpp>

#include <fairlead/identity/version_range.ipp>
