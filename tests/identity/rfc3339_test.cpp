// SPDX-License-Identifier: BSL-1.0
// Tests of identity/rfc3339.hpp, against the standard's own examples and C++'s calendar.
#include <fairlead/identity/rfc3339.hpp>

#include <chrono>
#include <cstdint>
#include <random>
#include <string>

#include <doctest/doctest.h>

namespace {

using fairlead::errc;
using fairlead::parse_rfc3339;
using fairlead::timestamp;
using fairlead::to_rfc3339;

constexpr std::int64_t second = 1'000'000'000;

static_assert(parse_rfc3339("1970-01-01T00:00:00Z") == timestamp{0});
static_assert(parse_rfc3339("1969-12-31T23:59:59.999999999Z") == timestamp{-1});
static_assert(parse_rfc3339("2026-11-23T09:00:00Z") == timestamp{1'795'424'400 * second});
static_assert(parse_rfc3339("2026-11-23t10:30:00.5+01:30") == timestamp{1'795'424'400 * second + second / 2});
// RFC 3339, 5.8.
static_assert(parse_rfc3339("1985-04-12T23:20:50.52Z") == timestamp{482'196'050 * second + 520'000'000});
static_assert(parse_rfc3339("1996-12-19T16:39:57-08:00") == parse_rfc3339("1996-12-20T00:39:57Z"));
static_assert(parse_rfc3339("1990-12-31T23:59:60Z") == parse_rfc3339("1991-01-01T00:00:00Z"), "a leap second");
static_assert(parse_rfc3339("1990-12-31T15:59:60-08:00") == parse_rfc3339("1990-12-31T23:59:60Z"), "the same one");
static_assert(parse_rfc3339("1937-01-01T12:00:27.87+00:20") == parse_rfc3339("1937-01-01T11:40:27.870Z"));
static_assert(parse_rfc3339("2026-01-01T00:00:00-00:00") == parse_rfc3339("2026-01-01T00:00:00z"));
static_assert(parse_rfc3339("2024-02-29T00:00:00Z") + std::chrono::hours(24) == parse_rfc3339("2024-03-01T00:00:00Z"));
static_assert(parse_rfc3339("2026-01-01T00:00:00.1234567899Z") == parse_rfc3339("2026-01-01T00:00:00.123456789Z"));

std::string refusal(const std::string& text, errc code, std::size_t offset) {
  try {
    (void)parse_rfc3339(text);
  } catch (const fairlead::error& problem) {
    CHECK(problem.code() == code);
    CHECK(problem.offset() == offset);
    return problem.message();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("a text that is no timestamp is refused at the character that is wrong") {
  struct {
    const char* text;
    std::size_t offset;
    const char* why;
  } const cases[] = {
      {"", 0, "a year has four digits"},
      {"26-11-23T09:00:00Z", 2, "a year has four digits"},
      {"2026/11/23T09:00:00Z", 4, "a '-' must follow the year"},
      {"2026-13-23T09:00:00Z", 5, "a month is 01 to 12"},
      {"2026-00-23T09:00:00Z", 5, "a month is 01 to 12"},
      {"2026-02-29T09:00:00Z", 8, "the month has no such day"},
      {"1900-02-29T09:00:00Z", 8, "the month has no such day"},
      {"2026-11-00T09:00:00Z", 8, "the month has no such day"},
      {"2026-11-23 09:00:00Z", 10, "a 'T' must follow the date"},
      {"2026-11-23", 10, "a 'T' must follow the date"},
      {"2026-11-23T24:00:00Z", 11, "an hour is 00 to 23"},
      {"2026-11-23T09:60:00Z", 14, "a minute is 00 to 59"},
      {"2026-11-23T09:00:61Z", 17, "a second is 00 to 59"},
      {"2026-11-30T09:00:60Z", 17, "no leap second ends here"},
      {"2026-11-23T23:59:60Z", 17, "no leap second ends here"},
      {"2026-11-30T23:59:60+01:00", 17, "no leap second ends here"},
      {"2026-11-23T09:00:00.Z", 20, "a fraction has at least one digit"},
      {"2026-11-23T09:00:00", 19, "a 'Z' or an offset like +02:00 must follow the time"},
      {"2026-11-23T09:00:00+0200", 22, "a ':' must follow the hours of an offset"},
      {"2026-11-23T09:00:00+24:00", 20, "the hours of an offset are 00 to 23"},
      {"2026-11-23T09:00:00+02:60", 23, "the minutes of an offset are 00 to 59"},
      {"2026-11-23T09:00:00Z ", 20, "unexpected character"},
      {"+2026-11-23T09:00:00Z", 0, "a year has four digits"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.text);
    CHECK(refusal(each.text, errc::invalid_text, each.offset) ==
          "not a timestamp: '" + std::string(each.text) + "': " + each.why + "; write it like 2026-11-23T09:00:00Z");
  }
  CHECK(refusal(std::string(100'000, '7'), errc::invalid_text, 4).size() < 200);
}

TEST_CASE("the first and the last moment are read and printed, and none beyond them is read") {
  CHECK(to_rfc3339(timestamp{INT64_MIN}) == "1677-09-21T00:12:43.145224192Z");
  CHECK(to_rfc3339(timestamp{INT64_MAX}) == "2262-04-11T23:47:16.854775807Z");
  CHECK(parse_rfc3339("1677-09-21T00:12:43.145224192Z") == timestamp{INT64_MIN});
  CHECK(parse_rfc3339("2262-04-11T23:47:16.854775807Z") == timestamp{INT64_MAX});
  for (const char* text : {"1677-09-21T00:12:43.145224191Z", "2262-04-11T23:47:16.854775808Z", "0000-01-01T00:00:00Z",
                           "9999-12-31T23:59:60Z", "2262-04-11T23:47:16.854775807-00:01"}) {
    CHECK(refusal(text, errc::invalid_value, 0) != "accepted");
  }
}

TEST_CASE("a fraction is printed with as many digits as it needs, by threes") {
  CHECK(to_rfc3339(timestamp{0}) == "1970-01-01T00:00:00Z");
  CHECK(to_rfc3339(timestamp{-second}) == "1969-12-31T23:59:59Z");
  CHECK(to_rfc3339(timestamp{500'000'000}) == "1970-01-01T00:00:00.500Z");
  CHECK(to_rfc3339(timestamp{1'000}) == "1970-01-01T00:00:00.000001Z");
  CHECK(to_rfc3339(timestamp{1}) == "1970-01-01T00:00:00.000000001Z");
}

TEST_CASE("every moment is read as it was printed, and on the day that the calendar has it") {
  std::mt19937_64 random(3'339);
  for (int round = 0; round != 100'000; ++round) {
    // Whole seconds now and then, and the neighbourhood of midnights.
    auto value = static_cast<std::int64_t>(random());
    if (round % 3 == 0) { value -= value % second; }
    if (round % 5 == 0) { value -= value % (86'400 * second) + static_cast<std::int64_t>(random() % 3) - 1; }
    const timestamp moment{value};
    const std::string text = to_rfc3339(moment);
    REQUIRE(parse_rfc3339(text) == moment);
    const auto days = std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::nanoseconds>(std::chrono::nanoseconds(value)));
    const std::chrono::year_month_day date(days);
    REQUIRE(std::stoi(text.substr(0, 4)) == static_cast<int>(date.year()));
    REQUIRE(std::stoul(text.substr(5, 2)) == static_cast<unsigned>(date.month()));
    REQUIRE(std::stoul(text.substr(8, 2)) == static_cast<unsigned>(date.day()));
  }
}
