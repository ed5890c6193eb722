// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of identity/digest.hpp.
#include <fairlead/identity/digest.hpp>

#include <fairlead/identity/digest.ipp>
