// SPDX-License-Identifier: BSL-1.0
// An array of small numbers in as few bits as the largest needs: the kinds of millions of dependencies are mostly a
// handful of different sets. Private to artifacts/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_PACKED_NUMBERS_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_PACKED_NUMBERS_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fairlead::detail {

class packed_numbers {
public:
  packed_numbers() = default;
  /// All zero. @param different  how many values there are, from 0 on; a single one takes no memory at all
  packed_numbers(std::size_t size, std::size_t different) {
    while (bits_ < 32 && (std::uint64_t{1} << bits_) < different) { bits_ = bits_ == 0 ? 1 : 2 * bits_; }
    mask_ = (std::uint64_t{1} << bits_) - 1;
    words_.resize((size * bits_ + 63) / 64);
  }

  [[nodiscard]] bool uniform() const noexcept { return bits_ == 0; }
  [[nodiscard]] std::uint32_t operator[](std::size_t index) const noexcept {
    if (bits_ == 0) { return 0; }
    const std::size_t bit = index * bits_;
    return static_cast<std::uint32_t>((words_[bit / 64] >> (bit % 64)) & mask_);
  }
  /// As many numbers as a byte holds, the first in its lowest bits; zeros behind the last one. @pre bits() is 1 to 8
  [[nodiscard]] std::uint8_t byte(std::size_t index) const noexcept {
    return static_cast<std::uint8_t>(words_[index / 8] >> (8 * (index % 8)));
  }
  [[nodiscard]] unsigned bits() const noexcept { return bits_; }
  /// @pre the number at `index` is still 0
  void put(std::size_t index, std::uint32_t number) noexcept {
    if (bits_ == 0) { return; }
    const std::size_t bit = index * bits_;
    words_[bit / 64] |= std::uint64_t{number} << (bit % 64);
  }
  [[nodiscard]] std::size_t bytes() const noexcept { return words_.size() * sizeof(std::uint64_t); }

private:
  unsigned bits_ = 0;  // 0 or a power of two, so that no number lies across two words
  std::uint64_t mask_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace fairlead::detail

#endif
