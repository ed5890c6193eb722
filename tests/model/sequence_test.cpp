// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/sequence.hpp>

#include <doctest/doctest.h>

#include <array>
#include <span>
#include <type_traits>
#include <vector>

using fairlead::sequence;

namespace {

constexpr std::array<int, 3> primes{2, 3, 5};

constexpr int sum(sequence<int> of) {
  int total = 0;
  for (const int each : of) { total += each; }
  return total;
}

static_assert(sequence<int>{}.empty());
static_assert(sum({}) == 0);
static_assert(sum(primes) == 10);
static_assert(sequence<int>(primes).front() == 2 && sequence<int>(primes)[1] == 3 && sequence<int>(primes).back() == 5);
static_assert(std::is_trivially_copyable_v<sequence<int>>);
static_assert(!std::is_convertible_v<std::array<long, 3>, sequence<int>>, "elements are not converted");

}  // namespace

TEST_CASE("a sequence reads what it was made from, and becomes a span") {
  const std::vector<int> numbers{4, 6};
  const sequence<int> some = numbers;
  CHECK(some.data() == numbers.data());
  CHECK(sum(some) == 10);
  const std::span<const int> span = some;
  CHECK(span.size() == 2);
  CHECK(span.data() == numbers.data());
}
