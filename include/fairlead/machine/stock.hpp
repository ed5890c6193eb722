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
extern template struct msm_engine<configure::config_item>;
extern template struct msm_engine<configure::infra_run>;
extern template struct msm_engine<create::build>;
extern template struct msm_engine<create::release_candidate>;
extern template struct msm_engine<monitor::alert>;
extern template struct msm_engine<monitor::error_budget>;
extern template struct msm_engine<monitor::incident>;
extern template struct msm_engine<monitor::probe>;
extern template struct msm_engine<package::approval>;
extern template struct msm_engine<package::artifact>;
extern template struct msm_engine<package::hold>;
extern template struct msm_engine<package::release_line>;
extern template struct msm_engine<plan::change_request>;
extern template struct msm_engine<plan::release_plan>;
extern template struct msm_engine<plan::requirement>;
extern template struct msm_engine<plan::risk>;
extern template struct msm_engine<release::deploy_gate>;
extern template struct msm_engine<release::deployment>;
extern template struct msm_engine<release::env_lock>;
extern template struct msm_engine<release::environment>;
extern template struct msm_engine<release::feature_flag>;
extern template struct msm_engine<release::freeze_window>;
extern template struct msm_engine<release::promotion>;
extern template struct msm_engine<release::rollout>;
extern template struct msm_engine<vcs::branch>;
extern template struct msm_engine<vcs::change>;
extern template struct msm_engine<vcs::version>;
extern template struct msm_engine<verify::check_run>;
extern template struct msm_engine<verify::finding>;
extern template struct msm_engine<verify::quality_gate>;
}  // namespace fairlead::detail
#endif

#endif
