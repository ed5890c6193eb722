// SPDX-License-Identifier: BSL-1.0
// A lifecycle of 250 states and 250 events is proved, or refused in words, within the limits that compilers set to
// constant expressions by themselves.
#include <cstddef>
#include <type_traits>
#include <utility>

#include <fairlead/model.hpp>

struct conveyor : fairlead::lifecycle {
  static constexpr std::size_t stations = 250;
  struct between {};
  template <std::size_t Number>
  using role = std::conditional_t<Number == 0, initial, std::conditional_t<Number == stations - 1, terminal, between>>;
  template <std::size_t Number>
  struct station : role<Number> {};
  template <std::size_t Number>
  struct move {};
  struct siding {};
  struct turn_out {};

  template <std::size_t... Number>
  static auto line(std::index_sequence<Number...>) -> table<
#if defined(FAIL_a_trap)  // FAIL a_trap: fairlead G2: from every state a terminal state must be reachable
      // FAIL a_trap also: every_state_can_end<conveyor, conveyor::siding>
      row<station<120>, turn_out, siding>,
#elif defined(FAIL_a_shortcut)  // FAIL a_shortcut: fairlead: always_passes<From, To, Via> does not hold
      // FAIL a_shortcut also: conveyor::turn_out
      row<station<3>, turn_out, station<246>>,
#endif
      row<station<Number>, move<Number>, station<Number + 1>>...>;
  using transitions = decltype(line(std::make_index_sequence<stations - 1>{}));
  using invariants = prove<always_passes<station<0>, station<stations - 1>, station<125>>>;
};
static_assert(fairlead::holds<conveyor>);
