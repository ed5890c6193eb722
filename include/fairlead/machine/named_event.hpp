// SPDX-License-Identifier: BSL-1.0
// Which event of a lifecycle is meant, for hosts that know it by name or by number.
#ifndef FAIRLEAD_MACHINE_NAMED_EVENT_HPP
#define FAIRLEAD_MACHINE_NAMED_EVENT_HPP

#include <cstddef>
#include <string_view>

#include "../config.hpp"
#include "../model/description.hpp"

namespace fairlead::detail {

// Position of the event called `name`. Throws `unknown_event` if there is none.
std::size_t named_event(const lifecycle_description& lifecycle, std::string_view name);

// Throws `unknown_event` unless there is an event at position `event`.
void check_event(const lifecycle_description& lifecycle, std::size_t event);

}  // namespace fairlead::detail

#if FAIRLEAD_DEFINE_INLINE
#include "named_event.ipp"
#endif

#endif
