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
// Values are spelled by the batch: that takes a compiler little longer than one of them does.
inline constexpr std::size_t values_of_a_batch = 8;
using batch_of_names = std::array<std::string_view, values_of_a_batch>;

template <class Enum, Enum... Values>
constexpr value_spelling spelled_values() noexcept {
  return {{__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1}};
}
// The last names of the values, from a spelling that ends with "{n::color::red, n::color::green}]", or with "<...>]".
constexpr batch_of_names names_in(const value_spelling& spelled) {
  batch_of_names names{};
  const char* const text = spelled.text.data();
  std::size_t end = spelled.text.size() - 2;
  std::size_t name = 0;  // where that of the current value begins, once it is known
  int depth = 0;
  for (std::size_t i = end, left = names.size(); left != 0; --i) {
    const char before = text[i - 1];
    if (before >= '_' && before <= 'z') { continue; }
    if (depth == 0 && before == ':' && name == 0) {
      name = i;
    } else if (depth == 0 && (before == ' ' || before == '{' || before == '<')) {
      if (name == 0) { name = i; }
      names[--left] = std::string_view(text + name, end - name);
      end = i - 2;
      name = 0;
    } else if (before == '>' || before == ')' || before == '}') {
      ++depth;
    } else if (before == '<' || before == '(' || before == '{') {
      --depth;
    }
  }
  return names;
}
template <class Enum, std::size_t First>
inline constexpr batch_of_names names_from =
    names_in(spelled_values<Enum, static_cast<Enum>(First), static_cast<Enum>(First + 1), static_cast<Enum>(First + 2),
                            static_cast<Enum>(First + 3), static_cast<Enum>(First + 4), static_cast<Enum>(First + 5),
                            static_cast<Enum>(First + 6), static_cast<Enum>(First + 7)>());

// A value that no enumerator has is spelled as a cast or a number, "(color)3".
constexpr std::size_t count_enumerators(const batch_of_names& names) {
  std::size_t count = 0;
  while (count < names.size() && names[count].front() != '(' &&
         (names[count].front() < '0' || names[count].front() > '9')) {
    ++count;
  }
  return count;
}
template <class Enum, std::size_t From = 0>
constexpr std::size_t count_enumerators() {
  constexpr std::size_t count = count_enumerators(names_from<Enum, From>);
  if constexpr (count == values_of_a_batch && From + count < most_enumerators) {
    return count_enumerators<Enum, From + count>();
  } else {
    return From + count;
  }
}
template <class Enum, std::size_t... I>
constexpr auto names_of_enumerators(std::index_sequence<I...>) {
  return std::array<std::string_view, sizeof...(I)>{
      names_from<Enum, I / values_of_a_batch * values_of_a_batch>[I % values_of_a_batch]...};
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
