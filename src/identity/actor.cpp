// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of identity/actor.hpp.
#include <fairlead/identity/actor.hpp>

#include <fairlead/identity/actor.ipp>
