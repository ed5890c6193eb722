// SPDX-License-Identifier: BSL-1.0
// An event by its number: for replay, for streams of mixed events, and for hosts that read events from outside.
#ifndef FAIRLEAD_MACHINE_EVENT_REF_HPP
#define FAIRLEAD_MACHINE_EVENT_REF_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "../model/reflection.hpp"

namespace fairlead {

namespace detail {

// Guards that only the event answers are asked once, when it gets its number: what they say is the same everywhere.
template <class Guard, class Event, class Data>
inline constexpr bool asks_event_alone =
    !std::is_invocable_v<const Guard&, const Event&, const Data&, timestamp> &&
    !std::is_invocable_v<const Guard&, const Event&, const Data&> && std::is_invocable_v<const Guard&, const Event&>;
template <class State, class Event, class Data>
inline constexpr bool asks_event_alone<in<State>, Event, Data> = false;
template <class Guard, class Event, class Data>
inline constexpr bool asks_event_alone<not_<Guard>, Event, Data> = asks_event_alone<Guard, Event, Data>;

template <class Guard>
struct answered {
  template <class Event>
  static constexpr bool by(const Event& event) {
    return verdict(Guard{}(event)).passes();
  }
};
template <class Guard>
struct answered<not_<Guard>> {
  template <class Event>
  static constexpr bool by(const Event& event) {
    return !answered<Guard>::by(event);
  }
};
template <class Data, class Guard, class Event>
constexpr bool passes_alone([[maybe_unused]] const Event& event) {
  if constexpr (asks_event_alone<Guard, Event, Data>) {
    return answered<Guard>::by(event);
  } else {
    return true;
  }
}
template <class Data, class Event, class... Guards>
constexpr bool all_pass_alone([[maybe_unused]] const Event& event, type_list<Guards...>) {
  return (passes_alone<Data, Guards>(event) && ...);
}

// One bit of an event_ref for each of the first rows of its event. Of the two behind them one is always set, for rows
// that come later, and one never, for states without a row.
inline constexpr std::size_t answered_rows = 30;
inline constexpr std::size_t always_answered = 30;
inline constexpr std::size_t never_answered = 31;

template <class Lifecycle, class Event>
struct rows_of_event {
  using table = reflection<Lifecycle>;
  static constexpr std::size_t count = [] {
    std::size_t n = 0;
    for (const row_description& row : table::row_data) { n += row.event == &event_of<Event> ? 1U : 0U; }
    return n < answered_rows ? n : answered_rows;
  }();
  static constexpr std::array<std::size_t, count> rows = [] {
    std::array<std::size_t, count> list{};
    std::size_t n = 0;
    for (std::size_t r = 0; r < table::row_data.size() && n < count; ++r) {
      if (table::row_data[r].event == &event_of<Event>) { list[n++] = r; }
    }
    return list;
  }();
  template <std::size_t... I>
  static constexpr std::uint32_t answers(const Event& event, std::index_sequence<I...>) {
    std::uint32_t bits = 1U << always_answered;
    (void)((bits |=
            std::uint32_t{all_pass_alone<data_of<Lifecycle>>(event, typename table::template row_at<rows[I]>::guards{})}
            << I),
           ...);
    return bits;
  }
};

}  // namespace detail

/// Any one event of `Lifecycle`, its type turned into a number: two words that refer to the event and do not own it.
/// What guards ask of the event alone is asked when this is made, once for all instances that it is fired at; the event
/// must not change afterwards.
template <class Lifecycle>
class event_ref {
public:
  /// Refers to `event`, which must outlive this.
  /// @throws whatever a guard throws that asks the event alone
  template <class Event>
    requires has_event<Lifecycle, Event> event_ref(
        const Event& event)  // NOLINT(google-explicit-constructor): stands for the event
        : value_(&event),
          number_(static_cast<std::uint16_t>(position_of_event<Lifecycle, Event>)),
          answers_(answers_of(event)) {}

    /// Position in `description_of<Lifecycle>.events`; not for persistence.
    [[nodiscard]] std::size_t number() const noexcept { return number_; }
    /// The event itself. @pre position_of_event<Lifecycle, Event> == number()
    template <class Event>
    [[nodiscard]] const Event& as() const noexcept {
      return *static_cast<const Event*>(value_);
    }
    /// The event itself, whatever its type.
    [[nodiscard]] const void* address() const noexcept { return value_; }
    /// Bit k: the guards of the k-th row of this event that ask the event alone have passed. Bit 30 is set, bit 31 is
    /// not.
    [[nodiscard]] std::uint32_t answers() const noexcept { return answers_; }

  private:
    template <class Event>
    static std::uint32_t answers_of(const Event& event) {
      using rows = detail::rows_of_event<Lifecycle, Event>;
      return rows::answers(event, std::make_index_sequence<rows::count>{});
    }

    const void* value_;
    std::uint16_t number_;
    std::uint32_t answers_;
};

namespace detail {

// Compilers fold over at most 256 operands.
inline constexpr std::size_t choices_at_once = 64;

template <std::size_t First, class Use, std::size_t... I>
[[gnu::always_inline]] constexpr bool choose_among(std::size_t number, Use& use, std::index_sequence<I...>) {
  bool answer = false;
  (void)((number == First + I && (answer = use(std::integral_constant<std::size_t, First + I>{}), true)) || ...);
  return answer;
}
// What `use` answers to the constant that `number` equals. It compiles to a jump, and where all ways are alike, to
// none.
template <std::size_t Count, std::size_t First = 0, class Use>
[[gnu::always_inline]] constexpr bool choose(std::size_t number, Use use) {
  if constexpr (Count - First <= choices_at_once) {
    return choose_among<First>(number, use, std::make_index_sequence<Count - First>{});
  } else {
    if (number < First + choices_at_once) {
      return choose_among<First>(number, use, std::make_index_sequence<choices_at_once>{});
    }
    return choose<Count, First + choices_at_once>(number, use);
  }
}

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
