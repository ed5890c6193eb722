// SPDX-License-Identifier: BSL-1.0
// `machine<Lifecycle>`: a lifecycle that runs on Boost.MSM, the default and the reference. Its engine is declared here
// and defined in msm.hpp, so that a program that links a precompiled machine need not parse Boost.MSM.
#ifndef FAIRLEAD_MACHINE_MACHINE_HPP
#define FAIRLEAD_MACHINE_MACHINE_HPP

#include "basic_machine.hpp"

namespace fairlead {

namespace detail {

// Decides on Boost.MSM which row fires. Defined in msm.hpp, or precompiled in libfairlead.
template <class Lifecycle>
struct msm_engine {
  template <class Event>
  static void process(const Event& event, frame<Lifecycle>& frame) {
    run(position_of_event<Lifecycle, Event>, &event, frame);
  }
  // Processes the event at position `event`; what fired is in `frame`.
  static void run(std::size_t event, const void* value, frame<Lifecycle>& frame);
};

}  // namespace detail

/// An instance of `Lifecycle` that runs on Boost.MSM.
template <class Lifecycle>
using machine = basic_machine<Lifecycle, detail::msm_engine<Lifecycle>>;

}  // namespace fairlead

#endif
