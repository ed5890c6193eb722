// SPDX-License-Identifier: BSL-1.0
// All of machine/ but stock.hpp: a lifecycle that runs, on Boost.MSM or on its own table.
#ifndef FAIRLEAD_MACHINE_HPP
#define FAIRLEAD_MACHINE_HPP

// IWYU pragma: begin_exports
#include "machine/basic_machine.hpp"
#include "machine/frame.hpp"
#include "machine/machine.hpp"
#include "machine/msm.hpp"
#include "machine/options.hpp"
#include "machine/outcome.hpp"
#include "machine/outcome_json.hpp"
#include "machine/region_clocks.hpp"
#include "machine/restore.hpp"
#include "machine/sibling_check.hpp"
#include "machine/snapshot.hpp"
#include "machine/table_machine.hpp"
#include "model.hpp"
// IWYU pragma: end_exports

#endif
