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
template <class, class>
struct wrapped {
  enum class inner { first, second_2, Third };
};
using inner = wrapped<color, holder>::inner;
static_assert(inner::first == inner{0});  // clang 16 looks into a template that nobody has used for no enumerators
// clang-format off
enum class many : std::uint8_t {
  v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15
};
enum class too_many : std::uint8_t {
  v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16, v17, v18, v19, v20, v21, v22, v23, v24,
  v25, v26, v27, v28, v29, v30, v31, v32, v33, v34, v35, v36, v37, v38, v39, v40, v41, v42, v43, v44, v45, v46, v47,
  v48, v49, v50, v51, v52, v53, v54, v55, v56, v57, v58, v59, v60, v61, v62, v63, v64, v65
};
// clang-format on
enum class none : int {};
enum class gap : int { here = 0, there = 2 };

static_assert(fairlead::enumerator_names<color> == std::array<std::string_view, 3>{"red", "green", "blue"});
static_assert(fairlead::enumerator_names<plain>.size() == 2);
static_assert(fairlead::enumerator_name(holder::only::here) == "here");
static_assert(fairlead::enumerator_name(static_cast<color>(7)).empty());
static_assert(fairlead::enumerator_names<inner> == std::array<std::string_view, 3>{"first", "second_2", "Third"});
static_assert(fairlead::enumerator_names<many>.size() == 16);
static_assert(fairlead::enumerator_name(many::v7) == "v7" && fairlead::enumerator_name(many::v8) == "v8");
static_assert(fairlead::enumerator_names<too_many>.size() == 64);
static_assert(fairlead::enumerator_names<none>.empty());
static_assert(fairlead::enumerator_names<gap>.size() == 1);

}  // namespace

TEST_CASE("an enumerator is spelled as it is written") {
  CHECK(fairlead::enumerator_name(color::green) == "green");
  CHECK(fairlead::enumerator_name(two) == "two");
}
