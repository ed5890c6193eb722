// SPDX-License-Identifier: BSL-1.0
// How the ticket behind a requirement or a change request ends.
#ifndef FAIRLEAD_LIFECYCLES_PLAN_TICKET_RESOLUTION_HPP
#define FAIRLEAD_LIFECYCLES_PLAN_TICKET_RESOLUTION_HPP

#include <cstdint>

namespace fairlead::plan {

/// What was turned down counts as withdrawn: the standard has no word for it.
/// @source CDEvents 0.5.1, ticket.closed: resolution
enum class ticket_resolution : std::uint8_t { completed, withdrawn, duplicate };

}  // namespace fairlead::plan

#endif
