// SPDX-License-Identifier: BSL-1.0
// The kinds of several dependencies, as a `graph_snapshot` keeps them: packed. Reads like a span of dependency_kind.
#ifndef FAIRLEAD_ARTIFACTS_KIND_LIST_HPP
#define FAIRLEAD_ARTIFACTS_KIND_LIST_HPP

#include <cstddef>
#include <iterator>

#include "dependency_kind.hpp"
#include "detail/packed_numbers.hpp"

namespace fairlead {

/// A view; lives as long as any copy of the snapshot that it comes from.
class kind_list {
public:
  class const_iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = dependency_kind;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = dependency_kind;

    const_iterator() = default;
    const_iterator(const dependency_kind* sets, const detail::packed_numbers* numbers, std::size_t index)
        : sets_(sets), numbers_(numbers), index_(index) {}

    [[nodiscard]] dependency_kind operator*() const noexcept { return sets_[(*numbers_)[index_]]; }
    const_iterator& operator++() noexcept {
      ++index_;
      return *this;
    }
    const_iterator operator++(int) noexcept { return {sets_, numbers_, index_++}; }
    friend bool operator==(const const_iterator&, const const_iterator&) noexcept = default;

  private:
    const dependency_kind* sets_ = nullptr;
    const detail::packed_numbers* numbers_ = nullptr;
    std::size_t index_ = 0;
  };

  kind_list() = default;
  /// The numbers at [first, first + size), each an index into `sets`. The snapshot makes these.
  kind_list(const dependency_kind* sets, const detail::packed_numbers& numbers, std::size_t first, std::size_t size)
      : sets_(sets), numbers_(&numbers), first_(first), size_(size) {}

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  /// @pre index < size()
  [[nodiscard]] dependency_kind operator[](std::size_t index) const noexcept {
    return sets_[(*numbers_)[first_ + index]];
  }
  [[nodiscard]] const_iterator begin() const noexcept { return {sets_, numbers_, first_}; }
  [[nodiscard]] const_iterator end() const noexcept { return {sets_, numbers_, first_ + size_}; }

private:
  const dependency_kind* sets_ = nullptr;
  const detail::packed_numbers* numbers_ = nullptr;
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

}  // namespace fairlead

#endif
