// SPDX-License-Identifier: BSL-1.0
// How instances that an earlier version of a lifecycle saved become instances of this one, and the pin that keeps a
// released version loadable.
#ifndef FAIRLEAD_MODEL_MIGRATION_HPP
#define FAIRLEAD_MODEL_MIGRATION_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "reflection.hpp"

namespace fairlead {

/// A name as a template argument: `renamed<"testing", verifying>`.
template <std::size_t Size>
struct fixed_name {
  char text[Size]{};
  constexpr fixed_name(const char (&from)[Size]) noexcept {  // NOLINT(google-explicit-constructor): a literal is a name
    for (std::size_t i = 0; i < Size; ++i) { text[i] = from[i]; }
  }
  [[nodiscard]] constexpr std::string_view view() const noexcept { return {text, Size - 1}; }
};

/// A step of a migration: what was in the state called `Old` is in `State`.
template <fixed_name Old, class State>
struct renamed {
  static constexpr std::string_view old = Old.view();
  using state = State;
  template <class Snapshot>
  void operator()(Snapshot& saved) const {
    if (saved.state == old) { saved.state = name_of<State>(); }
    for (auto& region : saved.further_regions) {
      if (region.state == old) { region.state = name_of<State>(); }
    }
  }
};

/// What makes an instance of version `Version` one of the next: steps, taken from left to right. Each is `renamed`, or
/// a type with `void operator()(machine_snapshot<data>&) const`.
template <std::uint32_t Version, class... Steps>
struct from_version {};

/// `using migrations = migrate<from_version<1, ...>, from_version<2, ...>>;` in a lifecycle of version 3: one element
/// for each earlier version, in order. An instance goes through all from its own on.
template <class... Versions>
struct migrate {};

/// The states of a released version, by the names that its instances were saved under:
/// `using version_1 = released<1, "draft", "testing", "live">;`.
template <std::uint32_t Version, fixed_name... States>
struct released {};

namespace checks {

/// A lifecycle of version n says how instances of versions 1 to n-1 become its own.
template <class Lifecycle, bool Complete>
struct every_version_migrates {
  static_assert(Complete,
                "fairlead: a lifecycle of version n says `using migrations = migrate<from_version<1, ...>, ...>;` with "
                "one from_version for each of 1 to n-1, in order; a version that needs no step is from_version<k>");
};

/// The state called `Name` of a released version is one of this version.
template <class Lifecycle, std::uint32_t Version, fixed_name Name, bool Found>
struct released_state_loads {
  static_assert(Found,
                "fairlead: instances of a released version may be in the state named here, and this version does not "
                "know it; keep the state, or let a migration say renamed<\"name\", state>");
};

/// A manifest is of a version that this lifecycle has had.
template <class Lifecycle, std::uint32_t Version, bool Known>
struct released_version_is_known {
  static_assert(Known, "fairlead: loads<Lifecycle, released<Version, ...>>: the lifecycle is of an earlier version");
};

}  // namespace checks

namespace detail {

template <class Lifecycle>
struct migrations_of {
  using type = migrate<>;
};
template <class Lifecycle>
  requires requires { typename Lifecycle::migrations; }
struct migrations_of<Lifecycle> {
  using type = typename Lifecycle::migrations;
};

template <class List>
struct version_list {
  static constexpr bool leads_to(std::uint32_t) { return false; }  // no migrate<...> at all
};
template <class T>
inline constexpr std::uint32_t number_of_version = 0;
template <std::uint32_t Version, class... Steps>
inline constexpr std::uint32_t number_of_version<from_version<Version, Steps...>> = Version;
template <class... Versions>
struct version_list<migrate<Versions...>> {
  static constexpr bool leads_to(std::uint32_t version) {
    const std::array<std::uint32_t, sizeof...(Versions) + 1> numbers{number_of_version<Versions>..., version};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (numbers[i] != i + 1) { return false; }
    }
    return true;
  }
};

// Calls `take(step)` for every step from `version` on.
template <class... Steps, std::uint32_t Version, class Take>
constexpr void each_step(from_version<Version, Steps...>, std::uint32_t version, [[maybe_unused]] Take& take) {
  if (Version >= version) { (take(Steps{}), ...); }
}
template <class... Versions, class Take>
constexpr void each_step_since(migrate<Versions...>, [[maybe_unused]] std::uint32_t version,
                               [[maybe_unused]] Take take) {
  (each_step(Versions{}, version, take), ...);
}

// What a state of an earlier version is called now, as far as `renamed` says.
struct follow_name {
  std::string_view& name;
  template <class Step>
  constexpr void operator()(Step) const {
    if constexpr (requires { Step::old; }) {
      if (name == Step::old) { name = name_of<typename Step::state>(); }
    }
  }
};
template <class Lifecycle>
constexpr bool loads_name(std::uint32_t version, std::string_view name) {
  each_step_since(typename migrations_of<Lifecycle>::type{}, version, follow_name{name});
  return description_of<Lifecycle>.find_state(name) != reflection<Lifecycle>::state_count;
}

template <class Lifecycle, class Manifest>
struct manifest_check;
template <class Lifecycle, std::uint32_t Version, fixed_name... States>
struct manifest_check<Lifecycle, released<Version, States...>> {
  static constexpr bool value =
      sizeof(checks::released_version_is_known<Lifecycle, Version, (Version <= version_of<Lifecycle>())>) > 0 &&
      ((sizeof(
            checks::released_state_loads<Lifecycle, Version, States, loads_name<Lifecycle>(Version, States.view())>) >
        0) &&
       ...);
};

template <class Lifecycle>
constexpr bool every_version_migrates() {
  constexpr bool complete = version_list<typename migrations_of<Lifecycle>::type>::leads_to(version_of<Lifecycle>());
  return sizeof(checks::every_version_migrates<Lifecycle, complete>) > 0;
}

}  // namespace detail

/// True, or it does not compile: instances that the released version saved can be restored by this one.
/// `static_assert(loads<hotfix, version_1>)` keeps a state from being dropped without a migration.
template <class Lifecycle, class Manifest>
inline constexpr bool loads = detail::manifest_check<Lifecycle, Manifest>::value;

}  // namespace fairlead

#endif
