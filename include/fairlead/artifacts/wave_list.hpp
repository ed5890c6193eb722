// SPDX-License-Identifier: BSL-1.0
// Artifacts parted into release waves: what a wave needs lies in waves before it. How they come about:
// graph_snapshot.hpp.
#ifndef FAIRLEAD_ARTIFACTS_WAVE_LIST_HPP
#define FAIRLEAD_ARTIFACTS_WAVE_LIST_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

namespace fairlead {

/// The number of an artifact in one `graph_snapshot`: 0 is released first. Another snapshot has other positions; what
/// stays is the key.
using artifact_position = std::uint32_t;

/// A sequence of waves, each a non-empty span of positions in ascending order.
class wave_list {
public:
  class const_iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = std::span<const artifact_position>;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = value_type;

    const_iterator() = default;
    const_iterator(const wave_list* waves, std::size_t index) : waves_(waves), index_(index) {}

    [[nodiscard]] value_type operator*() const noexcept { return (*waves_)[index_]; }
    const_iterator& operator++() noexcept {
      ++index_;
      return *this;
    }
    const_iterator operator++(int) noexcept { return {waves_, index_++}; }
    friend bool operator==(const const_iterator&, const const_iterator&) noexcept = default;

  private:
    const wave_list* waves_ = nullptr;
    std::size_t index_ = 0;
  };

  wave_list() = default;
  /// @param artifacts  wave after wave
  /// @param ends  for each wave the index in `artifacts` where it ends; strictly ascending, the last is their number
  wave_list(std::vector<artifact_position> artifacts, std::vector<std::uint32_t> ends)
      : artifacts_(std::move(artifacts)), ends_(std::move(ends)) {}

  /// How many waves.
  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  [[nodiscard]] bool empty() const noexcept { return ends_.empty(); }
  /// @pre index < size()
  [[nodiscard]] std::span<const artifact_position> operator[](std::size_t index) const& noexcept {
    const std::size_t first = index == 0 ? 0 : ends_[index - 1];
    return std::span(artifacts_).subspan(first, ends_[index] - first);
  }
  /// All artifacts, wave after wave.
  [[nodiscard]] std::span<const artifact_position> artifacts() const& noexcept { return artifacts_; }
  // The span would outlive the list: give the list a name first.
  std::span<const artifact_position> operator[](std::size_t index) const&& = delete;
  std::span<const artifact_position> artifacts() const&& = delete;
  [[nodiscard]] const_iterator begin() const noexcept { return {this, 0}; }
  [[nodiscard]] const_iterator end() const noexcept { return {this, size()}; }

  friend bool operator==(const wave_list&, const wave_list&) = default;

private:
  std::vector<artifact_position> artifacts_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace fairlead

#endif
