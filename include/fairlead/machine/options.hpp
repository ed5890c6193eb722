// SPDX-License-Identifier: BSL-1.0
// What may accompany an event: its siblings, the host's journal hook, and whoever wants to be told afterwards.
#ifndef FAIRLEAD_MACHINE_OPTIONS_HPP
#define FAIRLEAD_MACHINE_OPTIONS_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "../identity/timestamp.hpp"
#include "../model/reflection.hpp"

namespace fairlead {

/// One transition, as the journal hook and observers see it. The names are views of constants.
struct transition {
  std::string_view lifecycle;
  std::string_view event;
  std::string_view from;
  std::string_view to;
  std::size_t row;                     ///< position in the table of the running program; not for persistence
  timestamp at;                        ///< the event's time, as the host gave it; 1970-01-01 if it never gave any
  const transition* others = nullptr;  ///< see `also`
  std::size_t other_count = 0;

  /// What other regions of the lifecycle did on the same event.
  [[nodiscard]] sequence<transition> also() const noexcept { return {others, other_count}; }
};

/// The sibling machines that the guards of an event ask about with `in<State>`, in the states that they are in when
/// this is made: for one call only.
template <class... Machines>
class siblings {
  // A guard finds its sibling by the scope of the states.
  static constexpr bool differ = [] {
    constexpr std::array<std::string_view, sizeof...(Machines) + 1> scopes{
        reflection<typename Machines::lifecycle_type>::states[0]->scope...};
    for (std::size_t a = 0; a < sizeof...(Machines); ++a) {
      for (std::size_t b = a + 1; b < sizeof...(Machines); ++b) {
        if (scopes[a] == scopes[b]) { return false; }
      }
    }
    return true;
  }();
  static_assert(differ,
                "fairlead: beside(...): two of the machines run one lifecycle, or lifecycles whose states stand in one "
                "scope; hand over one of each, and nest the states in their lifecycle");

public:
  explicit siblings(const Machines&... machines) noexcept : all_{present(machines)...} {}

  /// The current state of the sibling that runs the lifecycle with this scope; null if none of them does.
  [[nodiscard]] const state_description* find(std::string_view scope) const noexcept {
    for (const sibling& each : all_) {
      if (each.scope == scope) { return each.state; }
    }
    return nullptr;
  }

  /// True if one of the siblings runs the lifecycle that `State` belongs to.
  template <class State>
  static constexpr bool include = (has_state<typename Machines::lifecycle_type, State> || ...);

private:
  struct sibling {
    std::string_view scope;
    const state_description* state;
  };
  template <class Machine>
  static sibling present(const Machine& machine) noexcept {
    using table = reflection<typename Machine::lifecycle_type>;
    static_assert(table::region_count == 1,
                  "fairlead: beside(...): a sibling that guards ask about has one region; make its orthogonal regions "
                  "lifecycles of their own");
    return {table::states.front()->scope, table::states[machine.position()]};
  }
  std::array<sibling, sizeof...(Machines)> all_;
};

/// `environment.fire(deploy_started{...}, beside(gate, lock))`: found by type, checked by the compiler.
template <class... Machines>
[[nodiscard]] siblings<Machines...> beside(const Machines&... machines) noexcept {
  return siblings<Machines...>(machines...);
}

/// A hook that runs after every guard has passed and every action has succeeded, and before anything has moved.
/// If it throws, nothing has happened. It may read the instance, but neither change it nor the fleet that it is in: the
/// transition is decided, and would overwrite that. Made by `on_commit`.
template <class Function>
struct commit_hook {
  const Function* function;
};
/// `fire(event, on_commit([&](const transition& t) { journal.append(t); }))`. The function must outlive the call.
template <class Function>
  requires std::is_invocable_v<const Function&, const transition&>
[[nodiscard]] commit_hook<Function> on_commit(const Function& function) noexcept { return {&function}; }

/// Somebody who is told once the transition is complete. Made by `tell`.
template <class Function>
struct listener {
  const Function* function;
};
/// `fire(event, tell(observer))`: calls `observer(const transition&)`, then `observer(const Signal&)` for every
/// `raise<Signal>` of the row; of these, the ones that `observer` can be called with.
/// An exception of the observer's reaches the caller of `fire`; the transition stands: it has been committed.
/// The observer may read the instance, but neither change it nor the fleet that it is in: it is told of one signal
/// after the other, made of the data as the transition left them. What follows from a signal is fired once `fire` has
/// returned.
template <class Function>
[[nodiscard]] listener<Function> tell(const Function& function) noexcept {
  static_assert(
      std::is_invocable_v<const Function&, const transition&> || !std::is_invocable_v<Function&, const transition&>,
      "fairlead: tell(observer): the observer is called as a constant, and a mutable lambda cannot be; let it "
      "refer to what it changes");
  return {&function};
}

namespace detail {

template <class T>
inline constexpr bool is_siblings = false;
template <class... M>
inline constexpr bool is_siblings<siblings<M...>> = true;
template <class T>
inline constexpr bool is_commit_hook = false;
template <class F>
inline constexpr bool is_commit_hook<commit_hook<F>> = true;
template <class T>
inline constexpr bool is_listener = false;
template <class F>
inline constexpr bool is_listener<listener<F>> = true;

// Which regions an event concerns, bit by bit: an option that only `tick` gives.
struct asked_regions {
  std::uint8_t mask;
};

template <class T>
concept fire_option = std::is_same_v<T, timestamp> || std::is_same_v<T, asked_regions> || is_siblings<T> ||
    is_commit_hook<T> || is_listener<T>;

template <class... Options>
struct options_differ {
  static_assert(
      (std::is_same_v<Options, timestamp> + ... + 0) < 2 && (is_siblings<Options> + ... + 0) < 2 &&
          (is_commit_hook<Options> + ... + 0) < 2 && (is_listener<Options> + ... + 0) < 2,
      "fairlead: machine::fire: two options of one kind; name all siblings in one beside(...), and give at most "
      "one timestamp, on_commit(...) and tell(...)");
};

// The moment among the options; null if there is none.
constexpr const timestamp* moment_in(const timestamp& option) noexcept { return &option; }
template <class Option>
constexpr const timestamp* moment_in(const Option&) noexcept {
  return nullptr;
}
template <class... Options>
constexpr const timestamp* told_by([[maybe_unused]] const Options&... options) noexcept {
  const timestamp* at = nullptr;
  (void)(((at = moment_in(options)) != nullptr) || ...);
  return at;
}

constexpr std::uint8_t mask_in(const asked_regions& option) noexcept { return option.mask; }
template <class Option>
constexpr std::uint8_t mask_in(const Option&) noexcept {
  return 0xff;
}
template <class... Options>
constexpr std::uint8_t asked_by([[maybe_unused]] const Options&... options) noexcept {
  return static_cast<std::uint8_t>((0xff & ... & mask_in(options)));
}

}  // namespace detail
}  // namespace fairlead

#endif
