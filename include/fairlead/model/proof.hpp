// SPDX-License-Identifier: BSL-1.0
// `holds<Lifecycle>`: all checks and all declared invariants, proved by the compiler; and `proves`, the same as a bool.
#ifndef FAIRLEAD_MODEL_PROOF_HPP
#define FAIRLEAD_MODEL_PROOF_HPP

#include "checks.hpp"
#include "invariants.hpp"

namespace fairlead {

namespace detail {

template <class Lifecycle, class Invariant>
struct found_walk {
  static constexpr auto value = Invariant::template search<Lifecycle>();
};

template <class Lifecycle, class Invariant>
constexpr bool proved() {
  using found = found_walk<Lifecycle, Invariant>;
  if constexpr (found::value.found) {
    return sizeof(typename Invariant::template refuted_by<Lifecycle, spelled_walk<Lifecycle, found>>) > 0;
  } else {
    return true;
  }
}

template <class Lifecycle, class... Invariants>
constexpr bool all_proved(prove<Invariants...>) {
  return (proved<Lifecycle, Invariants>() && ...);
}

template <class Lifecycle>
constexpr bool lifecycle_holds() {
  constexpr bool checked = checks_hold<Lifecycle>();
  if constexpr (requires { typename Lifecycle::invariants; }) {
    return checked && all_proved<Lifecycle>(typename Lifecycle::invariants{});
  } else {
    return checked;
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
