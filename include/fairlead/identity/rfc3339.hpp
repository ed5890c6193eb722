// SPDX-License-Identifier: BSL-1.0
// Moments as text, the way documents and interfaces write them: "2026-11-23T09:00:00Z".
#ifndef FAIRLEAD_IDENTITY_RFC3339_HPP
#define FAIRLEAD_IDENTITY_RFC3339_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "../error.hpp"
#include "timestamp.hpp"

namespace fairlead {

namespace detail {

/// Days from 1970-01-01 to a day of the Gregorian calendar.
/// @source Howard Hinnant: chrono-Compatible Low-Level Date Algorithms, days_from_civil
[[nodiscard]] constexpr std::int64_t days_from_civil(std::int64_t year, int month, int day) noexcept {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

struct civil_date {
  std::int64_t year;
  int month, day;
};

/// The way back. @source the same, civil_from_days
[[nodiscard]] constexpr civil_date civil_from_days(std::int64_t days) noexcept {
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const std::int64_t day_of_era = days - era * 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
  const int month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
          static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1)};
}

class rfc3339_reader {
public:
  constexpr explicit rfc3339_reader(std::string_view text) : text_(text) {}

  [[nodiscard]] constexpr timestamp read() {
    const int year = number(4, 0, 9999, "a year has four digits");
    expect('-', "a '-' must follow the year");
    const int month = number(2, 1, 12, "a month is 01 to 12");
    expect('-', "a '-' must follow the month");
    const std::int64_t month_begins = days_from_civil(year, month, 1);
    const std::int64_t next_month = days_from_civil(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1);
    const int day = number(2, 1, static_cast<int>(next_month - month_begins), "the month has no such day");
    if (here() != 'T' && here() != 't') { fail("a 'T' must follow the date", at_); }
    ++at_;
    const int hour = number(2, 0, 23, "an hour is 00 to 23");
    expect(':', "a ':' must follow the hour");
    const int minute = number(2, 0, 59, "a minute is 00 to 59");
    expect(':', "a ':' must follow the minute");
    const std::size_t second_at = at_;
    const int second = number(2, 0, 60, "a second is 00 to 59");
    const std::int64_t nanoseconds = fraction();
    const std::int64_t seconds = (month_begins + day - 1) * 86'400 + hour * 3'600 + minute * 60 + second - offset();
    if (at_ != text_.size()) { fail("unexpected character", at_); }
    if (second == 60 && !begins_a_month(seconds)) { fail("no leap second ends here", second_at); }
    return moment(seconds, nanoseconds);
  }

private:
  [[noreturn]] void fail(const char* why, std::size_t offset, errc code = errc::invalid_text) const {
    constexpr std::size_t shown = 80;  // a hostile text must not fill the log
    throw error(code,
                "not a timestamp: '" + std::string(text_.substr(0, shown)) + (text_.size() > shown ? "...'" : "'") +
                    ": " + why + "; write it like 2026-11-23T09:00:00Z",
                {}, offset);
  }
  [[nodiscard]] constexpr char here() const noexcept { return at_ < text_.size() ? text_[at_] : '\0'; }
  [[nodiscard]] constexpr bool at_digit() const noexcept { return here() >= '0' && here() <= '9'; }
  constexpr void expect(char wanted, const char* why) {
    if (here() != wanted) { fail(why, at_); }
    ++at_;
  }
  constexpr int number(int digits, int least, int most, const char* why) {
    const std::size_t start = at_;
    int value = 0;
    for (int i = 0; i != digits; ++i, ++at_) {
      if (!at_digit()) { fail(why, at_); }
      value = value * 10 + (here() - '0');
    }
    if (value < least || value > most) { fail(why, start); }
    return value;
  }
  constexpr std::int64_t fraction() {
    if (here() != '.') { return 0; }
    ++at_;
    if (!at_digit()) { fail("a fraction has at least one digit", at_); }
    std::int64_t nanoseconds = 0;
    std::int64_t unit = 100'000'000;
    for (; at_digit(); ++at_, unit /= 10) { nanoseconds += (here() - '0') * unit; }
    return nanoseconds;
  }
  // East of Greenwich, in seconds.
  constexpr std::int64_t offset() {
    if (here() == 'Z' || here() == 'z') {
      ++at_;
      return 0;
    }
    if (here() != '+' && here() != '-') { fail("a 'Z' or an offset like +02:00 must follow the time", at_); }
    const int sign = text_[at_++] == '+' ? 1 : -1;
    const int hours = number(2, 0, 23, "the hours of an offset are 00 to 23");
    expect(':', "a ':' must follow the hours of an offset");
    return sign * (hours * 3'600 + number(2, 0, 59, "the minutes of an offset are 00 to 59") * 60);
  }
  [[nodiscard]] static constexpr bool begins_a_month(std::int64_t seconds) noexcept {
    const std::int64_t days = seconds / 86'400;
    return seconds % 86'400 == 0 && civil_from_days(days).day == 1;
  }
  [[nodiscard]] constexpr timestamp moment(std::int64_t seconds, std::int64_t nanoseconds) const {
    constexpr std::int64_t second = 1'000'000'000;
    if (seconds < 0) {
      ++seconds;
      nanoseconds -= second;
    }
    const bool outside = seconds > 0   ? seconds > (INT64_MAX - nanoseconds) / second
                         : seconds < 0 ? seconds < (INT64_MIN - nanoseconds) / second
                                       : false;
    if (outside) { fail("only moments from 1677-09-21 to 2262-04-11 can be held", 0, errc::invalid_value); }
    return {seconds * second + nanoseconds};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace detail

/// Reads a date and time of RFC 3339, with its offset from UTC. Letters may be lower case; a space instead of the 'T'
/// is not read. Digits past the ninth of a fraction are dropped. A leap second, which can only end a month, is the
/// second after it: `timestamp` does not count them.
/// @throws error  `invalid_text`, with the offset of what is wrong; `invalid_value` for a moment outside the range of
///         `timestamp`
/// @source RFC 3339, section 5.6 and appendix D
[[nodiscard]] constexpr timestamp parse_rfc3339(std::string_view text) { return detail::rfc3339_reader(text).read(); }

/// In UTC, as `parse_rfc3339` reads it: "2026-11-23T09:00:00Z", with three, six or nine digits of a fraction where
/// that many are needed.
[[nodiscard]] inline std::string to_rfc3339(timestamp moment) {
  constexpr std::int64_t day = 86'400'000'000'000;
  std::int64_t days = moment.nanoseconds / day;
  std::int64_t rest = moment.nanoseconds % day;
  if (rest < 0) {
    rest += day;
    --days;
  }
  const detail::civil_date date = detail::civil_from_days(days);
  std::string text;
  const auto append = [&text](std::int64_t number, std::size_t digits, const char* after) {
    const std::string decimal = std::to_string(number);
    text.append(digits - decimal.size(), '0').append(decimal).append(after);
  };
  append(date.year, 4, "-");
  append(date.month, 2, "-");
  append(date.day, 2, "T");
  append(rest / 3'600'000'000'000, 2, ":");
  append(rest / 60'000'000'000 % 60, 2, ":");
  append(rest / 1'000'000'000 % 60, 2, "");
  if (const std::int64_t fraction = rest % 1'000'000'000; fraction != 0) {
    text += '.';
    if (fraction % 1'000'000 == 0) {
      append(fraction / 1'000'000, 3, "");
    } else if (fraction % 1'000 == 0) {
      append(fraction / 1'000, 6, "");
    } else {
      append(fraction, 9, "");
    }
  }
  return text + 'Z';
}

}  // namespace fairlead

#endif
