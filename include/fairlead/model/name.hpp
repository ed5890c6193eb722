// SPDX-License-Identifier: BSL-1.0
// Names of types and constants as compile-time text, spelled alike by g++ and clang. No run-time type information.
#ifndef FAIRLEAD_MODEL_NAME_HPP
#define FAIRLEAD_MODEL_NAME_HPP

#include <concepts>
#include <cstddef>
#include <string_view>

namespace fairlead {

namespace detail {

// The compiler's own spelling of this function: a fixed prefix, the argument, a fixed suffix.
template <class T>
constexpr const char* spelled_type() noexcept {
  return __PRETTY_FUNCTION__;
}
template <auto V>
constexpr const char* spelled_value() noexcept {
  return __PRETTY_FUNCTION__;
}

// How much stands before and behind the argument, as a spelling tells whose argument is known.
struct margins {
  std::size_t before;
  std::size_t behind;
  constexpr margins(std::string_view spelled, std::string_view known) noexcept
      : before(spelled.rfind(known)), behind(spelled.size() - before - known.size()) {}
  [[nodiscard]] constexpr std::string_view cut(std::string_view spelled) const noexcept {
    return spelled.substr(before, spelled.size() - before - behind);
  }
};
inline constexpr margins type_margins{spelled_type<double>(), "double"};
inline constexpr margins value_margins{spelled_value<true>(), "true"};

constexpr std::string_view qualified_name(std::string_view spelled) noexcept { return type_margins.cut(spelled); }

// Position behind the last "::" that stands outside of template arguments and parentheses; 0 if there is none.
constexpr std::size_t start_of_last_name(std::string_view text) noexcept {
  const char* const characters = text.data();  // each call costs a compiler, and there are many names
  int depth = 0;
  for (std::size_t i = text.size(); i-- > 1;) {
    const char c = characters[i];
    if (c == '>' || c == ')' || c == '}') {
      ++depth;
    } else if (c == '<' || c == '(' || c == '{') {
      --depth;
    } else if (depth == 0 && c == ':' && characters[i - 1] == ':') {
      return i + 1;
    }
  }
  return 0;
}

constexpr std::string_view last_name(std::string_view text) noexcept { return text.substr(start_of_last_name(text)); }

// Static, constant and not empty: a data member of an event that happens to be called `name` is none of these.
template <class T>
concept has_declared_name = requires {
  requires std::same_as<decltype((T::name)), const std::string_view&>;
}
&&requires { requires(T::name.size() > 0); };

}  // namespace detail

/// The name that states, events, guards and lifecycles are persisted, printed and drawn under:
/// `static constexpr std::string_view name` of the type where it has one, else its unqualified type name.
/// Rename a type whose name was saved, and give it the old spelling as `name`: snapshots go on loading.
template <class T>
[[nodiscard]] constexpr std::string_view name_of() noexcept {
  if constexpr (detail::has_declared_name<T>) {
    return T::name;
  } else {
    return detail::last_name(detail::qualified_name(detail::spelled_type<T>()));
  }
}

/// The text of a constant: the enumerator's or member's own name, "true", or the digits of a number.
template <auto V>
[[nodiscard]] constexpr std::string_view name_of_value() noexcept {
  return detail::last_name(detail::value_margins.cut(detail::spelled_value<V>()));
}

/// The class or namespace that `T` is a member of, qualified; two states with one scope belong to one lifecycle.
template <class T>
[[nodiscard]] constexpr std::string_view scope_of() noexcept {
  const std::string_view whole = detail::qualified_name(detail::spelled_type<T>());
  const std::size_t start = detail::start_of_last_name(whole);
  return start < 2 ? std::string_view{} : whole.substr(0, start - 2);
}

}  // namespace fairlead

#endif
