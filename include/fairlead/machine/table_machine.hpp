// SPDX-License-Identifier: BSL-1.0
// `table_machine<Lifecycle>`: the same table, decided on as constant data. For lifecycles of one's own in many
// translation units: it compiles in a fraction of the time that Boost.MSM takes, and behaves the same.
#ifndef FAIRLEAD_MACHINE_TABLE_MACHINE_HPP
#define FAIRLEAD_MACHINE_TABLE_MACHINE_HPP

#include "../model/proof.hpp"
#include "basic_machine.hpp"

namespace fairlead {

namespace detail {

// What stands for one edge or event dissolves in `fire`: a compiler would go over each of these functions many times.
template <class Lifecycle>
struct table_engine {
  static constexpr bool by_number = true;
  static constexpr bool elsewhere = false;
  template <class Event>
  [[gnu::always_inline]] static unsigned process(const Event& event, frame<Lifecycle>& frame) {
    constexpr std::size_t begin = by_event::all.first[position_of_event<Lifecycle, Event>];
    constexpr std::size_t end = by_event::all.first[position_of_event<Lifecycle, Event> + 1];
    if constexpr (table::region_count == 1) {
      return visit<0, begin, end>(event, (*frame.around.own)[0], frame);
    } else {
      return visit_regions<begin, end>(event, frame, std::make_index_sequence<table::region_count>{});
    }
  }
  static outcome decide(std::uint16_t event, const void* value, const frame<Lifecycle>& frame) {
    return decision<Lifecycle>::make(event, value, frame);
  }

private:
  using table = reflection<Lifecycle>;
  using by_event = edges_by_event<Lifecycle>;

  template <std::size_t Edge, class Event>
  static constexpr unsigned refusal = [] {
    using guards = typename table::template row_at<table::edges[Edge].row>::guards;
    constexpr bool plain = table::region_count == 1 &&
                           pack<guards>::template only_says_no<Event, data_of<Lifecycle>, surroundings<Lifecycle>> &&
                           by_event::alone(Edge);
    return row_refused + (plain ? static_cast<unsigned>(Edge + 1) << reply_bits : 0U);
  }();
  template <std::size_t Begin, std::size_t End, class Event, std::size_t... Region>
  [[gnu::always_inline]] static unsigned visit_regions(const Event& event, frame<Lifecycle>& frame,
                                                       std::index_sequence<Region...>) {
    return (visit<Region, Begin, End>(event, (*frame.around.own)[Region], frame) | ...);
  }
  // Of the edges of an event from `Begin` on, at most one of a region fires: the checks have made sure that they
  // exclude each other.
  template <std::size_t Region, std::size_t Begin, std::size_t End, std::size_t Edge = by_event::all.edges[Begin],
            class Event>
  [[gnu::always_inline]] static unsigned visit(const Event& event, std::size_t state, frame<Lifecycle>& frame) {
    constexpr edge here = table::edges[Edge];
    using row = typename table::template row_at<here.row>;
    unsigned answer = nothing;
    if constexpr (table::region_count == 1 || table::regions.of[here.source] == Region) {
      if (state == here.source) {
        answer = row_fired;
        if constexpr (table::region_count > 1 || row::guards::size != 0) {
          if (!frame.template permits<Edge>(event)) { answer = refusal<Edge, Event>; }
        }
        if (answer == row_fired) {
          if constexpr (changes_data<typename row::actions>) { frame.template act<Edge>(event); }
          frame.fire(Region, Edge, here.target);
          return answer;
        }
      }
    }
    if constexpr (Begin + 1 < End) { answer |= visit<Region, Begin + 1, End>(event, state, frame); }
    return answer;
  }
};

}  // namespace detail

/// An instance of `Lifecycle` that runs on its own table; all that `machine` promises, it promises too.
template <class Lifecycle>
using table_machine = basic_machine<Lifecycle, detail::table_engine<Lifecycle>>;

}  // namespace fairlead

#endif
