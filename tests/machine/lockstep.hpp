// SPDX-License-Identifier: BSL-1.0
// Random events for one stock lifecycle, fired at four of it at once: on Boost.MSM, on its table, on its table by
// numbers, and as a member of a fleet. They must agree in everything.
#ifndef FAIRLEAD_TESTS_MACHINE_LOCKSTEP_HPP
#define FAIRLEAD_TESTS_MACHINE_LOCKSTEP_HPP

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include <fairlead/lifecycles/package/hold.hpp>
#include <fairlead/machine/fleet.hpp>
#include <fairlead/machine/machine.hpp>
#include <fairlead/machine/restore.hpp>

#include "random_value.hpp"

namespace tests {

/// Events for each lifecycle. All of them together are ten million with FAIRLEAD_LOCKSTEP_EVENTS=334000.
inline unsigned lockstep_events() {
  const char* const wanted = std::getenv("FAIRLEAD_LOCKSTEP_EVENTS");
  return wanted == nullptr ? 40'000U : static_cast<unsigned>(std::strtoul(wanted, nullptr, 10));
}

inline bool same(const fairlead::outcome& a, const fairlead::outcome& b) {
  bool equal = a.kind() == b.kind() && a.event() == b.event() && a.refusals().size() == b.refusals().size();
  for (std::size_t r = 0; r < a.description().region_count; ++r) {
    equal = equal && a.edge_of(r) == b.edge_of(r) && a.from(r) == b.from(r);
  }
  for (std::size_t i = 0; equal && i < a.refusals().size(); ++i) {
    const fairlead::refusal& left = a.refusals()[i];
    const fairlead::refusal& right = b.refusals()[i];
    equal = left.row == right.row && left.guard == right.guard && left.why.kind() == right.why.kind() &&
            left.why.reason() == right.why.reason();
  }
  return equal;
}

// A short answer says what the long one says: the first edge that fired, or the guard of the row that came nearest.
inline bool same(const fairlead::short_outcome& a, const fairlead::outcome& b) {
  if (a.kind != b.kind()) { return false; }
  if (b) { return &b.description().edges[a.edge] == b.edge_of(b.region()); }
  std::uint16_t nearest = 0;
  for (const fairlead::refusal& each : b.refusals()) { nearest = std::max(nearest, each.guard); }
  return a.guard == nearest;
}

template <class Lifecycle>
class lockstep {
public:
  explicit lockstep(unsigned seed) : chance_(seed) {}

  void walk(unsigned count) {
    for (unsigned n = 0; n < count; ++n) {
      if (n % 40 == 0 || table_.ended()) { begin(); }
      (void)fairlead::detail::choose<table::event_count>(chance_.below(table::event_count), [&](auto number) {
        typename table::template event_at<number()> event{};
        randomize(chance_, event);
        step(event, n % 16 == 0);
        return true;
      });
    }
    // From a random state, with random data: most of the table is tried.
    CHECK_MESSAGE(fired_.size() * 4 >= table::rows::size, fairlead::description_of<Lifecycle>.name
                                                              << ": only " << fired_.size() << " of "
                                                              << table::rows::size << " rows have fired");
  }

private:
  using table = fairlead::reflection<Lifecycle>;
  using gate = fairlead::release::deploy_gate;
  using hold = fairlead::package::hold;

  // A new instance, anywhere.
  void begin() {
    typename fairlead::machine<Lifecycle>::snapshot_type saved = table_.snapshot();
    randomize(chance_, saved.data);
    saved.entered = entered();
    saved.state = any_state<Lifecycle>(0);
    for (std::size_t r = 1; r < table::region_count; ++r) {
      saved.further_regions[r - 1] = {any_state<Lifecycle>(r), entered()};
    }
    msm_ = fairlead::machine<Lifecycle>::restore(saved);
    table_ = fairlead::table_machine<Lifecycle>::restore(saved);
    numbered_ = fairlead::table_machine<Lifecycle>::restore(table_.snapshot());
    fleet_.erase(member_);
    member_ = fleet_.restore(msm_.snapshot());
  }
  template <class Other>
  std::string any_state(std::size_t region) {
    const auto& lifecycle = fairlead::description_of<Other>;
    std::size_t state = 0;
    do {
      state = chance_.below(static_cast<unsigned>(lifecycle.states.size()));
    } while (lifecycle.regions[state] != region);
    return std::string(lifecycle.states[state]->name);
  }
  std::optional<fairlead::timestamp> entered() {
    return chance_.below(4) == 0 ? std::nullopt : std::optional(chance_.moment());
  }

  void step(const fairlead::event_ref<Lifecycle>& event, bool look_closer) {
    if (chance_.below(8) == 0) {
      gate_ = in_state<gate>(any_state<gate>(0));
      hold_ = in_state<hold>(any_state<hold>(0));
    }
    const fairlead::timestamp at = chance_.moment();
    const auto around = fairlead::beside(gate_, hold_);
    const auto before = table_.position();
    const auto by_msm = msm_.fire(event, at, around);
    const auto by_table = table_.fire(event, at, around);
    const auto by_number = numbered_.step(event, at, around);
    const auto in_fleet = fleet_.at(member_).step(event, at, around);
    REQUIRE_MESSAGE(same(by_msm, by_table), by_msm.text() << " but " << by_table.text());
    REQUIRE_MESSAGE(same(by_number, by_table), by_table.text());
    REQUIRE(in_fleet == by_number);
    REQUIRE(msm_.states() == table_.states());
    REQUIRE(numbered_ == table_);
    REQUIRE(fleet_.at(member_).states() == table_.states());
    REQUIRE(msm_.data() == table_.data());
    REQUIRE(msm_.due() == table_.due());
    if (by_table) { fired_.insert(by_table.row()); }
    if (by_table.kind() != fairlead::outcome_kind::fired) { REQUIRE(before == table_.position()); }
    if (look_closer) {
      const auto saved = table_.snapshot();
      REQUIRE(msm_.snapshot() == saved);
      REQUIRE(numbered_.snapshot() == saved);
      REQUIRE(fleet_.at(member_).snapshot() == saved);
      REQUIRE(by_msm.text() == by_table.text());
    }
  }

  dice chance_;
  fairlead::machine<Lifecycle> msm_{};
  fairlead::table_machine<Lifecycle> table_{};
  fairlead::table_machine<Lifecycle> numbered_{};
  fairlead::fleet<Lifecycle> fleet_{};
  fairlead::fleet_id member_ = fleet_.add();
  fairlead::table_machine<gate> gate_{};
  fairlead::table_machine<hold> hold_{};
  std::set<std::size_t> fired_{};
};

}  // namespace tests

#endif
