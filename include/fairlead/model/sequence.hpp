// SPDX-License-Identifier: BSL-1.0
// A run of constants that the model hands out to read.
#ifndef FAIRLEAD_MODEL_SEQUENCE_HPP
#define FAIRLEAD_MODEL_SEQUENCE_HPP

#include <cstddef>
#include <utility>

namespace fairlead {

/// `std::span<const T>`, for as long as its constructors cost a translation unit 0.02 s an element type (clang 22 with
/// libstdc++ 12, which checks the concepts of iterators anew for each). Does not own; as cheap to copy as two words.
template <class T>
class sequence {
public:
  using value_type = T;

  constexpr sequence() noexcept = default;
  constexpr sequence(const T* first, std::size_t size) noexcept : first_(first), size_(size) {}
  /// All elements of an array, which must outlive this.
  template <std::size_t Size>
  constexpr sequence(const T (&elements)[Size]) noexcept  // NOLINT(google-explicit-constructor): as a span's
      : first_(elements), size_(Size) {}
  /// All elements of an array, a vector or a span, which must outlive this.
  template <class Elements, class = decltype(sequence(std::declval<const Elements&>().data(), 0))>
  constexpr sequence(const Elements& elements) noexcept  // NOLINT(google-explicit-constructor): as a span's
      : first_(elements.data()), size_(elements.size()) {}

  [[nodiscard]] constexpr const T* data() const noexcept { return first_; }
  [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
  [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] constexpr const T* begin() const noexcept { return first_; }
  [[nodiscard]] constexpr const T* end() const noexcept { return first_ + size_; }
  /// `position` must be below `size()`.
  [[nodiscard]] constexpr const T& operator[](std::size_t position) const noexcept { return first_[position]; }
  [[nodiscard]] constexpr const T& front() const noexcept { return first_[0]; }
  [[nodiscard]] constexpr const T& back() const noexcept { return first_[size_ - 1]; }

private:
  const T* first_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace fairlead

#endif
