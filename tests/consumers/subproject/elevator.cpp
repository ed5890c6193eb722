// SPDX-License-Identifier: BSL-1.0
// A user with fairlead as a subproject: a lifecycle of one's own on the header-only machine.
#include <cstdio>

#include <fairlead/machine.hpp>

struct elevator : fairlead::lifecycle {
  static constexpr std::string_view name = "elevator";

  struct waiting_below : initial {};
  struct moving {};
  struct out_of_order : terminal {};

  struct call {
    int people = 0;
  };
  struct stop {};
  struct alarm {};

  struct not_too_many {
    verdict operator()(const call& event) const {
      return event.people <= 8 ? fairlead::pass() : fairlead::refuse("more than 8 people");
    }
  };

  using transitions = table<row<waiting_below, call, moving, when<not_too_many>>, row<moving, stop, waiting_below>,
                            row<moving, alarm, out_of_order>>;
};

int main() {
  fairlead::machine<elevator> machine;
  std::puts(machine.fire(elevator::call{9}).text().c_str());
  std::puts(machine.fire(elevator::call{3}).text().c_str());
  std::puts(machine.fire(elevator::alarm{}).text().c_str());
  std::puts(machine.fire(elevator::stop{}).text().c_str());
  return machine.ended() ? 0 : 1;
}
