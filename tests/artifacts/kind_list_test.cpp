// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/kind_list.hpp and of the packing behind it.
#include <fairlead/artifacts/kind_list.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

using namespace fairlead;

TEST_CASE("packed numbers are read as they were put, in as few bits as they need") {
  for (const std::uint32_t different : {0U, 1U, 2U, 3U, 16U, 17U, 300U, 70'000U}) {
    detail::packed_numbers numbers(1'000, different);
    for (std::uint32_t i = 0; i != 1'000 && different != 0; ++i) { numbers.put(i, (i * 7'919) % different); }
    bool same = true;
    for (std::uint32_t i = 0; i != 1'000 && different != 0; ++i) {
      same = same && numbers[i] == (i * 7'919) % different;
    }
    CHECK(same);
    CHECK(numbers.uniform() == (different < 2));
  }
  CHECK(detail::packed_numbers(1'000, 1).bytes() == 0);
  CHECK(detail::packed_numbers(1'000, 16).bytes() == 504);
}

TEST_CASE("a list of kinds reads like a span") {
  const std::array sets = {dependency_kind::runtime, dependency_kind::build | dependency_kind::pre};
  detail::packed_numbers numbers(4, 2);
  numbers.put(1, 1);
  numbers.put(2, 1);
  const kind_list list(sets.data(), numbers, 1, 3);
  CHECK(list.size() == 3);
  CHECK(list[0] == sets[1]);
  std::vector<dependency_kind> read;
  for (const dependency_kind each : list) { read.push_back(each); }
  CHECK(read == std::vector{sets[1], sets[1], sets[0]});
  CHECK(kind_list().empty());
  CHECK(kind_list().begin() == kind_list().end());
}
