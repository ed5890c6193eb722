// SPDX-License-Identifier: BSL-1.0
// `machine<Lifecycle>`: a lifecycle that runs on Boost.MSM, the default and the reference. Its engine is declared here
// and defined in msm.hpp, so that a program that links a precompiled machine need not parse Boost.MSM.
#ifndef FAIRLEAD_MACHINE_MACHINE_HPP
#define FAIRLEAD_MACHINE_MACHINE_HPP

#include "../config.hpp"
#include "../model/holds.hpp"
#include "basic_machine.hpp"

namespace fairlead {

/// True if the engine of `Lifecycle` is compiled elsewhere: in libfairlead, for the stock lifecycles. For one of your
/// own, beside its definition, so that one translation unit pays for Boost.MSM and the others do not:
///
///     template <> inline constexpr bool fairlead::precompiled<hotfix> = true;
///     extern template struct fairlead::detail::msm_engine<hotfix>;   // instantiated in one source, with msm.hpp
template <class Lifecycle>
inline constexpr bool precompiled = detail::proved_by_library<Lifecycle>();

namespace detail {

// One event on Boost.MSM; defined in msm.hpp. It takes the parts of a frame, which all fit into registers.
template <class Lifecycle>
struct msm_answer {
  unsigned answer;
  region_states<Lifecycle> fired;
};
template <class Lifecycle, std::size_t Event>
inline msm_answer<Lifecycle> msm_process(const void* value, const data_of<Lifecycle>& data, timestamp at,
                                         surroundings<Lifecycle> around, std::optional<data_of<Lifecycle>>* evolved,
                                         region_mask<Lifecycle> asked);
template <class Lifecycle, std::size_t Event>
unsigned msm_process(const void* value, frame<Lifecycle>& frame) {
  const auto decided =
      msm_process<Lifecycle, Event>(value, frame.data, frame.at, frame.around, frame.evolved, frame.asked);
  frame.fired = decided.fired;
  return decided.answer;
}

// Decides on Boost.MSM which row fires.
template <class Lifecycle>
struct msm_engine {
  using machine = basic_machine<Lifecycle, msm_engine>;
  static constexpr bool by_number = false;
  static constexpr bool elsewhere = precompiled<Lifecycle>;  // with all that does not depend on the type of an event
  template <class Event>
  static unsigned process(const Event& event, frame<Lifecycle>& frame) {
    constexpr std::size_t position = position_of_event<Lifecycle, Event>;
    if constexpr (elsewhere) {
      return run(position, &event, frame);
    } else {
      return msm_process<Lifecycle, position>(&event, frame);
    }
  }
  static outcome decide(std::uint16_t event, const void* value, const frame<Lifecycle>& frame) {
    if constexpr (elsewhere) {
      return decide_elsewhere(event, value, frame);
    } else {
      return decision<Lifecycle>::make(event, value, frame);
    }
  }

  // Processes the event at position `event`; what fired is in `frame`.
  static unsigned run(std::size_t event, const void* value, frame<Lifecycle>& frame);
  static outcome decide_elsewhere(std::uint16_t event, const void* value, const frame<Lifecycle>& frame);
  static outcome fire(machine& subject, std::uint8_t asked, std::uint16_t event, const void* value,
                      const timestamp* told, const surroundings<Lifecycle>& around);
};

}  // namespace detail

/// An instance of `Lifecycle` that runs on Boost.MSM.
template <class Lifecycle>
using machine = basic_machine<Lifecycle, detail::msm_engine<Lifecycle>>;

}  // namespace fairlead

#endif
