// SPDX-License-Identifier: BSL-1.0
// One step by the numbers of states and events: what an event comes to, in one look-up and no search.
#ifndef FAIRLEAD_MACHINE_NUMBERED_TABLE_HPP
#define FAIRLEAD_MACHINE_NUMBERED_TABLE_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "frame.hpp"
#include "reaction_table.hpp"
#include "short_outcome.hpp"

namespace fairlead {

template <class Lifecycle>
class event_ref;

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

template <class Lifecycle>
struct numbered_table {
  using table = reflection<Lifecycle>;
  using reactions = reaction_table<Lifecycle>;
  static constexpr std::size_t regions = table::region_count;

  static constexpr std::array<bool, table::state_count> ended = [] {
    std::array<bool, table::state_count> result{};
    for (std::size_t s = 0; s < table::state_count; ++s) { result[s] = has(table::states[s]->marks, legend::terminal); }
    return result;
  }();
  static bool all_ended(const state_numbers<Lifecycle>& states) noexcept {
    bool every = true;
    for (const auto each : states) { every = every && ended[each]; }
    return every;
  }
  static constexpr state_numbers<Lifecycle> beginning = [] {
    state_numbers<Lifecycle> states{};
    for (std::size_t r = 0; r < regions; ++r) {
      states[r] = static_cast<state_number<Lifecycle>>(table::initial_states[r]);
    }
    return states;
  }();

  // What an event comes to in a region that is in `state`.
  [[gnu::always_inline]] static const reaction<Lifecycle>* decide(std::size_t state, const event_ref<Lifecycle>& event,
                                                                  const data_of<Lifecycle>& data, timestamp at,
                                                                  const surroundings<Lifecycle>& around) {
    const reaction<Lifecycle>* const known = &event.column_->in[state];
    if constexpr (reactions::all.asks) {
      if (known->asks) { return ask(known, event, data, at, around); }
    }
    return known;
  }
  // What another engine has decided comes to in a region, by the edge that fired there, plus 1; or 0.
  static const reaction<Lifecycle>* fired(std::size_t edge) noexcept {
    static constexpr reaction<Lifecycle> elsewhere{};
    return edge == 0 ? &elsewhere : &reactions::all.fired(edge - 1U);
  }
  // Why it has fired nothing. A guard may have changed its mind, but nothing has moved.
  static const reaction<Lifecycle>* refused(std::size_t state, const event_ref<Lifecycle>& event,
                                            const data_of<Lifecycle>& data, timestamp at,
                                            const surroundings<Lifecycle>& around) {
    const reaction<Lifecycle>* const now = decide(state, event, data, at, around);
    return now->outcome ? &reactions::all.refused(now->outcome.edge, 0) : now;
  }
  // What all regions together come to: of refusals, that of the row that came nearest.
  static short_outcome together(const std::array<const reaction<Lifecycle>*, regions>& each) noexcept {
    short_outcome result = each[0]->outcome;
    for (std::size_t r = 1; r < regions; ++r) {
      short_outcome here = each[r]->outcome;
      here.regions = static_cast<std::uint8_t>(result.regions | here.regions << r);
      const bool nearer = here.kind < result.kind || (here.kind == result.kind && here.guard > result.guard);
      if (nearer) { result = here; }
      result.regions = here.regions;
    }
    return result;
  }

  // Runs the actions of an edge that fires.
  [[gnu::always_inline]] static void change(const reaction<Lifecycle>& fired, const event_ref<Lifecycle>& event,
                                            data_of<Lifecycle>& data, timestamp at) {
    (void)choose<table::rows::size>(row_of(fired.outcome.edge), [&](auto number) {
      pack<actions_of<number()>>::run_all(event.template as<event_of<number()>>(), data, at);
      return true;
    });
  }
  // The same on the data themselves: whatever throws, they are as they were.
  [[gnu::always_inline]] static void change_or_not(const reaction<Lifecycle>& fired, const event_ref<Lifecycle>& event,
                                                   data_of<Lifecycle>& data, timestamp at) {
    (void)choose<table::rows::size>(row_of(fired.outcome.edge), [&](auto number) {
      pack<actions_of<number()>>::run_all_or_none(event.template as<event_of<number()>>(), data, at);
      return true;
    });
  }

private:
  template <std::size_t Row>
  using event_of = typename table::template row_at<Row>::event;
  template <std::size_t Row>
  using guards_of = typename table::template row_at<Row>::guards;
  template <std::size_t Row>
  using actions_of = typename table::template row_at<Row>::actions;

  // Asks the guards of one edge after the other, until those of one pass. If none does, the one where most did came
  // nearest. Not inlined: where a compiler sees the type of the event, it warns of the guards of other events.
  [[gnu::noinline]] static const reaction<Lifecycle>* ask(const reaction<Lifecycle>* here,
                                                          const event_ref<Lifecycle>& event,
                                                          const data_of<Lifecycle>& data, timestamp at,
                                                          surroundings<Lifecycle> around) {
    const reaction<Lifecycle>* nearest = nullptr;
    while (true) {
      const std::size_t edge = here->outcome.edge;
      std::size_t passed = 0;
      const bool fires = choose<table::rows::size>(row_of(edge), [&](auto number) {
        using guards = guards_of<number()>;
        passed = pack<guards>::count_passed(event.template as<event_of<number()>>(), data, at, around);
        return passed == guards::size;
      });
      if (fires) { return here; }
      if (nearest == nullptr || passed > nearest->outcome.guard) { nearest = &reactions::all.refused(edge, passed); }
      if (reactions::all.next[edge] == 0) { return nearest; }
      here = &reactions::all.fired(reactions::all.next[edge] - 1U);
    }
  }

  static std::size_t row_of(std::size_t edge) noexcept {
    const std::size_t row = table::edges[edge].row;
    if (row >= table::rows::size) { __builtin_unreachable(); }  // so that ways that are alike need no jump
    return row;
  }
};

}  // namespace detail
}  // namespace fairlead

#endif
