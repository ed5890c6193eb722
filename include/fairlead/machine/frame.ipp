// SPDX-License-Identifier: BSL-1.0
// Definitions of frame.hpp.
#ifndef FAIRLEAD_MACHINE_FRAME_IPP
#define FAIRLEAD_MACHINE_FRAME_IPP

#include <cstdint>
#include <utility>

#include "frame.hpp"

namespace fairlead::detail {

FAIRLEAD_INLINE bool passes(std::uint16_t row, std::uint16_t& guard, verdict&& answer, refusal_list& refusals) {
  if (!answer.passes()) {
    refusals.push_back({row, guard, std::move(answer)});
    return false;
  }
  ++guard;
  return true;
}

FAIRLEAD_INLINE bool passes(std::uint16_t row, std::uint16_t& guard, bool answer, refusal_list& refusals) {
  return passes(row, guard, verdict(answer), refusals);
}

}  // namespace fairlead::detail

#endif
