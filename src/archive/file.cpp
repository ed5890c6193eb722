// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of archive/file.hpp.
#include <fairlead/archive/file.hpp>

#include <fairlead/archive/file.ipp>
