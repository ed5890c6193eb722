// SPDX-License-Identifier: BSL-1.0
// Single mistakes in a table, and whether a check or an invariant refuses them: the same checks and invariants that the
// compiler proves, asked at run time of a changed copy of the table.
#ifndef FAIRLEAD_TESTS_LIFECYCLES_MUTANTS_HPP
#define FAIRLEAD_TESTS_LIFECYCLES_MUTANTS_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <fairlead/model/evidence.hpp>

namespace tests {

// A lifecycle whose table is changed while the tests run.
template <class Lifecycle>
struct mutated : Lifecycle {};

}  // namespace tests

namespace fairlead {

// No constant: what invariants of `mutated` search is what stands here.
template <class Lifecycle>
inline lifecycle_description description_of<tests::mutated<Lifecycle>> = description_of<Lifecycle>;

}  // namespace fairlead

namespace tests {

// States that can be reached from `from` over edges that are not `barred`.
template <std::size_t States, class Predicate>
std::array<bool, States> reach(const fairlead::lifecycle_description& lifecycle, std::array<bool, States> from,
                               Predicate barred) {
  for (bool grew = true; grew;) {
    grew = false;
    for (const fairlead::edge& each : lifecycle.edges) {
      if (from[each.source] && !from[each.target] && !barred(each)) { grew = from[each.target] = true; }
    }
  }
  return from;
}
template <std::size_t States>
bool meet(const std::array<bool, States>& some, const std::array<bool, States>& others) {
  for (std::size_t s = 0; s < States; ++s) {
    if (some[s] && others[s]) { return true; }
  }
  return false;
}

enum class mistake : std::uint8_t { row_removed, row_redirected, guard_dropped, legend_swapped };

// Changes one thing at a time in the table of `mutated<Lifecycle>`.
template <class Lifecycle>
class mutator {
public:
  using table = fairlead::reflection<Lifecycle>;
  static constexpr std::size_t states = table::state_count;
  static_assert(table::region_count == 1, "regions are found by the compiler, from the table as it is written");

  mutator() { restore(); }
  ~mutator() { subject() = original(); }
  mutator(const mutator&) = delete;
  mutator& operator=(const mutator&) = delete;

  // Calls `visit(mistake, text)` for every mistake, while it stands in the table.
  template <class Visit>
  void each(Visit visit) {
    for (std::size_t row = 0; row < original().rows.size(); ++row) {
      removals(row, visit);
      redirections(row, visit);
      dropped_guards(row, visit);
    }
    swapped_legends(visit);
  }
  [[nodiscard]] static std::string text_of(std::size_t row) {
    const fairlead::row_description& written = original().rows[row];
    std::string text(written.sources.front()->name);
    if (written.sources.size() > 1) { text += "..."; }
    text.append(", ").append(written.event->name).append(" [");
    for (const fairlead::guard_description& guard : written.guards) { text.append(guard.name).append(" "); }
    return text + "] -> " + std::string(written.target == nullptr ? "stay" : written.target->name);
  }

private:
  static const fairlead::lifecycle_description& original() { return fairlead::description_of<Lifecycle>; }
  static fairlead::lifecycle_description& subject() { return fairlead::description_of<mutated<Lifecycle>>; }

  void restore() {
    for (std::size_t s = 0; s < states; ++s) {
      states_[s] = *table::states[s];
      state_list_[s] = &states_[s];
    }
    rows_.assign(original().rows.begin(), original().rows.end());
    edges_.assign(original().edges.begin(), original().edges.end());
    show();
  }
  void show() {
    subject().states = state_list_;
    subject().rows = rows_;
    subject().edges = edges_;
  }

  template <class Visit>
  void removals(std::size_t row, Visit& visit) {
    std::erase_if(edges_, [&](const fairlead::edge& each) { return each.row == row; });
    show();
    visit(mistake::row_removed, text_of(row));
    restore();
  }
  template <class Visit>
  void redirections(std::size_t row, Visit& visit) {
    for (std::size_t target = 0; target < states; ++target) {
      bool differs = false;
      for (fairlead::edge& each : edges_) {
        if (each.row != row) { continue; }
        differs = differs || each.target != target;
        each.target = static_cast<std::uint16_t>(target);
        each.stays = false;
      }
      show();
      if (differs) { visit(mistake::row_redirected, text_of(row) + " => " + std::string(states_[target].name)); }
      restore();
    }
  }
  template <class Visit>
  void dropped_guards(std::size_t row, Visit& visit) {
    for (std::size_t dropped = 0; dropped < rows_[row].guards.size(); ++dropped) {
      std::vector<fairlead::guard_description> kept(rows_[row].guards.begin(), rows_[row].guards.end());
      const std::string name(kept[dropped].name);
      kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(dropped));
      rows_[row].guards = kept;
      show();
      visit(mistake::guard_dropped, text_of(row) + " without " + name);
      restore();
    }
  }
  // Plain, waiting or terminal. No rule reads `needs_operator`, which tells people where one of them is asked for.
  template <class Visit>
  void swapped_legends(Visit& visit) {
    using fairlead::legend;
    const auto bits = [](legend of) { return static_cast<unsigned>(of); };
    for (std::size_t s = 0; s < states; ++s) {
      for (const legend swapped : {legend::none, legend::waiting, legend::terminal}) {
        const legend before = table::states[s]->marks;
        const unsigned kept = bits(before) & (bits(legend::initial) | bits(legend::needs_operator));
        states_[s].marks = static_cast<legend>(kept | bits(swapped));
        if (states_[s].marks == before) { continue; }
        show();
        visit(mistake::legend_swapped, std::string(states_[s].name) + (swapped == legend::none      ? " plain"
                                                                       : swapped == legend::waiting ? " waiting"
                                                                                                    : " terminal"));
        restore();
      }
    }
  }

  std::array<fairlead::state_description, states> states_{};
  std::array<const fairlead::state_description*, states> state_list_{};
  std::vector<fairlead::row_description> rows_{};
  std::vector<fairlead::edge> edges_{};
};

// What the compiler would say of the table of `mutated<Lifecycle>`.
template <class Lifecycle>
class judge {
public:
  static constexpr std::size_t states = fairlead::reflection<Lifecycle>::state_count;
  static constexpr std::size_t events = fairlead::reflection<Lifecycle>::event_count;
  using state_set = fairlead::detail::state_set<states>;

  judge() {
    for (const fairlead::edge& each : changed().edges) {
      state_stands_[each.source] = state_stands_[each.target] = true;
      event_stands_[each.event] = true;
    }
  }

  // The first check or invariant that does not hold; empty if all hold.
  [[nodiscard]] std::string objection() const {
    const std::string check(broken_check());
    return check.empty() ? broken_invariant(typename Lifecycle::invariants{}) : check;
  }
  [[nodiscard]] bool accepts() const { return objection().empty(); }

private:
  static const fairlead::lifecycle_description& changed() { return fairlead::description_of<mutated<Lifecycle>>; }
  [[nodiscard]] bool is(std::size_t state, fairlead::legend mark) const {
    return state_stands_[state] && has(changed().states[state]->marks, mark);
  }

  // As checks.hpp has it, whose searches are constants. What no row names any more is not in the table.
  [[nodiscard]] std::string_view broken_check() const {
    using fairlead::legend;
    state_set begin{};
    state_set ends{};
    for (std::size_t s = 0; s < states; ++s) {
      begin[s] = is(s, legend::initial);
      ends[s] = is(s, legend::terminal);
    }
    if (begin == state_set{}) { return "initial"; }
    const state_set reached = fairlead::detail::closure(changed(), begin, false);
    if (!all([&](std::size_t s) { return reached[s]; })) { return "G1"; }
    const state_set can_end = fairlead::detail::closure(changed(), ends, true);
    if (ends != state_set{} && !all([&](std::size_t s) { return can_end[s]; })) { return "G2"; }
    if (!all([&](std::size_t s) { return !ends[s] || !leaves(s, false); })) { return "G3"; }
    if (!all([&](std::size_t s) { return !is(s, legend::waiting) || leaves(s, true); })) { return "G4"; }
    if (!all([&](std::size_t s) { return !fairlead::detail::has_refusable_deadline(changed(), s); })) { return "G5"; }
    if (!all([&](std::size_t s) { return !fairlead::detail::has_idle_deadline(changed(), s); })) { return "G6"; }
    if (rows_compete()) { return "G7"; }
    if (fairlead::detail::first_forgetful_edge<mutated<Lifecycle>>() != changed().edges.size()) { return "G8"; }
    if constexpr (requires { typename Lifecycle::outcomes; }) {
      const auto times = fairlead::detail::times_in_sets<Lifecycle>(typename Lifecycle::outcomes{});
      if (!all([&](std::size_t s) { return times[s] == (ends[s] ? 1U : 0U); })) { return "G9"; }
    }
    return {};
  }
  template <class Predicate>
  [[nodiscard]] bool all(Predicate holds) const {
    for (std::size_t s = 0; s < states; ++s) {
      if (state_stands_[s] && !holds(s)) { return false; }
    }
    return true;
  }
  [[nodiscard]] static bool leaves(std::size_t state, bool by_deadline) {
    return std::ranges::any_of(changed().edges, [&](const fairlead::edge& each) {
      return each.source == state && (!by_deadline || changed().events[each.event]->is_deadline);
    });
  }
  [[nodiscard]] static bool rows_compete() {
    const auto& edges = changed().edges;
    for (std::size_t a = 0; a < edges.size(); ++a) {
      for (std::size_t b = a + 1; b < edges.size(); ++b) {
        if (edges[a].source == edges[b].source && edges[a].event == edges[b].event &&
            !exclusive(changed(), changed().rows[edges[a].row], changed().rows[edges[b].row])) {
          return true;
        }
      }
    }
    return false;
  }

  template <class... Rules>
  [[nodiscard]] std::string broken_invariant(fairlead::prove<Rules...>) const {
    std::string broken;
    (void)((holds<Rules>() || (broken = fairlead::detail::spelled_invariant<Rules>(), false)) && ...);
    return broken;
  }
  template <class Rule>
  [[nodiscard]] bool holds() const {
    return names_stand(fairlead::detail::statement_of<Lifecycle, typename Rule::rule>) &&
           !fairlead::detail::search_for<mutated<Lifecycle>, Rule>().found;
  }
  [[nodiscard]] bool names_stand(const fairlead::detail::rule_statement& rule) const {
    for (const auto& set : rule.sets) {
      for (const std::uint16_t state : set) {
        if (!state_stands_[state]) { return false; }
      }
    }
    return rule.event == fairlead::detail::any_event || event_stands_[rule.event];
  }

  state_set state_stands_{};
  std::array<bool, events> event_stands_{};
};

}  // namespace tests

#endif
