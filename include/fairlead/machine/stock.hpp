// SPDX-License-Identifier: BSL-1.0
// Machines of the stock lifecycles. With libfairlead they are precompiled, and this header does not parse Boost.MSM.
#ifndef FAIRLEAD_MACHINE_STOCK_HPP
#define FAIRLEAD_MACHINE_STOCK_HPP

#include "../config.hpp"
#include "../lifecycles.hpp"
#include "machine.hpp"

#if FAIRLEAD_DEFINE_INLINE
#include "msm.hpp"
#else
namespace fairlead::detail {
extern template struct msm_engine<create::release_candidate>;
extern template struct msm_engine<package::approval>;
extern template struct msm_engine<package::hold>;
extern template struct msm_engine<release::deploy_gate>;
extern template struct msm_engine<release::deployment>;
extern template struct msm_engine<release::environment>;
}  // namespace fairlead::detail
#endif

#endif
