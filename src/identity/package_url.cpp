// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of identity/package_url.hpp.
#include <fairlead/identity/package_url.hpp>

#include <fairlead/identity/package_url.ipp>
