// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of machine/frame.hpp.
#include <fairlead/machine/frame.hpp>

#include <fairlead/machine/frame.ipp>
