// SPDX-License-Identifier: BSL-1.0
// A moment in UTC as one integer. Reading and printing it (RFC 3339) is identity/rfc3339.hpp; nothing here reads a
// clock.
#ifndef FAIRLEAD_IDENTITY_TIMESTAMP_HPP
#define FAIRLEAD_IDENTITY_TIMESTAMP_HPP

#include <compare>
#include <cstdint>

namespace fairlead {

/// Anything shaped like a std::chrono::duration. `<chrono>` itself is not included here:
/// it costs more to parse (0.3 s, g++ 12) than a whole lifecycle with its proofs.
template <class Duration>
concept duration_like = requires(const Duration& duration) {
  duration.count();
  Duration::period::num;
  Duration::period::den;
};

/// A moment in time: nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
/// Range: 1677-09-21 to 2262-04-11.
struct timestamp {
  std::int64_t nanoseconds = 0;

  friend constexpr bool operator==(timestamp, timestamp) noexcept = default;
  friend constexpr auto operator<=>(timestamp, timestamp) noexcept = default;

  /// The moment `duration` later; past the end of the range it stays at the end (a deadline never wraps into the past).
  template <duration_like Duration>
  [[nodiscard]] friend constexpr timestamp operator+(timestamp moment, Duration duration) noexcept {
    return moment.later_by(to_nanoseconds(duration));
  }

  /// The moment `amount` nanoseconds later (earlier when negative), held within the range.
  [[nodiscard]] constexpr timestamp later_by(std::int64_t amount) const noexcept {
    if (amount > 0 && nanoseconds > INT64_MAX - amount) { return {INT64_MAX}; }
    if (amount < 0 && nanoseconds < INT64_MIN - amount) { return {INT64_MIN}; }
    return {nanoseconds + amount};
  }

  /// `duration` in nanoseconds, held within the range of std::int64_t.
  template <duration_like Duration>
  [[nodiscard]] static constexpr std::int64_t to_nanoseconds(Duration duration) noexcept {
    using period = typename Duration::period;
    constexpr bool integral = static_cast<decltype(duration.count())>(0.5) == 0;
    if constexpr (integral && period::num * 1'000'000'000 % period::den == 0) {
      constexpr std::int64_t whole = period::num * 1'000'000'000 / period::den;
      const auto count = static_cast<std::int64_t>(duration.count());
      if (count > INT64_MAX / whole) { return INT64_MAX; }
      if (count < INT64_MIN / whole) { return INT64_MIN; }
      return count * whole;
    } else {
      const long double exact = static_cast<long double>(duration.count()) * 1e9L *
                                static_cast<long double>(period::num) / static_cast<long double>(period::den);
      if (exact >= 0x1p63L) { return INT64_MAX; }
      return exact <= -0x1p63L ? INT64_MIN : static_cast<std::int64_t>(exact);
    }
  }
};

}  // namespace fairlead

#endif
