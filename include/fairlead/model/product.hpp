// SPDX-License-Identifier: BSL-1.0
// The product of several lifecycles: how a composition is written, and which combinations of states it can reach. What
// can be asked of it is compose.hpp.
#ifndef FAIRLEAD_MODEL_PRODUCT_HPP
#define FAIRLEAD_MODEL_PRODUCT_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "reflection.hpp"

namespace fairlead {

/// In the rules of a composition: the state or event `T` of the member at position `Member`. Only needed where two
/// members run one lifecycle; a bare `T` means the first member that has it.
template <std::size_t Member, class T>
struct of {};

/// In the rules of a composition: `Event` by the rows that lead to `Target`, and not by its others.
template <class Event, class Target>
struct reaching {};

/// `Event` happens only while each of `States` (of other members) is current.
template <class Event, class... States>
struct given {};

/// `Event` happens only while none of `States` (of other members) is current.
template <class Event, class... States>
struct unless {};

/// `First` and `Second`, events of two members, happen at one moment or not at all.
template <class First, class Second>
struct jointly {};

/// The rules of a composition: `using rules = composition_rules<given<...>, jointly<...>>;`.
template <class... Rules>
struct composition_rules {};

/// A composition: `struct site : compose<environment, deploy_gate> { using invariants = prove<...>; };`. One member
/// steps at a time, unless a rule says otherwise. `in<State>` of a member that is here is exact; every other guard
/// counts as free. Its states are the reachable combinations, at most 4,096 (what compilers explore within their
/// default limits).
template <class... Members>
struct compose {
  using members = detail::type_list<Members...>;
};

namespace detail {

inline constexpr std::size_t any_target = static_cast<std::size_t>(-1);

struct located {
  std::size_t member;
  std::size_t position;             // of the state or event in its member
  std::size_t target = any_target;  // of an event: only rows that lead to this state
};

template <class Member, class T>
constexpr std::size_t position_in() {
  if constexpr (has_state<Member, T>) {
    return position_of_state<Member, T>;
  } else {
    return position_of_event<Member, T>;
  }
}
template <class... Members, class T>
constexpr located locate(type_list<Members...>, std::type_identity<T>) {
  constexpr std::array<bool, sizeof...(Members)> has{(has_state<Members, T> || has_event<Members, T>)...};
  constexpr std::array<std::size_t, sizeof...(Members)> at{position_in<Members, T>()...};
  std::size_t m = 0;
  while (m < has.size() && !has[m]) { ++m; }
  return {m, m < has.size() ? at[m] : 0};
}
template <class... Members, std::size_t Member, class T>
constexpr located locate(type_list<Members...>, std::type_identity<of<Member, T>>) {
  return {Member, position_in<type_at<Member, type_list<Members...>>, T>()};
}

template <class... Members, class Event, class Target>
constexpr located locate(type_list<Members...> list, std::type_identity<reaching<Event, Target>>) {
  constexpr located event = locate(type_list<Members...>{}, std::type_identity<Event>{});
  return {event.member, event.position, position_of_state<type_at<event.member, decltype(list)>, Target>};
}

struct rule_data {
  bool joint = false;
  located event{};
  located other{};                  // of jointly: the second event
  std::array<located, 8> states{};  // of given and unless
  std::size_t count = 0;
  bool barred = false;  // of unless: the states keep the event from happening
};
template <class List, class Rule>
struct rule_of_composition;
template <class List, class Event, class... States>
struct rule_of_composition<List, given<Event, States...>> {
  static_assert(sizeof...(States) <= 8, "fairlead: given<Event, States...> takes eight states at most");
  static constexpr rule_data value{false,
                                   locate(List{}, std::type_identity<Event>{}),
                                   {},
                                   {locate(List{}, std::type_identity<States>{})...},
                                   sizeof...(States)};
};
template <class List, class Event, class... States>
struct rule_of_composition<List, unless<Event, States...>> {
  static_assert(sizeof...(States) <= 8, "fairlead: unless<Event, States...> takes eight states at most");
  static constexpr rule_data value{false,
                                   locate(List{}, std::type_identity<Event>{}),
                                   {},
                                   {locate(List{}, std::type_identity<States>{})...},
                                   sizeof...(States),
                                   true};
};
template <class List, class First, class Second>
struct rule_of_composition<List, jointly<First, Second>> {
  static constexpr rule_data value{
      true, locate(List{}, std::type_identity<First>{}), locate(List{}, std::type_identity<Second>{}), {}, 0};
};
template <class List, class... Rules>
constexpr auto all_rules(composition_rules<Rules...>) {
  return std::array<rule_data, sizeof...(Rules)>{rule_of_composition<List, Rules>::value...};
}
template <class Composition>
constexpr auto rules_of_composition() {
  if constexpr (requires { typename Composition::rules; }) {
    return all_rules<typename Composition::members>(typename Composition::rules{});
  } else {
    return std::array<rule_data, 0>{};
  }
}

inline constexpr std::size_t most_product_states = 4096;
inline constexpr std::uint16_t not_reached = 0xffff;

// One member's step: which member, which of its edges.
struct member_step {
  std::uint8_t member = 0;
  std::uint16_t edge = 0;
};

template <class Composition, class List>
class product;

// The product of the members' states, one number each, and the steps between them.
template <class Composition, class... Members>
class product<Composition, type_list<Members...>> {
public:
  static constexpr std::size_t count = sizeof...(Members);
  static constexpr std::array<const lifecycle_description*, count> members{&description_of<Members>...};
  static constexpr std::array<std::size_t, count> sizes{reflection<Members>::state_count...};
  static constexpr std::size_t total = (reflection<Members>::state_count * ... * 1);
  static_assert(
      total <= most_product_states,
      "fairlead: compose<...>: more than 4,096 combinations of states; prove it of fewer members at a time, or "
      "explore it in a test");
  static_assert(((reflection<Members>::region_count == 1) && ...),
                "fairlead: a member of a composition has one region; make its orthogonal regions members of their own");
  static constexpr auto rules = rules_of_composition<Composition>();

  struct step_from {
    member_step how;
    std::size_t target;
  };

  static constexpr std::size_t current(std::size_t state, std::size_t member) {
    return state / strides.of[member] % sizes[member];
  }
  static constexpr std::size_t moved(std::size_t state, std::size_t member, std::size_t to) {
    return state + to * strides.of[member] - current(state, member) * strides.of[member];
  }
  static constexpr std::size_t begin() {
    constexpr std::array<std::size_t, count> first{initial_state_of<Members>...};
    std::size_t state = 0;
    for (std::size_t m = 0; m < count; ++m) { state = moved(state, m, first[m]); }
    return state;
  }

  // Whether the edge of a member can be taken in `state`, as far as the other members decide it.
  static constexpr bool possible(std::size_t state, std::size_t member, const edge& e) {
    for (const guard_description& guard : members[member]->rows[e.row].guards) {
      if (!guard.scope.empty() && !answered(state, guard)) { return false; }
    }
    for (const rule_data& rule : rules) {
      if (rule.joint || !is(rule.event, member, e)) { continue; }
      for (std::size_t i = 0; i < rule.count; ++i) {
        if ((current(state, rule.states[i].member) == rule.states[i].position) == rule.barred) { return false; }
      }
    }
    return true;
  }

  // Calls `visit(step_from)` for every step out of `state`. Plain arrays, since clang counts every call against its
  // limit.
  template <class Visit>
  static constexpr void each_step(std::size_t state, Visit visit) {
    std::size_t rest = state;
    for (std::size_t m = 0; m < count; ++m) {
      const std::size_t here = rest % strides.size[m];
      rest /= strides.size[m];
      for (std::size_t i = outgoing.first[m][here]; i < outgoing.first[m][here + 1]; ++i) {
        const way& out = outgoing.ways[m][i];
        const member_step how{static_cast<std::uint8_t>(m), out.edge};
        if (out.free) {
          visit(step_from{how, state + out.target * strides.of[m] - here * strides.of[m]});
        } else {
          each_conditional_step(state, how, visit);
        }
      }
    }
  }

private:
  struct radix {
    std::size_t of[count]{};
    std::size_t size[count]{};
  };
  static constexpr radix strides = [] {
    radix result{};
    std::size_t stride = 1;
    for (std::size_t m = 0; m < count; ++m) {
      result.of[m] = stride;
      result.size[m] = sizes[m];
      stride *= sizes[m];
    }
    return result;
  }();

  template <class Visit>
  static constexpr void each_conditional_step(std::size_t state, const member_step& how, Visit& visit) {
    const std::size_t m = how.member;
    const edge& e = members[m]->edges[how.edge];
    if (!possible(state, m, e)) { return; }
    bool tied = false;
    for (const rule_data& rule : rules) {
      if (!rule.joint) { continue; }
      tied = tied || is(rule.other, m, e) || is(rule.event, m, e);
      // Of the two, the first takes the other along.
      if (is(rule.event, m, e)) { join(moved(state, m, e.target), state, rule.other, how, visit); }
    }
    if (!tied) { visit(step_from{how, moved(state, m, e.target)}); }
  }
  // True if neither another member nor a rule has a say in it.
  static constexpr bool is_free(std::size_t member, const edge& e) {
    for (const guard_description& guard : members[member]->rows[e.row].guards) {
      if (!guard.scope.empty()) { return false; }
    }
    for (const rule_data& rule : rules) {
      if (is(rule.event, member, e) || (rule.joint && is(rule.other, member, e))) { return false; }
    }
    return true;
  }
  static constexpr bool is(const located& event, std::size_t member, const edge& e) {
    return event.member == member && event.position == e.event &&
           (event.target == any_target || event.target == e.target);
  }
  template <class Visit>
  static constexpr void join(std::size_t halfway, std::size_t state, const located& other, member_step how,
                             Visit& visit) {
    const std::size_t there = current(state, other.member);
    for (const edge& e : members[other.member]->edges) {
      if (e.source == there && is(other, other.member, e) && possible(state, other.member, e)) {
        visit(step_from{how, moved(halfway, other.member, e.target)});
      }
    }
  }
  static constexpr bool answered(std::size_t state, const guard_description& guard) {
    for (std::size_t m = 0; m < count; ++m) {
      for (std::size_t s = 0; s < sizes[m]; ++s) {
        if (members[m]->states[s] == guard.value) { return (current(state, m) == s) != guard.negated; }
      }
      if (members[m]->states[0]->scope == guard.scope) { return guard.negated; }  // a state that stands nowhere
    }
    return true;  // a sibling that is not here may be in any state
  }

  static constexpr std::size_t most_edges = std::max({reflection<Members>::edge_count..., std::size_t{1}});
  static constexpr std::size_t most_states = std::max({reflection<Members>::state_count...});
  struct way {
    std::uint16_t edge;
    std::uint16_t target;
    bool free;
  };
  struct adjacency {
    way ways[count][most_edges]{};
    std::size_t first[count][most_states + 1]{};
  };
  static constexpr adjacency outgoing = [] {
    adjacency result{};
    for (std::size_t m = 0; m < count; ++m) {
      std::size_t next = 0;
      for (std::size_t s = 0; s < sizes[m]; ++s) {
        result.first[m][s] = next;
        for (std::size_t e = 0; e < members[m]->edges.size(); ++e) {
          const edge& out = members[m]->edges[e];
          if (out.source == s) {
            result.ways[m][next++] = {static_cast<std::uint16_t>(e), out.target, is_free(m, out)};
          }
        }
      }
      result.first[m][sizes[m]] = next;
    }
    return result;
  }();
};

template <class Composition>
using product_of = product<Composition, typename Composition::members>;

// All that can be reached, breadth first, and how.
template <class Composition>
struct exploration {
  using space = product_of<Composition>;
  struct reached {
    std::uint16_t order[space::total]{};
    std::uint16_t from[space::total]{};
    member_step by[space::total]{};
    std::size_t count = 0;
  };
  static constexpr reached all = [] {
    reached result{};
    for (auto& each : result.from) { each = not_reached; }
    const std::size_t begin = space::begin();
    result.order[result.count++] = static_cast<std::uint16_t>(begin);
    result.from[begin] = static_cast<std::uint16_t>(begin);
    for (std::size_t head = 0; head < result.count; ++head) {
      const std::size_t at = result.order[head];
      space::each_step(at, [&](const typename space::step_from& step) {
        if (result.from[step.target] != not_reached) { return; }
        result.from[step.target] = static_cast<std::uint16_t>(at);
        result.by[step.target] = step.how;
        result.order[result.count++] = static_cast<std::uint16_t>(step.target);
      });
    }
    return result;
  }();
};

}  // namespace detail
}  // namespace fairlead

#endif
