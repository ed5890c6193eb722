// SPDX-License-Identifier: BSL-1.0
// All of machine/ but stock.hpp and adopt.hpp: a lifecycle that runs, on Boost.MSM or on its own table.
#ifndef FAIRLEAD_MACHINE_HPP
#define FAIRLEAD_MACHINE_HPP

// IWYU pragma: begin_exports
#include "machine/basic_machine.hpp"
#include "machine/due_times.hpp"
#include "machine/event_ref.hpp"
#include "machine/fleet.hpp"
#include "machine/frame.hpp"
#include "machine/instance.hpp"
#include "machine/machine.hpp"
#include "machine/msm.hpp"
#include "machine/named_event.hpp"
#include "machine/numbered_table.hpp"
#include "machine/options.hpp"
#include "machine/outcome.hpp"
#include "machine/outcome_json.hpp"
#include "machine/payload_check.hpp"
#include "machine/possible_events.hpp"
#include "machine/reaction_table.hpp"
#include "machine/region_clocks.hpp"
#include "machine/restore.hpp"
#include "machine/short_outcome.hpp"
#include "machine/sibling_check.hpp"
#include "machine/signals.hpp"
#include "machine/snapshot.hpp"
#include "machine/surroundings.hpp"
#include "machine/table_machine.hpp"
#include "model.hpp"
// IWYU pragma: end_exports

#endif
