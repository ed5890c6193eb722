// SPDX-License-Identifier: BSL-1.0
// The compiled definitions of artifacts/condensation.hpp.
#include <fairlead/artifacts/condensation.hpp>

#include <fairlead/artifacts/condensation.ipp>
