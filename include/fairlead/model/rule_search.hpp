// SPDX-License-Identifier: BSL-1.0
// How rules about a lifecycle are decided, by functions that are no templates.
#ifndef FAIRLEAD_MODEL_RULE_SEARCH_HPP
#define FAIRLEAD_MODEL_RULE_SEARCH_HPP

#include <cstddef>
#include <cstdint>

#include "coverage.hpp"
#include "rule.hpp"

namespace fairlead {

namespace detail {

constexpr bool contains(const sequence<std::uint16_t>& set, std::uint16_t state) {
  for (const std::uint16_t each : set) {
    if (each == state) { return true; }
  }
  return false;
}

enum class finding : std::uint8_t { holds, misnamed, several_regions, refuted };

// Decides rules about one table. Its edges are chained by what they leave, enter and follow, so that a rule looks at
// few of them.
class rule_search {
public:
  // In numbers, what a table of `edges` edges needs as `memory`.
  static constexpr std::size_t memory_for(std::size_t states, std::size_t events, std::size_t edges) {
    return 3 * edges + 7 * states + events;
  }
  constexpr rule_search(const lifecycle_description& lifecycle, std::uint16_t* memory)
      : table_(lifecycle),
        leaving_{memory, memory + lifecycle.states.size()},
        entering_{leaving_.next + lifecycle.edges.size(),
                  leaving_.next + lifecycle.edges.size() + lifecycle.states.size()},
        following_{entering_.next + lifecycle.edges.size(),
                   entering_.next + lifecycle.edges.size() + lifecycle.events.size()},
        marks_(following_.next + lifecycle.edges.size()),
        entered_by_(marks_ + lifecycle.states.size()),
        queue_(entered_by_ + lifecycle.states.size()),
        way_(queue_ + lifecycle.states.size()) {
    for (std::size_t s = 0; s < table_.states.size(); ++s) { leaving_.first[s] = entering_.first[s] = 0; }
    for (std::size_t e = 0; e < table_.events.size(); ++e) { following_.first[e] = 0; }
    for (std::size_t e = table_.edges.size(); e-- > 0;) {
      const edge& each = table_.edges[e];
      leaving_.put(each.source, e);
      entering_.put(each.target, e);
      following_.put(each.event, e);
    }
  }

  // Whether what `rule` names is there.
  constexpr finding named(const rule_statement& rule) const {
    if (rule.event != any_event && rule.event >= table_.events.size()) { return finding::misnamed; }
    bool one_region = true;
    for (std::size_t i = 0; i < rule.set_count; ++i) {
      for (const std::uint16_t state : rule.sets[i]) {
        if (state >= table_.states.size()) { return finding::misnamed; }
        if (table_.region_count > 1 && !rule.sets[0].empty()) {
          one_region = one_region && table_.regions[state] == table_.regions[rule.sets[0][0]];
        }
      }
    }
    return one_region || !follows_states(rule.kind) ? finding::holds : finding::several_regions;
  }
  constexpr finding judge(const rule_statement& rule) {
    const finding found = named(rule);
    if (found != finding::holds) { return found; }
    const bool refuted = rule.kind == rule_kind::searched ? rule.refuted : refutes(rule);
    return refuted ? finding::refuted : finding::holds;
  }
  // The walk against `rule`, whose names are there, is then `way()`.
  constexpr bool refutes(const rule_statement& rule) {
    length_ = 0;
    if (rule.kind == rule_kind::walk) { return rule.set_count == 4 ? walk_after(rule) : walk_between(rule); }
    if (rule.kind >= rule_kind::always_fires) { return refusing_state(rule); }
    const std::size_t wrong = follows_event(rule.kind) ? wrong_edge_of_event(rule) : wrong_edge_of_states(rule);
    if (wrong == none) { return false; }
    start_ = table_.edges[wrong].source;
    length_ = 1;
    way_[0] = static_cast<std::uint16_t>(wrong);
    return true;
  }
  // The walk that `refutes` has found.
  [[nodiscard]] constexpr std::uint16_t start() const { return start_; }
  [[nodiscard]] constexpr sequence<std::uint16_t> way() const { return {way_, length_}; }

private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  static constexpr std::uint16_t unseen = 0xffff;
  static constexpr std::uint16_t begun = 0xfffe;
  enum mark : std::uint16_t { from = 1, to = 2, avoided = 4 };

  // Numbers of edges plus 1, in table order; 0 ends a chain.
  struct chains {
    std::uint16_t* first;
    std::uint16_t* next;
    constexpr void put(std::size_t chain, std::size_t e) {
      next[e] = first[chain];
      first[chain] = static_cast<std::uint16_t>(e + 1);
    }
  };

  [[nodiscard]] constexpr const row_description& row_of(const edge& e) const { return table_.rows[e.row]; }

  [[nodiscard]] constexpr std::size_t wrong_edge_of_states(const rule_statement& rule) const {
    std::size_t wrong = none;
    const chains& chain = rule.kind == rule_kind::entry ? entering_ : leaving_;
    for (const std::uint16_t state : rule.sets[0]) {
      for (std::size_t next = chain.first[state]; next != 0 && next - 1 < wrong; next = chain.next[next - 1]) {
        const edge& e = table_.edges[next - 1];
        bool bad = false;
        if (rule.kind == rule_kind::edge) {
          bad = !e.stays && contains(rule.sets[1], e.target);
        } else if (rule.kind == rule_kind::exit) {
          bad = !contains(rule.sets[0], e.target) && !contains(rule.sets[1], e.target);
        } else {
          bad = !contains(rule.sets[0], e.source) && !meets_each_of(row_of(e), rule.needed);
        }
        if (bad) { wrong = next - 1; }
      }
    }
    return wrong;
  }
  [[nodiscard]] constexpr std::size_t wrong_edge_of_event(const rule_statement& rule) const {
    for (std::size_t next = following_.first[rule.event]; next != 0; next = following_.next[next - 1]) {
      const edge& e = table_.edges[next - 1];
      if (rule.set_count > 1 && !contains(rule.sets[1], e.source)) { continue; }
      bool bad = true;
      if (rule.kind == rule_kind::event_guard) {
        bad = !meets_each_of(row_of(e), rule.needed) && possible_under(table_, row_of(e), rule.given);
      } else if (rule.kind != rule_kind::event_never) {
        bad = rule.kind == rule_kind::event_question
                  ? asks(row_of(e), *rule.needed[0][0].guard)
                  : contains(rule.sets[0], e.target) == (rule.kind == rule_kind::event_strays);
      }
      if (bad) { return next - 1; }
    }
    return none;
  }
  // The first state in which the event may be refused, as a walk of no steps.
  constexpr bool refusing_state(const rule_statement& rule) {
    std::size_t wrong = none;
    for (const std::uint16_t state : rule.sets[0]) {
      const bool fine = rule.kind == rule_kind::has_row ? table_.has_row(state, rule.event)
                                                        : never_refused(table_, state, rule.event);
      if (!fine && state < wrong) { wrong = state; }
    }
    if (wrong == none) { return false; }
    start_ = static_cast<std::uint16_t>(wrong);
    return true;
  }

  constexpr void clear() {
    for (std::size_t s = 0; s < table_.states.size(); ++s) { marks_[s] = 0; }
  }
  constexpr void put(const sequence<std::uint16_t>& set, mark as) {
    for (const std::uint16_t state : set) { marks_[state] = static_cast<std::uint16_t>(marks_[state] | as); }
  }
  constexpr bool walk_between(const rule_statement& rule) {
    clear();
    put(rule.sets[0], from);
    put(rule.sets[1], to);
    put(rule.sets[2], avoided);
    return shortest(rule.needed);
  }
  // With the way from what was visited to the beginning of the walk before it.
  constexpr bool walk_after(const rule_statement& rule) {
    clear();
    put(rule.sets[3], from);
    (void)shortest({});  // with nowhere to go it goes everywhere
    for (std::size_t s = 0; s < table_.states.size(); ++s) { marks_[s] = entered_by_[s] == unseen ? 0 : begun; }
    for (std::size_t s = 0; s < table_.states.size(); ++s) {
      const auto state = static_cast<std::uint16_t>(s);
      marks_[s] = marks_[s] == begun && contains(rule.sets[0], state) ? from : 0;
    }
    put(rule.sets[1], to);
    put(rule.sets[2], avoided);
    if (!shortest({})) { return false; }
    const std::size_t behind = length_;
    const std::uint16_t joint = start_;
    std::uint16_t* const rest = way_ + table_.states.size();
    for (std::size_t i = 0; i < behind; ++i) { rest[i] = way_[i]; }
    clear();
    put(rule.sets[3], from);
    marks_[joint] = static_cast<std::uint16_t>(marks_[joint] | to);
    (void)shortest({});
    for (std::size_t i = 0; i < behind; ++i) { way_[length_++] = rest[i]; }
    return true;
  }
  // The shortest walk from what is marked `from` to what is marked `to`, on which nothing is `avoided`, ends included,
  // and no row has all that is `closed`. In table order, so that every compiler finds the same walk.
  constexpr bool shortest(const sequence<sequence<requirement>>& closed) {
    std::size_t tail = 0;
    for (std::size_t s = 0; s < table_.states.size(); ++s) {
      entered_by_[s] = unseen;
      if ((marks_[s] & (from | avoided)) == from) {
        entered_by_[s] = begun;
        queue_[tail++] = static_cast<std::uint16_t>(s);
      }
    }
    for (std::size_t head = 0; head < tail; ++head) {
      const std::size_t at = queue_[head];
      if ((marks_[at] & to) != 0) {
        trace_back(at);
        return true;
      }
      for (std::size_t next = leaving_.first[at]; next != 0; next = leaving_.next[next - 1]) {
        const edge& out = table_.edges[next - 1];
        if (entered_by_[out.target] != unseen || (marks_[out.target] & avoided) != 0) { continue; }
        if (!closed.empty() && meets_each_of(row_of(out), closed)) { continue; }
        entered_by_[out.target] = static_cast<std::uint16_t>(next - 1);
        queue_[tail++] = out.target;
      }
    }
    return false;
  }
  constexpr void trace_back(std::size_t at) {
    std::size_t begin = at;
    length_ = 0;
    for (; entered_by_[begin] != begun; begin = table_.edges[entered_by_[begin]].source) { ++length_; }
    start_ = static_cast<std::uint16_t>(begin);
    for (std::size_t i = length_; i-- > 0; at = table_.edges[entered_by_[at]].source) { way_[i] = entered_by_[at]; }
  }

  const lifecycle_description& table_;
  chains leaving_;
  chains entering_;
  chains following_;
  std::uint16_t* marks_;
  std::uint16_t* entered_by_;
  std::uint16_t* queue_;
  std::uint16_t* way_;
  std::uint16_t start_ = 0;
  std::size_t length_ = 0;
};

}  // namespace detail
}  // namespace fairlead

#endif
