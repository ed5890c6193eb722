// SPDX-License-Identifier: BSL-1.0
// A lifecycle that runs: `machine<Lifecycle>`, a value. Its engine, Boost.MSM, is declared here and defined in msm.hpp,
// so that a program that links a precompiled machine need not parse Boost.MSM.
#ifndef FAIRLEAD_MACHINE_MACHINE_HPP
#define FAIRLEAD_MACHINE_MACHINE_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../error.hpp"
#include "../model/fingerprint.hpp"
#include "frame.hpp"
#include "options.hpp"
#include "outcome.hpp"
#include "snapshot.hpp"

namespace fairlead {

namespace detail {

// Decides on Boost.MSM which row fires. Defined in msm.hpp, or precompiled in libfairlead.
template <class Lifecycle>
struct msm_engine {
  // Processes the event at position `event` in `state`; returns the state afterwards. What fired is in `frame`.
  static std::uint16_t process(std::uint16_t state, std::size_t event, const void* value, frame<Lifecycle>& frame);
};

// How long a state waits, in nanoseconds; negative if its type does not say.
template <class State>
constexpr std::int64_t patience_of() {
  if constexpr (requires { State::patience.count(); }) {
    return timestamp::to_nanoseconds(State::patience);
  } else {
    return -1;
  }
}
template <class Lifecycle, std::size_t... I>
constexpr auto all_patience(std::index_sequence<I...>) {
  return std::array<std::int64_t, sizeof...(I)>{patience_of<typename reflection<Lifecycle>::template state_at<I>>()...};
}

template <class State, bool Present>
struct sibling_must_be_present {
  static_assert(Present,
                "fairlead: a guard of this event asks in<State> of a sibling; hand its machine over with the event: "
                "fire(event, beside(sibling))");
};

}  // namespace detail

/// One instance of `Lifecycle`: its state, its data, and the moment its state was entered. A regular value: copied,
/// moved, compared and saved without side effects; no thread, no clock, no heap of its own.
///
/// One `fire` goes: guards decide; actions work on a copy of the data; the commit hook runs; state and data move
/// together; listeners are told. Whatever throws before the move leaves the machine as it was, reaches the caller,
/// and the next event works. Guards and actions must not touch the machine that calls them.
///
/// Instantiating it proves the lifecycle: one that does not hold does not compile.
template <class Lifecycle>
class machine {
  static_assert(holds<Lifecycle>);
  using table = reflection<Lifecycle>;

public:
  using lifecycle_type = Lifecycle;
  using data_type = data_of<Lifecycle>;
  using snapshot_type = machine_snapshot<data_type>;

  /// A new instance in the initial state. `now`, if given, starts the patience of that state.
  explicit machine(data_type data = {}, std::optional<timestamp> now = std::nullopt)
      : data_(std::move(data)), entered_(now) {}

  /// Fires `event`. `options`, in any order and at most one of each: a `timestamp` (when it happened; else the last
  /// moment this machine was told), `beside(...)`, `on_commit(...)`, `tell(...)`.
  /// @throws whatever a guard, an action, the hook or a listener throws
  template <class Event, detail::fire_option... Options>
  outcome fire(const Event& event, const Options&... options) {
    require_event<Event>();
    detail::frame<Lifecycle> frame = frame_for<Event>(options...);
    (set_commit(frame, options), ...);
    const std::uint16_t next =
        detail::msm_engine<Lifecycle>::process(state_, position_of_event<Lifecycle, Event>, &event, frame);
    if (!frame.fired) { return refused<Event>(event, frame); }
    const edge& fired = table::all.edges[*frame.fired];
    state_ = next;
    if (frame.evolved) { data_ = std::move(*frame.evolved); }
    if (!fired.stays || table::events[fired.event]->is_deadline) { entered_ = time_of(options...); }
    (tell_listener(options, event, frame), ...);
    return {description_of<Lifecycle>, fired};
  }

  /// What `fire` would answer, without moving, committing or telling.
  template <class Event, detail::fire_option... Options>
  outcome evaluate(const Event& event, const Options&... options) const {
    require_event<Event>();
    const detail::frame<Lifecycle> frame = frame_for<Event>(options...);
    auto decision = detail::decision<Lifecycle, Event>::make(state_, event, frame);
    if (decision.fires) { return {description_of<Lifecycle>, table::all.edges[*decision.fires]}; }
    return {description_of<Lifecycle>, number_of<Event>(), state_, std::move(decision.refusals)};
  }

  /// Names of the events that have a row here, in table order; their guards may still refuse.
  [[nodiscard]] std::vector<std::string_view> permitted() const {
    return outcome(description_of<Lifecycle>, 0, state_, {}).possible();
  }

  /// Name of the current state.
  [[nodiscard]] std::string_view state() const noexcept { return table::states[state_]->name; }
  /// Position of the current state in `description_of<Lifecycle>.states`; not for persistence.
  [[nodiscard]] std::size_t position() const noexcept { return state_; }
  /// True if the machine is in `State`.
  template <class State>
  [[nodiscard]] bool is() const noexcept {
    static_assert(has_state<Lifecycle, State>, "fairlead: machine::is<State>: the lifecycle has no such state");
    return state_ == position_of_state<Lifecycle, State>;
  }
  /// True if nothing can happen any more.
  [[nodiscard]] bool ended() const noexcept { return has(table::states[state_]->marks, legend::terminal); }
  [[nodiscard]] const data_type& data() const noexcept { return data_; }

  /// When the current state's patience runs out; none if it does not wait, says no patience, or no time was ever given.
  [[nodiscard]] std::optional<timestamp> due() const noexcept {
    constexpr auto patience = detail::all_patience<Lifecycle>(std::make_index_sequence<table::state_count>{});
    if (!entered_ || patience[state_] < 0) { return std::nullopt; }
    return entered_->later_by(patience[state_]);
  }
  /// Fires `deadline` if `due()` is not later than `now`; else nothing happens and there is no outcome.
  template <detail::fire_option... Options>
  std::optional<outcome> tick(timestamp now, const Options&... options) {
    static_assert(has_event<Lifecycle, deadline>, "fairlead: machine::tick: the lifecycle has no deadline row");
    const std::optional<timestamp> end = due();
    if (!end || now < *end) { return std::nullopt; }
    return fire(deadline{}, now, options...);
  }

  /// The whole instance by names.
  [[nodiscard]] snapshot_type snapshot() const {
    constexpr auto digits = fingerprint_of(description_of<Lifecycle>).to_hexadecimal();
    return {std::string(description_of<Lifecycle>.name),
            description_of<Lifecycle>.version,
            std::string(digits.data(), digits.size()),
            std::string(state()),
            entered_,
            data_};
  }
  /// The instance that was saved. Runs no action and resets no clock.
  /// @throws error  `wrong_lifecycle`, `schema_too_new` (a later version wrote it), `unknown_state`
  [[nodiscard]] static machine restore(snapshot_type saved) {
    constexpr const lifecycle_description& lifecycle = description_of<Lifecycle>;
    if (saved.lifecycle != lifecycle.name) {
      throw error(errc::wrong_lifecycle, "this is an instance of lifecycle '" + saved.lifecycle + "', not of '" +
                                             std::string(lifecycle.name) + "'");
    }
    if (saved.version > lifecycle.version) {
      throw error(errc::schema_too_new, "lifecycle '" + saved.lifecycle + "' was saved in version " +
                                            std::to_string(saved.version) + ", this program knows up to " +
                                            std::to_string(lifecycle.version) + "; use a newer program");
    }
    const std::size_t state = lifecycle.find_state(saved.state);
    if (state == lifecycle.states.size()) {
      throw error(errc::unknown_state, "lifecycle '" + saved.lifecycle + "' has no state '" + saved.state +
                                           "'; it was saved by a program with other states");
    }
    machine restored(std::move(saved.data), saved.entered);
    restored.state_ = static_cast<std::uint16_t>(state);
    return restored;
  }

  friend bool operator==(const machine& a, const machine& b) requires std::equality_comparable<data_type> {
    return a.state_ == b.state_ && a.entered_ == b.entered_ && a.data_ == b.data_;
  }

private:
  template <class Event>
  static constexpr void require_event() {
    static_assert(has_event<Lifecycle, Event>,
                  "fairlead: machine::fire: the lifecycle has no row for this event; is it another lifecycle's?");
  }
  template <class Event>
  static constexpr std::uint16_t number_of() {
    return static_cast<std::uint16_t>(position_of_event<Lifecycle, Event>);
  }

  // The event's time: the option, else the last moment told.
  template <class... Options>
  [[nodiscard]] std::optional<timestamp> time_of(const Options&... options) const noexcept {
    std::optional<timestamp> at = entered_;
    (
        [&] {
          if constexpr (std::is_same_v<Options, timestamp>) { at = options; }
        }(),
        ...);
    return at;
  }

  template <class Event, class... Options>
  [[nodiscard]] detail::frame<Lifecycle> frame_for(const Options&... options) const {
    detail::frame<Lifecycle> frame{data_, time_of(options...).value_or(timestamp{}), {}};
    require_siblings<Event, Options...>();
    (find_siblings(frame, options), ...);
    return frame;
  }
  template <class Option>
  static void find_siblings(detail::frame<Lifecycle>& frame, const Option& option) {
    if constexpr (detail::is_siblings<Option>) {
      for (std::size_t i = 0; i < frame.siblings.current.size(); ++i) {
        frame.siblings.current[i] = option.find(detail::sibling_scopes<Lifecycle>::all.scopes[i]);
      }
    }
  }
  template <class Option>
  static void set_commit(detail::frame<Lifecycle>& frame, const Option& option) {
    if constexpr (detail::is_commit_hook<Option>) {
      using function = std::remove_reference_t<decltype(*option.function)>;
      frame.commit_function = option.function;
      frame.commit = [](const void* hook, const transition& t) { (*static_cast<const function*>(hook))(t); };
    }
  }

  template <class Option, class State>
  static constexpr bool brings = [] {
    if constexpr (detail::is_siblings<Option>) {
      return Option::template include<State>;
    } else {
      return false;
    }
  }();
  template <class... Options, class Guard>
  static constexpr void require_sibling(std::type_identity<Guard>) {}
  template <class... Options, class Guard>
  static constexpr void require_sibling(std::type_identity<not_<Guard>>) {
    require_sibling<Options...>(std::type_identity<Guard>{});
  }
  template <class... Options, class State>
  static constexpr void require_sibling(std::type_identity<in<State>>) {
    static_assert(sizeof(detail::sibling_must_be_present<State, (brings<Options, State> || ...)>) > 0);
  }
  template <class... Options, class... Guards>
  static constexpr void require_siblings_of(detail::type_list<Guards...>) {
    (require_sibling<Options...>(std::type_identity<Guards>{}), ...);
  }
  template <class Event, class... Options, class... Rows>
  static constexpr void require_siblings_in(detail::type_list<Rows...>) {
    (
        [] {
          if constexpr (std::is_same_v<typename Rows::event, Event>) {
            require_siblings_of<Options...>(typename Rows::guards{});
          }
        }(),
        ...);
  }
  template <class Event, class... Options>
  static constexpr void require_siblings() {
    require_siblings_in<Event, Options...>(typename table::rows{});
  }

  template <class Event>
  outcome refused(const Event& event, const detail::frame<Lifecycle>& frame) const {
    auto decision = detail::decision<Lifecycle, Event>::make(state_, event, frame);
    return {description_of<Lifecycle>, number_of<Event>(), state_, std::move(decision.refusals)};
  }

  template <class Option, class Event>
  void tell_listener(const Option& option, const Event& event, const detail::frame<Lifecycle>& frame) const {
    if constexpr (detail::is_listener<Option>) {
      const auto& observer = *option.function;
      const transition done = frame.transition_of(*frame.fired);
      if constexpr (std::is_invocable_v<decltype(observer), const transition&>) { observer(done); }
      raise_signals(observer, event, done.row, std::make_index_sequence<table::rows::size>{});
    }
  }
  template <class Observer, class Event, std::size_t... Row>
  void raise_signals(const Observer& observer, const Event& event, std::size_t fired,
                     std::index_sequence<Row...>) const {
    (
        [&] {
          using row = typename table::template row_at<Row>;
          if constexpr (std::is_same_v<typename row::event, Event>) {
            if (fired == Row) { raise_each(observer, event, typename row::actions{}); }
          }
        }(),
        ...);
  }
  template <class Observer, class Event, class... Actions>
  void raise_each(const Observer& observer, const Event& event, detail::type_list<Actions...>) const {
    (raise_one(observer, event, std::type_identity<Actions>{}), ...);
  }
  template <class Observer, class Event, class Action>
  void raise_one(const Observer&, const Event&, std::type_identity<Action>) const {}
  template <class Observer, class Event, class Signal>
  void raise_one(const Observer& observer, const Event& event, std::type_identity<raise<Signal>>) const {
    if constexpr (std::is_invocable_v<const Observer&, const Signal&>) {
      if constexpr (requires { Signal::from(event, data_); }) {
        observer(Signal::from(event, data_));
      } else {
        observer(Signal::from(data_));
      }
    }
  }

  std::uint16_t state_ = static_cast<std::uint16_t>(initial_state_of<Lifecycle>);
  data_type data_;
  std::optional<timestamp> entered_;
};

}  // namespace fairlead

#endif
