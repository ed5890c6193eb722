// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of machine/surroundings.hpp.
#include <fairlead/machine/surroundings.hpp>

#include <fairlead/machine/surroundings.ipp>
