// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of machine/restore.hpp.
#include <fairlead/machine/restore.hpp>

#include <fairlead/machine/restore.ipp>
