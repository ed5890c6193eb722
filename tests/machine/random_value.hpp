// SPDX-License-Identifier: BSL-1.0
// Random events and data of any lifecycle: fields are found by the shape of the struct, and drawn from small pools, so
// that guards that compare them pass now and then.
#ifndef FAIRLEAD_TESTS_MACHINE_RANDOM_VALUE_HPP
#define FAIRLEAD_TESTS_MACHINE_RANDOM_VALUE_HPP

#include <array>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include "../lifecycles/walker.hpp"

namespace tests {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

// Stands for a value of whatever type a field has.
struct any_field {
  template <class T>
    requires(!is_optional<T>)
  operator T() const;
};

/// How many fields an aggregate has.
template <class T, class... Fields>
constexpr std::size_t field_count() {
  if constexpr (requires { T{Fields{}..., any_field{}}; }) {
    return field_count<T, Fields..., any_field>();
  } else {
    return sizeof...(Fields);
  }
}

/// Calls `use` with all fields of an aggregate.
template <class T, class Use>
void with_fields(T& of, const Use& use) {
  constexpr std::size_t count = field_count<T>();
  static_assert(count <= 12, "a struct with more fields: add a line");
  // clang-format off
  if constexpr (count == 0) { (void)of; use(); }
  else if constexpr (count == 1) { auto& [a] = of; use(a); }
  else if constexpr (count == 2) { auto& [a, b] = of; use(a, b); }
  else if constexpr (count == 3) { auto& [a, b, c] = of; use(a, b, c); }
  else if constexpr (count == 4) { auto& [a, b, c, d] = of; use(a, b, c, d); }
  else if constexpr (count == 5) { auto& [a, b, c, d, e] = of; use(a, b, c, d, e); }
  else if constexpr (count == 6) { auto& [a, b, c, d, e, f] = of; use(a, b, c, d, e, f); }
  else if constexpr (count == 7) { auto& [a, b, c, d, e, f, g] = of; use(a, b, c, d, e, f, g); }
  else if constexpr (count == 8) { auto& [a, b, c, d, e, f, g, h] = of; use(a, b, c, d, e, f, g, h); }
  else if constexpr (count == 9) { auto& [a, b, c, d, e, f, g, h, i] = of; use(a, b, c, d, e, f, g, h, i); }
  else if constexpr (count == 10) { auto& [a, b, c, d, e, f, g, h, i, j] = of; use(a, b, c, d, e, f, g, h, i, j); }
  else if constexpr (count == 11) { auto& [a, b, c, d, e, f, g, h, i, j, k] = of; use(a, b, c, d, e, f, g, h, i, j, k); }
  else { auto& [a, b, c, d, e, f, g, h, i, j, k, l] = of; use(a, b, c, d, e, f, g, h, i, j, k, l); }
  // clang-format on
}

template <class T>
void randomize(dice& chance, T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    value = chance.below(2) == 0;
  } else if constexpr (std::is_enum_v<T>) {
    value = chance.any<T>();
  } else if constexpr (std::is_integral_v<T>) {
    value = static_cast<T>(chance.below(10) == 0 ? chance.below(1000) : chance.below(4));
  } else if constexpr (std::is_floating_point_v<T>) {
    value = static_cast<T>(chance.below(400)) / 4;
  } else if constexpr (std::is_same_v<T, std::string>) {
    static const std::array<const char*, 8> pool{"", "ada", "bob", "1.0.0", "1.1.0", "1.1.0-rc.1", "prod", "because"};
    value = pool[chance.below(pool.size())];
  } else if constexpr (std::is_same_v<T, fairlead::actor>) {
    value = chance.person();
  } else if constexpr (std::is_same_v<T, fairlead::digest>) {
    value = chance.contents();
  } else if constexpr (std::is_same_v<T, fairlead::timestamp>) {
    value = chance.moment();
  } else if constexpr (is_optional<T>) {
    value.reset();
    if (chance.below(3) != 0) { randomize(chance, value.emplace()); }
  } else if constexpr (requires { value.push_back(typename T::value_type{}); }) {
    value.clear();
    for (unsigned left = chance.below(4); left != 0; --left) {
      typename T::value_type each{};
      randomize(chance, each);
      value.push_back(std::move(each));
    }
  } else if constexpr (requires { value.insert(typename T::key_type{}); }) {
    value.clear();
    for (unsigned left = chance.below(4); left != 0; --left) {
      typename T::key_type each{};
      randomize(chance, each);
      value.insert(std::move(each));
    }
  } else if constexpr (requires { T::for_each_field(value, [](const char*, auto&) {}); }) {
    T::for_each_field(value, [&](const char*, auto& field) { randomize(chance, field); });
  } else if constexpr (std::is_aggregate_v<T>) {
    with_fields(value, [&](auto&... fields) { (randomize(chance, fields), ...); });
  } else {
    static_assert(std::is_class_v<T>);  // keeps what it was made with
  }
}

}  // namespace tests

#endif
