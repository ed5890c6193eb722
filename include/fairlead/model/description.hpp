// SPDX-License-Identifier: BSL-1.0
// A lifecycle as plain constant data: what checks, outcomes and diagrams read. Made from the types by reflection.hpp.
#ifndef FAIRLEAD_MODEL_DESCRIPTION_HPP
#define FAIRLEAD_MODEL_DESCRIPTION_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "legend.hpp"
#include "sequence.hpp"

namespace fairlead {

/// One state. There is one object a state type, so equal addresses mean equal states.
struct state_description {
  std::string_view name;
  std::string_view scope;  ///< the lifecycle's qualified name, as the compiler spells it; not for persistence
  legend marks;
  std::int64_t patience = -1;  ///< how long an instance stays before its deadline, in nanoseconds; negative: not said
};

/// One event. There is one object an event type.
struct event_description {
  std::string_view name;
  bool is_deadline;
};

/// One literal of a guard conjunction. `key` names the question, `value` one of its exclusive answers.
struct guard_description {
  std::string_view name;   ///< as drawn and reported: "not_self", "!last_good_exists", "decision=approved"
  const void* key;         ///< address that identifies the question; for `in<>` the scope does
  const void* value;       ///< address that identifies the answer; null for a yes-or-no question
  std::string_view scope;  ///< for `in<>`: the lifecycle whose state is asked for; else empty
  bool negated;
  bool selects;  ///< tells the rows of one event apart (`is<>`, `in<>`), rather than judging the request
  sequence<std::string_view> answers{};  ///< for `is<>` on an enumeration: all its enumerators; else empty
};

/// One action of a row, or one signal that it raises.
struct action_description {
  std::string_view name;
  bool is_signal;
};

/// One row of the table as written, sources not yet multiplied out.
struct row_description {
  sequence<const state_description*> sources;
  const event_description* event;
  const state_description* target;  ///< null for `stay`
  sequence<guard_description> guards;
  sequence<action_description> actions;
};

/// One arrow: a row from one of its sources. States and events are positions in the lifecycle's arrays.
struct edge {
  std::uint16_t row;
  std::uint16_t source;
  std::uint16_t event;
  std::uint16_t target;  ///< equals `source` for `stay`
  bool stays;
};

/// As many regions as a lifecycle may have; more are better composed of several lifecycles.
inline constexpr std::size_t most_regions = 4;

/// A lifecycle. All positions are private to the process; only names are ever saved.
struct lifecycle_description {
  std::string_view name;
  std::uint32_t version;
  sequence<const state_description*> states;  ///< in order of first mention in the table
  sequence<const event_description*> events;  ///< in order of first mention in the table
  sequence<row_description> rows;
  sequence<edge> edges;              ///< in table order
  sequence<std::uint8_t> regions{};  ///< of each state; see `orthogonal`
  std::size_t region_count = 1;

  /// Position of the state called `wanted`, or `states.size()`.
  [[nodiscard]] constexpr std::size_t find_state(std::string_view wanted) const noexcept {
    std::size_t i = 0;
    while (i < states.size() && states[i]->name != wanted) { ++i; }
    return i;
  }
  /// True if `event` has a row in `state`, whatever its guards say.
  [[nodiscard]] constexpr bool has_row(std::size_t state, std::size_t event) const noexcept {
    for (const edge& e : edges) {
      if (e.source == state && e.event == event) { return true; }
    }
    return false;
  }
};

/// The region that an `in<>` of `lifecycle` about itself asks for; 0 for every other guard.
[[nodiscard]] constexpr std::size_t region_asked(const lifecycle_description& lifecycle,
                                                 const guard_description& guard) noexcept {
  if (lifecycle.region_count == 1 || guard.scope.empty()) { return 0; }
  for (std::size_t s = 0; s < lifecycle.states.size(); ++s) {
    if (lifecycle.states[s] == guard.value) { return lifecycle.regions[s]; }
  }
  return 0;
}

/// True if no facts can make both literals hold at once. Of two `in<>`, if they ask for one region.
[[nodiscard]] constexpr bool exclusive(const guard_description& a, const guard_description& b) noexcept {
  if (a.key != b.key || a.scope != b.scope) { return false; }
  if (a.value == b.value) { return a.negated != b.negated; }
  return !a.negated && !b.negated;
}

/// The same for literals of rows of `lifecycle`, whatever regions they ask for.
[[nodiscard]] constexpr bool exclusive(const lifecycle_description& lifecycle, const guard_description& a,
                                       const guard_description& b) noexcept {
  return region_asked(lifecycle, a) == region_asked(lifecycle, b) && exclusive(a, b);
}

/// True if `row` can fire when the question `key` is answered by `value`; by one that no row mentions, if that is null.
[[nodiscard]] constexpr bool takes(const row_description& row, const void* key, const void* value) noexcept {
  for (const guard_description& guard : row.guards) {
    if (guard.key == key && (guard.value == value) == guard.negated) { return false; }
  }
  return true;
}

/// True if the conjunctions of both rows can never hold together, so that the order of the rows does not matter.
[[nodiscard]] constexpr bool exclusive(const lifecycle_description& lifecycle, const row_description& a,
                                       const row_description& b) noexcept {
  for (const guard_description& left : a.guards) {
    for (const guard_description& right : b.guards) {
      if (exclusive(lifecycle, left, right)) { return true; }
    }
  }
  // Of an enumeration, what one row leaves may be just what the other does not take.
  for (const guard_description& asked : a.guards) {
    if (asked.answers.empty() || !asked.negated) { continue; }
    std::size_t ruled_out = 0;
    bool together = false;
    for (const row_description* row : {&a, &b}) {
      for (std::size_t g = 0; g < row->guards.size(); ++g) {
        const guard_description& guard = row->guards[g];
        bool seen = guard.key != asked.key;
        for (std::size_t earlier = 0; earlier < g; ++earlier) {
          seen = seen || row->guards[earlier].value == guard.value;
        }
        if (row == &b) {
          for (const guard_description& other : a.guards) { seen = seen || other.value == guard.value; }
        }
        if (seen) { continue; }
        ++ruled_out;
        together = together || (takes(a, asked.key, guard.value) && takes(b, asked.key, guard.value));
      }
    }
    const bool others =
        ruled_out < asked.answers.size() && takes(a, asked.key, nullptr) && takes(b, asked.key, nullptr);
    if (!together && !others) { return true; }
  }
  return false;
}

}  // namespace fairlead

#endif
