// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of machine/outcome.hpp.
#include <fairlead/machine/outcome.hpp>

#include <fairlead/machine/outcome.ipp>
