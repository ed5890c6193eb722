// SPDX-License-Identifier: BSL-1.0
// The engines of the lifecycles in fragile.hpp and hotfix.hpp: the only tests that pay for Boost.MSM.
#include <fairlead/machine.hpp>

#include "fragile.hpp"

template struct fairlead::detail::msm_engine<tests::fragile>;
template struct fairlead::detail::msm_engine<tests::hotfix>;
template struct fairlead::detail::msm_engine<tests::lock>;
template struct fairlead::detail::msm_engine<tests::siren>;
template struct fairlead::detail::msm_engine<tests::parcel>;
