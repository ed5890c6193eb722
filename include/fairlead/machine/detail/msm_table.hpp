// SPDX-License-Identifier: BSL-1.0
// The table of a Boost.MSM front end as rows of the model: every state and event that a row of MSM's is taken for gets
// a row of its own, and the order in which MSM asks guards becomes guards that exclude each other.
#ifndef FAIRLEAD_MACHINE_DETAIL_MSM_TABLE_HPP
#define FAIRLEAD_MACHINE_DETAIL_MSM_TABLE_HPP

#include <array>
#include <utility>

#include <boost/msm/event_traits.hpp>

#include "../../model/reflection.hpp"
#include "msm_refusals.hpp"

namespace fairlead::detail {

// What MSM may take for an event in one of `Sources`; a later candidate of the list is asked before this one.
template <class Sources, class Event, class Target, class Row>
struct candidate {};

template <class Target, class Row, class... Owners>
using entered_by =
    typename std::conditional_t<tag_of_an_internal_row<typename Row::row_type_tag>, std::type_identity<stay>,
                                decltype(entered_leaf<Target, Owners...>())>::type;

template <class Front, class... Owners>
struct level_candidates;

template <class Sources, class Rows>
struct internal_candidates;
template <class Sources, class... Rows>
struct internal_candidates<Sources, mp11::mp_list<Rows...>> {
  using type = mp11::mp_list<candidate<Sources, typename Rows::Evt, stay, Rows>...>;
};
template <class State, class... Owners>
constexpr auto candidates_within() {
  if constexpr (is_submachine<State>) {
    return level_candidates<submachine_front<State>, Owners..., State>{};
  } else {
    return internal_candidates<mp11::mp_list<leaf<State, Owners...>>, internal_rows_of<State>>{};
  }
}
template <class Rows, class States, class... Owners>
struct main_candidates;
template <class... Rows, class... States, class... Owners>
struct main_candidates<mp11::mp_list<Rows...>, mp11::mp_list<States...>, Owners...> {
  using of_rows =
      mp11::mp_list<candidate<typename leaf_list<typename Rows::Source, Owners...>::type, typename Rows::Evt,
                              entered_by<typename Rows::Target, Rows, Owners...>, Rows>...>;
  using type = mp11::mp_append<of_rows, typename decltype(candidates_within<States, Owners...>())::type...>;
};
// MSM asks the deeper machine first, and of one machine the internal rows of its states first, its own last.
template <class Front, class... Owners>
struct level_candidates {
  using states = level_states<Front>;
  using type = mp11::mp_append<
      typename internal_candidates<typename leaves_of_all<states, Owners...>::type, internal_rows_of<Front>>::type,
      typename main_candidates<msm_rows_of<Front>, states, Owners...>::type>;
};

template <class>
inline constexpr char type_tag = 0;

// A row for a base class is taken for classes derived from it, too, and one for boost::any for every event.
template <class Asked, class Event>
inline constexpr bool takes_event =
    std::is_same_v<Asked, Event> || std::is_base_of_v<Asked, Event> || boost::msm::is_kleene_event<Asked>::type::value;

template <class... Candidates>
using events_asked = mp11::mp_unique<mp11::mp_list<mp11::mp_second<Candidates>...>>;

// One row of MSM's for one state and one event.
struct meeting {
  std::size_t candidate;
  std::size_t source;
  std::size_t event;
};

template <class Leaves, class Events, class Candidates>
struct msm_facts;
template <class... States, class... Events, class... Candidates>
struct msm_facts<mp11::mp_list<States...>, mp11::mp_list<Events...>, mp11::mp_list<Candidates...>> {
  static constexpr std::size_t states = sizeof...(States);
  static constexpr std::size_t events = sizeof...(Events);
  static constexpr std::size_t candidates = sizeof...(Candidates);

  struct matrix {
    std::array<std::array<bool, states>, candidates> from{};
    std::array<std::array<bool, events>, candidates> on{};
    std::array<std::size_t, candidates> to{};  // `states` for a row that stays
  };
  static constexpr std::size_t position_of(const char* tag) {
    constexpr const char* tags[] = {&type_tag<States>...};
    std::size_t i = 0;
    while (i < states && tags[i] != tag) { ++i; }
    return i;
  }
  template <class... Sources, class Event, class Target, class Row>
  static constexpr void fill(matrix& into, std::size_t i, candidate<mp11::mp_list<Sources...>, Event, Target, Row>*) {
    for (const char* tag : {&type_tag<Sources>...}) { into.from[i][position_of(tag)] = true; }
    into.on[i] = {takes_event<Event, Events>...};
    into.to[i] = position_of(&type_tag<Target>);
  }
  static constexpr matrix all = [] {
    matrix result{};
    std::size_t i = 0;
    (fill(result, i++, static_cast<Candidates*>(nullptr)), ...);
    return result;
  }();

  // Which events a state lets through, to itself and to all other regions.
  template <class State, class... Owners>
  static constexpr std::array<bool, events> let_through(leaf<State, Owners...>*) {
    return {(!terminates<State> && (!interrupts<State> || ends_interrupt<State, Events>))...};
  }
  static constexpr std::array<std::array<bool, events>, states> lets{let_through(static_cast<States*>(nullptr))...};

  static constexpr std::size_t count = [] {
    std::size_t n = 0;
    for (std::size_t c = 0; c < candidates; ++c) {
      for (std::size_t s = 0; s < states; ++s) {
        for (std::size_t e = 0; e < events; ++e) { n += all.from[c][s] && all.on[c][e] && lets[s][e] ? 1U : 0U; }
      }
    }
    return n;
  }();
  static constexpr std::array<meeting, count> meetings = [] {
    std::array<meeting, count> list{};
    std::size_t n = 0;
    for (std::size_t c = 0; c < candidates; ++c) {
      for (std::size_t s = 0; s < states; ++s) {
        for (std::size_t e = 0; e < events; ++e) {
          if (all.from[c][s] && all.on[c][e] && lets[s][e]) { list[n++] = {c, s, e}; }
        }
      }
    }
    return list;
  }();
};

template <class Front>
struct adoption {
  using candidates = typename level_candidates<Front>::type;
  using states = typename leaves_of_all<level_states<Front>>::type;
  using events = mp11::mp_apply<events_asked, candidates>;
  using facts = msm_facts<states, events, candidates>;

  template <class... Beginnings>
  static auto enter(mp11::mp_list<Beginnings...>) -> mp11::mp_list<entered<Beginnings>...>;
  using beginnings = decltype(enter(beginnings_of<Front>{}));

  template <class... Beginnings>
  static constexpr std::array<std::size_t, sizeof...(Beginnings)> begin_positions(mp11::mp_list<Beginnings...>) {
    return {facts::position_of(&type_tag<Beginnings>)...};
  }

  // Of each state, the region that it is reached in.
  static constexpr std::array<std::size_t, facts::states> regions = [] {
    std::array<std::size_t, facts::states> region{};
    for (std::size_t& each : region) { each = facts::states; }
    std::size_t next = 0;
    for (const std::size_t begin : begin_positions(beginnings{})) {
      region[begin] = next++;
      for (bool grew = true; grew;) {
        grew = false;
        for (const meeting& m : facts::meetings) {
          const std::size_t to = facts::all.to[m.candidate];
          if (to == facts::states || region[m.source] == facts::states || region[to] != facts::states) { continue; }
          region[to] = region[m.source];
          grew = true;
        }
      }
    }
    return region;
  }();
};

// The numbers of a list of which the length is a constant as well.
template <std::size_t Capacity>
struct number_list {
  std::array<std::size_t, Capacity> numbers{};
  std::size_t count = 0;
};

// The rows of the model for one meeting. `Named` makes states of them.
template <class Front, std::size_t Meeting, template <class> class Named>
struct meeting_rows {
  using all = adoption<Front>;
  using facts = typename all::facts;
  static constexpr meeting here = facts::meetings[Meeting];

  // What MSM asks before: their guards must fail.
  static constexpr auto before = [] {
    number_list<facts::candidates> list{};
    for (std::size_t c = here.candidate + 1; c < facts::candidates; ++c) {
      if (facts::all.from[c][here.source] && facts::all.on[c][here.event]) { list.numbers[list.count++] = c; }
    }
    return list;
  }();
  // States of other regions that stop the event.
  static constexpr auto stops = [] {
    number_list<facts::states> list{};
    for (std::size_t s = 0; s < facts::states; ++s) {
      if (!facts::lets[s][here.event] && all::regions[s] != all::regions[here.source]) {
        list.numbers[list.count++] = s;
      }
    }
    return list;
  }();

  template <class Row>
  using holds = typename guard_cases<typename row_calls<Row>::guard>::holds;
  template <class Row>
  using fails = typename guard_cases<typename row_calls<Row>::guard>::fails;
  template <std::size_t I>
  using row_at = mp11::mp_at_c<mp11::mp_at_c<typename all::candidates, I>, 3>;
  template <std::size_t I>
  using state_at = mp11::mp_at_c<typename all::states, I>;

  template <std::size_t... Before, std::size_t... Stops>
  static auto guards(std::index_sequence<Before...>, std::index_sequence<Stops...>)
      -> mp11::mp_fold<mp11::mp_list<fails<row_at<before.numbers[Before]>>...,
                                     mp11::mp_list<mp11::mp_list<not_<in<Named<state_at<stops.numbers[Stops]>>>>...>>>,
                       holds<row_at<here.candidate>>, both_hold>;
  using cases = decltype(guards(std::make_index_sequence<before.count>{}, std::make_index_sequence<stops.count>{}));

  using own = mp11::mp_at_c<typename all::candidates, here.candidate>;
  static constexpr auto find_target() {
    if constexpr (facts::all.to[here.candidate] == facts::states) {
      return std::type_identity<stay>{};
    } else {
      return std::type_identity<Named<mp11::mp_third<own>>>{};
    }
  }
  using target = typename decltype(find_target())::type;
  template <class Literals>
  using row_of =
      row<Named<state_at<here.source>>, mp11::mp_at_c<typename all::events, here.event>, target,
          mp11::mp_rename<Literals, when>,
          mp11::mp_rename<typename msm_actions<typename row_calls<row_at<here.candidate>>::action>::type, then>>;
  using type = mp11::mp_transform<row_of, cases>;
};

template <class Front, template <class> class Named>
struct adopted_rows {
  using facts = typename adoption<Front>::facts;

  template <std::size_t... I>
  static auto join(std::index_sequence<I...>)
      -> mp11::mp_append<mp11::mp_list<>, typename meeting_rows<Front, I, Named>::type...>;
  using type = mp11::mp_rename<decltype(join(std::make_index_sequence<facts::count>{})), table>;

  // The first row of MSM's that gives no row here, because nothing lets it fire; their number if all give one.
  template <std::size_t... I>
  static constexpr std::size_t first_idle(std::index_sequence<I...>) {
    std::array<bool, facts::candidates> fires{};
    ((fires[facts::meetings[I].candidate] |= mp11::mp_size<typename meeting_rows<Front, I, Named>::type>::value != 0),
     ...);
    std::size_t first = 0;
    while (first < fires.size() && fires[first]) { ++first; }
    return first;
  }
  static constexpr std::size_t idle = first_idle(std::make_index_sequence<facts::count>{});
  template <std::size_t I>
  using msm_row = mp11::mp_at_c<mp11::mp_at_c<typename adoption<Front>::candidates, I>, 3>;

  template <class... Beginnings>
  static auto begin(mp11::mp_list<Beginnings...>) -> orthogonal<Named<Beginnings>...>;
  using regions = decltype(begin(typename adoption<Front>::beginnings{}));
};

}  // namespace fairlead::detail

#endif
