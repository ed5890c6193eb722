// SPDX-License-Identifier: BSL-1.0
// An event by its number: for replay, for streams of mixed events, and for hosts that read events from outside.
#ifndef FAIRLEAD_MACHINE_EVENT_REF_HPP
#define FAIRLEAD_MACHINE_EVENT_REF_HPP

#include <cstddef>

#include "../model/reflection.hpp"
#include "numbered_table.hpp"
#include "reaction_table.hpp"

namespace fairlead {

/// Any one event of `Lifecycle`, its type turned into a number: two words that refer to the event and do not own it.
/// What guards ask of the event alone is asked when this is made, once for all instances that it is fired at, of the
/// first three lists of guards in its rows that differ; the event must not change afterwards. Where that does not
/// settle what the event comes to in a state, each step asks all guards of its rows there.
template <class Lifecycle>
class event_ref {
public:
  /// Refers to `event`, which must outlive this.
  /// @throws whatever a guard throws that asks the event alone
  template <class Event>
    requires has_event<Lifecycle, Event> event_ref(
        const Event& event)  // NOLINT(google-explicit-constructor): stands for the event
        : value_(&event), column_(&detail::reaction_table<Lifecycle>::column_of(event)) {}

    /// Position in `description_of<Lifecycle>.events`; not for persistence.
    [[nodiscard]] std::size_t number() const noexcept { return column_->event; }
    /// The event itself. @pre position_of_event<Lifecycle, Event> == number()
    template <class Event>
    [[nodiscard]] const Event& as() const noexcept {
      return *static_cast<const Event*>(value_);
    }
    /// The event itself, whatever its type.
    [[nodiscard]] const void* address() const noexcept { return value_; }

  private:
    friend struct detail::numbered_table<Lifecycle>;

    const void* value_;
    const detail::event_column<Lifecycle>* column_;
};

namespace detail {

// Calls `use(const Event&)` with the event that `event` refers to.
template <class Lifecycle, class Use>
void with_event(const event_ref<Lifecycle>& event, Use use) {
  (void)choose<reflection<Lifecycle>::event_count>(event.number(), [&](auto number) {
    use(event.template as<typename reflection<Lifecycle>::template event_at<number()>>());
    return true;
  });
}

}  // namespace detail
}  // namespace fairlead

#endif
