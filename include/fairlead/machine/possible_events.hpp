// SPDX-License-Identifier: BSL-1.0
// Which events have a row where a machine is: what it can be asked for next.
#ifndef FAIRLEAD_MACHINE_POSSIBLE_EVENTS_HPP
#define FAIRLEAD_MACHINE_POSSIBLE_EVENTS_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>  // and with it the tags of iterators: <iterator> costs as much as <vector>

#include "../model/description.hpp"

namespace fairlead {

/// Names of the events that have a row in a machine's states, in table order; their guards may still refuse. They are
/// looked for while they are read, so nothing is allocated, and `<vector>` need not be parsed by all who fire events.
/// A value of its own: it tells of the states that it was made with, and its names are views of constants.
class possible_events {
public:
  /// A multipass iterator over names; it does not refer to what it came from.
  class iterator {
  public:
    using iterator_concept = std::forward_iterator_tag;
    using iterator_category = std::input_iterator_tag;  // older than concepts: names are given by value
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = std::string_view;

    iterator() noexcept = default;
    [[nodiscard]] std::string_view operator*() const noexcept { return lifecycle_->events[event_]->name; }
    iterator& operator++() noexcept {
      ++event_;
      find();
      return *this;
    }
    iterator operator++(int) noexcept {
      const iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const iterator& a, const iterator& b) noexcept { return a.event_ == b.event_; }

  private:
    friend class possible_events;
    // Goes on to the next event that has a row, from this one on.
    void find() noexcept {
      for (; event_ < lifecycle_->events.size(); ++event_) {
        for (std::size_t r = 0; r < lifecycle_->region_count; ++r) {
          if (lifecycle_->has_row(states_[r], event_)) { return; }
        }
      }
    }

    const lifecycle_description* lifecycle_ = nullptr;
    std::array<std::uint16_t, most_regions> states_{};
    std::size_t event_ = 0;
  };

  /// Of a machine of `lifecycle` that is in `states`, one of each region. @pre Regions >= lifecycle.region_count
  template <std::size_t Regions>
  possible_events(const lifecycle_description& lifecycle, const std::array<std::uint16_t, Regions>& states) noexcept {
    static_assert(Regions <= most_regions);
    begin_.lifecycle_ = &lifecycle;
    for (std::size_t r = 0; r < Regions; ++r) { begin_.states_[r] = states[r]; }
    begin_.find();
  }

  [[nodiscard]] iterator begin() const noexcept { return begin_; }
  [[nodiscard]] iterator end() const noexcept {
    iterator past = begin_;
    past.event_ = begin_.lifecycle_->events.size();
    return past;
  }
  [[nodiscard]] bool empty() const noexcept { return begin_ == end(); }
  /// Looks at every event.
  [[nodiscard]] std::size_t size() const noexcept {
    std::size_t count = 0;
    for (iterator each = begin_; each != end(); ++each) { ++count; }
    return count;
  }

private:
  iterator begin_{};
};

}  // namespace fairlead

#endif
