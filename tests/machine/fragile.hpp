// SPDX-License-Identifier: BSL-1.0
// The lifecycles that the tests of machine/ run, with engines that are compiled once, in engines.cpp.
#ifndef FAIRLEAD_TESTS_MACHINE_FRAGILE_HPP
#define FAIRLEAD_TESTS_MACHINE_FRAGILE_HPP

#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

#include <fairlead/machine/machine.hpp>
#include <fairlead/machine/restore.hpp>
#include <fairlead/machine/table_machine.hpp>

#include "../model/hotfix.hpp"
#include "../model/parcel.hpp"

namespace tests {

/// Its guard and its actions throw what the event tells them to.
struct fragile : fairlead::lifecycle {
  enum class fault { none, guard, first_action, second_action, not_std };

  struct whole : initial {};
  struct waiting_for_glue : waiting {
    static constexpr auto patience = std::chrono::minutes{10};
  };
  struct gone : terminal {};

  struct knock {
    fault where = fault::none;
    int weight = 0;
  };
  struct drop {};

  struct data {
    std::vector<int> knocks{};
    int total = 0;
    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("knocks", self.knocks);
      visit("total", self.total);
    }
  };

  struct light {
    verdict operator()(const knock& event, const data& of) const {
      if (event.where == fault::guard) { throw std::runtime_error("guard"); }
      return of.total + event.weight < 100 ? fairlead::pass() : fairlead::refuse("it would break");
    }
  };
  struct count {
    void operator()(const knock& event, data& of) const {
      of.knocks.push_back(event.weight);
      if (event.where == fault::first_action) { throw std::runtime_error("first action"); }
    }
  };
  struct weigh {
    void operator()(const knock& event, data& of) const {
      of.total += event.weight;
      if (event.where == fault::second_action) { throw std::runtime_error("second action"); }
      if (event.where == fault::not_std) { throw 42; }
    }
  };
  struct recover {
    void operator()(data& of) const { of.total = 0; }
  };
  struct heard {
    int total;
    static heard from(const data& of) { return {of.total}; }
  };

  using transitions = table<row<whole, knock, waiting_for_glue, when<light>, then<count, weigh, raise<heard>>>,
                            row<waiting_for_glue, knock, stay, when<light>, then<count, weigh>>,
                            row<waiting_for_glue, deadline, whole, when<>, then<recover>>,
                            row<any_of<whole, waiting_for_glue>, drop, gone>>;
};

// Guards that have no reason to tell: one in a row of its own, two in rows that leave something out.
struct lock : fairlead::lifecycle {
  struct shut : initial {};
  struct open : terminal {};
  struct broken : terminal {};
  enum class way { key, crowbar, knock };
  struct lean {
    int force;
  };
  struct enter {
    lock::way way;
  };
  struct data {
    int strength = 0;
  };
  struct withstands {
    bool operator()(const lean& e, const data& of) const { return e.force <= of.strength; }
  };
  // clang-format off
  using transitions = table<
      row<shut, lean,  stay,   when<withstands>>,
      row<shut, enter, open,   when<is<&enter::way, way::key>>>,
      row<shut, enter, broken, when<is<&enter::way, way::crowbar>>>>;
  // clang-format on
  using ignores = ignored<is<&enter::way, way::knock>>;
};

}  // namespace tests

template <>
inline constexpr bool fairlead::precompiled<tests::fragile> = true;
template <>
inline constexpr bool fairlead::precompiled<tests::hotfix> = true;
template <>
inline constexpr bool fairlead::precompiled<tests::lock> = true;
template <>
inline constexpr bool fairlead::precompiled<tests::siren> = true;
template <>
inline constexpr bool fairlead::precompiled<tests::parcel> = true;
extern template struct fairlead::detail::msm_engine<tests::fragile>;
extern template struct fairlead::detail::msm_engine<tests::hotfix>;
extern template struct fairlead::detail::msm_engine<tests::lock>;
extern template struct fairlead::detail::msm_engine<tests::siren>;
extern template struct fairlead::detail::msm_engine<tests::parcel>;

#endif
