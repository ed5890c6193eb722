// SPDX-License-Identifier: BSL-1.0
// What became of an event, in six bytes: for streams of events, most of which nobody asks about any more.
#ifndef FAIRLEAD_MACHINE_SHORT_OUTCOME_HPP
#define FAIRLEAD_MACHINE_SHORT_OUTCOME_HPP

#include <cstdint>

#include "outcome.hpp"

namespace fairlead {

/// The answer of `step`. Positions are those of the lifecycle's description, and not for persistence. After a refusal
/// nothing has changed: `evaluate` with the same event tells all of it, with reasons.
struct [[nodiscard]] short_outcome {
  outcome_kind kind = outcome_kind::no_transition;
  std::uint8_t regions = 0;  ///< bit r: a row fired in region r
  std::uint16_t edge = 0;    ///< `fired`: what fired, in the first of these regions; `refused`: what came nearest to it
  std::uint16_t guard = 0;   ///< `refused`: position in that row's `when<>` of the guard that did not pass

  /// True if a row fired.
  [[nodiscard]] explicit constexpr operator bool() const noexcept { return kind == outcome_kind::fired; }
  friend bool operator==(const short_outcome&, const short_outcome&) = default;
};

}  // namespace fairlead

#endif
