// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of machine/named_event.hpp.
#include <fairlead/machine/named_event.hpp>

#include <fairlead/machine/named_event.ipp>
