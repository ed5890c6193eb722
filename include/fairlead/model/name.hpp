// SPDX-License-Identifier: BSL-1.0
// Names of types and constants as compile-time text, spelled alike by g++ and clang. No run-time type information.
#ifndef FAIRLEAD_MODEL_NAME_HPP
#define FAIRLEAD_MODEL_NAME_HPP

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace fairlead {

namespace checks {

/// A declared name is a text.
template <class Named, bool IsText>
struct names_can_be_read {
  static_assert(IsText,
                "fairlead: `name` is a constant text that is not empty, as in `static constexpr std::string_view name "
                "= \"...\"`; that of the type named here is not");
};

}  // namespace checks

namespace detail {

// The static `name` of `T`. One that is refused is asked for in a class: it leaves functions the constants they were.
template <class T>
struct declared_name {
  static constexpr bool is_function = std::is_function_v<std::remove_reference_t<decltype(*&T::name)>>;
  static_assert(sizeof(checks::names_can_be_read<T, is_function>) > 0);
  static constexpr std::string_view value{};
};
template <class T>
  requires requires { typename std::bool_constant<std::string_view(T::name).empty()>; }
struct declared_name<T> {
  static constexpr std::string_view value{T::name};
  static_assert(sizeof(checks::names_can_be_read<T, !value.empty()>) > 0);
};

// What the compiler says of a type: its own spelling between a fixed prefix and a fixed suffix, and the name that the
// type declares, if it does. All in one template, and with the size at hand: there are many types.
struct type_spelling {
  std::string_view text;
  std::string_view declared;
};
template <class T>
constexpr type_spelling spelled_type() noexcept {
  // Not a data member of an event that happens to be called `name`: what a pointer to it points to needs an object.
  if constexpr (requires { *&T::name; }) {
    return {{__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1}, declared_name<T>::value};
  }
  return {{__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1}, {}};
}
struct value_spelling {
  std::string_view text;
};
template <auto V>
constexpr value_spelling spelled_value() noexcept {
  return {{__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1}};
}

// How much stands before and behind the argument, as a spelling tells whose argument is known.
struct margins {
  std::size_t before;
  std::size_t behind;
  constexpr margins(std::string_view spelled, std::string_view known) noexcept
      : before(spelled.rfind(known)), behind(spelled.size() - before - known.size()) {}
  [[nodiscard]] constexpr std::string_view cut(std::string_view spelled) const noexcept {
    return {spelled.data() + before, spelled.size() - before - behind};
  }
};
inline constexpr margins type_margins{spelled_type<double>().text, "double"};
inline constexpr margins value_margins{spelled_value<true>().text, "true"};

constexpr std::string_view qualified_name(const type_spelling& spelled) noexcept {
  return type_margins.cut(spelled.text);
}

// Position behind the last "::" that stands outside of template arguments and parentheses; 0 if there is none.
constexpr std::size_t start_of_last_name(std::string_view text) noexcept {
  const char* const characters = text.data();  // each call costs a compiler, and there are many names
  int depth = 0;
  for (std::size_t i = text.size(); i-- > 1;) {
    const char c = characters[i];
    if (c >= '_' && c <= 'z') { continue; }
    if (c == ':') {
      if (depth == 0 && characters[i - 1] == ':') { return i + 1; }
    } else if (c == '>' || c == ')' || c == '}') {
      ++depth;
    } else if (c == '<' || c == '(' || c == '{') {
      --depth;
    }
  }
  return 0;
}

constexpr std::string_view last_name(std::string_view text) noexcept {
  const std::size_t start = start_of_last_name(text);
  return {text.data() + start, text.size() - start};
}
constexpr std::string_view scope_before(std::string_view text, std::size_t last_name) noexcept {
  return last_name < 2 ? std::string_view{} : std::string_view{text.data(), last_name - 2};
}

constexpr std::string_view name_from(const type_spelling& spelled) noexcept {
  return spelled.declared.empty() ? last_name(qualified_name(spelled)) : spelled.declared;
}

}  // namespace detail

/// The name that states, events, guards and lifecycles are persisted, printed and drawn under:
/// `static constexpr std::string_view name` of the type (or whatever else one is made of) where it has one, else its
/// unqualified type name. A `name` that is static, and empty or no text, does not compile.
/// Rename a type whose name was saved, and give it the old spelling as `name`: snapshots go on loading.
template <class T>
[[nodiscard]] constexpr std::string_view name_of() noexcept {
  return detail::name_from(detail::spelled_type<T>());
}

/// The text of a constant: the enumerator's or member's own name, "true", or the digits of a number.
template <auto V>
[[nodiscard]] constexpr std::string_view name_of_value() noexcept {
  return detail::last_name(detail::value_margins.cut(detail::spelled_value<V>().text));
}

/// The class or namespace that `T` is a member of, qualified; two states with one scope belong to one lifecycle.
template <class T>
[[nodiscard]] constexpr std::string_view scope_of() noexcept {
  const std::string_view whole = detail::qualified_name(detail::spelled_type<T>());
  return detail::scope_before(whole, detail::start_of_last_name(whole));
}

}  // namespace fairlead

#endif
