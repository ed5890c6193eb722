// SPDX-License-Identifier: BSL-1.0
// `holds<Lifecycle>`: all checks and all declared invariants, proved by the compiler, or by the build of libfairlead.
#ifndef FAIRLEAD_MODEL_HOLDS_HPP
#define FAIRLEAD_MODEL_HOLDS_HPP

#include <type_traits>

#include "../config.hpp"

namespace fairlead {

namespace detail {

// Whether libfairlead was linked, and its build has proved `Lifecycle`: such a one names itself `stock`. An amendment
// of it inherits the word, and is another.
template <class Lifecycle>
constexpr bool proved_by_library() {
  if constexpr (FAIRLEAD_DEFINE_INLINE == 0 && requires { typename Lifecycle::stock; }) {
    return std::is_same_v<typename Lifecycle::stock, Lifecycle>;
  } else {
    return false;
  }
}

// @tparam Anew  also what the library has proved
// Defined in proof.hpp, which whoever only uses what the library has proved need not parse.
template <class Lifecycle, bool Anew = false>
constexpr bool lifecycle_holds();
template <class Lifecycle, bool Anew = false>
  requires(!Anew && proved_by_library<Lifecycle>())
constexpr bool lifecycle_holds() { return true; }

}  // namespace detail

/// True, or it does not compile: every check of checks.hpp and every invariant that `Lifecycle` declares holds.
/// A failure is reported as one of fairlead's sentences with the culprit or the shortest counterexample. Of a lifecycle
/// that libfairlead has not proved, proof.hpp must have been included.
template <class Lifecycle>
inline constexpr bool holds = detail::lifecycle_holds<Lifecycle>();

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "proof.hpp"
#endif

#endif
