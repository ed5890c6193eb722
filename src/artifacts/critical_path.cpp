// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of artifacts/critical_path.hpp.
#include <fairlead/artifacts/critical_path.hpp>

#include <fairlead/artifacts/critical_path.ipp>
