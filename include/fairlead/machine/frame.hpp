// SPDX-License-Identifier: BSL-1.0
// One event on its way through a machine: what an engine needs to ask the guards, run the actions and commit.
#ifndef FAIRLEAD_MACHINE_FRAME_HPP
#define FAIRLEAD_MACHINE_FRAME_HPP

#include <array>
#include <optional>
#include <type_traits>
#include <utility>

#include "../config.hpp"
#include "../model/holds.hpp"
#include "../model/reflection.hpp"
#include "options.hpp"
#include "outcome.hpp"
#include "surroundings.hpp"

namespace fairlead::detail {

// Of what a guard may answer.
constexpr bool passed(bool answer) noexcept { return answer; }
constexpr bool passed(const verdict& answer) noexcept { return answer.passes(); }

// Whether a guard passes, without putting a reason together.
template <class Guard>
struct passing {
  template <class Event, class Data, class Siblings>
  [[gnu::always_inline]] static constexpr bool ask(const Event& event, const Data& data, timestamp at,
                                                   const Siblings&) {
    if constexpr (asks_time<Guard, Event, Data>) {
      if (at == untold) { return false; }
    }
    return passed(call_guard(Guard{}, event, data, at));
  }
};
template <class State>
struct passing<in<State>> {
  template <class Event, class Data, class Siblings>
  [[gnu::always_inline]] static constexpr bool ask(const Event&, const Data&, timestamp, const Siblings& siblings) {
    return siblings.template holds<State>();
  }
};
template <class Guard>
struct passing<not_<Guard>> {
  template <class Event, class Data, class Siblings>
  [[gnu::always_inline]] static constexpr bool ask(const Event& event, const Data& data, timestamp at,
                                                   const Siblings& siblings) {
    if constexpr (asks_time<Guard, Event, Data>) {
      if (at == untold) { return false; }
    }
    return !passing<Guard>::ask(event, data, at, siblings);
  }
};

// What actions and listeners get for a time that nobody has told.
constexpr timestamp moment(timestamp at) noexcept { return at == untold ? timestamp{} : at; }

template <class Action, class Event, class Data>
constexpr void run_action(std::type_identity<Action>, const Event& event, Data& data, timestamp at) {
  call_action(Action{}, event, data, moment(at));
}
template <class Signal, class Event, class Data>
constexpr void run_action(std::type_identity<raise<Signal>>, const Event&, Data&, timestamp) noexcept {}

template <class Action>
inline constexpr bool is_signal = false;
template <class Signal>
inline constexpr bool is_signal<raise<Signal>> = true;
template <class List>
inline constexpr bool changes_data = false;
template <class... Actions>
inline constexpr bool changes_data<type_list<Actions...>> = (!is_signal<Actions> || ...);

template <class Action, class Event, class Data>
constexpr bool cannot_throw() {
  if constexpr (callable_with<Action, const Event, Data, timestamp>) {
    return std::is_nothrow_invocable_v<const Action&, const Event&, Data&, timestamp&>;
  } else if constexpr (callable_with<Action, const Event, Data>) {
    return std::is_nothrow_invocable_v<const Action&, const Event&, Data&>;
  } else {
    return std::is_nothrow_invocable_v<const Action&, Data&>;
  }
}

template <class List>
struct pack;
template <class... T>
struct pack<type_list<T...>> {
  template <class Event, class Data, class Siblings>
  [[gnu::always_inline]] static constexpr bool all_pass([[maybe_unused]] const Event& event,
                                                        [[maybe_unused]] const Data& data,
                                                        [[maybe_unused]] timestamp at,
                                                        [[maybe_unused]] const Siblings& siblings) {
    return (passing<T>::ask(event, data, at, siblings) && ...);
  }
  // One guard that answers a plain bool: when it refuses, there is no more to be told.
  template <class Event, class Data, class Siblings>
  static constexpr bool only_says_no =
      sizeof...(T) == 1 &&
      (std::is_same_v<bool, decltype(asked<T>::ask(std::declval<const Event&>(), std::declval<const Data&>(),
                                                   timestamp{}, std::declval<const Siblings&>()))> &&
       ...);
  // How many pass before the first that does not.
  template <class Event, class Data, class Siblings>
  static constexpr std::size_t count_passed([[maybe_unused]] const Event& event, [[maybe_unused]] const Data& data,
                                            [[maybe_unused]] timestamp at, [[maybe_unused]] const Siblings& siblings) {
    std::size_t count = 0;
    (void)((passing<T>::ask(event, data, at, siblings) && (++count, true)) && ...);
    return count;
  }
  template <class Event, class Data>
  static constexpr void run_all([[maybe_unused]] const Event& event, [[maybe_unused]] Data& data,
                                [[maybe_unused]] timestamp at) {
    (run_action(std::type_identity<T>{}, event, data, at), ...);
  }
  // Runs them all, or changes nothing: on a copy, unless none of them can throw.
  template <class Event, class Data>
  static constexpr void run_all_or_none(const Event& event, Data& data, timestamp at) {
    if constexpr (((is_signal<T> || cannot_throw<T, Event, Data>()) && ...)) {
      run_all(event, data, at);
    } else {
      Data changed(data);
      run_all(event, changed, at);
      data = std::move(changed);
    }
  }
};

template <class Data, class Row>
constexpr bool row_asks_time() {
  return []<class... Guards>(type_list<Guards...>) {
    return (asks_time<Guards, typename Row::event, Data> || ...);
  }(typename Row::guards{});
}
template <class Data, class... Rows>
constexpr bool rows_ask_time(type_list<Rows...>) {
  return !all_true({!row_asks_time<Data, Rows>()...});
}
// The time of an event where nobody has told it. Where no guard asks for it, zero does: a frame is cleared as one.
template <class Lifecycle>
inline constexpr timestamp no_time = rows_ask_time<data_of<Lifecycle>>(typename reflection<Lifecycle>::rows{})
                                         ? untold
                                         : timestamp{};

// Which regions an event concerns, bit by bit. Where there is one, that one, and nothing need be kept.
struct only_region {
  constexpr only_region(std::uint8_t) noexcept {}  // NOLINT(google-explicit-constructor): as the mask that it replaces
  constexpr operator std::uint8_t() const noexcept { return 1; }  // NOLINT(google-explicit-constructor)
};
template <class Lifecycle>
using region_mask = std::conditional_t<reflection<Lifecycle>::region_count == 1, only_region, std::uint8_t>;

// What an engine answers: a row fired, the guards of a row refused, or both, in different regions; 0 if the event has
// no row in a current state. Where one guard alone has refused, and has no more to tell, the edge (plus 1) stands
// behind these bits: nobody need be asked again.
enum reply : unsigned { nothing = 0, row_fired = 1, row_refused = 2 };
inline constexpr unsigned reply_bits = 2;

template <class Data>
struct data_fit {
  static_assert(
      std::is_copy_constructible_v<Data> && std::is_nothrow_move_assignable_v<Data>,
      "fairlead: the data of a lifecycle must be copyable, since actions work on a copy, and movable without an "
      "exception, since what has been committed must happen");
};

// The state of one `fire`. The engine calls `permits`, `act` and `fire`; what it decides comes back in `fired`.
template <class Lifecycle>
struct frame {
  using table = reflection<Lifecycle>;
  using data_type = typename table::data;
  static constexpr std::size_t regions = table::region_count;

  const data_type& data;
  surroundings<Lifecycle> around;
  // Side by side with `evolved`: the two are mostly zero, and cleared together.
  timestamp at;
  // The data afterwards, where actions change them. Null where the instance itself may move at once: nobody
  // else, neither a hook nor another region, must agree first.
  std::optional<data_type>* evolved;
  [[no_unique_address]] region_mask<Lifecycle> asked;
  region_states<Lifecycle> fired{};  // of each region: the edge that fired, plus 1; or 0

  // Member by member, where an aggregate would be cleared in memory first: so it may stay in registers.
  frame(const data_type& of, timestamp when, const surroundings<Lifecycle>& where, std::optional<data_type>* to,
        region_mask<Lifecycle> concerned = 0xff) noexcept
      : data(of), around(where), at(when), evolved(to), asked(concerned) {}

  template <std::size_t Edge>
  using row_of = typename table::template row_at<table::edges[Edge].row>;

  // With regions, an event may concern only some of them.
  template <std::size_t Edge, class Event>
  [[nodiscard]] [[gnu::always_inline]] bool permits(const Event& event) const {
    if constexpr (regions > 1) {
      if ((asked >> table::regions.of[table::edges[Edge].source] & 1) == 0) { return false; }
    }
    return pack<typename row_of<Edge>::guards>::all_pass(event, data, at, around);
  }

  // Actions work on a copy, and the commit comes after them: whatever throws, nothing has moved, and nothing has been
  // journaled that did not happen.
  template <std::size_t Edge, class Event>
  void act([[maybe_unused]] const Event& event) {
    using actions = typename row_of<Edge>::actions;
    if constexpr (changes_data<actions>) {
      if (regions == 1 && evolved == nullptr) [[likely]] {
        // An instance is constant to its guards only.
        pack<actions>::run_all_or_none(event, const_cast<data_type&>(data), at);
      } else {
        if (regions == 1 || !*evolved) { evolved->emplace(data); }
        pack<actions>::run_all(event, **evolved, at);
      }
    }
  }
  // Behind the actions of an edge: it fires.
  [[gnu::always_inline]] void fire(std::size_t region, std::size_t edge, std::size_t target) noexcept {
    if (regions == 1 && evolved == nullptr) { move_to(around, target); }
    fired[region] = static_cast<std::uint16_t>(edge + 1);
  }
  static void move_to(const surroundings<Lifecycle>& around, std::size_t state) noexcept {
    const_cast<state_numbers<Lifecycle>&>(*around.own)[0] = static_cast<state_number<Lifecycle>>(state);
  }

  [[nodiscard]] static transition transition_of(std::size_t taken, timestamp when) noexcept {
    const edge& e = table::edges[taken];
    return {description_of<Lifecycle>.name,
            table::events[e.event]->name,
            table::states[e.source]->name,
            table::states[e.target]->name,
            e.row,
            moment(when)};
  }
};

// The frame of one `fire`, and what was known before the engine is asked.
template <class Lifecycle>
struct attempt : frame<Lifecycle> {
  // @param at_once  true if nobody else, neither a hook nor another region, must agree before the instance moves
  attempt(const data_of<Lifecycle>& of, std::optional<timestamp> when, const surroundings<Lifecycle>& where,
          bool at_once, region_mask<Lifecycle> concerned) noexcept
      : frame<Lifecycle>(of, when ? *when : no_time<Lifecycle>, where, at_once ? nullptr : &changed, concerned),
        found(positions<Lifecycle>(*where.own)),
        now(when) {}
  attempt(const attempt&) = delete;  // the frame points to `changed`
  attempt& operator=(const attempt&) = delete;

  region_states<Lifecycle> found;
  std::optional<timestamp> now;  // the event's time, if it is known
  std::optional<data_of<Lifecycle>> changed{};
};

// The edges of each event, in table order.
template <class Lifecycle>
struct edges_by_event {
  using table = reflection<Lifecycle>;
  struct found {
    std::array<std::uint16_t, table::edge_count> edges{};
    std::array<std::uint16_t, table::event_count + 1> first{};
  };
  static constexpr found all = [] {
    found result{};
    for (const edge& e : table::edges) { ++result.first[e.event + 1U]; }
    for (std::size_t e = 0; e < table::event_count; ++e) {
      result.first[e + 1] = static_cast<std::uint16_t>(result.first[e + 1] + result.first[e]);
    }
    std::array<std::uint16_t, table::event_count + 1> next = result.first;
    for (std::uint16_t e = 0; e < table::edge_count; ++e) { result.edges[next[table::edges[e].event]++] = e; }
    return result;
  }();
  // True if no other edge has the same event and source.
  static constexpr bool alone(std::size_t edge) {
    std::size_t count = 0;
    for (std::size_t i = all.first[table::edges[edge].event]; i < all.first[table::edges[edge].event + 1U]; ++i) {
      count += table::edges[all.edges[i]].source == table::edges[edge].source ? 1U : 0U;
    }
    return count == 1;
  }
};

// Asks the guards of a row, up to the first that does not pass; that one's answer is added to `refusals`.
template <class Lifecycle>
using row_asker = bool (*)(std::uint16_t row, const void* event, const frame<Lifecycle>& frame, refusal_list& refusals);

// Compiled once, not in each row: it counts a guard that passes, and adds the answer of one that does not.
[[gnu::cold]] bool passes(std::uint16_t row, std::uint16_t& guard, verdict&& answer, refusal_list& refusals);
[[gnu::cold]] bool passes(std::uint16_t row, std::uint16_t& guard, bool answer, refusal_list& refusals);
template <class Lifecycle, class Event, class List>
struct guard_asker;
template <class Lifecycle, class Event, class... Guards>
struct guard_asker<Lifecycle, Event, type_list<Guards...>> {
  static bool ask([[maybe_unused]] std::uint16_t row, [[maybe_unused]] const void* event,
                  [[maybe_unused]] const frame<Lifecycle>& frame, [[maybe_unused]] refusal_list& refusals) {
    [[maybe_unused]] std::uint16_t guard = 0;
    return (passes(row, guard,
                   asked<Guards>::ask(*static_cast<const Event*>(event), frame.data, frame.at, frame.around),
                   refusals) &&
            ...);
  }
};

// Finds the edges of an event that may fire, or why none may: the same answer as an engine's, with reasons. An event
// that fires does not come here, so this is one function for all events, which compiles once.
template <class Lifecycle>
struct decision {
  using table = reflection<Lifecycle>;

  // @param value  the event at position `event`
  static outcome make(std::uint16_t event, const void* value, const frame<Lifecycle>& frame) {
    const region_states<Lifecycle> found = positions<Lifecycle>(*frame.around.own);
    return outcome::decided(description_of<Lifecycle>, event, found, [&](auto& fires, refusal_list& refusals) {
      const auto& by_event = edges_by_event<Lifecycle>::all;
      refusals.reserve(by_event.first[event + 1U] - std::size_t{by_event.first[event]});
      for (std::size_t i = by_event.first[event]; i < by_event.first[event + 1U]; ++i) {
        const edge& here = table::edges[by_event.edges[i]];
        const std::size_t region = table::region_count == 1 ? 0 : table::regions.of[here.source];
        const bool begins = found[region] == here.source && (frame.asked >> region & 1) != 0;
        if (!begins || fires[region] != 0 || !askers[here.row](here.row, value, frame, refusals)) { continue; }
        fires[region] = static_cast<std::uint16_t>(by_event.edges[i] + 1);
      }
    });
  }

private:
  // Rows without guards have one for all of them.
  template <class Row>
  using asker_of = guard_asker<Lifecycle, std::conditional_t<Row::guards::size == 0, void, typename Row::event>,
                               typename Row::guards>;
  template <std::size_t... Row>
  static constexpr std::array<row_asker<Lifecycle>, sizeof...(Row)> askers_of(std::index_sequence<Row...>) {
    return {asker_of<typename table::template row_at<Row>>::ask...};
  }
  static constexpr auto askers = askers_of(std::make_index_sequence<table::rows::size>{});
};

}  // namespace fairlead::detail

#if FAIRLEAD_DEFINE_INLINE
#include "frame.ipp"
#endif

#endif
