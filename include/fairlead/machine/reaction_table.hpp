// SPDX-License-Identifier: BSL-1.0
// What every event comes to in every state, as constant data: as far as the event's type and what its guards answer of
// it alone decide.
#ifndef FAIRLEAD_MACHINE_REACTION_TABLE_HPP
#define FAIRLEAD_MACHINE_REACTION_TABLE_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "frame.hpp"
#include "short_outcome.hpp"

namespace fairlead::detail {

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

// Those of a row's guards that the event alone answers.
template <class Event, class Data, class List>
struct answered_guards;
template <class Event, class Data, class... Guards>
struct answered_guards<Event, Data, type_list<Guards...>> {
  static constexpr std::size_t count = (std::size_t{asks_event_alone<Guards, Event, Data>} + ... + 0);
  static constexpr bool only_first = count == 1 && std::array{asks_event_alone<Guards, Event, Data>..., false}[0];

  static constexpr bool pass(const Event& event) { return (passes<Guards>(event) && ...); }

private:
  template <class Guard>
  static constexpr bool passes([[maybe_unused]] const Event& event) {
    if constexpr (asks_event_alone<Guard, Event, Data>) {
      return answered<Guard>::by(event);
    } else {
      return true;
    }
  }
};

// What an event comes to in a state. Aligned, so that it lies in one cache line.
template <class Lifecycle>
struct alignas(8) reaction {
  short_outcome outcome{};             // as if there were no other region
  state_number<Lifecycle> target = 0;  // the state afterwards
  bool asks : 1 = false;               // comes to this only if the guards of the edge pass; else the next one is asked
  bool changes : 1 = false;            // has actions that change the data
};

// What an event comes to in every state, given what the guards say that it answers alone. It is known before the state
// is, so only one look-up waits for that.
template <class Lifecycle>
struct event_column {
  std::array<reaction<Lifecycle>, reflection<Lifecycle>::state_count> in{};
  std::uint16_t event = 0;
};

// Apart from what a step does with it, so that machines that never take one do not pay for it.
template <class Lifecycle>
struct reaction_table {
  using table = reflection<Lifecycle>;
  template <std::size_t Row>
  using row_at = typename table::template row_at<Row>;
  template <std::size_t Row>
  using answered_of = answered_guards<typename row_at<Row>::event, data_of<Lifecycle>, typename row_at<Row>::guards>;

  struct row_facts {
    bool answered;    // has guards that the event alone answers,
    bool only_first;  // and this is the first of all and no other,
    bool asks;        // has guards that it does not answer
    bool changes;
  };
  template <std::size_t... Row>
  static constexpr std::array<row_facts, sizeof...(Row)> facts_of(std::index_sequence<Row...>) {
    return {row_facts{answered_of<Row>::count != 0, answered_of<Row>::only_first,
                      answered_of<Row>::count != row_at<Row>::guards::size,
                      changes_data<typename row_at<Row>::actions>}...};
  }
  static constexpr std::array<row_facts, table::rows::size> facts =
      facts_of(std::make_index_sequence<table::rows::size>{});

  // What an event is asked when it gets its number: the guards of its first rows that differ in them. Each doubles its
  // columns, so those of further rows are left to the step.
  struct questions {
    static constexpr std::size_t most = 3;
    std::array<std::uint16_t, most> rows{};
    std::size_t count = 0;
    std::size_t first_column = 0;

    // Which of them the guards of `row` are; `count` if they are none. There is one array for equal lists of guards.
    [[nodiscard]] constexpr std::size_t find(std::size_t row) const {
      std::size_t i = 0;
      while (i < count && table::row_data[rows[i]].guards.data() != table::row_data[row].guards.data()) { ++i; }
      return i;
    }
    [[nodiscard]] constexpr std::size_t columns() const { return std::size_t{1} << count; }
  };
  static constexpr std::array<questions, table::event_count> asked = [] {
    std::array<questions, table::event_count> result{};
    for (const edge& e : table::edges) {
      questions& of = result[e.event];
      const bool another = facts[e.row].answered && of.count < questions::most && of.find(e.row) == of.count;
      if (another) { of.rows[of.count++] = e.row; }
    }
    for (std::size_t e = 1; e < result.size(); ++e) {
      result[e].first_column = result[e - 1].first_column + result[e - 1].columns();
    }
    return result;
  }();
  static constexpr std::size_t column_count = asked.back().first_column + asked.back().columns();

  static constexpr std::size_t guards_of(std::size_t edge) {
    return table::row_data[table::edges[edge].row].guards.size();
  }
  static constexpr std::size_t edge_reactions = [] {
    std::size_t count = table::edge_count;
    for (std::size_t e = 0; e < table::edge_count; ++e) { count += guards_of(e); }
    return count;
  }();

  struct contents {
    std::array<event_column<Lifecycle>, column_count> columns{};
    // What an edge comes to, by how many of its guards pass before one does not. Those of edge e begin at `begin[e]`.
    std::array<reaction<Lifecycle>, edge_reactions> edges{};
    std::array<std::uint32_t, table::edge_count> begin{};
    std::array<std::uint16_t, table::edge_count> next{};  // the next of the same state and event, plus 1; or 0
    bool asks = false;                                    // some reaction in the columns does

    [[nodiscard]] constexpr const reaction<Lifecycle>& refused(std::size_t edge, std::size_t passed) const noexcept {
      return edges[begin[edge] + passed];
    }
    [[nodiscard]] constexpr const reaction<Lifecycle>& fired(std::size_t edge) const noexcept {
      return edges[begin[edge] + guards_of(edge)];
    }
    constexpr void add_edges() {
      std::uint32_t end = 0;
      for (std::uint16_t e = 0; e < table::edge_count; ++e) {
        const edge& each = table::edges[e];
        begin[e] = end;
        for (std::uint16_t passed = 0; passed < guards_of(e); ++passed) {
          reaction<Lifecycle>& refusal = edges[end++];
          refusal.outcome = {outcome_kind::refused, 0, e, passed};
          refusal.target = static_cast<state_number<Lifecycle>>(each.source);
        }
        reaction<Lifecycle>& firing = edges[end++];
        firing.outcome = {outcome_kind::fired, 1, e, 0};
        firing.target = static_cast<state_number<Lifecycle>>(each.target);
        firing.changes = facts[each.row].changes;
      }
    }
    // Puts an edge before those that `here` knows of.
    // @param answered  the event has been asked the guards of the edge, and they have `passed`
    constexpr void put_before(reaction<Lifecycle>& here, std::size_t edge, bool answered, bool passed) {
      const row_facts& row = facts[table::edges[edge].row];
      const bool refuses = answered && !passed;
      const bool fires = !refuses && !row.asks && (answered || !row.answered);
      const bool asked_before = here.asks;
      if (refuses && here.outcome && !asked_before) { return; }
      const bool known = fires || (refuses && row.only_first && !asked_before);
      here = refuses && known ? refused(edge, 0) : fired(edge);
      here.asks = !known;
      asks = asks || !known;
    }
  };
  static constexpr contents all = [] {
    contents result{};
    result.add_edges();
    event_column<Lifecycle> without_row{};
    for (std::size_t s = 0; s < table::state_count; ++s) {
      without_row.in[s].outcome.kind = kind_without_row(has(table::states[s]->marks, legend::terminal));
      without_row.in[s].target = static_cast<state_number<Lifecycle>>(s);
    }
    const auto& by_event = edges_by_event<Lifecycle>::all;
    for (std::uint16_t event = 0; event < table::event_count; ++event) {
      const questions& of = asked[event];
      event_column<Lifecycle>* const columns = &result.columns[of.first_column];
      without_row.event = event;
      for (std::size_t answers = 0; answers < of.columns(); ++answers) { columns[answers] = without_row; }
      std::array<std::uint16_t, table::state_count> first{};
      for (std::size_t i = by_event.first[event + 1U]; i-- > by_event.first[event];) {
        const std::uint16_t number = by_event.edges[i];
        const edge& each = table::edges[number];
        result.next[number] = first[each.source];
        first[each.source] = static_cast<std::uint16_t>(number + 1);
        const std::size_t question = of.find(each.row);
        for (std::size_t answers = 0; answers < of.columns(); ++answers) {
          result.put_before(columns[answers].in[each.source], number, question < of.count,
                            (answers >> question & 1U) != 0);
        }
      }
    }
    return result;
  }();

  // The column of an event, which is asked its questions.
  template <class Event>
  static const event_column<Lifecycle>& column_of(const Event& event) {
    return column_of(event, std::make_index_sequence<asked_of<Event>.count>{});
  }

private:
  template <class Event>
  static constexpr questions asked_of = asked[position_of_event<Lifecycle, Event>];

  template <class Event, std::size_t... I>
  static const event_column<Lifecycle>& column_of([[maybe_unused]] const Event& event, std::index_sequence<I...>) {
    constexpr const questions& of = asked_of<Event>;
    return all.columns[((std::size_t{answered_of<of.rows[I]>::pass(event)} << I) + ... + of.first_column)];
  }
};

}  // namespace fairlead::detail

#endif
