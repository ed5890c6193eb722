// SPDX-License-Identifier: BSL-1.0
// Texts that are numbered in order of arrival: each is kept once. How readers note references to what may come later.
#ifndef FAIRLEAD_SRC_EXCHANGE_TEXT_NUMBERS_HPP
#define FAIRLEAD_SRC_EXCHANGE_TEXT_NUMBERS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fairlead::detail {

struct text_hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

template <class Value>
using text_map = std::unordered_map<std::string, Value, text_hash, std::equal_to<>>;

class text_numbers {
public:
  std::uint32_t of(std::string_view text) {
    const auto known = numbers_.find(text);
    if (known != numbers_.end()) { return known->second; }
    const auto added = numbers_.emplace(std::string(text), static_cast<std::uint32_t>(texts_.size())).first;
    texts_.push_back(&added->first);
    return added->second;
  }
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const {
    const auto known = numbers_.find(text);
    return known == numbers_.end() ? std::nullopt : std::optional(known->second);
  }
  [[nodiscard]] const std::string& operator[](std::uint32_t number) const { return *texts_[number]; }
  [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }

private:
  text_map<std::uint32_t> numbers_;
  std::vector<const std::string*> texts_;  // into the map, whose nodes stay where they are
};

}  // namespace fairlead::detail

#endif
