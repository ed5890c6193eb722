// SPDX-License-Identifier: BSL-1.0
// `holds<Lifecycle>`: all checks and all declared invariants, proved by the compiler; and `proves`, the same as a bool.
#ifndef FAIRLEAD_MODEL_PROOF_HPP
#define FAIRLEAD_MODEL_PROOF_HPP

#include "../config.hpp"
#include "checks.hpp"
#include "invariants.hpp"
#include "joint_states.hpp"

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

template <class Lifecycle, class Invariant>
struct found_walk {
  static constexpr auto value = Invariant::template search<Lifecycle>();
};

// Whether the names exist is asked apart from saying so: in clang, a function that instantiates a failed static_assert
// is no constant any more, and every `if constexpr` on it would be one more error.
template <class Lifecycle, class... States>
constexpr bool states_exist(type_list<States...>) {
  return (has_state<Lifecycle, States> && ...);
}
template <class Lifecycle, class... Arguments, class... Events>
constexpr bool names_exist(query_names<type_list<Arguments...>, Events...>) {
  return (states_exist<Lifecycle>(typename sources_of<Arguments>::type{}) && ...) &&
         (has_event<Lifecycle, Events> && ...);
}
// Whether all states of a rule about walks are of one region.
template <class Lifecycle, class States, class... Events>
constexpr bool names_one_region(const query_names<States, Events...>&) {
  return true;
}
template <class Lifecycle, class... States>
constexpr bool of_one_region(type_list<States...>, std::size_t region) {
  return ((reflection<Lifecycle>::regions.of[position_of_state<Lifecycle, States>] == region) && ...);
}
template <class Lifecycle, class First, class... Arguments>
constexpr bool names_one_region(const walk_names<type_list<First, Arguments...>>&) {
  constexpr std::size_t region =
      reflection<Lifecycle>::regions.of[position_of_state<Lifecycle, type_at<0, typename sources_of<First>::type>>];
  return of_one_region<Lifecycle>(typename sources_of<First>::type{}, region) &&
         (of_one_region<Lifecycle>(typename sources_of<Arguments>::type{}, region) && ...);
}
template <class Lifecycle, class... States>
constexpr bool report_states(type_list<States...>) {
  return (sizeof(checks::state_of_a_query<Lifecycle, States>) + ... + 1) > 0;
}
template <class Lifecycle, class... Arguments, class... Events>
constexpr bool report_names(query_names<type_list<Arguments...>, Events...>) {
  return (report_states<Lifecycle>(typename sources_of<Arguments>::type{}) && ...) &&
         (sizeof(checks::event_of_a_query<Lifecycle, Events>) + ... + 1) > 0;
}

// 0: a rule that can be decided; 1: it names what is nowhere; 2: it names states of several regions.
template <class Lifecycle, class Invariant>
constexpr int misnamed() {
  if constexpr (!names_exist<Lifecycle>(typename Invariant::names{})) {
    return 1;
  } else {
    return names_one_region<Lifecycle>(typename Invariant::names{}) ? 0 : 2;
  }
}

template <class Lifecycle, class Invariant>
constexpr bool stands() {
  if constexpr (misnamed<Lifecycle, Invariant>() == 0) {
    return !found_walk<Lifecycle, Invariant>::value.found;
  } else {
    return false;
  }
}
template <class Lifecycle, class Invariant>
constexpr bool report() {
  if constexpr (misnamed<Lifecycle, Invariant>() == 0) {
    using path = spelled_walk<Lifecycle, found_walk<Lifecycle, Invariant>>;
    return sizeof(typename Invariant::template refuted_by<Lifecycle, path>) > 0;
  } else if constexpr (misnamed<Lifecycle, Invariant>() == 2) {
    return sizeof(checks::states_of_one_region<Lifecycle, Invariant>) > 0;
  } else {
    return report_names<Lifecycle>(typename Invariant::names{});
  }
}

// Only the first failure is reported: one wrong row mostly breaks several rules along one path.
template <class Lifecycle>
constexpr bool all_proved(prove<>) {
  return true;
}
template <class Lifecycle, class... Invariants>
constexpr bool all_proved(prove<Invariants...>) {
  constexpr std::array<bool, sizeof...(Invariants)> each{stands<Lifecycle, Invariants>()...};
  constexpr std::size_t first = [&] {
    std::size_t i = 0;
    while (i < each.size() && each[i]) { ++i; }
    return i;
  }();
  if constexpr (first < each.size()) {
    return report<Lifecycle, type_at<first, type_list<Invariants...>>>();
  } else {
    return true;
  }
}

// Whether libfairlead was linked, and its build has proved `Lifecycle`: such a one names itself `stock`. An amendment of
// it inherits the word, and is another.
template <class Lifecycle>
constexpr bool proved_by_library() {
  if constexpr (FAIRLEAD_DEFINE_INLINE == 0 && requires { typename Lifecycle::stock; }) {
    return std::is_same_v<typename Lifecycle::stock, Lifecycle>;
  } else {
    return false;
  }
}

template <class Lifecycle, bool Proved = proved_by_library<Lifecycle>()>
constexpr bool lifecycle_holds() {
  using transitions = typename Lifecycle::transitions;
  if constexpr (Proved) {
    return true;
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

/// True, or it does not compile: every check of checks.hpp and every invariant that `Lifecycle` declares holds.
/// A failure is reported as one of fairlead's sentences with the culprit or the shortest counterexample.
template <class Lifecycle>
inline constexpr bool holds = detail::lifecycle_holds<Lifecycle>();

/// Whether `Invariant` holds of `Lifecycle`, as a value: for tests, and for rules that are meant to fail.
template <class Lifecycle, class Invariant>
inline constexpr bool proves = !detail::found_walk<Lifecycle, Invariant>::value.found;

}  // namespace fairlead

#endif
