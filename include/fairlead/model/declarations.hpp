// SPDX-License-Identifier: BSL-1.0
// What a lifecycle declares beside its table (invariants, outcomes, ignores, regions) is written as the model writes
// it.
#ifndef FAIRLEAD_MODEL_DECLARATIONS_HPP
#define FAIRLEAD_MODEL_DECLARATIONS_HPP

#include <type_traits>

#include "coverage.hpp"
#include "invariants.hpp"
#include "outcome_sets.hpp"
#include "row_form.hpp"

namespace fairlead {

namespace checks {

/// A declaration is made of the template that it is read as.
template <class Lifecycle, class Declared>
struct declarations_have_their_form {
  static_assert(detail::never<Declared>,
                "fairlead: what a lifecycle declares has a form of its own: invariants is a prove<...>, outcomes a "
                "partition<...> of sets, ignores an ignored<...>, regions an orthogonal<...>; the type named here is "
                "none of these");
};

/// What a lifecycle may declare beside its table.
enum class declaration { name, version, data, invariants, outcomes, ignores, regions, migrations, none };

/// Whatever is declared can be read.
template <class Lifecycle, declaration Hidden>
struct declarations_can_be_read {
  static_assert(Hidden == declaration::none,
                "fairlead: a lifecycle declares what is named here where nobody can read it, so it would say nothing: "
                "make it public; and a type, if it is not `name` or `version`");
};

/// What stands in `prove<...>` is a rule, and says something.
template <class Lifecycle, class Rule>
struct invariants_are_rules {
  static_assert(
      detail::never<Rule>,
      "fairlead: prove<...>: every element must be a rule about a lifecycle, with all that it needs to say "
      "something: entry_requires<State> names guards, event_never_leads_to<Event> targets, never_together two "
      "states; the type named here does not");
};

}  // namespace checks

namespace detail {

// The names of all declarations once more. Where a lifecycle declares one of them, no matter for whom, the two are
// ambiguous in a class that derives from both.
struct every_declaration {
  static constexpr int name = 0, version = 0, data = 0, invariants = 0, outcomes = 0, ignores = 0, regions = 0,
                       migrations = 0;
};
template <class Lifecycle>
struct with_every_declaration : Lifecycle, every_declaration {};

// In which the name of `Lifecycle` itself is a type like any other: in that class clang takes it for a constructor.
template <class Lifecycle>
struct heir_of : Lifecycle {};

// clang-format off
// The first declaration that is there and cannot be read. Of a final lifecycle nobody can tell.
template <class Lifecycle>
constexpr checks::declaration hidden_declaration() {
  if constexpr (__is_final(Lifecycle)) {
    return checks::declaration::none;
  } else {
    using all = with_every_declaration<Lifecycle>;
    using heir = heir_of<Lifecycle>;
    const bool readable[] = {
      // A state may be called `name`, and a lifecycle itself `version`.
      requires { all::name; } || requires { heir::name; } || requires { typename heir::name; },
      requires { all::version; } || requires { heir::version; } || requires { typename heir::version; },
      requires { all::data; } || requires { typename heir::data; },
      requires { all::invariants; } || requires { typename heir::invariants; },
      requires { all::outcomes; } || requires { typename heir::outcomes; },
      requires { all::ignores; } || requires { typename heir::ignores; },
      requires { all::regions; } || requires { typename heir::regions; },
      requires { all::migrations; } || requires { typename heir::migrations; }};
    int first = 0;
    while (first < static_cast<int>(checks::declaration::none) && readable[first]) { ++first; }
    return static_cast<checks::declaration>(first);
  }
}
// clang-format on

template <template <class...> class Template, class T>
inline constexpr bool is_made_of = std::is_void_v<T>;
template <template <class...> class Template, class... Arguments>
inline constexpr bool is_made_of<Template, Template<Arguments...>> = true;

template <class Set>
inline constexpr bool is_outcome_set = false;
template <template <class...> class Set, class... States>
inline constexpr bool is_outcome_set<Set<States...>> = true;
template <class Outcomes>
inline constexpr bool is_partition = std::is_void_v<Outcomes>;
template <class... Sets>
inline constexpr bool is_partition<partition<Sets...>> = (is_outcome_set<Sets> && ...);

// What `Lifecycle` declares, or void.
template <class Lifecycle>
struct declared_invariants {
  using type = void;
};
template <class Lifecycle>
  requires requires { typename Lifecycle::invariants; }
struct declared_invariants<Lifecycle> {
  using type = typename Lifecycle::invariants;
};
template <class Lifecycle>
struct declared_outcomes {
  using type = void;
};
template <class Lifecycle>
  requires requires { typename Lifecycle::outcomes; }
struct declared_outcomes<Lifecycle> {
  using type = typename Lifecycle::outcomes;
};
template <class Lifecycle>
struct declared_ignores {
  using type = void;
};
template <class Lifecycle>
  requires requires { typename Lifecycle::ignores; }
struct declared_ignores<Lifecycle> {
  using type = typename Lifecycle::ignores;
};
template <class Lifecycle>
struct declared_regions {
  using type = void;
};
template <class Lifecycle>
  requires requires { typename Lifecycle::regions; }
struct declared_regions<Lifecycle> {
  using type = typename Lifecycle::regions;
};

// The first declaration that is not written as it should be; void if all are.
template <class Lifecycle>
constexpr auto stray_declaration() {
  using invariants = typename declared_invariants<Lifecycle>::type;
  using outcomes = typename declared_outcomes<Lifecycle>::type;
  using ignores = typename declared_ignores<Lifecycle>::type;
  using regions = typename declared_regions<Lifecycle>::type;
  if constexpr (!is_made_of<prove, invariants>) {
    return std::type_identity<invariants>{};
  } else if constexpr (!is_partition<outcomes>) {
    return std::type_identity<outcomes>{};
  } else if constexpr (!is_made_of<ignored, ignores>) {
    return std::type_identity<ignores>{};
  } else if constexpr (!is_made_of<orthogonal, regions>) {
    return std::type_identity<regions>{};
  } else {
    return std::type_identity<void>{};
  }
}
template <class Lifecycle>
using stray_declaration_of = typename decltype(stray_declaration<Lifecycle>())::type;

// A rule about one lifecycle, and not one that is true of whatever it is asked.
template <class... Rules>
concept are_all_rules = requires {
  typename type_list<typename Rules::rule...>;
};
template <class... Rules>
constexpr bool are_rules(std::type_identity<prove<Rules...>>) {
  return are_all_rules<Rules...>;
}
constexpr bool are_rules(std::type_identity<void>) { return true; }

template <class Lifecycle>
constexpr bool declares_well() {
  if constexpr (std::is_void_v<stray_declaration_of<Lifecycle>>) {
    return are_rules(std::type_identity<typename declared_invariants<Lifecycle>::type>{});
  } else {
    return false;
  }
}
template <class Lifecycle, class... Rules>
constexpr bool report_rules(std::type_identity<prove<Rules...>>) {
  using rule = type_at<first_false({are_all_rules<Rules>...}), type_list<Rules...>>;
  return sizeof(checks::invariants_are_rules<Lifecycle, rule>) > 0;
}
template <class Lifecycle>
constexpr bool report_declarations() {
  using stray = stray_declaration_of<Lifecycle>;
  constexpr checks::declaration hidden = hidden_declaration<Lifecycle>();
  if constexpr (hidden != checks::declaration::none) {
    return sizeof(checks::declarations_can_be_read<Lifecycle, hidden>) > 0;
  } else if constexpr (!std::is_void_v<stray>) {
    return sizeof(checks::declarations_have_their_form<Lifecycle, stray>) > 0;
  } else {
    return report_rules<Lifecycle>(std::type_identity<typename declared_invariants<Lifecycle>::type>{});
  }
}

}  // namespace detail
}  // namespace fairlead

#endif
