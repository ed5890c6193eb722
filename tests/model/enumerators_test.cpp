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

}  // namespace

TEST_CASE("an enumerator is spelled as it is written") {
  CHECK(fairlead::enumerator_name(color::green) == "green");
  CHECK(fairlead::enumerator_name(two) == "two");
}
