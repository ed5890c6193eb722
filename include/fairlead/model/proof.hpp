// SPDX-License-Identifier: BSL-1.0
// What `holds<Lifecycle>` asks for: all checks and all declared invariants, proved by the compiler; and `proves`, one
// of them as a bool.
#ifndef FAIRLEAD_MODEL_PROOF_HPP
#define FAIRLEAD_MODEL_PROOF_HPP

#include "after.hpp"
#include "checks.hpp"
#include "computation_tree.hpp"
#include "holds.hpp"
#include "invariants.hpp"
#include "joint_states.hpp"
#include "rule_search.hpp"

namespace fairlead {

namespace checks {

/// A rule about walks names states of one region.
template <class Lifecycle, class Invariant>
struct states_of_one_region {
  static_assert(detail::never<Invariant>,
                "fairlead: no walk leads from one orthogonal region to another, so the rule named here would prove "
                "nothing; say never_together<...>, or holds_initially<...> with in both states at<...>");
};

}  // namespace checks

namespace detail {

// What rules about tables of this size need to be decided.
template <std::size_t Size>
struct search_memory {
  std::uint16_t numbers[Size];
};
template <class Lifecycle>
using search_memory_of = search_memory<rule_search::memory_for(
    reflection<Lifecycle>::state_count, reflection<Lifecycle>::event_count, reflection<Lifecycle>::edge_count)>;

// The walk against a rule whose names are there.
template <class Lifecycle, class Invariant>
constexpr auto search_for() {
  using rule = typename Invariant::rule;
  if constexpr (is_searched<rule>) {
    return Invariant::template search<Lifecycle>();
  } else {
    search_memory_of<Lifecycle> memory;
    rule_search search(description_of<Lifecycle>, memory.numbers);
    walk<2 * reflection<Lifecycle>::state_count> found{};
    found.found = search.refutes(statement_of<Lifecycle, rule>);
    if (!found.found) { return found; }
    found.start = search.start();
    for (const std::uint16_t each : search.way()) { found.edges[found.length++] = each; }
    return found;
  }
}
template <class Lifecycle, class Invariant>
struct found_walk {
  static constexpr auto value = search_for<Lifecycle, Invariant>();
};

struct judgement {
  std::size_t first;  // of the rules, the one that does not stand; their number if all do
  finding why;
};
// Whether rules stand is asked apart from saying so: in clang, a function that instantiates a failed static_assert is
// no constant any more, and every `if constexpr` on it would be one more error.
template <class Lifecycle, class... Rules>
constexpr judgement judge() {
  search_memory_of<Lifecycle> memory;
  rule_search search(description_of<Lifecycle>, memory.numbers);
  std::size_t first = 0;
  for (const rule_statement* const rule : {&statement_of<Lifecycle, typename Rules::rule>...}) {
    const finding found = search.judge(*rule);
    if (found != finding::holds) { return {first, found}; }
    ++first;
  }
  return {first, finding::holds};
}

// Kept, since clang decides what a constant of a function is each time that the function is called.
template <class Lifecycle, class... Rules>
struct judgement_of {
  static constexpr judgement value = judge<Lifecycle, Rules...>();
};

template <class Lifecycle, class... States>
constexpr bool report_states(type_list<States...>) {
  return (sizeof(checks::state_of_a_query<Lifecycle, States>) + ... + 1) > 0;
}
template <class Lifecycle, class Event>
constexpr bool report_event(std::type_identity<Event>) {
  return sizeof(checks::event_of_a_query<Lifecycle, Event>) > 0;
}
template <class Lifecycle>
constexpr bool report_event(std::type_identity<void>) {
  return true;
}
template <class Lifecycle, rule_kind Kind, class... Sets, class Event, class Needed, class Given>
constexpr bool report_names(std::type_identity<query<Kind, type_list<Sets...>, Event, Needed, Given>>) {
  return (report_states<Lifecycle>(typename sources_of<Sets>::type{}) && ...) &&
         report_event<Lifecycle>(std::type_identity<Event>{});
}
template <class Lifecycle, class Invariant, finding Why>
constexpr bool report() {
  if constexpr (Why == finding::misnamed) {
    return report_names<Lifecycle>(std::type_identity<typename Invariant::rule>{});
  } else if constexpr (Why == finding::several_regions) {
    return sizeof(checks::states_of_one_region<Lifecycle, Invariant>) > 0;
  } else {
    using path = spelled_walk<Lifecycle, found_walk<Lifecycle, Invariant>>;
    return sizeof(checks::refuted_by<rule_of<Invariant>, Lifecycle, path>) > 0;
  }
}

// Only the first failure is reported: one wrong row mostly breaks several rules along one path.
template <class Lifecycle>
constexpr bool all_proved(prove<>) {
  return true;
}
template <class Lifecycle, class... Invariants>
constexpr bool all_proved(prove<Invariants...>) {
  using found = judgement_of<Lifecycle, Invariants...>;
  if constexpr (found::value.why == finding::holds) {
    return true;
  } else {
    return report<Lifecycle, type_at<found::value.first, type_list<Invariants...>>, found::value.why>();
  }
}

template <class Lifecycle, bool Anew>
constexpr bool lifecycle_holds() {
  using transitions = transitions_of<Lifecycle>;
  if constexpr (std::is_void_v<transitions>) {
    return false;  // that is said already
  } else if constexpr (!well_formed(std::type_identity<transitions>{})) {
    return report_form<Lifecycle>(std::type_identity<transitions>{});
  } else if constexpr (!checks_hold<Lifecycle>) {
    return report_check<Lifecycle>();  // what the invariants say of such a table would only add to it
  } else if constexpr (requires { typename Lifecycle::invariants; }) {
    return all_proved<Lifecycle>(typename Lifecycle::invariants{});
  } else {
    return true;
  }
}

}  // namespace detail

/// Whether `Invariant` holds of `Lifecycle`, as a value: for tests, and for rules that are meant to fail.
template <class Lifecycle, class Invariant>
inline constexpr bool proves = detail::judge<Lifecycle, Invariant>().why == detail::finding::holds;

}  // namespace fairlead

#endif
