// SPDX-License-Identifier: BSL-1.0
// Random walks over stock lifecycles: payloads from a small pool, and a machine that is looked at after each event.
#ifndef FAIRLEAD_TESTS_LIFECYCLES_WALKER_HPP
#define FAIRLEAD_TESTS_LIFECYCLES_WALKER_HPP

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <optional>
#include <random>
#include <set>
#include <string_view>
#include <utility>

#include <fairlead/lifecycles/evidence.hpp>
#include <fairlead/lifecycles/release/deploy_gate.hpp>
#include <fairlead/model/enumerators.hpp>

#include "rows.hpp"

namespace tests {

inline constexpr int events = 100'000;

// Draws the same values on every machine.
class dice {
public:
  explicit dice(unsigned seed) : random_(seed) {}
  unsigned below(unsigned end) { return static_cast<unsigned>(random_() % end); }
  template <class Enum>
  Enum any() {
    return static_cast<Enum>(below(fairlead::enumerator_names<Enum>.size()));
  }
  fairlead::actor person() {
    static const std::array<fairlead::actor, 6> people{{{"ada"},
                                                        {"bob"},
                                                        {"cleo"},
                                                        {"olga", {"operator"}},
                                                        {"dora", {"break_glass", "admin"}},
                                                        {"ci", {"operator"}, true}}};
    return people[below(people.size())];
  }
  fairlead::digest contents() {
    return below(4) == 0 ? fairlead::digest{} : content(static_cast<char>('a' + below(2)));
  }
  fairlead::health_report health() { return {contents(), below(4) == 0 ? 2U : 3U, 3, {"checks", {}}}; }
  std::string reason() { return below(5) == 0 ? "" : "because"; }
  fairlead::timestamp moment() { return now + std::chrono::minutes(static_cast<int>(below(240)) - 120); }
  fairlead::lease lease() { return {below(5) == 0 ? "dev" : "prod", person().id, below(4), moment()}; }
  fairlead::approval_record record() { return {contents(), {"bob"}, moment()}; }
  std::optional<fairlead::override_statement> glass() {
    if (below(2) == 0) { return std::nullopt; }
    return fairlead::override_statement{person(), reason(), ""};
  }
  fairlead::release::deploy_gate::window window() {
    const auto begins = moment();
    return {below(6) == 0 ? "" : "freeze", begins, begins + std::chrono::minutes(below(120))};
  }
  fairlead::preapproval preapproval() { return {below(3) == 0 ? "" : "STD-1", "prod/", moment(), {}}; }

private:
  std::mt19937 random_;
};

// Draws a case below `end`: more often than not the one that gets on in `state`.
inline unsigned draw(dice& chance, unsigned end, std::string_view state,
                     std::initializer_list<std::pair<std::string_view, unsigned>> likely) {
  if (chance.below(3) == 0) { return chance.below(end); }
  for (const auto& [where, drawn] : likely) {
    if (where == state) { return drawn; }
  }
  return chance.below(end);
}

// Walks machines of one lifecycle; a new one begins when the last has ended, or now and then before that.
template <class Lifecycle>
class walker {
public:
  using subject = fairlead::table_machine<Lifecycle>;
  walker(unsigned seed, std::function<subject()> fresh) : chance(seed), it(fresh()), fresh_(std::move(fresh)) {}

  template <class Event, class... Options>
  fairlead::outcome step(const Event& event, const Options&... options) {
    const subject before = it;
    const auto foretold = it.evaluate(event, at, options...);
    auto happened = it.fire(event, at, options...);
    REQUIRE(foretold.kind() == happened.kind());
    REQUIRE(foretold.to() == happened.to());
    REQUIRE(it.state() == happened.to());
    if (!happened) {
      REQUIRE(it == before);
      if (!before.ended()) { REQUIRE(happened.text() == foretold.text()); }
    }
    if (++steps % 500 == 0) { REQUIRE(subject::restore(it.snapshot()) == it); }
    if (happened) {
      ++fired;
      rows_.insert(happened.row());
    }
    return happened;
  }
  void renew_if_ended() {
    if (it.ended() || chance.below(200) == 0) {
      it = fresh_();
      at = now;
    }
  }
  // Each row that has not fired fails.
  void check_that_all_rows_fired() const {
    for (std::size_t row = 0; row < fairlead::description_of<Lifecycle>.rows.size(); ++row) {
      CHECK_MESSAGE(rows_.contains(row), "row " << row << " has not fired");
    }
  }

  dice chance;
  subject it;
  fairlead::timestamp at = now;  // when the next event happens
  int steps = 0;
  int fired = 0;

private:
  std::function<subject()> fresh_;
  std::set<std::size_t> rows_;
};

}  // namespace tests

#endif
