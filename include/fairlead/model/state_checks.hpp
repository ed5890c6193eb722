// SPDX-License-Identifier: BSL-1.0
// What checks ask of each state of a table, by functions that are no templates.
#ifndef FAIRLEAD_MODEL_STATE_CHECKS_HPP
#define FAIRLEAD_MODEL_STATE_CHECKS_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "coverage.hpp"
#include "search.hpp"

namespace fairlead {

namespace detail {

// What a state can do wrong, in the order of `report_check`.
enum class state_check : std::uint8_t {
  begins,  // for what all states that begin are named
  is_shared,
  has_a_taken_name,
  is_unreachable,
  is_a_trap,
  is_left_for_all_its_end,
  waits_for_ever,
  waits_in_vain,
  has_refusable_deadline,
  has_idle_deadline,
  is_misplaced
};

constexpr bool same_text(const std::string_view& a, const std::string_view& b) {
  if (a.size() != b.size()) { return false; }
  const char* const left = a.data();
  const char* const right = b.data();
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (left[i] != right[i]) { return false; }
  }
  return true;
}

// Spreads names over few numbers: a guess, cheap for a compiler, of where two differ.
constexpr std::size_t sketch(const std::string_view& name) {
  std::size_t result = name.size();
  for (std::size_t i = 0; i < 3 && i < name.size(); ++i) {
    result = 31 * result + static_cast<unsigned char>(name[name.size() - 1 - i]);
  }
  return result;
}
// In numbers, all zero, what `find_namesakes` of so many objects needs as `memory`.
constexpr std::size_t namesakes_memory(std::size_t objects) { return 3 * objects; }
// Of each of `objects`, the last before it that has its name, plus 1; or 0.
template <class Object>
constexpr const std::size_t* find_namesakes(const sequence<const Object*>& objects, std::size_t* memory) {
  // Names of one sketch are chained, so that only those are compared.
  std::size_t* const newest = memory;
  std::size_t* const following = newest + objects.size();
  std::size_t* const namesakes = following + objects.size();
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::size_t& chain = newest[sketch(objects[i]->name) % objects.size()];
    std::size_t other = chain;
    while (other != 0 && !same_text(objects[other - 1]->name, objects[i]->name)) { other = following[other - 1]; }
    namesakes[i] = other;
    following[i] = chain;
    chain = i + 1;
  }
  return namesakes;
}

// What checks ask of the states of one table.
class state_checks {
public:
  static constexpr std::size_t flags_for(std::size_t states) { return 5 * states; }
  // `shared` is a state of two regions, if there is one; `misplaced`, for each state, whether `outcomes` are wrong;
  // `flags` and `numbers`, as many as `namesakes_memory` says, are memory, all zero.
  constexpr state_checks(const lifecycle_description& lifecycle, std::size_t shared, const bool* misplaced, bool* flags,
                         std::size_t* numbers)
      : table_(lifecycle),
        shared_(shared),
        misplaced_(misplaced),
        namesakes_(find_namesakes(lifecycle.states, numbers)),
        reached_(flags),
        can_end_(reached_ + lifecycle.states.size()),
        must_end_(can_end_ + lifecycle.states.size()),
        left_(must_end_ + lifecycle.states.size()),
        bounded_(left_ + lifecycle.states.size()) {
    for (std::size_t s = 0; s < table_.states.size(); ++s) {
      reached_[s] = is(s, legend::initial);
      can_end_[s] = is(s, legend::terminal);
    }
    // A region without an end goes on for ever, and may.
    for (std::size_t end = 0; end < table_.states.size(); ++end) {
      if (!can_end_[end] || must_end_[end]) { continue; }
      for (std::size_t s = 0; s < table_.states.size(); ++s) {
        must_end_[s] = must_end_[s] || table_.regions[s] == table_.regions[end];
      }
    }
    for (const edge& e : table_.edges) {
      left_[e.source] = true;
      bounded_[e.source] = bounded_[e.source] || table_.events[e.event]->is_deadline;
    }
    spread(table_, reached_, false);
    spread(table_, can_end_, true);
  }

  [[nodiscard]] constexpr bool breaks(state_check check, std::size_t state) const {
    switch (check) {
      case state_check::begins:
        return is(state, legend::initial);
      case state_check::is_shared:
        return state == shared_;
      case state_check::has_a_taken_name:
        return namesakes_[state] != 0;
      case state_check::is_unreachable:
        return !reached_[state];
      case state_check::is_a_trap:
        return must_end_[state] && !can_end_[state];
      case state_check::is_left_for_all_its_end:
        return left_[state] && is(state, legend::terminal);
      case state_check::waits_for_ever:
        return !bounded_[state] && is(state, legend::waiting);
      case state_check::waits_in_vain:
        return !bounded_[state] && table_.states[state]->patience > 0;
      case state_check::has_refusable_deadline:
        return bounded_[state] && detail::has_refusable_deadline(table_, state);
      case state_check::has_idle_deadline:
        return bounded_[state] && detail::has_idle_deadline(table_, state);
      case state_check::is_misplaced:
        return misplaced_[state];
    }
    return false;
  }
  [[nodiscard]] constexpr bool hold(state_check check) const {
    for (std::size_t s = 0; s < table_.states.size(); ++s) {
      if (breaks(check, s)) { return false; }
    }
    return true;
  }

private:
  [[nodiscard]] constexpr bool is(std::size_t state, legend mark) const {
    return has(table_.states[state]->marks, mark);
  }

  const lifecycle_description& table_;
  std::size_t shared_;
  const bool* misplaced_;
  const std::size_t* namesakes_;
  bool* reached_;
  bool* can_end_;
  bool* must_end_;
  bool* left_;
  bool* bounded_;
};

}  // namespace detail
}  // namespace fairlead

#endif
