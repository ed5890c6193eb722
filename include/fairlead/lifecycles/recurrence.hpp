// SPDX-License-Identifier: BSL-1.0
// When something happens again: a subset of iCalendar's recurrence rules, in UTC. Reads no clock and no time zones.
#ifndef FAIRLEAD_LIFECYCLES_RECURRENCE_HPP
#define FAIRLEAD_LIFECYCLES_RECURRENCE_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "../config.hpp"
#include "../error.hpp"
#include "../identity/timestamp.hpp"

namespace fairlead {

/// A rule by which occurrences follow from a first moment (`start`), all at the same time of day. Reads FREQ (DAILY,
/// WEEKLY or MONTHLY), INTERVAL, BYDAY, UNTIL and COUNT; weeks begin on Monday. A value is always well-formed.
/// The default rule is every day. `start` itself is an occurrence only if it matches the rule.
/// @source RFC 5545, 3.3.10 and 3.8.5.3
class recurrence {
public:
  enum class frequency : std::uint8_t { daily, weekly, monthly };

  /// Highest INTERVAL that is read.
  static constexpr std::uint32_t max_interval = 1'000;
  /// Highest COUNT that is read. It bounds the work of `next`.
  static constexpr std::uint32_t max_count = 10'000;

  /// Reads a rule like "FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU;COUNT=10". Upper and lower case are the same.
  /// @throws error  `invalid_text`, with the offset of the part that is wrong, missing its value, or not of the subset
  [[nodiscard]] static recurrence parse(std::string_view text);
  /// The rule as `parse` reads it, days in the order of the week.
  [[nodiscard]] std::string to_string() const;

  /// The first occurrence that is not before `from`; none if the rule has ended by then, or the range of timestamps.
  /// The work is bounded whatever the rule and the moments: at most 70,000 days, 10,000 weeks or 7,100 months are
  /// looked at, and without COUNT no more than 10 days or 3 weeks.
  [[nodiscard]] std::optional<timestamp> next(timestamp start, timestamp from) const noexcept;

  friend bool operator==(const recurrence&, const recurrence&) = default;

private:
  static constexpr std::int64_t day_length = 86'400'000'000'000;
  static constexpr std::int64_t first_day = INT64_MIN / day_length;  // the first that is whole
  static constexpr std::int64_t last_day = INT64_MAX / day_length - 1;
  static constexpr std::array<std::string_view, 5> part_names{"FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT"};
  static constexpr std::array<std::string_view, 3> frequency_names{"DAILY", "WEEKLY", "MONTHLY"};
  static constexpr std::array<std::string_view, 7> day_names{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

  // Some days from `begins` on: bit n is the day n days later.
  struct period {
    std::int64_t begins = 0;
    std::uint32_t days = 0;
  };

  [[nodiscard]] static constexpr std::int64_t floor_of(std::int64_t number, std::int64_t divisor) noexcept {
    return number / divisor - (number % divisor < 0 ? 1 : 0);
  }
  [[nodiscard]] static constexpr std::int64_t day_of(timestamp moment) noexcept {
    return floor_of(moment.nanoseconds, day_length);
  }
  // 0 is Monday. Day 0 of the timestamps was a Thursday.
  [[nodiscard]] static constexpr unsigned weekday_of(std::int64_t day) noexcept {
    return static_cast<unsigned>(day + 3 - floor_of(day + 3, 7) * 7);
  }
  // Months since the year 0.
  [[nodiscard]] static std::int64_t month_of(std::int64_t day) noexcept;

  [[nodiscard]] bool counts_from_an_end() const noexcept;
  [[nodiscard]] bool any_day() const noexcept { return days_[0] == 0 && !counts_from_an_end(); }

  // How many periods can be left out because all of their days lie before `from`.
  [[nodiscard]] std::int64_t steps_before(std::int64_t first, std::int64_t from) const noexcept;
  [[nodiscard]] period period_at(std::int64_t first, std::int64_t step) const noexcept;
  [[nodiscard]] period month_at(std::int64_t first, std::int64_t number) const noexcept;

  [[noreturn]] static void fail(std::string_view text, const std::string& why, std::size_t offset);
  [[nodiscard]] static bool same(std::string_view text, std::string_view upper) noexcept;
  template <std::size_t Size>
  [[nodiscard]] static std::size_t position_of(std::string_view text,
                                               const std::array<std::string_view, Size>& names) noexcept {
    std::size_t position = 0;
    while (position < Size && !same(text, names[position])) { ++position; }
    return position;
  }
  // A number of digits alone; 0 if it is none, or too high.
  [[nodiscard]] static std::uint32_t number(std::string_view text, std::uint32_t highest) noexcept;

  void read_part(std::string_view text, std::size_t at, std::string_view part,
                 std::array<bool, part_names.size()>& seen);
  void read_days(std::string_view text, std::size_t value_at, std::string_view list);

  static timestamp read_utc(std::string_view text, std::size_t value_at, std::string_view value);
  static std::string utc_text(timestamp moment);

  frequency frequency_ = frequency::daily;
  std::uint32_t interval_ = 1;
  std::uint32_t count_ = 0;  // 0: without end
  std::optional<timestamp> until_{};
  // Bit 0 is Monday. [0]: every one; [1] to [5]: the first to the fifth of a month; [6] to [10]: the last to the fifth
  // but one.
  std::array<std::uint8_t, 11> days_{};
};

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "recurrence.ipp"
#endif

#endif
