// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/enumerators.hpp>

#include <cstdint>

#include <doctest/doctest.h>

namespace {

enum class color : std::uint8_t { red, green, blue };
enum plain : int { one, two };
struct holder {
  enum class only { here };
};

static_assert(fairlead::enumerator_names<color> == std::array<std::string_view, 3>{"red", "green", "blue"});
static_assert(fairlead::enumerator_names<plain>.size() == 2);
static_assert(fairlead::enumerator_name(holder::only::here) == "here");
static_assert(fairlead::enumerator_name(static_cast<color>(7)).empty());
static_assert(fairlead::enumerator_of<color>("blue") == color::blue);
static_assert(!fairlead::enumerator_of<color>("mauve"));
static_assert(!fairlead::enumerator_of<color>("(color)3"));

}  // namespace

TEST_CASE("every enumerator is found again by its name") {
  for (std::size_t i = 0; i < fairlead::enumerator_names<color>.size(); ++i) {
    const auto value = static_cast<color>(i);
    CHECK(fairlead::enumerator_of<color>(fairlead::enumerator_name(value)) == value);
  }
}
