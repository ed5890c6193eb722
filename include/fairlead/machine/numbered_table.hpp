// SPDX-License-Identifier: BSL-1.0
// The table by the numbers of states and events: which rows an event has where, in one look-up and no search.
#ifndef FAIRLEAD_MACHINE_NUMBERED_TABLE_HPP
#define FAIRLEAD_MACHINE_NUMBERED_TABLE_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "event_ref.hpp"
#include "frame.hpp"
#include "short_outcome.hpp"

namespace fairlead::detail {

template <class Lifecycle>
struct numbered_table {
  using table = reflection<Lifecycle>;
  static constexpr std::size_t regions = table::region_count;

  // One edge: all that a step needs of it, in one word. Edges of one state and event are chained, in table order.
  struct link {
    std::uint16_t edge = 0;  // plus 1; 0 for none
    std::uint16_t next = 0;  // the next edge, plus 1; or 0
    std::uint16_t target = 0;
    std::uint8_t answer = never_answered;  // which bit of event_ref::answers speaks for the row
    bool asks : 1 = false;                 // has guards that the event alone does not answer
    bool changes : 1 = false;
    // The `outcome_kind` of a refusal that needs no second look: no row is here, or one with one guard. Else 0.
    std::uint8_t refusal : 2 = 0;
  };
  struct chains {
    // By event and then by state: the event is known before the state is.
    std::array<link, table::event_count * table::state_count> first{};
    std::array<link, table::edge_count> links{};
  };
  struct row_facts {
    bool asks;
    bool changes;
    bool one_guard;
  };
  template <std::size_t Row>
  using event_of = typename table::template row_at<Row>::event;
  template <std::size_t Row>
  using guards_of = typename table::template row_at<Row>::guards;
  template <std::size_t Row>
  using actions_of = typename table::template row_at<Row>::actions;

  template <std::size_t... Row>
  static constexpr std::array<row_facts, sizeof...(Row)> facts_of_rows(std::index_sequence<Row...>) {
    return {row_facts{!pack<guards_of<Row>>::template event_decides<event_of<Row>, data_of<Lifecycle>>,
                      changes_data<actions_of<Row>>, guards_of<Row>::size == 1}...};
  }
  // How many rows of the same event stand before `row`.
  static constexpr std::size_t earlier_rows(std::size_t row) {
    std::size_t count = 0;
    for (std::size_t r = 0; r < row; ++r) { count += table::row_data[r].event == table::row_data[row].event ? 1U : 0U; }
    return count;
  }
  static constexpr std::array<bool, table::state_count> ended = [] {
    std::array<bool, table::state_count> result{};
    for (std::size_t s = 0; s < table::state_count; ++s) { result[s] = has(table::states[s]->marks, legend::terminal); }
    return result;
  }();
  static constexpr chains all = [] {
    chains result{};
    constexpr auto facts = facts_of_rows(std::make_index_sequence<table::rows::size>{});
    for (std::size_t e = table::edge_count; e-- > 0;) {
      const edge& each = table::edges[e];
      const std::size_t earlier = earlier_rows(each.row);
      link& first = result.first[each.event * table::state_count + each.source];
      link& here = result.links[e];
      here.edge = static_cast<std::uint16_t>(e + 1);
      here.next = first.edge;
      here.target = each.target;
      here.answer = static_cast<std::uint8_t>(earlier < answered_rows ? earlier : always_answered);
      here.asks = facts[each.row].asks || earlier >= answered_rows;
      here.changes = facts[each.row].changes;
      if (regions == 1 && facts[each.row].one_guard && here.next == 0) {
        here.refusal = static_cast<std::uint8_t>(outcome_kind::refused) & 3U;
      }
      first = here;
    }
    for (std::size_t i = 0; regions == 1 && i < result.first.size(); ++i) {
      if (result.first[i].edge != 0) { continue; }
      result.first[i].refusal = static_cast<std::uint8_t>(kind_without_row(ended[i % table::state_count])) & 3U;
    }
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

  // The edge that fires in one region; null if none does.
  [[gnu::always_inline]] static const link* decide(std::size_t region, const event_ref<Lifecycle>& event,
                                                   const data_of<Lifecycle>& data, timestamp at,
                                                   const surroundings<Lifecycle>& around) {
    const link* here = &first_in((*around.own)[region], event);
    while ((event.answers() >> here->answer & 1U) == 0 || (here->asks && !permits(*here, event, data, at, around))) {
      if (here->next == 0) { return nullptr; }
      here = &all.links[here->next - 1U];
    }
    return here;
  }
  // Runs the actions of an edge that fires.
  [[gnu::always_inline]] static void change(const link& fired, const event_ref<Lifecycle>& event,
                                            data_of<Lifecycle>& data, timestamp at) {
    (void)choose<table::rows::size>(row_of(fired), [&](auto number) {
      pack<actions_of<number()>>::run_all(event.template as<event_of<number()>>(), data, at);
      return true;
    });
  }
  // The same on the data themselves: whatever throws, they are as they were.
  [[gnu::always_inline]] static void change_or_not(const link& fired, const event_ref<Lifecycle>& event,
                                                   data_of<Lifecycle>& data, timestamp at) {
    (void)choose<table::rows::size>(row_of(fired), [&](auto number) {
      pack<actions_of<number()>>::run_all_or_none(event.template as<event_of<number()>>(), data, at);
      return true;
    });
  }
  // What an event comes to that fired nothing, where no guard need be asked again; else of the kind `fired`.
  [[gnu::always_inline]] static short_outcome plainly_refused(const event_ref<Lifecycle>& event,
                                                              const surroundings<Lifecycle>& around) noexcept {
    if constexpr (regions == 1) {
      const link& here = first_in((*around.own)[0], event);
      return {static_cast<outcome_kind>(here.refusal), 0, static_cast<std::uint16_t>(here.edge - (here.edge != 0)), 0};
    }
    if (has_row(event, around)) { return {outcome_kind::fired, 0, 0, 0}; }
    return {kind_without_row(all_ended(*around.own)), 0, 0, 0};
  }
  // Why nothing fired, of an event that has rows here: the guard that refused in the row that came nearest.
  [[gnu::noinline]] static short_outcome refused(const event_ref<Lifecycle>& event, const data_of<Lifecycle>& data,
                                                 timestamp at, const surroundings<Lifecycle>& around) {
    bool any = false;
    short_outcome result{outcome_kind::refused, 0, 0, 0};
    for (const std::size_t state : *around.own) {
      for (std::size_t next = first_in(state, event).edge; next != 0; next = all.links[next - 1].next) {
        const auto passed = static_cast<std::uint16_t>(guards_passed(all.links[next - 1], event, data, at, around));
        if (any && passed <= result.guard) { continue; }
        any = true;
        result.edge = static_cast<std::uint16_t>(next - 1);
        result.guard = passed;
      }
    }
    return result;
  }

private:
  static bool has_row(const event_ref<Lifecycle>& event, const surroundings<Lifecycle>& around) noexcept {
    bool any = false;
    for (const std::size_t state : *around.own) { any = any || first_in(state, event).edge != 0; }
    return any;
  }
  static std::size_t row_of(const link& of) noexcept {
    const std::size_t row = table::edges[of.edge - 1U].row;
    if (row >= table::rows::size) { __builtin_unreachable(); }  // so that ways that are alike need no jump
    return row;
  }
  static const link& first_in(std::size_t state, const event_ref<Lifecycle>& event) noexcept {
    return all.first[event.number() * table::state_count + state];
  }
  [[gnu::always_inline]] static bool permits(const link& asked, const event_ref<Lifecycle>& event,
                                             const data_of<Lifecycle>& data, timestamp at,
                                             const surroundings<Lifecycle>& around) {
    return choose<table::rows::size>(row_of(asked), [&](auto number) {
      using guards = pack<guards_of<number()>>;
      const auto& value = event.template as<event_of<number()>>();
      if constexpr (earlier_rows(number()) < answered_rows) { return guards::rest_passes(value, data, at, around); }
      return guards::all_pass(value, data, at, around);
    });
  }
  static std::size_t guards_passed(const link& asked, const event_ref<Lifecycle>& event, const data_of<Lifecycle>& data,
                                   timestamp at, const surroundings<Lifecycle>& around) {
    std::size_t count = 0;
    (void)choose<table::rows::size>(row_of(asked), [&](auto number) {
      count = pack<guards_of<number()>>::count_passed(event.template as<event_of<number()>>(), data, at, around);
      return true;
    });
    return count;
  }
};

}  // namespace fairlead::detail

#endif
