// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of artifacts/dominators.hpp.
#include <fairlead/artifacts/dominators.hpp>

#include <fairlead/artifacts/dominators.ipp>
