// SPDX-License-Identifier: BSL-1.0
// The table and the version that a lifecycle declares.
#ifndef FAIRLEAD_MODEL_TRANSITIONS_HPP
#define FAIRLEAD_MODEL_TRANSITIONS_HPP

#include <cstdint>
#include <type_traits>

namespace fairlead {

namespace checks {

/// `transitions` is a table.
template <class Lifecycle, bool IsTable>
struct transitions_are_a_table {
  static_assert(IsTable,
                "fairlead: a lifecycle needs `using transitions = table<row<...>, ...>;`, public, and of names that "
                "exist; the one named here has none");
};

/// A declared version is one.
template <class Lifecycle, bool IsVersion>
struct version_can_be_read {
  static_assert(IsVersion,
                "fairlead: `version` is a constant number from 1 on, as in `static constexpr std::uint32_t version = "
                "2`; that of the lifecycle named here is not");
};

}  // namespace checks

namespace detail {

template <class Lifecycle>
struct declared_transitions {
  static_assert(sizeof(checks::transitions_are_a_table<Lifecycle, false>) > 0);
  using type = void;
};
template <class Lifecycle>
  requires requires { typename Lifecycle::transitions; }
struct declared_transitions<Lifecycle> {
  using type = typename Lifecycle::transitions;
};
// What `Lifecycle` declares as its table. Said here if it is not there, or not for all to read: a table with a slip in
// it is no type to g++, and all that asks for it would have something to say.
template <class Lifecycle>
using transitions_of = typename declared_transitions<Lifecycle>::type;

template <class Lifecycle>
struct declared_version {
  static_assert(sizeof(checks::version_can_be_read<Lifecycle, false>) > 0);
  static constexpr std::uint32_t value = 1;
};
template <class Lifecycle>
  requires requires {
    *&Lifecycle::version;  // no member of each object
    typename std::integral_constant<std::uint32_t, Lifecycle::version>;
  }
struct declared_version<Lifecycle> {
  static constexpr std::uint32_t value = Lifecycle::version;
  static_assert(sizeof(checks::version_can_be_read<Lifecycle, value != 0>) > 0);
};
template <class Lifecycle>
constexpr std::uint32_t version_of() {
  if constexpr (requires { Lifecycle::version; }) {
    return declared_version<Lifecycle>::value;
  } else {
    return 1;
  }
}

}  // namespace detail
}  // namespace fairlead

#endif
