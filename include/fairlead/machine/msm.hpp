// SPDX-License-Identifier: BSL-1.0
// The engine of `machine`: a lifecycle's table as a Boost.MSM front end, run by MSM's back end.
// The only header that includes Boost.MSM.
#ifndef FAIRLEAD_MACHINE_MSM_HPP
#define FAIRLEAD_MACHINE_MSM_HPP

// MSM's headers pull their containers in through MPL: the limits stay at their defaults, since the table is an mp_list.
#include <boost/mp11/list.hpp>
#include <boost/mp11/mpl.hpp>
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/state_machine_def.hpp>
#include <boost/msm/row_tags.hpp>

#include "machine.hpp"
#include "table_machine.hpp"

namespace fairlead::detail {

// MSM wants a class for each state; these carry no data, and run no entry or exit.
template <class Lifecycle, std::size_t State>
struct msm_state : boost::msm::front::state<> {};

template <bool Stays, bool Guarded>
struct msm_tag {
  using type = boost::msm::row_tag;
};
template <>
struct msm_tag<false, false> {
  using type = boost::msm::a_row_tag;
};
template <>
struct msm_tag<true, true> {
  using type = boost::msm::irow_tag;
};
template <>
struct msm_tag<true, false> {
  using type = boost::msm::a_irow_tag;
};

// Of each state the edge that an event has there, for an event that has no two in any: what fires if something fires is
// known then before MSM is called, and the next event need not wait until the row has found where the state is kept.
template <class Lifecycle, std::size_t Event>
struct lone_edges {
  using table = reflection<Lifecycle>;
  struct entry {
    std::uint16_t fired = 0;  // as frame::fired
    state_number<Lifecycle> target = 0;
  };
  struct found {
    std::array<entry, table::state_count> of{};
    bool alone = true;
  };
  static constexpr found all = [] {
    found result{};
    for (std::size_t e = 0; e < table::edge_count; ++e) {
      const edge& each = table::edges[e];
      if (each.event != Event) { continue; }
      entry& here = result.of[each.source];
      result.alone = result.alone && here.fired == 0;
      here = {static_cast<std::uint16_t>(e + 1), static_cast<state_number<Lifecycle>>(each.target)};
    }
    return result;
  }();
  static constexpr bool suffice = all.alone && table::region_count == 1;
};

// One edge as MSM expects a row to look: five names, and what to call.
template <class Lifecycle, std::size_t Edge>
struct msm_row {
  static constexpr edge here = reflection<Lifecycle>::edges[Edge];
  using Source = msm_state<Lifecycle, here.source>;
  using Target = msm_state<Lifecycle, here.target>;
  using Evt = typename reflection<Lifecycle>::template event_at<here.event>;
  // With regions, an event may concern only some of them: `permits` knows.
  static constexpr bool guarded =
      frame<Lifecycle>::template row_of<Edge>::guards::size != 0 || reflection<Lifecycle>::region_count > 1;
  using row_type_tag = typename msm_tag<here.stays, guarded>::type;

  template <class Machine, class SourceState, class TargetState, class States>
  static bool guard_call(Machine& machine, const Evt& event, SourceState&, TargetState&, States&) {
    return machine.now.template permits<Edge>(event);
  }
  template <class Machine, class SourceState, class TargetState, class States>
  static boost::msm::back::HandledEnum action_call(Machine& machine, const Evt& event, SourceState&, TargetState&,
                                                   States&) {
    machine.now.template act<Edge>(event);
    if constexpr (!lone_edges<Lifecycle, here.event>::suffice) {
      machine.now.fire(reflection<Lifecycle>::regions.of[here.source], Edge, here.target);
    }
    return boost::msm::back::HANDLED_TRUE;
  }
};

template <class Lifecycle, class Indices>
struct msm_table;
template <class Lifecycle, std::size_t... I>
struct msm_table<Lifecycle, std::index_sequence<I...>> {
  using type = boost::mp11::mp_list<msm_row<Lifecycle, I>...>;
};

template <class Lifecycle, class Regions>
struct msm_initial_states;
template <class Lifecycle, std::size_t... Region>
struct msm_initial_states<Lifecycle, std::index_sequence<Region...>> {
  using type = boost::mp11::mp_list<msm_state<Lifecycle, reflection<Lifecycle>::initial_states[Region]>...>;
};

template <class Lifecycle>
struct msm_front : boost::msm::front::state_machine_def<msm_front<Lifecycle>> {
  using initial_state =
      typename msm_initial_states<Lifecycle, std::make_index_sequence<reflection<Lifecycle>::region_count>>::type;
  using transition_table =
      typename msm_table<Lifecycle, std::make_index_sequence<reflection<Lifecycle>::edge_count>>::type;
  // An exception passes through unchanged; MSM's own handling would swallow it and report success.
  using no_exception_thrown = int;
  // One event at a time: actions cannot reach the machine, so nothing is ever queued.
  using no_message_queue = int;

  // A machine for one event: it carries what is known of it.
  template <class... Parts>
  explicit msm_front(const Parts&... parts) : now(parts...) {}
  frame<Lifecycle> now;

  template <class Machine, class Event>
  void no_transition(const Event&, Machine&, int) {}  // the default asserts; a refusal is an outcome, not a bug
};

template <class Lifecycle>
using msm_back = boost::msm::back::state_machine<msm_front<Lifecycle>>;

// MSM numbers states in an order of its own, which changes with the table; ours never meet it but here.
template <class Lifecycle>
struct msm_numbers {
  static constexpr std::size_t count = reflection<Lifecycle>::state_count;
  template <std::size_t... I>
  static constexpr std::array<int, count> make(std::index_sequence<I...>) {
    using stt = typename msm_back<Lifecycle>::stt;
    return {boost::msm::back::get_state_id<stt, msm_state<Lifecycle, I>>::value...};
  }
  static constexpr std::array<int, count> of_ours = make(std::make_index_sequence<count>{});
  static constexpr bool same = [] {
    for (std::size_t s = 0; s < count; ++s) {
      if (of_ours[s] != static_cast<int>(s)) { return false; }
    }
    return true;
  }();

  static int of(std::size_t state) noexcept { return same ? static_cast<int>(state) : of_ours[state]; }
};

template <class Lifecycle, class Event>
[[gnu::noinline]] msm_answer<Lifecycle> msm_not_built(const Event& occurred, const data_of<Lifecycle>& data,
                                                      timestamp at, surroundings<Lifecycle> around,
                                                      std::optional<data_of<Lifecycle>>* evolved,
                                                      region_mask<Lifecycle> asked) {
  frame<Lifecycle> frame(data, at, around, evolved, asked);
  const unsigned answer = table_engine<Lifecycle>::process(occurred, frame);
  return {answer, frame.fired};
}

// Whatever MSM does around a row dissolves here, however much its callers hold already.
template <class Lifecycle, std::size_t Event>
[[gnu::flatten]] inline msm_answer<Lifecycle> msm_process(const void* value, const data_of<Lifecycle>& data,
                                                          timestamp at, surroundings<Lifecycle> around,
                                                          std::optional<data_of<Lifecycle>>* evolved,
                                                          region_mask<Lifecycle> asked) {
  using event = typename reflection<Lifecycle>::template event_at<Event>;
  using dispatch = boost::msm::back::dispatch_table<msm_back<Lifecycle>, typename msm_back<Lifecycle>::complete_table,
                                                    event, boost::msm::back::favor_runtime_speed>;
  const event& occurred = *static_cast<const event*>(value);
  const auto lone = lone_edges<Lifecycle, Event>::all.of[(*around.own)[0]];
  if (reflection<Lifecycle>::region_count == 1 && lone.fired == 0) { return {nothing, {}}; }
  std::array<int, reflection<Lifecycle>::region_count> numbers{};
  for (std::size_t r = 0; r < numbers.size(); ++r) { numbers[r] = msm_numbers<Lifecycle>::of((*around.own)[r]); }
  // Before main, the order in which MSM's dispatch tables are built among other statics is unspecified, and one that is
  // not built yet holds null pointers. The same table decides then without MSM.
  const auto cell = dispatch::instance.entries[static_cast<std::size_t>(numbers[0]) + 1];
  if (cell == nullptr) [[unlikely]] { return msm_not_built<Lifecycle>(occurred, data, at, around, evolved, asked); }
  // A machine for one event: MSM's copies lose their state, and an instance of it that has thrown may be wedged.
  msm_back<Lifecycle> engine(data, at, around, evolved, asked);
  // MSM has no setter, and its `serialize` goes through every state; the array is the machine's own and not constant.
  int* const states = const_cast<int*>(engine.current_state());
  for (std::size_t r = 0; r < numbers.size(); ++r) { states[r] = numbers[r]; }
  static_assert(int{boost::msm::back::HANDLED_TRUE} == int{row_fired} &&
                int{boost::msm::back::HANDLED_GUARD_REJECT} == int{row_refused});
  if constexpr (lone_edges<Lifecycle, Event>::suffice) {
    const unsigned answer = cell(engine, 0, numbers[0], occurred);
    if ((answer & row_fired) == 0) [[unlikely]] { return {answer, {}}; }
    if (evolved == nullptr) { frame<Lifecycle>::move_to(around, lone.target); }
    return {answer, {lone.fired}};
  }
  // What `process_event` comes to, where there is one region.
  const unsigned answer = numbers.size() == 1 ? cell(engine, 0, numbers[0], occurred) : engine.process_event(occurred);
  return {answer, engine.now.fired};
}

template <class Lifecycle, std::size_t... Event>
unsigned msm_dispatch(std::size_t event, const void* value, frame<Lifecycle>& frame, std::index_sequence<Event...>) {
  // Compiles to a jump; `event` comes from position_of_event and is always one of these.
  unsigned answer = nothing;
  (void)((event == Event && (answer = msm_process<Lifecycle, Event>(value, frame), true)) || ...);
  return answer;
}

template <class Lifecycle>
unsigned msm_engine<Lifecycle>::run(std::size_t event, const void* value, frame<Lifecycle>& frame) {
  static_assert(lifecycle_holds<Lifecycle, true>());  // also in libfairlead, whose users rely on it
  return msm_dispatch<Lifecycle>(event, value, frame, std::make_index_sequence<reflection<Lifecycle>::event_count>{});
}

template <class Lifecycle>
outcome msm_engine<Lifecycle>::decide_elsewhere(std::uint16_t event, const void* value, const frame<Lifecycle>& frame) {
  return decision<Lifecycle>::make(event, value, frame);
}

template <class Lifecycle>
outcome msm_engine<Lifecycle>::fire(machine& subject, std::uint8_t asked, std::uint16_t event, const void* value,
                                    const timestamp* told, const surroundings<Lifecycle>& around) {
  return subject.fire_at(asked, event, value, told, around);
}

}  // namespace fairlead::detail

#endif
