// SPDX-License-Identifier: BSL-1.0
// The enumerators of an enumeration and their names, read by the compiler: what `is<>` covers, and how enums are saved.
#ifndef FAIRLEAD_MODEL_ENUMERATORS_HPP
#define FAIRLEAD_MODEL_ENUMERATORS_HPP

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

#include "name.hpp"

namespace fairlead {

namespace detail {

// Every value of the underlying type is a value of the enumeration, so that asking for one is no error.
template <class Enum>
concept fixed_enum = std::is_enum_v<Enum> && requires {
  Enum{0};
};

inline constexpr std::size_t most_enumerators = 64;

// A value that no enumerator has is spelled as a cast or a number, "(color)3".
template <class Enum, std::size_t I>
constexpr bool is_enumerator = [] {
  constexpr std::string_view spelled = name_of_value<static_cast<Enum>(I)>();
  return !spelled.empty() && spelled.front() != '(' && (spelled.front() < '0' || spelled.front() > '9');
}();

// One instantiation for each enumerator, and one more.
template <class Enum, std::size_t From = 0>
constexpr std::size_t count_enumerators() {
  if constexpr (From < most_enumerators && is_enumerator<Enum, From>) {
    return count_enumerators<Enum, From + 1>();
  } else {
    return From;
  }
}
template <class Enum, std::size_t... I>
constexpr auto names_of_enumerators(std::index_sequence<I...>) {
  return std::array<std::string_view, sizeof...(I)>{name_of_value<static_cast<Enum>(I)>()...};
}

}  // namespace detail

/// The names of the enumerators of `Enum` by their values 0, 1, 2, ... without a gap, 64 at most. An unscoped
/// enumeration needs a stated type. Renaming one changes
/// what is saved.
template <detail::fixed_enum Enum>
inline constexpr auto enumerator_names =
    detail::names_of_enumerators<Enum>(std::make_index_sequence<detail::count_enumerators<Enum>()>{});

/// The name of `value`; empty if it is none of the enumerators.
template <detail::fixed_enum Enum>
[[nodiscard]] constexpr std::string_view enumerator_name(Enum value) noexcept {
  const auto index = static_cast<std::size_t>(value);
  return index < enumerator_names<Enum>.size() ? enumerator_names<Enum>[index] : std::string_view{};
}

}  // namespace fairlead

#endif
