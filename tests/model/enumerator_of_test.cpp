// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/enumerator_of.hpp>

#include <cstdint>

#include <doctest/doctest.h>

namespace {

enum class color : std::uint8_t { red, green, blue };

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
