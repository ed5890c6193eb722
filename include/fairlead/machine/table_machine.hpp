// SPDX-License-Identifier: BSL-1.0
// `table_machine<Lifecycle>`: the same table, decided on as constant data. For lifecycles of one's own in many
// translation units: it compiles in a fraction of the time that Boost.MSM takes, and behaves the same.
#ifndef FAIRLEAD_MACHINE_TABLE_MACHINE_HPP
#define FAIRLEAD_MACHINE_TABLE_MACHINE_HPP

#include "../model/proof.hpp"
#include "basic_machine.hpp"

namespace fairlead {

namespace detail {

template <class Lifecycle>
struct table_engine {
  static constexpr bool by_number = true;
  static constexpr bool elsewhere = false;
  template <class Event>
  static unsigned process(const Event& event, frame<Lifecycle>& frame) {
    constexpr std::size_t number = position_of_event<Lifecycle, Event>;
    constexpr std::make_index_sequence<first[number + 1] - first[number]> candidates{};
    constexpr std::size_t regions = reflection<Lifecycle>::region_count;
    if constexpr (regions == 1) {
      return visit_region<0, first[number]>(event, frame, candidates);
    } else {
      return visit<first[number]>(event, frame, candidates, std::make_index_sequence<regions>{});
    }
  }
  static outcome decide(std::uint16_t event, const void* value, const frame<Lifecycle>& frame) {
    return decision<Lifecycle>::make(event, value, frame);
  }

private:
  static constexpr const auto& edges = edges_by_event<Lifecycle>::all.edges;
  static constexpr const auto& first = edges_by_event<Lifecycle>::all.first;

  template <std::size_t First, class Event, std::size_t... I, std::size_t... Region>
  static unsigned visit(const Event& event, frame<Lifecycle>& frame, std::index_sequence<I...> candidates,
                        std::index_sequence<Region...>) {
    return (visit_region<Region, First>(event, frame, candidates) | ...);
  }
  // At most one row of a region fires: the checks have made sure that they exclude each other.
  template <std::size_t Region, std::size_t First, class Event, std::size_t... I>
  static unsigned visit_region(const Event& event, frame<Lifecycle>& frame, std::index_sequence<I...>) {
    unsigned answer = nothing;
    (void)((((answer |= consider<Region, edges[First + I]>(event, frame)) & row_fired) != 0) || ...);
    return answer;
  }
  template <std::size_t Region, std::size_t Edge, class Event>
  static unsigned consider(const Event& event, frame<Lifecycle>& frame) {
    constexpr std::size_t source = reflection<Lifecycle>::edges[Edge].source;
    if constexpr (reflection<Lifecycle>::regions.of[source] != Region) {
      return nothing;
    } else {
      if ((*frame.around.own)[Region] != source) { return nothing; }
      if (!frame.template permits<Edge>(event)) { return row_refused; }
      frame.template take<Edge>(event);
      return row_fired;
    }
  }
};

}  // namespace detail

/// An instance of `Lifecycle` that runs on its own table; all that `machine` promises, it promises too.
template <class Lifecycle>
using table_machine = basic_machine<Lifecycle, detail::table_engine<Lifecycle>>;

}  // namespace fairlead

#endif
