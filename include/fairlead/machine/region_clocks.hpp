// SPDX-License-Identifier: BSL-1.0
// When the current states were entered, and so when their patience runs out. Takes no room where nothing ever waits.
#ifndef FAIRLEAD_MACHINE_REGION_CLOCKS_HPP
#define FAIRLEAD_MACHINE_REGION_CLOCKS_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "../identity/timestamp.hpp"
#include "../model/reflection.hpp"

namespace fairlead::detail {

// How long each state waits, in nanoseconds; negative if its type does not say.
template <class Lifecycle>
constexpr auto all_patience() {
  std::array<std::int64_t, reflection<Lifecycle>::state_count> all{};
  for (std::size_t s = 0; s < all.size(); ++s) { all[s] = reflection<Lifecycle>::states[s]->patience; }
  return all;
}

template <class Lifecycle, bool HasDeadlines = has_event<Lifecycle, deadline>>
class region_clocks {
public:
  explicit region_clocks(std::optional<timestamp> now = std::nullopt) noexcept {
    for (timestamp& each : entered_) { each = now.value_or(untold); }
  }
  void enter(std::size_t region, std::size_t /*state*/, std::optional<timestamp> at) noexcept {
    entered_[region] = at.value_or(untold);
  }
  [[nodiscard]] std::optional<timestamp> entered(std::size_t region) const noexcept {
    return entered_[region] == untold ? std::nullopt : std::optional<timestamp>(entered_[region]);
  }
  // The last moment that any region was entered.
  [[nodiscard]] std::optional<timestamp> newest() const noexcept {
    timestamp last = entered_[0];
    for (const timestamp each : entered_) { last = each > last ? each : last; }
    return last == untold ? std::nullopt : std::optional<timestamp>(last);
  }
  [[nodiscard]] std::optional<timestamp> due(std::size_t region, std::size_t state) const noexcept {
    constexpr auto patience = all_patience<Lifecycle>();
    if (entered_[region] == untold || patience[state] < 0) { return std::nullopt; }
    return entered_[region].later_by(patience[state]);
  }
  friend bool operator==(const region_clocks&, const region_clocks&) = default;

private:
  std::array<timestamp, reflection<Lifecycle>::region_count> entered_{};
};

template <class Lifecycle>
class region_clocks<Lifecycle, false> {
public:
  explicit region_clocks(std::optional<timestamp> = std::nullopt) noexcept {}
  void enter(std::size_t, std::size_t, std::optional<timestamp>) noexcept {}
  [[nodiscard]] std::optional<timestamp> entered(std::size_t) const noexcept { return std::nullopt; }
  [[nodiscard]] std::optional<timestamp> newest() const noexcept { return std::nullopt; }
  [[nodiscard]] std::optional<timestamp> due(std::size_t, std::size_t) const noexcept { return std::nullopt; }
  friend bool operator==(const region_clocks&, const region_clocks&) = default;
};

}  // namespace fairlead::detail

#endif
