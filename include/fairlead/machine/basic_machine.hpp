// SPDX-License-Identifier: BSL-1.0
// A lifecycle that runs, whatever engine decides which row fires: `machine` and `table_machine` are this with one each.
#ifndef FAIRLEAD_MACHINE_BASIC_MACHINE_HPP
#define FAIRLEAD_MACHINE_BASIC_MACHINE_HPP

#include <concepts>
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
#include "region_clocks.hpp"
#include "restore.hpp"
#include "sibling_check.hpp"
#include "snapshot.hpp"

namespace fairlead {

/// One instance of `Lifecycle`: its state (of each region), its data, and the moment its state was entered. A regular
/// value: copied, moved, compared and saved without side effects; no thread, no clock, no heap of its own. `Engine`
/// says which rows fire; what follows from that is the same for all engines.
///
/// One `fire` goes: guards decide; actions work on a copy of the data; the commit hook runs; state and data move
/// together; listeners are told. Whatever throws before the move leaves the machine as it was, reaches the caller,
/// and the next event works. Guards and actions must not touch the machine that calls them.
///
/// Distinct machines may be used in distinct threads; one machine in one thread at a time.
/// Instantiating it proves the lifecycle: one that does not hold does not compile.
template <class Lifecycle, class Engine>
class basic_machine {
  static_assert(holds<Lifecycle>);
  static_assert(detail::every_version_migrates<Lifecycle>());
  using table = reflection<Lifecycle>;
  using frame_type = detail::frame<Lifecycle>;
  static constexpr std::size_t regions = table::region_count;

public:
  using lifecycle_type = Lifecycle;
  using data_type = data_of<Lifecycle>;
  using snapshot_type = machine_snapshot<data_type>;

  /// A new instance in the initial state. `now`, if given, starts the patience of that state.
  explicit basic_machine(data_type data = {}, std::optional<timestamp> now = std::nullopt)
      : data_(std::move(data)), clocks_(now) {}

  /// Fires `event`. `options`, in any order and at most one of each: a `timestamp` (when it happened; else the moment
  /// the current state was entered, if that is known), `beside(...)`, `on_commit(...)`, `tell(...)`.
  /// @throws whatever a guard, an action, the hook or a listener throws
  template <class Event, detail::fire_option... Options>
  outcome fire(const Event& event, const Options&... options) {
    return fire_in<Event>(0xff, event, options...);
  }

  /// What `fire` would answer, without moving, committing or telling.
  template <class Event, detail::fire_option... Options>
  outcome evaluate(const Event& event, const Options&... options) const {
    const frame_type frame = frame_for<Event>(0xff, options...);
    auto decision = detail::decision<Lifecycle, Event>::make(event, frame);
    if (decision.any_fires()) {
      return {description_of<Lifecycle>, number_of<Event>(), frame.around.own, decision.fires};
    }
    return {description_of<Lifecycle>, number_of<Event>(), frame.around.own, std::move(decision.refusals)};
  }

  /// Why `event` would not fire now, as `outcome::text` says it; empty if it would.
  template <class Event, detail::fire_option... Options>
  [[nodiscard]] std::string why_not(const Event& event, const Options&... options) const {
    const outcome answer = evaluate(event, options...);
    return answer ? std::string() : answer.text();
  }

  /// Fires the event called `name`. `payload` makes the event: `payload(std::type_identity<Event>{})` is called for the
  /// one `Event` of that name and returns it. Every sibling that any event asks for must come along.
  /// @throws error  `unknown_event`; whatever `payload` throws for one of the wrong shape, and what `fire` throws
  template <class Payload, detail::fire_option... Options>
  outcome fire_by_name(std::string_view name, Payload&& payload, const Options&... options) {
    for (std::size_t e = 0; e < table::event_count; ++e) {
      if (table::events[e]->name == name) { return fire_by_position(e, payload, options...); }
    }
    throw error(errc::unknown_event, "lifecycle '" + std::string(description_of<Lifecycle>.name) + "' has no event '" +
                                         std::string(name.substr(0, 80)) + "'");
  }
  /// The same for the event at position `event` in `description_of<Lifecycle>.events`; not for persistence.
  /// @throws error  `unknown_event`; see `fire_by_name`
  template <class Payload, detail::fire_option... Options>
  outcome fire_by_position(std::size_t event, Payload&& payload, const Options&... options) {
    return fire_numbered(event, payload, std::make_index_sequence<table::event_count>{}, options...);
  }

  /// Names of the events that have a row here, in table order; their guards may still refuse.
  [[nodiscard]] std::vector<std::string_view> permitted() const {
    return outcome(description_of<Lifecycle>, 0, current()).possible();
  }

  /// Name of the current state (of the first region, where there are several).
  [[nodiscard]] std::string_view state() const noexcept { return table::states[position()]->name; }
  /// Position of the current state of a region in `description_of<Lifecycle>.states`; not for persistence.
  /// @pre region < description_of<Lifecycle>.region_count
  [[nodiscard]] std::size_t position(std::size_t region = 0) const noexcept { return states_[region]; }
  /// Names of the current states, one of each region.
  [[nodiscard]] std::array<std::string_view, regions> states() const noexcept {
    std::array<std::string_view, regions> names{};
    for (std::size_t r = 0; r < regions; ++r) { names[r] = table::states[states_[r]]->name; }
    return names;
  }
  /// True if the machine is in `State`.
  template <class State>
  [[nodiscard]] bool is() const noexcept {
    static_assert(has_state<Lifecycle, State>, "fairlead: machine::is<State>: the lifecycle has no such state");
    constexpr std::size_t state = position_of_state<Lifecycle, State>;
    return states_[table::regions.of[state]] == state;
  }
  /// True if nothing can happen any more: every region is in a terminal state.
  [[nodiscard]] bool ended() const noexcept {
    bool all = true;
    for (const state_number each : states_) { all = all && has(table::states[each]->marks, legend::terminal); }
    return all;
  }
  [[nodiscard]] const data_type& data() const noexcept { return data_; }

  /// When the first current state's patience runs out; none if none waits, says no patience, or no time was ever given.
  [[nodiscard]] std::optional<timestamp> due() const noexcept {
    std::optional<timestamp> first;
    for (std::size_t r = 0; r < regions; ++r) {
      const std::optional<timestamp> end = clocks_.due(r, states_[r]);
      if (end && (!first || *end < *first)) { first = end; }
    }
    return first;
  }
  /// Fires `deadline` in every region whose patience has run out at `now`; if none has, nothing happens and there is no
  /// outcome.
  template <detail::fire_option... Options>
  std::optional<outcome> tick(timestamp now, const Options&... options) {
    static_assert(has_event<Lifecycle, deadline>, "fairlead: machine::tick: the lifecycle has no deadline row");
    unsigned asked = 0;
    for (std::size_t r = 0; r < regions; ++r) {
      const std::optional<timestamp> end = clocks_.due(r, states_[r]);
      if (end && *end <= now) { asked |= 1U << r; }
    }
    if (asked == 0) { return std::nullopt; }
    return fire_in<deadline>(static_cast<std::uint8_t>(asked), deadline{}, now, options...);
  }

  /// The whole instance by names.
  [[nodiscard]] snapshot_type snapshot() const {
    constexpr auto digits = fingerprint_of(description_of<Lifecycle>).to_hexadecimal();
    snapshot_type saved{std::string(description_of<Lifecycle>.name),
                        description_of<Lifecycle>.version,
                        std::string(digits.data(), digits.size()),
                        std::string(state()),
                        clocks_.entered(0),
                        data_,
                        {}};
    for (std::size_t r = 1; r < regions; ++r) {
      saved.further_regions.push_back({std::string(table::states[states_[r]]->name), clocks_.entered(r)});
    }
    return saved;
  }
  /// The instance that was saved, by this engine or another, in this version or an earlier one. Runs no action and
  /// resets no clock.
  /// @throws error  `wrong_lifecycle`, `schema_too_new` (a later version wrote it), `unknown_state`; what a step of a
  ///   migration throws
  [[nodiscard]] static basic_machine restore(snapshot_type saved) {
    const auto states = detail::restored_states<Lifecycle>(saved);
    basic_machine restored(std::move(saved.data), saved.entered);
    for (std::size_t r = 0; r < regions; ++r) {
      restored.states_[r] = static_cast<state_number>(states[r]);
      if (r > 0) { restored.clocks_.enter(r, saved.further_regions[r - 1].entered); }
    }
    return restored;
  }

  friend bool operator==(const basic_machine& a, const basic_machine& b) requires std::equality_comparable<data_type> {
    return a.states_ == b.states_ && a.clocks_ == b.clocks_ && a.data_ == b.data_;
  }

private:
  // One byte a region, as long as that suffices.
  using state_number = std::conditional_t<(table::state_count <= 256), std::uint8_t, std::uint16_t>;

  template <class Event>
  static constexpr std::uint16_t number_of() {
    static_assert(has_event<Lifecycle, Event>,
                  "fairlead: machine::fire: the lifecycle has no row for this event; is it another lifecycle's?");
    return static_cast<std::uint16_t>(position_of_event<Lifecycle, Event>);
  }

  template <class Event, class... Options>
  outcome fire_in(std::uint8_t asked, const Event& event, const Options&... options) {
    frame_type frame = frame_for<Event>(asked, options...);
    Engine::process(event, frame);
    if (!frame.any_fired()) {
      if (frame.has_row) { return refused(event, frame); }
      return {description_of<Lifecycle>, number_of<Event>(), frame.around.own};
    }
    (commit(options, frame), ...);
    if (frame.evolved) { data_ = std::move(*frame.evolved); }
    for (std::size_t r = 0; r < regions; ++r) {
      if (frame.fired[r] == 0) { continue; }
      const edge& fired = table::all.edges[frame.fired[r] - 1U];
      states_[r] = static_cast<state_number>(fired.target);
      if constexpr (std::is_same_v<Event, deadline>) {
        clocks_.enter(r, time_of(options...));
      } else if (!fired.stays) {
        clocks_.enter(r, time_of(options...));
      }
    }
    (tell_listener(options, event, frame), ...);
    return {description_of<Lifecycle>, number_of<Event>(), frame.around.own, frame.fired};
  }

  // Asks all guards once more, now with reasons: the way of an event that fires stays short.
  template <class Event>
  [[gnu::noinline]] static outcome refused(const Event& event, const frame_type& frame) {
    auto decision = detail::decision<Lifecycle, Event>::make(event, frame);
    return {description_of<Lifecycle>, number_of<Event>(), frame.around.own, std::move(decision.refusals)};
  }

  template <class Payload, std::size_t... Event, class... Options>
  outcome fire_numbered(std::size_t event, Payload& payload, std::index_sequence<Event...>, const Options&... options) {
    std::optional<outcome> result;
    ((event == Event &&
      (result.emplace(fire(payload(std::type_identity<typename table::template event_at<Event>>{}), options...)),
       true)) ||
     ...);
    if (!result) {
      throw error(errc::unknown_event, "lifecycle '" + std::string(description_of<Lifecycle>.name) +
                                           "' has no event at position " + std::to_string(event));
    }
    return *std::move(result);
  }

  // The event's time: the option, else the last moment told.
  template <class... Options>
  [[nodiscard]] std::optional<timestamp> time_of(const Options&... options) const noexcept {
    std::optional<timestamp> at;
    (
        [&] {
          if constexpr (std::is_same_v<Options, timestamp>) { at = options; }
        }(),
        ...);
    if constexpr (!(std::is_same_v<Options, timestamp> || ...)) { at = clocks_.newest(); }
    return at;
  }

  template <class Event, class... Options>
  [[nodiscard]] frame_type frame_for(std::uint8_t asked, const Options&... options) const {
    static_assert(has_event<Lifecycle, Event>,
                  "fairlead: machine::fire: the lifecycle has no row for this event; is it another lifecycle's?");
    (void)detail::siblings_are_present<Lifecycle, Event, Options...>();
    frame_type frame{data_, time_of(options...).value_or(timestamp{}), {current(), {}}, asked};
    (find_siblings(frame, options), ...);
    return frame;
  }
  template <class Option>
  static void find_siblings(frame_type& frame, const Option& option) {
    if constexpr (detail::is_siblings<Option>) {
      for (std::size_t i = 0; i < frame.around.siblings.size(); ++i) {
        frame.around.siblings[i] = option.find(detail::sibling_scopes<Lifecycle>::all.scopes[i]);
      }
    }
  }

  [[nodiscard]] detail::region_states<Lifecycle> current() const noexcept {
    detail::region_states<Lifecycle> now{};
    for (std::size_t r = 0; r < regions; ++r) { now[r] = states_[r]; }
    return now;
  }

  // Calls `use` with the transition of the first region that moved; those of the others hang on it.
  template <class Use>
  static void with_transition(const frame_type& frame, Use use) {
    std::array<transition, regions> all{};
    std::size_t count = 0;
    for (const std::uint16_t each : frame.fired) {
      if (each != 0) { all[count++] = frame_type::transition_of(each - 1U, frame.at); }
    }
    all[0].others = all.data() + 1;
    all[0].other_count = count - 1;
    use(all[0]);
  }
  template <class Option>
  static void commit(const Option& option, const frame_type& frame) {
    if constexpr (detail::is_commit_hook<Option>) { with_transition(frame, *option.function); }
  }

  template <class Option, class Event>
  void tell_listener(const Option& option, const Event& event, const frame_type& frame) const {
    if constexpr (detail::is_listener<Option>) {
      const auto& observer = *option.function;
      if constexpr (std::is_invocable_v<decltype(observer), const transition&>) {
        with_transition(frame, [&](const transition& done) { observer(done); });
      }
      for (const std::uint16_t each : frame.fired) {
        if (each == 0) { continue; }
        raise_signals(observer, event, table::all.edges[each - 1U].row, std::make_index_sequence<table::rows::size>{});
      }
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

  static constexpr std::array<state_number, regions> initial_states() noexcept {
    std::array<state_number, regions> states{};
    for (std::size_t r = 0; r < regions; ++r) { states[r] = static_cast<state_number>(table::initial_states[r]); }
    return states;
  }

  std::array<state_number, regions> states_ = initial_states();
  [[no_unique_address]] data_type data_;
  [[no_unique_address]] detail::region_clocks<Lifecycle> clocks_;
};

}  // namespace fairlead

#endif
