// SPDX-License-Identifier: BSL-1.0
// Fires the rows of a stock lifecycle one by one, and keeps account of them, so that no row and no refusal stays
// untried.
#ifndef FAIRLEAD_TESTS_LIFECYCLES_ROWS_HPP
#define FAIRLEAD_TESTS_LIFECYCLES_ROWS_HPP

#include <chrono>
#include <set>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <fairlead/identity.hpp>
#include <fairlead/machine/restore.hpp>
#include <fairlead/machine/table_machine.hpp>

namespace tests {

inline constexpr fairlead::timestamp now{1'000'000'000'000'000};
inline constexpr fairlead::timestamp later = now + std::chrono::hours{1};
inline constexpr fairlead::timestamp earlier = now + std::chrono::hours{-1};

inline fairlead::digest content(char letter) { return fairlead::digest::parse("sha256:" + std::string(64, letter)); }
inline const fairlead::actor the_operator{"olga", {"operator"}};

/// All checks of what is in `contents` pass.
inline fairlead::health_report healthy(const fairlead::digest& contents) { return {contents, 3, 3, {"checks", {}}}; }
/// One of them does not.
inline fairlead::health_report ailing(const fairlead::digest& contents) { return {contents, 2, 3, {"checks", {}}}; }

/// A machine that was brought to `state` by being restored.
template <class Lifecycle>
fairlead::table_machine<Lifecycle> in_state(std::string_view state, fairlead::data_of<Lifecycle> data = {}) {
  return fairlead::table_machine<Lifecycle>::restore(
      {std::string(fairlead::description_of<Lifecycle>.name), 1, {}, std::string(state), now, std::move(data), {}});
}

template <class Lifecycle>
class rows {
public:
  using data_type = fairlead::data_of<Lifecycle>;

  /// In `from`, with `data`, `event` leads to `to`; gives the machine afterwards.
  template <class Event, class... Options>
  fairlead::table_machine<Lifecycle> fires(std::string_view from, const data_type& data, const Event& event,
                                           std::string_view to, const Options&... options) {
    auto machine = in_state<Lifecycle>(from, data);
    const auto outcome = machine.fire(event, now, options...);
    CHECK_MESSAGE(outcome, outcome.text());
    CHECK_MESSAGE(machine.state() == to, outcome.text());
    if (outcome) { fired_.insert(outcome.row()); }
    return machine;
  }
  /// In `from`, with `data`, `event` is refused for `reason`, and changes nothing.
  template <class Event, class... Options>
  void refuses(std::string_view from, const data_type& data, const Event& event, std::string_view reason,
               const Options&... options) {
    auto machine = in_state<Lifecycle>(from, data);
    const auto before = machine;
    const auto outcome = machine.fire(event, now, options...);
    CHECK(outcome.kind() == fairlead::outcome_kind::refused);
    CHECK_MESSAGE(outcome.reason().find(reason) != std::string::npos, outcome.reason());
    CHECK(machine == before);
  }
  /// Every row of the table has fired.
  void complete() const {
    for (std::size_t row = 0; row < fairlead::description_of<Lifecycle>.rows.size(); ++row) {
      CHECK_MESSAGE(fired_.contains(row), "row " << row << " has not fired");
    }
  }

private:
  std::set<std::size_t> fired_;
};

}  // namespace tests

#endif
