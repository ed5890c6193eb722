// SPDX-License-Identifier: BSL-1.0
// Whose patience runs out first, of very many instances: a bound for each block of them, and a look at few blocks.
#ifndef FAIRLEAD_MACHINE_DUE_TIMES_HPP
#define FAIRLEAD_MACHINE_DUE_TIMES_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "../identity/timestamp.hpp"

namespace fairlead::detail {

// A heap would take eight bytes an instance and a search for each event; this takes one in 128, and a comparison.
class due_times {
public:
  static constexpr std::size_t block_size = 1024;

  // Makes room for slots up to `slot`.
  void cover(std::size_t slot) {
    if (slot / block_size >= bounds_.size()) { bounds_.resize(slot / block_size + 1, none); }
  }
  // `slot` falls due at `end`, from now on.
  void note(std::size_t slot, timestamp end) noexcept {
    timestamp& bound = bounds_[slot / block_size];
    bound = std::min(bound, end);
  }

  // The earliest of all moments that `due_of(slot)` gives for slots below `slots`.
  template <class DueOf>
  [[nodiscard]] std::optional<timestamp> first(std::size_t slots, const DueOf& due_of) {
    while (!bounds_.empty()) {
      const auto least = std::min_element(bounds_.begin(), bounds_.end());
      const timestamp before = *least;
      const std::optional<timestamp> exact = tighten(static_cast<std::size_t>(least - bounds_.begin()), slots, due_of);
      if (exact && *exact == before) { return exact; }
      if (before == none) { break; }
    }
    return std::nullopt;
  }
  // The slots below `slots` that are due at `now`, in the order in which they fell due.
  template <class DueOf>
  [[nodiscard]] std::vector<std::size_t> until(timestamp now, std::size_t slots, const DueOf& due_of) {
    std::vector<std::pair<timestamp, std::size_t>> found;
    for (std::size_t block = 0; block < bounds_.size(); ++block) {
      if (bounds_[block] > now) { continue; }
      (void)tighten(block, slots, [&](std::size_t slot) {
        const std::optional<timestamp> end = due_of(slot);
        if (end && *end <= now) { found.emplace_back(*end, slot); }
        return end;
      });
    }
    std::sort(found.begin(), found.end());
    std::vector<std::size_t> result;
    result.reserve(found.size());
    for (const auto& [end, slot] : found) { result.push_back(slot); }
    return result;
  }

private:
  static constexpr timestamp none{INT64_MAX};

  // Looks at every slot of a block; what was its bound becomes exact.
  template <class DueOf>
  std::optional<timestamp> tighten(std::size_t block, std::size_t slots, const DueOf& due_of) {
    std::optional<timestamp> earliest;
    const std::size_t end = std::min(slots, (block + 1) * block_size);
    for (std::size_t slot = block * block_size; slot < end; ++slot) {
      const std::optional<timestamp> due = due_of(slot);
      if (due && (!earliest || *due < *earliest)) { earliest = due; }
    }
    bounds_[block] = earliest.value_or(none);
    return earliest;
  }

  std::vector<timestamp> bounds_{};  // no slot of the block falls due before it
};

}  // namespace fairlead::detail

#endif
