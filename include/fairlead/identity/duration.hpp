// SPDX-License-Identifier: BSL-1.0
// Whole hours, minutes and seconds, in which lifecycles say how long something may take. Not those of <chrono>, which
// cost 0.05 s to parse (g++ 12), a seventh of an empty translation unit, wherever a lifecycle is used.
#ifndef FAIRLEAD_IDENTITY_DURATION_HPP
#define FAIRLEAD_IDENTITY_DURATION_HPP

#include <compare>
#include <cstdint>

#include "timestamp.hpp"

namespace fairlead {

/// A number of units of `Seconds` seconds each: shaped like a std::chrono::duration, converted to any that is as fine,
/// and compared with any. Arithmetic does not look for overflow; added to a `timestamp`, it is held within the range.
template <std::int64_t Seconds>
struct whole_duration {
  using rep = std::int64_t;
  struct period {
    static constexpr std::int64_t num = Seconds;
    static constexpr std::int64_t den = 1;
  };

  constexpr explicit whole_duration(std::int64_t count) noexcept : count_(count) {}
  [[nodiscard]] constexpr std::int64_t count() const noexcept { return count_; }

  /// The same time as a std::chrono::duration, or as another of these, whose unit divides this one.
  template <duration_like Duration>
    requires((Seconds * Duration::period::den) % Duration::period::num == 0)
  [[nodiscard]] constexpr operator Duration() const noexcept {  // NOLINT(google-explicit-constructor): loses nothing
    return Duration(
        static_cast<typename Duration::rep>(count_ * (Seconds * Duration::period::den / Duration::period::num)));
  }

  [[nodiscard]] friend constexpr whole_duration operator*(whole_duration each, std::int64_t times) noexcept {
    return whole_duration(each.count_ * times);
  }
  template <duration_like Duration>
  [[nodiscard]] friend constexpr bool operator==(whole_duration a, const Duration& b) noexcept {
    return timestamp::to_nanoseconds(a) == timestamp::to_nanoseconds(b);
  }
  template <duration_like Duration>
  [[nodiscard]] friend constexpr std::strong_ordering operator<=>(whole_duration a, const Duration& b) noexcept {
    return timestamp::to_nanoseconds(a) <=> timestamp::to_nanoseconds(b);
  }

private:
  std::int64_t count_;
};

/// Whole hours.
using hours = whole_duration<3600>;
/// Whole minutes.
using minutes = whole_duration<60>;
/// Whole seconds.
using seconds = whole_duration<1>;

}  // namespace fairlead

#endif
