// SPDX-License-Identifier: BSL-1.0
// What a row that fired asks of the world with `raise<Signal>`, made and handed to whoever listens.
#ifndef FAIRLEAD_MACHINE_SIGNALS_HPP
#define FAIRLEAD_MACHINE_SIGNALS_HPP

#include <cstddef>
#include <type_traits>
#include <utility>

#include "../model/reflection.hpp"

namespace fairlead::detail {

template <class Observer, class Event, class Data, class Action>
void raise_one(const Observer&, const Event&, const Data&, std::type_identity<Action>) {}
template <class Observer, class Event, class Data, class Signal>
void raise_one([[maybe_unused]] const Observer& observer, [[maybe_unused]] const Event& event,
               [[maybe_unused]] const Data& data, std::type_identity<raise<Signal>>) {
  if constexpr (std::is_invocable_v<const Observer&, const Signal&>) {
    if constexpr (requires { Signal::from(event, data); }) {
      observer(Signal::from(event, data));
    } else {
      observer(Signal::from(data));
    }
  }
}
template <class Observer, class Event, class Data, class... Actions>
void raise_each(const Observer& observer, const Event& event, const Data& data, type_list<Actions...>) {
  (raise_one(observer, event, data, std::type_identity<Actions>{}), ...);
}

// The signals of `row`, a row of `Event`; `data` are those after the transition.
template <class Lifecycle, class Observer, class Event, class Data, std::size_t... Row>
void raise_signals(const Observer& observer, const Event& event, const Data& data, std::size_t row,
                   std::index_sequence<Row...>) {
  (
      [&] {
        using candidate = typename reflection<Lifecycle>::template row_at<Row>;
        if constexpr (std::is_same_v<typename candidate::event, Event>) {
          if (row == Row) { raise_each(observer, event, data, typename candidate::actions{}); }
        }
      }(),
      ...);
}

}  // namespace fairlead::detail

#endif
