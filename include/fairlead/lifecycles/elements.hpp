// SPDX-License-Identifier: BSL-1.0
// What guards ask of lists. Not <algorithm>: with its ranges it costs a translation unit more (0.1 s, g++ 12) than a
// lifecycle does.
#ifndef FAIRLEAD_LIFECYCLES_ELEMENTS_HPP
#define FAIRLEAD_LIFECYCLES_ELEMENTS_HPP

namespace fairlead::detail {

template <class Elements, class Predicate>
constexpr bool any(const Elements& elements, Predicate holds) {
  for (const auto& each : elements) {
    if (holds(each)) { return true; }
  }
  return false;
}
template <class Elements, class Predicate>
constexpr bool none(const Elements& elements, Predicate holds) {
  return !any(elements, holds);
}
template <class Elements, class Predicate>
constexpr bool every(const Elements& elements, Predicate holds) {
  return !any(elements, [&](const auto& each) { return !holds(each); });
}
template <class Elements, class Value>
constexpr bool contains(const Elements& elements, const Value& value) {
  return any(elements, [&](const auto& each) { return each == value; });
}

}  // namespace fairlead::detail

#endif
