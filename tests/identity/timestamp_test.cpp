// SPDX-License-Identifier: BSL-1.0
#include <fairlead/identity/timestamp.hpp>

#include <chrono>

#include <doctest/doctest.h>

namespace {

using fairlead::timestamp;

static_assert(timestamp{5} + std::chrono::seconds(2) == timestamp{2'000'000'005});
static_assert(timestamp{5} + std::chrono::nanoseconds(-6) == timestamp{-1});
static_assert(timestamp{1} < timestamp{2});
static_assert(timestamp{INT64_MAX - 1} + std::chrono::hours(1) == timestamp{INT64_MAX}, "held at the end of time");
static_assert(timestamp{INT64_MIN + 1} + std::chrono::hours(-1) == timestamp{INT64_MIN}, "and at its beginning");
static_assert(timestamp::to_nanoseconds(std::chrono::hours::max()) == INT64_MAX);
static_assert(timestamp::to_nanoseconds(std::chrono::hours::min()) == INT64_MIN);
static_assert(timestamp::to_nanoseconds(std::chrono::duration<double, std::micro>(1.5)) == 1500);
static_assert(timestamp::to_nanoseconds(std::chrono::duration<double>(1e30)) == INT64_MAX);

}  // namespace

TEST_CASE("a deadline never wraps into the past") {
  for (const std::int64_t start : {INT64_MIN, std::int64_t{0}, INT64_MAX - 1, INT64_MAX}) {
    for (const std::int64_t amount : {std::int64_t{0}, std::int64_t{1}, INT64_MAX}) {
      CHECK(timestamp{start}.later_by(amount) >= timestamp{start});
    }
  }
}
