// SPDX-License-Identifier: BSL-1.0
#include <fairlead/identity/duration.hpp>

#include <chrono>
#include <concepts>

#include <doctest/doctest.h>

namespace {

using fairlead::hours;
using fairlead::minutes;
using fairlead::seconds;
using fairlead::timestamp;

static_assert(timestamp{5} + hours{1} == timestamp{5} + std::chrono::hours{1});
static_assert(timestamp{5} + minutes{-2} == timestamp{5} + std::chrono::minutes{-2});
static_assert(timestamp{5} + hours{INT64_MAX} == timestamp{INT64_MAX}, "held at the end of time");
static_assert(hours{24} * 7 == hours{168});
static_assert(hours{1} == minutes{60} && minutes{60} == hours{1} && hours{1} == std::chrono::minutes{60});
static_assert(hours{1} != minutes{61} && minutes{59} < hours{1} && hours{1} > std::chrono::seconds{3599});

static_assert(std::chrono::hours{hours{2}} == std::chrono::minutes{120});
static_assert(std::convertible_to<hours, std::chrono::nanoseconds> && std::convertible_to<minutes, seconds>);
static_assert(!std::convertible_to<minutes, hours> && !std::convertible_to<minutes, std::chrono::hours>,
              "what would be cut off does not compile");
static_assert(!std::convertible_to<int, hours>, "a number alone has no unit");

}  // namespace

TEST_CASE("a duration is passed on to whoever takes one of the standard library") {
  const auto in_seconds = [](std::chrono::seconds of) { return of.count(); };
  for (const std::int64_t count : {-1, 0, 36}) {
    CHECK(in_seconds(hours{count}) == 3600 * count);
    CHECK(in_seconds(minutes{count}) == 60 * count);
    CHECK(std::chrono::nanoseconds{seconds{count}}.count() == 1'000'000'000 * count);
  }
}
