// SPDX-License-Identifier: BSL-1.0
// What can be asked of an instance of a lifecycle and done to it, wherever it is kept: in a machine or in a fleet.
#ifndef FAIRLEAD_MACHINE_INSTANCE_HPP
#define FAIRLEAD_MACHINE_INSTANCE_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "../model/migration.hpp"
#include "event_ref.hpp"
#include "frame.hpp"
#include "named_event.hpp"
#include "numbered_table.hpp"
#include "options.hpp"
#include "outcome.hpp"
#include "payload_check.hpp"
#include "possible_events.hpp"
#include "region_clocks.hpp"
#include "short_outcome.hpp"
#include "sibling_check.hpp"
#include "signals.hpp"

namespace fairlead {

template <class Data>
struct machine_snapshot;

namespace detail {

// In restore.hpp, as `machine_snapshot` is: who never saves parses neither.
template <class Lifecycle>
struct at_rest;
template <class Lifecycle>
concept can_be_saved = requires {
  sizeof(at_rest<Lifecycle>);
};

}  // namespace detail

/// What `basic_machine` and the members of a `fleet` have in common. `Self` keeps the state of each region, the data
/// and the moments at which the states were entered; `Engine` says which rows fire.
///
/// One `fire` goes: guards decide; actions work on a copy of the data; the commit hook runs; state and data move
/// together; listeners are told. No copy is made for actions that are `noexcept`, where there is one region and no
/// commit hook: nothing can come between them and the move. Whatever throws before the move leaves the instance as it
/// was, reaches the caller, and the next event works. Guards, actions, hooks and listeners must not change the instance
/// that they are called for, and an event must not be part of its data, which actions change while they read it.
template <class Self, class Lifecycle, class Engine>
class instance {
  static_assert(detail::lifecycle_holds<Lifecycle>());  // not `holds`: clang has less to say of a function
  static_assert(detail::every_version_migrates<Lifecycle>() && sizeof(detail::data_fit<data_of<Lifecycle>>) > 0);
  using table = reflection<Lifecycle>;
  using frame_type = detail::frame<Lifecycle>;
  using attempt = detail::attempt<Lifecycle>;
  using numbered = detail::numbered_table<Lifecycle>;
  static constexpr std::size_t regions = table::region_count;

public:
  using lifecycle_type = Lifecycle;
  using data_type = data_of<Lifecycle>;
  using snapshot_type = machine_snapshot<data_type>;

  /// Fires `event`. `options`, in any order and at most one of each: a `timestamp` (when it happened), `beside(...)`,
  /// `on_commit(...)`, `tell(...)`. Without a timestamp the last that was told counts, where the lifecycle has
  /// deadlines and so remembers it. Where none is known, guards that ask for the time answer `cannot_determine`.
  /// @throws whatever a guard, an action, the hook or a listener throws
  template <class Event, detail::fire_option... Options>
  outcome fire(const Event& event, const Options&... options) {
    if constexpr (asks_siblings) { (void)detail::siblings_are_present<Lifecycle, Event, Options...>(); }
    constexpr std::uint16_t number = number_of<Event>();
    if constexpr (Engine::elsewhere && !((detail::is_commit_hook<Options> || detail::is_listener<Options>) || ...)) {
      return Engine::fire(self(), detail::asked_by(options...), number, &event, detail::told_by(options...),
                          surroundings_with(options...));
    } else {
      attempt one = attempt_with(options...);
      const unsigned answer = Engine::process(event, one);
      if constexpr ((detail::is_listener<Options> || ...)) {
        outcome result = conclude(one, answer, number, &event, options...);
        if (result) { (tell_listener(options, event, one.fired, one.at), ...); }
        return result;
      } else {
        return conclude(one, answer, number, &event, options...);  // without a name it need not lie in memory
      }
    }
  }

  /// What `fire` would answer, without moving, committing or telling.
  template <class Event, detail::fire_option... Options>
  outcome evaluate(const Event& event, const Options&... options) const {
    if constexpr (asks_siblings) { (void)detail::siblings_are_present<Lifecycle, Event, Options...>(); }
    constexpr std::uint16_t number = number_of<Event>();
    return Engine::decide(number, &event, attempt_with(options...));
  }

  /// `fire` of an event by its number. Every sibling that any event asks for must come along.
  template <detail::fire_option... Options>
  outcome fire(const event_ref<Lifecycle>& event, const Options&... options) {
    outcome result = unanswered(event.number());
    detail::with_event(event, [&](const auto& typed) { result = fire(typed, options...); });
    return result;
  }
  /// `evaluate` of an event by its number.
  template <detail::fire_option... Options>
  outcome evaluate(const event_ref<Lifecycle>& event, const Options&... options) const {
    outcome result = unanswered(event.number());
    detail::with_event(event, [&](const auto& typed) { result = evaluate(typed, options...); });
    return result;
  }
  /// The same as `fire` of an event by its number, with a short answer: for streams of events. It looks up by the
  /// numbers of state and event, and allocates nothing that guards and actions do not allocate.
  template <detail::fire_option... Options>
  short_outcome step(const event_ref<Lifecycle>& event, const Options&... options) {
    if constexpr (asks_siblings) { check_siblings_of_all<Options...>(std::make_index_sequence<table::event_count>{}); }
    const std::optional<timestamp> now = time_of(options...);
    const timestamp at = now ? *now : detail::no_time<Lifecycle>;
    const detail::surroundings<Lifecycle> around = surroundings_with(options...);
    std::array<const detail::reaction<Lifecycle>*, regions> found;
    std::optional<data_type> evolved;
    if constexpr (Engine::by_number) {
      for (std::size_t r = 0; r < regions; ++r) {
        found[r] = numbered::decide(self().states_[r], event, self().data_, at, around);
      }
      for (std::size_t r = 0; r < regions; ++r) {
        if constexpr (at_once<Options...>) {
          if (found[r]->changes) { numbered::change_or_not(*found[r], event, self().data_, at); }
          self().states_[r] = found[r]->target;
        } else if (found[r]->changes) {
          if (regions == 1 || !evolved) { evolved.emplace(self().data_); }
          numbered::change(*found[r], event, *evolved, at);
        }
      }
    } else {
      frame_type frame{self().data_, at, around, at_once<Options...> ? nullptr : &evolved};
      const bool fires = (Engine::run(event.number(), event.address(), frame) & detail::row_fired) != 0;
      for (std::size_t r = 0; r < regions; ++r) {
        found[r] = fires ? numbered::fired(frame.fired[r])
                         : numbered::refused(self().states_[r], event, self().data_, at, around);
      }
    }
    const short_outcome result = numbered::together(found);
    if (result) {
      detail::region_states<Lifecycle> fired{};
      for (std::size_t r = 0; r < regions; ++r) {
        if (found[r]->outcome) { fired[r] = static_cast<std::uint16_t>(found[r]->outcome.edge + 1); }
      }
      settle(fired, evolved, event.number() == position_of_event<Lifecycle, deadline>, now, options...);
      if constexpr ((detail::is_listener<Options> || ...)) {
        detail::with_event(event, [&](const auto& typed) { (tell_listener(options, typed, fired, at), ...); });
      }
    }
    return result;
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
    return fire_by_position(detail::named_event(description_of<Lifecycle>, name), payload, options...);
  }
  /// The same for the event at position `event` in `description_of<Lifecycle>.events`; not for persistence.
  /// @throws error  `unknown_event`; see `fire_by_name`
  template <class Payload, detail::fire_option... Options>
  outcome fire_by_position(std::size_t event, Payload&& payload, const Options&... options) {
    detail::check_event(description_of<Lifecycle>, event);
    outcome result = unanswered(event);
    (void)detail::choose<table::event_count>(event, [&](auto number) {
      using named = typename table::template event_at<number()>;
      static_assert(sizeof(checks::payload_makes_the_event<std::remove_reference_t<Payload>, named>) > 0);
      result = fire(payload(std::type_identity<named>{}), options...);
      return true;
    });
    return result;
  }

  /// The events that have a row here.
  [[nodiscard]] possible_events permitted() const noexcept { return {description_of<Lifecycle>, current()}; }

  /// Name of the current state (of the first region, where there are several).
  [[nodiscard]] std::string_view state() const noexcept { return table::states[position()]->name; }
  /// Position of the current state of a region in `description_of<Lifecycle>.states`; not for persistence.
  /// @pre region < description_of<Lifecycle>.region_count
  [[nodiscard]] std::size_t position(std::size_t region = 0) const noexcept { return self().states_[region]; }
  /// Names of the current states, one of each region.
  [[nodiscard]] std::array<std::string_view, regions> states() const noexcept {
    std::array<std::string_view, regions> names{};
    for (std::size_t r = 0; r < regions; ++r) { names[r] = table::states[self().states_[r]]->name; }
    return names;
  }
  /// True if the machine is in `State`.
  template <class State>
  [[nodiscard]] bool is() const noexcept {
    static_assert(has_state<Lifecycle, State>, "fairlead: machine::is<State>: the lifecycle has no such state");
    constexpr std::size_t state = position_of_state<Lifecycle, State>;
    return self().states_[table::regions.of[state]] == state;
  }
  /// True if nothing can happen any more: every region is in a terminal state.
  [[nodiscard]] bool ended() const noexcept { return numbered::all_ended(self().states_); }
  [[nodiscard]] const data_type& data() const noexcept { return self().data_; }

  /// When the first current state's patience runs out; none if none waits, says no patience, or no time was ever given.
  [[nodiscard]] std::optional<timestamp> due() const noexcept {
    std::optional<timestamp> first;
    for (std::size_t r = 0; r < regions; ++r) {
      const std::optional<timestamp> end = self().clocks_.due(r, self().states_[r]);
      if (end && (!first || *end < *first)) { first = end; }
    }
    return first;
  }
  /// Fires `deadline` in every region whose patience has run out at `now`; if none has, nothing happens and there is no
  /// outcome.
  // Its type depends on the options: std::optional<outcome> is for those alone who tick to compile.
  template <detail::fire_option... Options>
  auto tick(timestamp now, const Options&... options) -> std::optional<decltype(fire(deadline{}, now, options...))> {
    static_assert(has_event<Lifecycle, deadline>, "fairlead: machine::tick: the lifecycle has no deadline row");
    unsigned asked = 0;
    for (std::size_t r = 0; r < regions; ++r) {
      const std::optional<timestamp> end = self().clocks_.due(r, self().states_[r]);
      if (end && *end <= now) { asked |= 1U << r; }
    }
    if (asked == 0) { return std::nullopt; }
    return fire(deadline{}, now, detail::asked_regions{static_cast<std::uint8_t>(asked)}, options...);
  }

  /// The whole instance by names: a `snapshot_type`. Needs restore.hpp.
  [[nodiscard]] auto snapshot() const {
    static_assert(detail::can_be_saved<Lifecycle>,
                  "fairlead: machine::snapshot: include <fairlead/machine/restore.hpp>");
    return detail::at_rest<Lifecycle>::snapshot_of(
        current(), [this](std::size_t region) { return self().clocks_.entered(region); }, self().data_);
  }

private:
  friend Engine;

  static constexpr bool asks_siblings = detail::surroundings<Lifecycle>::count != 0;
  template <class Event>
  static constexpr std::uint16_t number_of() {
    constexpr std::size_t number = position_of_event<Lifecycle, Event>;
    static_assert(number < table::event_count,
                  "fairlead: machine::fire: the lifecycle has no row for this event; is it another lifecycle's?");
    return static_cast<std::uint16_t>(number);
  }

  // `fire` where nobody is asked or told, of the event at position `event`: one function for all.
  outcome fire_at(std::uint8_t asked, std::uint16_t event, const void* value, const timestamp* told,
                  const detail::surroundings<Lifecycle>& around) {
    attempt one(self().data_, told == nullptr ? self().clocks_.newest() : *told, around, at_once<>, asked);
    return conclude(one, Engine::run(event, value, one), event, value);
  }

  // What became of an event, by what the engine has answered: does not depend on its type.
  template <class... Options>
  outcome conclude(attempt& one, unsigned answer, std::uint16_t event, const void* value, const Options&... options) {
    outcome_kind kind = outcome_kind::fired;
    if ((answer & detail::row_fired) != 0) {
      settle(one.fired, one.changed, event == position_of_event<Lifecycle, deadline>, one.now, options...);
    } else {
      if (answer != detail::nothing) [[unlikely]] {
        const unsigned edge = Engine::by_number ? answer >> detail::reply_bits : 0;
        if (edge != 0) { return outcome::plainly_refused(description_of<Lifecycle>, edge - 1); }
        return refused(event, value, one.at, one.around, one.asked);
      }
      kind = detail::kind_without_row(ended());
    }
    return {description_of<Lifecycle>, event, one.found, one.fired, kind};
  }

  // True if nothing can throw once the actions of a row have succeeded.
  template <class... Options>
  static constexpr bool at_once = regions == 1 && !(detail::is_commit_hook<Options> || ...);

  // Commits, and moves what fired. A deadline that stays starts the clock again.
  template <class... Options>
  void settle(const detail::region_states<Lifecycle>& fired, [[maybe_unused]] std::optional<data_type>& evolved,
              bool is_deadline, std::optional<timestamp> now, const Options&... options) {
    (commit(options, fired, now.value_or(timestamp{})), ...);
    if constexpr (!at_once<Options...>) {
      if (evolved) { self().data_ = std::move(*evolved); }
    }
    for (std::size_t r = 0; r < regions; ++r) {
      if (fired[r] == 0) { continue; }
      const edge& taken = table::edges[fired[r] - 1U];
      if constexpr (!at_once<Options...>) {
        self().states_[r] = static_cast<detail::state_number<Lifecycle>>(taken.target);
      }
      if (is_deadline || !taken.stays) { self().clocks_.enter(r, taken.target, now); }
    }
  }

  // Before an event found by its number answers for itself.
  [[nodiscard]] outcome unanswered(std::size_t event) const noexcept {
    return {description_of<Lifecycle>, static_cast<std::uint16_t>(event), current(), ended()};
  }

  // Asks all guards once more, now with reasons: the way of an event that fires stays short. It takes the parts of a
  // frame, so that the one that fires may live in registers.
  [[gnu::noinline]] outcome refused(std::uint16_t event, const void* value, timestamp at,
                                    detail::surroundings<Lifecycle> around,
                                    detail::region_mask<Lifecycle> asked) const {
    outcome answer = Engine::decide(event, value, {self().data_, at, around, nullptr, asked});
    if (answer) { answer = unanswered(event); }  // a guard has changed its mind, but nothing has moved
    return answer;
  }

  // The event's time: the option, else the last moment told.
  template <class... Options>
  [[nodiscard]] std::optional<timestamp> time_of([[maybe_unused]] const Options&... options) const noexcept {
    if constexpr ((std::is_same_v<Options, timestamp> || ...)) {
      return *detail::told_by(options...);
    } else {
      return self().clocks_.newest();
    }
  }

  template <class... Options>
  [[nodiscard]] attempt attempt_with(const Options&... options) const {
    return {self().data_, time_of(options...), surroundings_with(options...), at_once<Options...>,
            detail::asked_by(options...)};
  }
  template <class... Options>
  [[nodiscard]] detail::surroundings<Lifecycle> surroundings_with(const Options&... options) const noexcept {
    (void)sizeof(detail::options_differ<Options...>);
    detail::surroundings<Lifecycle> around{&self().states_, {}};
    (find_siblings(around, options), ...);
    return around;
  }
  template <class... Options, std::size_t... Event>
  static constexpr void check_siblings_of_all(std::index_sequence<Event...>) {
    (void)detail::all_true(
        {detail::siblings_are_present<Lifecycle, typename table::template event_at<Event>, Options...>()...});
  }
  template <class Option>
  static void find_siblings([[maybe_unused]] detail::surroundings<Lifecycle>& around,
                            [[maybe_unused]] const Option& option) noexcept {
    if constexpr (detail::is_siblings<Option> && detail::surroundings<Lifecycle>::count != 0) {
      for (std::size_t i = 0; i < around.siblings.size(); ++i) {
        around.siblings[i] = option.find(detail::sibling_scopes<Lifecycle>::all.scopes[i]);
      }
    }
  }

  [[nodiscard]] detail::region_states<Lifecycle> current() const noexcept {
    return detail::positions<Lifecycle>(self().states_);
  }

  // Calls `use` with the transition of the first region that moved; those of the others hang on it.
  template <class Use>
  static void with_transition(const detail::region_states<Lifecycle>& fired, timestamp at, Use use) {
    std::array<transition, regions> all{};
    std::size_t count = 0;
    for (const std::uint16_t each : fired) {
      if (each != 0) { all[count++] = frame_type::transition_of(each - 1U, at); }
    }
    all[0].others = all.data() + 1;
    all[0].other_count = count - 1;
    use(all[0]);
  }
  template <class Option>
  static void commit(const Option& option, const detail::region_states<Lifecycle>& fired, timestamp at) {
    if constexpr (detail::is_commit_hook<Option>) { with_transition(fired, at, *option.function); }
  }

  template <class Option, class Event>
  void tell_listener(const Option& option, const Event& event, const detail::region_states<Lifecycle>& fired,
                     timestamp at) const {
    if constexpr (detail::is_listener<Option>) {
      const auto& observer = *option.function;
      if constexpr (std::is_invocable_v<decltype(observer), const transition&>) {
        with_transition(fired, at, [&](const transition& done) { observer(done); });
      }
      for (const std::uint16_t each : fired) {
        if (each == 0) { continue; }
        detail::raise_signals<Lifecycle>(observer, event, self().data_, table::edges[each - 1U].row,
                                         std::make_index_sequence<table::rows::size>{});
      }
    }
  }

  [[nodiscard]] Self& self() noexcept { return static_cast<Self&>(*this); }
  [[nodiscard]] const Self& self() const noexcept { return static_cast<const Self&>(*this); }
};

}  // namespace fairlead

#endif
