// SPDX-License-Identifier: BSL-1.0
// Whether the rows of one state and event cover every case: deadlines that cannot be refused (G5), enumerators that are
// not forgotten (G8). Decided by truth tables over the guards.
#ifndef FAIRLEAD_MODEL_COVERAGE_HPP
#define FAIRLEAD_MODEL_COVERAGE_HPP

#include <array>
#include <cstddef>
#include <string_view>

#include "reflection.hpp"
#include "vocabulary.hpp"

namespace fairlead {

namespace checks {

/// G5.
template <class Lifecycle, class... Refusable>
struct deadlines_cannot_be_refused {
  static_assert(
      sizeof...(Refusable) == 0,
      "fairlead G5: a deadline must not be refused, or a wait has no end; let the guards of the deadline rows of "
      "the states named here cover every case: G and not_<G>, or no guard");
};

/// G6.
template <class Lifecycle, class... Idle>
struct deadlines_that_stay_act {
  static_assert(
      sizeof...(Idle) == 0,
      "fairlead G6: a deadline that stays must do something: then<...> an action or a signal, or leave the states "
      "named here");
};

/// Rows of `Event` in `State`.
template <class State, class Event>
struct rows_of {};

/// G8.
template <class Lifecycle, class... Forgetful>
struct enumerators_are_covered {
  static_assert(
      sizeof...(Forgetful) == 0,
      "fairlead G8: rows that switch on an enumerator must cover all of them; add a row for those that are missing "
      "from the rows named here, or say `using ignores = ignored<is<&event::member, value>>;`");
};

}  // namespace checks

namespace detail {

// One question that guards ask, and the answers that they tell apart. For `is<>` and `in<>` there may be others.
struct question {
  const void* key = nullptr;
  std::string_view scope{};
  std::size_t region = 0;                // see region_asked
  const void* values[most_enumerators];  // what is not needed is not initialized: compilers would do so for each state
  std::size_t count = 0;                 // of the values
  std::size_t possible = 2;              // ways to answer: yes and no; or the values, and any other if there may be one
};

struct questions {
  static constexpr std::size_t most = 16;
  question all[most];
  std::size_t count = 0;
  bool fits = true;

  // Where `guard` asks in `all`; `count` if nobody has asked it yet.
  [[nodiscard]] constexpr std::size_t find(const guard_description& guard, std::size_t region) const {
    std::size_t q = 0;
    while (q < count && !(all[q].key == guard.key && all[q].scope == guard.scope && all[q].region == region)) { ++q; }
    return q;
  }
  constexpr void add(const guard_description& guard, std::size_t region) {
    const std::size_t q = find(guard, region);
    if (q == most) {
      fits = false;
      return;
    }
    question& one = all[q];
    if (q == count) {
      one.key = guard.key;
      one.scope = guard.scope;
      one.region = region;
      ++count;
    }
    if (guard.value == nullptr) { return; }
    std::size_t v = 0;
    while (v < one.count && one.values[v] != guard.value) { ++v; }
    if (v == most_enumerators) {
      fits = false;
    } else if (v == one.count) {
      one.values[one.count++] = guard.value;
      one.possible = one.count == guard.answers.size() ? one.count : one.count + 1;
    }
  }

  // Whether `guard` holds if the questions are answered like this.
  [[nodiscard]] constexpr bool holds(const guard_description& guard, std::size_t region,
                                     const std::size_t* answers) const {
    const std::size_t q = find(guard, region);
    bool yes = answers[q] == 0;
    if (guard.value != nullptr) { yes = answers[q] < all[q].count && all[q].values[answers[q]] == guard.value; }
    return yes != guard.negated;
  }
};

inline constexpr std::size_t most_cases = 4096;

// True if, whatever the guards answer, one of the rows of `event` in `state` fires.
constexpr bool never_refused(const lifecycle_description& lifecycle, std::size_t state, std::size_t event) {
  bool accepted = false;
  for (const edge& e : lifecycle.edges) {
    if (e.source != state || e.event != event) { continue; }
    if (lifecycle.rows[e.row].guards.empty()) { return true; }
    accepted = true;
  }
  if (!accepted) { return false; }
  questions asked;
  for (const edge& e : lifecycle.edges) {
    if (e.source != state || e.event != event) { continue; }
    for (const guard_description& guard : lifecycle.rows[e.row].guards) {
      asked.add(guard, region_asked(lifecycle, guard));
    }
  }
  std::size_t cases = 1;
  for (std::size_t q = 0; q < asked.count; ++q) { cases = cases > most_cases ? cases : cases * asked.all[q].possible; }
  if (!asked.fits || cases > most_cases) { return false; }
  std::size_t answers[questions::most]{};
  for (std::size_t n = 0; n < cases; ++n) {
    bool fires = false;
    for (const edge& e : lifecycle.edges) {
      if (e.source != state || e.event != event) { continue; }
      bool all = true;
      for (const guard_description& guard : lifecycle.rows[e.row].guards) {
        all = all && asked.holds(guard, region_asked(lifecycle, guard), answers);
      }
      fires = fires || all;
    }
    if (!fires) { return false; }
    for (std::size_t q = 0; q < asked.count && ++answers[q] == asked.all[q].possible; ++q) { answers[q] = 0; }
  }
  return true;
}

template <class List>
struct ignored_literals;
template <class... Answers>
struct ignored_literals<ignored<Answers...>> {
  static constexpr std::array<guard_description, sizeof...(Answers)> all{guard_of<Answers>...};
};
// The `is<>` that `ignores` lists.
template <class Lifecycle>
constexpr sequence<guard_description> ignored_by() {
  if constexpr (requires { typename Lifecycle::ignores; }) {
    return ignored_literals<typename Lifecycle::ignores>::all;
  } else {
    return {};
  }
}

// Which enumerators of one question the rows of a state and event take. Those that no row mentions are one case.
struct enumerators_taken {
  question asked;
  bool taken[most_enumerators]{};
  bool others = false;

  constexpr std::size_t mention(const void* value) {
    std::size_t v = 0;
    while (v < asked.count && asked.values[v] != value) { ++v; }
    if (v == asked.count) { asked.values[asked.count++] = value; }
    return v;
  }
};

// True if `state` has a deadline row that leads back to it and does nothing.
constexpr bool has_idle_deadline(const lifecycle_description& lifecycle, std::size_t state) {
  for (const edge& e : lifecycle.edges) {
    if (e.source == state && e.target == state && lifecycle.events[e.event]->is_deadline &&
        lifecycle.rows[e.row].actions.empty()) {
      return true;
    }
  }
  return false;
}

// True if `state` has deadline rows, and they do not cover every case.
constexpr bool has_refusable_deadline(const lifecycle_description& lifecycle, std::size_t state) {
  for (const edge& e : lifecycle.edges) {
    if (e.source == state && lifecycle.events[e.event]->is_deadline) {
      return !never_refused(lifecycle, state, e.event);
    }
  }
  return false;
}

// An edge whose rows switch on an enumeration but forget one of its enumerators; the number of edges if there is none.
constexpr std::size_t first_forgetful_edge(const lifecycle_description& lifecycle,
                                           const sequence<guard_description>& ignored) {
  for (std::size_t first = 0; first < lifecycle.edges.size(); ++first) {
    const edge& here = lifecycle.edges[first];
    for (const guard_description& asked : lifecycle.rows[here.row].guards) {
      if (asked.answers.empty()) { continue; }
      enumerators_taken all;
      all.asked.key = asked.key;
      for (const guard_description& left_out : ignored) {
        if (left_out.key == asked.key) { all.taken[all.mention(left_out.value)] = true; }
      }
      for (const edge& e : lifecycle.edges) {
        if (e.source != here.source || e.event != here.event) { continue; }
        for (const guard_description& guard : lifecycle.rows[e.row].guards) {
          if (guard.key == asked.key) { all.mention(guard.value); }
        }
      }
      for (const edge& e : lifecycle.edges) {
        if (e.source != here.source || e.event != here.event) { continue; }
        const row_description& row = lifecycle.rows[e.row];
        for (std::size_t v = 0; v < all.asked.count; ++v) {
          all.taken[v] = all.taken[v] || takes(row, asked.key, all.asked.values[v]);
        }
        all.others = all.others || takes(row, asked.key, nullptr);
      }
      bool complete = all.others || all.asked.count == asked.answers.size();
      for (std::size_t v = 0; v < all.asked.count; ++v) { complete = complete && all.taken[v]; }
      if (!complete) { return first; }
    }
  }
  return lifecycle.edges.size();
}
template <class Lifecycle>
constexpr std::size_t first_forgetful_edge() {
  return first_forgetful_edge(description_of<Lifecycle>, ignored_by<Lifecycle>());
}

}  // namespace detail
}  // namespace fairlead

#endif
