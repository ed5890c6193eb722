// SPDX-License-Identifier: BSL-1.0
// A running machine of Boost.MSM through the lifecycle that its front end was adopted as: names, snapshots.
#ifndef FAIRLEAD_MACHINE_ADOPTED_MACHINE_HPP
#define FAIRLEAD_MACHINE_ADOPTED_MACHINE_HPP

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <boost/msm/back/metafunctions.hpp>
#include <boost/msm/front/detail/common_states.hpp>

#include "../error.hpp"
#include "adopt.hpp"
#include "possible_events.hpp"
#include "restore.hpp"

namespace fairlead {

namespace checks {

/// A snapshot holds all that an instance knows.
template <class Lifecycle, class Holder>
struct snapshots_lose_nothing {
  static_assert(detail::never<Holder>,
                "fairlead: adopted_machine: the state or front end named here has members that a snapshot would lose; "
                "let the front end itself hold them, and list them with for_each_field");
};

}  // namespace checks

namespace detail {

// Whether an object of a state or front end is larger than one without members.
template <class Holder>
inline constexpr bool holds_members = sizeof(Holder) >
                                      sizeof(boost::msm::front::detail::state_base<typename Holder::user_state_base>);

// The first of the states and submachines of `Lifecycle` that has members, or its front end, if that lists none; else
// void.
template <class Leaf>
struct holders_of;
template <class State, class... Owners>
struct holders_of<leaf<State, Owners...>> {
  using type = mp11::mp_list<State, submachine_front<Owners>...>;
};
template <class Holder>
struct has_members : std::bool_constant<holds_members<Holder>> {};
template <class Lifecycle, class... Leaves>
constexpr auto first_loser(mp11::mp_list<Leaves...>*) {
  using front = typename Lifecycle::front_end;
  using own = std::conditional_t<lists_fields<front>, mp11::mp_list<>, mp11::mp_list<front>>;
  using all = mp11::mp_append<own, typename holders_of<Leaves>::type...>;
  return first_refused<Lifecycle, checks::snapshots_lose_nothing, all, has_members>();
}

// Copies what `Front` lists, and leaves its other members alone: they may be the host's connections.
template <class Front>
void copy_fields(const Front& from, Front& to) {
  Front::for_each_field(from, [&to](std::string_view name, const auto& value) {
    Front::for_each_field(to, [&](std::string_view other, auto& field) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, std::remove_cvref_t<decltype(field)>>) {
        if (name == other) { field = value; }
      }
    });
  });
}

// In MSM's `serialize` the first truth value that it saves is whether the machine is in the middle of an event.
struct busy_probe {
  bool busy = false;
  bool seen = false;
  template <class Anything>
  busy_probe& operator&(const Anything&) noexcept {
    return *this;
  }
  busy_probe& operator&(const bool& flag) noexcept {
    busy = seen ? busy : flag;
    seen = true;
    return *this;
  }
};

// Where the state of a leaf stands in a running machine: MSM's number of it, and of the submachines that it lies in.
template <class Machine, class State, class... Owners>
struct msm_place {
  static constexpr int number = boost::msm::back::get_state_id<typename Machine::stt, State>::value;
  static bool is_current(const Machine&, int current) { return current == number; }
  static void make_current(Machine&, int& current) { current = number; }
};
template <class Machine, class State, class Owner, class... Owners>
struct msm_place<Machine, State, Owner, Owners...> {
  using outer = msm_place<Machine, Owner>;
  using inner = msm_place<Owner, State, Owners...>;
  static bool is_current(const Machine& running, int current) {
    const Owner& owner = running.template get_state<const Owner&>();
    return outer::is_current(running, current) && inner::is_current(owner, owner.current_state()[0]);
  }
  static void make_current(Machine& running, int& current) {
    Owner& owner = running.template get_state<Owner&>();
    outer::make_current(running, current);
    // MSM has no setter; the array is the machine's own and not constant.
    inner::make_current(owner, const_cast<int*>(owner.current_state())[0]);
  }
};
template <class Machine, class Leaf>
struct place_of_leaf;
template <class Machine, class State, class... Owners>
struct place_of_leaf<Machine, leaf<State, Owners...>> : msm_place<Machine, State, Owners...> {};

}  // namespace detail

/// Looks into `running`, a `boost::msm::back::state_machine` of the front end that `Lifecycle` adopts: states by name,
/// snapshots. A view: it holds a pointer, and what it says is as of the moment it is asked. Use it where the machine
/// may be used; asking costs one comparison a state.
///
///     fairlead::adopted_machine<player, boost::msm::back::state_machine<player_>> look(running);
///     auto saved = look.snapshot();                             // later, in another process:
///     fairlead::adopted_machine<player, ...>(fresh).restore(saved);
///
/// Instantiating it proves the lifecycle.
template <adopted Lifecycle, class Machine>
  requires std::is_base_of_v<typename Lifecycle::front_end, Machine>
class adopted_machine {
  static_assert(holds<Lifecycle>);
  using table = reflection<Lifecycle>;
  using front_end = typename Lifecycle::front_end;
  using adoption = detail::adoption<front_end>;
  static constexpr std::size_t regions = table::region_count;

public:
  using lifecycle_type = Lifecycle;
  using data_type = data_of<Lifecycle>;
  using snapshot_type = machine_snapshot<data_type>;

  explicit adopted_machine(Machine& running) noexcept : running_(&running) {}

  /// Names of the current states, one of each region, in the order of `Lifecycle`'s regions.
  [[nodiscard]] std::array<std::string_view, regions> states() const {
    std::array<std::string_view, regions> names{};
    const auto now = current(std::make_index_sequence<table::state_count>{});
    for (std::size_t r = 0; r < regions; ++r) { names[r] = table::states[now[r]]->name; }
    return names;
  }
  /// Name of the current state (of the first region, where there are several).
  [[nodiscard]] std::string_view state() const { return states()[0]; }
  /// True if the machine is in `State`, a state of MSM's or of the lifecycle's.
  template <class State>
  [[nodiscard]] bool is() const {
    static_assert(has_state<Lifecycle, State>, "fairlead: machine::is<State>: the lifecycle has no such state");
    constexpr std::size_t state = position_of_state<Lifecycle, State>;
    return current(std::make_index_sequence<table::state_count>{})[table::regions.of[state]] == state;
  }
  /// The events that have a row here.
  [[nodiscard]] possible_events permitted() const {
    return {description_of<Lifecycle>, current(std::make_index_sequence<table::state_count>{})};
  }

  /// The instance by names: its states, and the members that the front end lists with `for_each_field`.
  /// @throws error  `invalid_value` in the middle of an event (an action asks for it, or an exception has left the
  /// machine
  ///   there, where MSM queues all further events for ever), or while events are queued: a snapshot would lose them
  [[nodiscard]] snapshot_type snapshot() const {
    using loser =
        typename decltype(detail::first_loser<Lifecycle>(static_cast<typename adoption::states*>(nullptr)))::type;
    if constexpr (!std::is_void_v<loser>) { static_assert(sizeof(loser) > 0); }
    require_rest("a snapshot is taken");
    return detail::at_rest<Lifecycle>::snapshot_of(
        current(std::make_index_sequence<table::state_count>{}), [](std::size_t) { return std::optional<timestamp>(); },
        data());
  }
  /// Puts the machine where it was when `saved` was taken, in this version of `Lifecycle` or an earlier one. Runs no
  /// entry, exit or action. Do not `start()` it afterwards: that leads back to the initial states.
  /// @throws error  as `machine::restore`, and `invalid_value` as `snapshot`; nothing has changed then
  void restore(snapshot_type saved) const {
    static_assert(detail::every_version_migrates<Lifecycle>());
    require_rest("it is restored");
    const auto states = detail::at_rest<Lifecycle>::states_of(saved);
    if constexpr (detail::lists_fields<front_end>) {
      detail::copy_fields(saved.data, static_cast<front_end&>(*running_));
    }
    for (const std::uint16_t state : states) { make_current(state, std::make_index_sequence<table::state_count>{}); }
  }

private:
  template <std::size_t State>
  using place = detail::place_of_leaf<std::remove_const_t<Machine>, typename table::template state_at<State>::leaf>;
  // The region that MSM counts a state to.
  template <std::size_t State>
  static constexpr std::size_t msm_region = adoption::regions[adoption::facts::position_of(
      &detail::type_tag<typename table::template state_at<State>::leaf>)];

  template <std::size_t... State>
  [[nodiscard]] detail::region_states<Lifecycle> current(std::index_sequence<State...>) const {
    detail::region_states<Lifecycle> now{};
    ((place<State>::is_current(*running_, running_->current_state()[msm_region<State>])
          ? static_cast<void>(now[table::regions.of[State]] = static_cast<std::uint16_t>(State))
          : static_cast<void>(0)),
     ...);
    return now;
  }
  template <std::size_t... State>
  void make_current(std::size_t wanted, std::index_sequence<State...>) const {
    ((State == wanted
          ? place<State>::make_current(*running_, const_cast<int*>(running_->current_state())[msm_region<State>])
          : static_cast<void>(0)),
     ...);
  }
  [[nodiscard]] data_type data() const {
    data_type listed{};
    if constexpr (detail::lists_fields<front_end>) {
      detail::copy_fields(static_cast<const front_end&>(*running_), listed);
    }
    return listed;
  }
  void require_rest(const char* what) const {
    detail::busy_probe probe;
    const_cast<std::remove_const_t<Machine>*>(running_)->serialize(probe, 0);  // the probe only reads
    bool queued = false;
    if constexpr (!boost::msm::back::is_no_message_queue<std::remove_const_t<Machine>>::type::value) {
      queued = running_->get_message_queue_size() != 0;
    }
    if (probe.busy || queued) {
      throw error(errc::invalid_value, "the machine of '" + std::string(description_of<Lifecycle>.name) +
                                           "' is in the middle of an event, or events are queued; let process_event "
                                           "return before " +
                                           what + ", and go on with a new machine after an exception");
    }
  }

  Machine* running_;
};

}  // namespace fairlead

#endif
