// SPDX-License-Identifier: BSL-1.0
// The definitions of recurrence.hpp.
#ifndef FAIRLEAD_LIFECYCLES_RECURRENCE_IPP
#define FAIRLEAD_LIFECYCLES_RECURRENCE_IPP

#include <algorithm>
#include <bit>
#include <charconv>
#include <chrono>

#include "recurrence.hpp"

namespace fairlead {

namespace detail {

inline std::chrono::year_month_day date_of(std::int64_t day) noexcept {
  return std::chrono::sys_days{std::chrono::days{day}};
}

}  // namespace detail

FAIRLEAD_INLINE recurrence recurrence::parse(std::string_view text) {
  recurrence rule;
  std::array<bool, part_names.size()> seen{};
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    rule.read_part(text, at, text.substr(at, end - at), seen);
    at = end + 1;
  }
  if (!seen[0]) { fail(text, "FREQ is missing", text.size()); }
  if (seen[3] && seen[4]) { fail(text, "UNTIL and COUNT exclude each other", text.size()); }
  if (rule.frequency_ != frequency::monthly && rule.counts_from_an_end()) {
    fail(text, "a number before a day belongs to FREQ=MONTHLY", text.size());
  }
  return rule;
}

FAIRLEAD_INLINE std::string recurrence::to_string() const {
  std::string text = "FREQ=" + std::string(frequency_names[static_cast<std::size_t>(frequency_)]);
  if (interval_ != 1) { text += ";INTERVAL=" + std::to_string(interval_); }
  std::string separator = ";BYDAY=";
  for (std::size_t position = 0; position < days_.size(); ++position) {
    for (unsigned day = 0; day < 7; ++day) {
      if ((static_cast<unsigned>(days_[position]) >> day & 1U) == 0) { continue; }
      const int ordinal = position <= 5 ? static_cast<int>(position) : 5 - static_cast<int>(position);
      text += separator + (ordinal == 0 ? "" : std::to_string(ordinal)) + std::string(day_names[day]);
      separator = ",";
    }
  }
  if (until_) { text += ";UNTIL=" + utc_text(*until_); }
  if (count_ != 0) { text += ";COUNT=" + std::to_string(count_); }
  return text;
}

FAIRLEAD_INLINE std::optional<timestamp> recurrence::next(timestamp start, timestamp from) const noexcept {
  const std::int64_t first = day_of(start);
  const std::int64_t time_of_day = (start.nanoseconds % day_length + day_length) % day_length;
  std::uint32_t counted = 0;
  int empty = 0;  // days that the rule has passed over; after a week of them it will pass over all
  for (std::int64_t step = count_ != 0 ? 0 : steps_before(first, day_of(from));; ++step) {
    const period one = period_at(first, step);
    if (one.begins > last_day) { return std::nullopt; }
    empty = one.days == 0 ? empty + 1 : 0;
    if (frequency_ == frequency::daily && empty == 7) { return std::nullopt; }
    for (std::uint32_t days = one.days; days != 0; days &= days - 1) {
      const std::int64_t day = one.begins + std::countr_zero(days);
      if (day < first || day < first_day) { continue; }
      if (day > last_day || (count_ != 0 && counted++ == count_)) { return std::nullopt; }
      const timestamp occurrence{day * day_length + time_of_day};
      if (until_ && occurrence > *until_) { return std::nullopt; }
      if (occurrence >= from) { return occurrence; }
    }
  }
}

FAIRLEAD_INLINE std::int64_t recurrence::month_of(std::int64_t day) noexcept {
  const auto date = detail::date_of(day);
  return std::int64_t{static_cast<int>(date.year())} * 12 + static_cast<unsigned>(date.month()) - 1;
}

FAIRLEAD_INLINE bool recurrence::counts_from_an_end() const noexcept {
  return std::any_of(days_.begin() + 1, days_.end(), [](std::uint8_t days) { return days != 0; });
}

FAIRLEAD_INLINE std::int64_t recurrence::steps_before(std::int64_t first, std::int64_t from) const noexcept {
  if (from <= first) { return 0; }
  const std::int64_t units = frequency_ == frequency::daily    ? from - first
                             : frequency_ == frequency::weekly ? (from - first) / 7
                                                               : month_of(from) - month_of(first);
  return std::max(units / interval_ - 1, std::int64_t{0});
}

FAIRLEAD_INLINE recurrence::period recurrence::period_at(std::int64_t first, std::int64_t step) const noexcept {
  const std::int64_t distance = step * interval_;
  if (frequency_ == frequency::daily) {
    const std::int64_t day = first + distance;
    return {day, any_day() ? 1U : std::uint32_t{days_[0]} >> weekday_of(day) & 1U};
  }
  if (frequency_ == frequency::weekly) {
    const std::int64_t monday = first - weekday_of(first) + distance * 7;
    return {monday, any_day() ? 1U << weekday_of(first) : std::uint32_t{days_[0]}};
  }
  return month_at(first, month_of(first) + distance);
}

FAIRLEAD_INLINE recurrence::period recurrence::month_at(std::int64_t first, std::int64_t number) const noexcept {
  const std::chrono::year_month month{std::chrono::year{static_cast<int>(number / 12)},
                                      std::chrono::month{static_cast<unsigned>(number % 12) + 1}};
  const auto begins = std::int64_t{std::chrono::sys_days{month / 1}.time_since_epoch().count()};
  const unsigned length = static_cast<unsigned>((month / std::chrono::last).day());
  if (any_day()) {
    const unsigned wanted = static_cast<unsigned>(detail::date_of(first).day());
    return {begins, wanted <= length ? 1U << (wanted - 1) : 0U};
  }
  period result{begins, 0};
  for (unsigned day = 0; day < length; ++day) {
    const unsigned bit = 1U << weekday_of(begins + day);
    const bool wanted = (days_[0] | days_[day / 7 + 1] | days_[(length - 1 - day) / 7 + 6]) & bit;
    result.days |= wanted ? 1U << day : 0U;
  }
  return result;
}

[[noreturn]] FAIRLEAD_INLINE void recurrence::fail(std::string_view text, const std::string& why, std::size_t offset) {
  constexpr std::size_t shown = 80;  // a hostile text must not fill the log
  throw error(errc::invalid_text,
              "not a recurrence: '" + std::string(text.substr(0, shown)) + (text.size() > shown ? "...'" : "'") + ": " +
                  why + "; write it like FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=10",
              {}, offset);
}

FAIRLEAD_INLINE bool recurrence::same(std::string_view text, std::string_view upper) noexcept {
  return std::equal(text.begin(), text.end(), upper.begin(), upper.end(),
                    [](char a, char b) { return (a >= 'a' && a <= 'z' ? static_cast<char>(a - 'a' + 'A') : a) == b; });
}

FAIRLEAD_INLINE std::uint32_t recurrence::number(std::string_view text, std::uint32_t highest) noexcept {
  std::uint32_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  return code == std::errc{} && end == text.data() + text.size() && value <= highest ? value : 0;
}

FAIRLEAD_INLINE void recurrence::read_part(std::string_view text, std::size_t at, std::string_view part,
                                           std::array<bool, part_names.size()>& seen) {
  const std::size_t equals = part.find('=');
  const std::size_t which = position_of(part.substr(0, equals), part_names);
  if (equals == std::string_view::npos || which == seen.size()) {
    fail(text, "only FREQ, INTERVAL, BYDAY, UNTIL and COUNT are read, with a value each", at);
  }
  if (seen[which]) { fail(text, std::string(part_names[which]) + " stands twice", at); }
  seen[which] = true;
  const std::string_view value = part.substr(equals + 1);
  const std::size_t value_at = at + equals + 1;
  switch (which) {
    case 0: {
      const std::size_t position = position_of(value, frequency_names);
      if (position == frequency_names.size()) { fail(text, "FREQ is DAILY, WEEKLY or MONTHLY", value_at); }
      frequency_ = static_cast<frequency>(position);
      break;
    }
    case 1:
      interval_ = number(value, max_interval);
      if (interval_ == 0) { fail(text, "INTERVAL is from 1 to " + std::to_string(max_interval), value_at); }
      break;
    case 2:
      read_days(text, value_at, value);
      break;
    case 3:
      until_ = read_utc(text, value_at, value);
      break;
    default:
      count_ = number(value, max_count);
      if (count_ == 0) { fail(text, "COUNT is from 1 to " + std::to_string(max_count), value_at); }
  }
}

FAIRLEAD_INLINE void recurrence::read_days(std::string_view text, std::size_t value_at, std::string_view list) {
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    std::string_view day = list.substr(at, end - at);
    const bool negative = day.starts_with('-');
    if (negative || day.starts_with('+')) { day.remove_prefix(1); }
    const bool signless = day.size() == end - at;
    std::size_t ordinal = 0;
    if (!day.empty() && day[0] >= '1' && day[0] <= '5') {
      ordinal = static_cast<std::size_t>(day[0] - '0') + (negative ? 5 : 0);
      day.remove_prefix(1);
    }
    const std::size_t which = position_of(day, day_names);
    if (which == day_names.size() || (ordinal == 0 && !signless)) {
      fail(text, "BYDAY lists MO, TU, WE, TH, FR, SA or SU, for FREQ=MONTHLY with 1 to 5 or -1 to -5 before it",
           value_at + at);
    }
    days_[ordinal] = static_cast<std::uint8_t>(days_[ordinal] | 1U << which);
    at = end + 1;
  }
}

FAIRLEAD_INLINE timestamp recurrence::read_utc(std::string_view text, std::size_t value_at, std::string_view value) {
  constexpr std::string_view shape = "00000000T000000Z";
  bool good = value.size() == shape.size();
  for (std::size_t i = 0; good && i < shape.size(); ++i) {
    good = shape[i] == '0' ? value[i] >= '0' && value[i] <= '9' : same(value.substr(i, 1), shape.substr(i, 1));
  }
  const auto part = [&](std::size_t begin, std::size_t length) {
    return good ? static_cast<unsigned>(number(value.substr(begin, length), 9'999)) : 0U;
  };
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(part(0, 4))},
                                         std::chrono::month{part(4, 2)}, std::chrono::day{part(6, 2)}};
  const std::int64_t hour = part(9, 2);
  const std::int64_t minute = part(11, 2);
  const std::int64_t second = part(13, 2);
  good = good && date.ok() && hour < 24 && minute < 60 && second < 60;
  if (!good) { fail(text, "UNTIL is a moment in UTC, like 20261224T180000Z", value_at); }
  if (date.year() < std::chrono::year{1678} || date.year() > std::chrono::year{2261}) {
    fail(text, "UNTIL lies between the years 1678 and 2261", value_at);
  }
  const auto day = std::int64_t{std::chrono::sys_days{date}.time_since_epoch().count()};
  return {day * day_length + ((hour * 60 + minute) * 60 + second) * 1'000'000'000};
}

FAIRLEAD_INLINE std::string recurrence::utc_text(timestamp moment) {
  const std::int64_t day = day_of(moment);
  const auto date = detail::date_of(day);
  const auto second = static_cast<unsigned>((moment.nanoseconds - day * day_length) / 1'000'000'000);
  const auto digits = [](unsigned number, std::size_t width) {
    const std::string text = std::to_string(number);
    return std::string(width - std::min(width, text.size()), '0') + text;
  };
  return digits(static_cast<unsigned>(static_cast<int>(date.year())), 4) +
         digits(static_cast<unsigned>(date.month()), 2) + digits(static_cast<unsigned>(date.day()), 2) + "T" +
         digits(second / 3600, 2) + digits(second / 60 % 60, 2) + digits(second % 60, 2) + "Z";
}

}  // namespace fairlead

#endif
