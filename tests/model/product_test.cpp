// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/product.hpp>

#include <set>
#include <vector>

#include <doctest/doctest.h>

#include <fairlead/lifecycles.hpp>
#include <fairlead/model.hpp>

namespace {

using fairlead::compose;
using fairlead::composition_rules;
using fairlead::given;
using fairlead::jointly;

struct door : fairlead::lifecycle {
  struct shut : initial {};
  struct open {};
  struct push {};
  struct pull {};
  using transitions = table<row<shut, push, open>, row<open, pull, shut>>;
};
struct light : fairlead::lifecycle {
  struct off : initial {};
  struct on {};
  struct press {};
  using transitions = table<row<off, press, on>, row<on, press, off>>;
};
struct free_room : compose<door, light> {};
struct fridge : compose<door, light> {
  using rules = composition_rules<jointly<door::push, light::press>, given<door::pull, light::off>>;
};
// The light goes on with the door, and then the door cannot be pulled.
static_assert(fairlead::reachable_combinations<free_room> == 4);
static_assert(fairlead::reachable_combinations<fridge> == 2);

// Three rings of sixteen states: as large as a proof may be.
template <int Ring>
struct ring : fairlead::lifecycle {
  template <int Number>
  struct place : std::conditional_t<Number == 0, fairlead::initial, std::type_identity<ring>> {};
  struct turn {};
  template <int... Number>
  static table<row<place<Number>, turn, place<(Number + 1) % 16>>...> all(std::integer_sequence<int, Number...>);
  using transitions = decltype(all(std::make_integer_sequence<int, 16>{}));
};
struct rings : compose<ring<0>, ring<1>, ring<2>> {};
static_assert(fairlead::reachable_combinations<rings> == 4096);

// The states that are reached from the beginning, found by a stack instead of a queue, at run time.
template <class Composition>
std::size_t walked() {
  using space = fairlead::detail::product_of<Composition>;
  std::set<std::size_t> seen{space::begin()};
  std::vector<std::size_t> open{space::begin()};
  while (!open.empty()) {
    const std::size_t state = open.back();
    open.pop_back();
    space::each_step(state, [&](const typename space::step_from& step) {
      if (seen.insert(step.target).second) { open.push_back(step.target); }
    });
  }
  return seen.size();
}

}  // namespace

TEST_CASE("what the compiler explored is what a walk at run time finds") {
  CHECK(walked<free_room>() == fairlead::reachable_combinations<free_room>);
  CHECK(walked<fridge>() == fairlead::reachable_combinations<fridge>);
  CHECK(walked<rings>() == fairlead::reachable_combinations<rings>);
}

TEST_CASE("positions of the members are packed into one number and back") {
  using space = fairlead::detail::product_of<rings>;
  for (std::size_t state = 0; state < space::total; state += 7) {
    std::size_t again = space::begin();
    for (std::size_t m = 0; m < space::count; ++m) { again = space::moved(again, m, space::current(state, m)); }
    CHECK(again == state);
  }
}
