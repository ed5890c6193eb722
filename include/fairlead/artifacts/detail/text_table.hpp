// SPDX-License-Identifier: BSL-1.0
// Texts stored once and numbered in order of arrival, found again by content. Private to artifacts/ and exchange/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_TEXT_TABLE_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_TEXT_TABLE_HPP

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <random>
#include <string_view>
#include <vector>

#include "../../error.hpp"

namespace fairlead::detail {

/// SipHash-1-3: names come from files of strangers, and with a key that they cannot know they cannot choose
/// names that collide. @source Aumasson, Bernstein: SipHash, a fast short-input PRF (2012); 1-3 as in Rust's std
class keyed_hash {
public:
  keyed_hash() {
    std::random_device random;
    for (std::uint64_t& half : key_) { half = (std::uint64_t{random()} << 32) | random(); }
  }

  [[nodiscard]] std::uint64_t operator()(std::string_view text) const noexcept {
    state s{key_[0] ^ 0x736f6d6570736575, key_[1] ^ 0x646f72616e646f6d, key_[0] ^ 0x6c7967656e657261,
            key_[1] ^ 0x7465646279746573};
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) { s.absorb(load(text.data() + at, 8)); }
    s.absorb(load(text.data() + at, text.size() - at) | (std::uint64_t{text.size()} << 56));
    s.v2 ^= 0xff;
    for (int round = 0; round < 3; ++round) { s.mix(); }
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
  }

private:
  struct state {
    std::uint64_t v0, v1, v2, v3;

    void mix() noexcept {
      v0 += v1, v1 = std::rotl(v1, 13) ^ v0, v0 = std::rotl(v0, 32);
      v2 += v3, v3 = std::rotl(v3, 16) ^ v2;
      v0 += v3, v3 = std::rotl(v3, 21) ^ v0;
      v2 += v1, v1 = std::rotl(v1, 17) ^ v2, v2 = std::rotl(v2, 32);
    }
    void absorb(std::uint64_t word) noexcept {
      v3 ^= word;
      mix();
      v0 ^= word;
    }
  };

  static std::uint64_t load(const char* bytes, std::size_t count) noexcept {
    std::uint64_t word = 0;
    if (count != 0) { std::memcpy(&word, bytes, count); }
    return word;
  }

  std::uint64_t key_[2];
};

/// Move-only. Views stay valid as long as the table, however much is added. A moved-from table may only be destroyed
/// or assigned to.
class text_table {
public:
  /// The number of no text.
  static constexpr std::uint32_t none = 0xffffffff;

  text_table() = default;
  text_table(text_table&&) = default;
  text_table& operator=(text_table&&) = default;
  ~text_table() = default;

  [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }
  [[nodiscard]] std::string_view operator[](std::uint32_t number) const noexcept { return texts_[number]; }

  [[nodiscard]] std::uint32_t find(std::string_view text) const noexcept {
    return slots_.empty() ? none : slots_[slot_of(text, hash_(text))];
  }

  /// The number of `text`, which is copied in when it is new. Amortised O(size of the text).
  /// @throws fairlead::error capacity_exceeded at 2^32 - 2 texts; with any exception nothing has changed
  std::uint32_t intern(std::string_view text) {
    if ((texts_.size() + 1) * 3 > slots_.size() * 2) { grow(); }
    const std::uint64_t hash = hash_(text);
    const std::size_t slot = slot_of(text, hash);
    if (slots_[slot] != none) { return slots_[slot]; }
    if (texts_.size() >= none - 1) {
      throw error(errc::capacity_exceeded, "more than 4,294,967,294 different texts: split the graph");
    }
    const auto number = static_cast<std::uint32_t>(texts_.size());
    hashes_.reserve(hashes_.size() == hashes_.capacity() ? 2 * hashes_.size() + 16 : 0);
    texts_.push_back(keep(text));
    hashes_.push_back(static_cast<std::uint32_t>(hash));
    slots_[slot] = number;
    return number;
  }

private:
  // The slot that holds `text`, or the empty one where it belongs.
  [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint64_t hash) const noexcept {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = static_cast<std::size_t>(hash) & mask;
    while (slots_[slot] != none &&
           (hashes_[slots_[slot]] != static_cast<std::uint32_t>(hash) || texts_[slots_[slot]] != text)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  void grow() {
    std::vector<std::uint32_t> wider(std::max<std::size_t>(16, slots_.size() * 2), none);
    const std::size_t mask = wider.size() - 1;
    for (std::size_t number = 0; number < texts_.size(); ++number) {
      std::size_t slot = static_cast<std::size_t>(hash_(texts_[number])) & mask;
      while (wider[slot] != none) { slot = (slot + 1) & mask; }
      wider[slot] = static_cast<std::uint32_t>(number);
    }
    slots_.swap(wider);
  }

  std::string_view keep(std::string_view text) {
    if (text.empty()) { return {}; }
    if (text.size() > free_) {
      const std::size_t wanted = std::size_t{4096} << std::min<std::size_t>(8, chunks_.size());
      const std::size_t size = std::max(text.size(), wanted);
      chunks_.push_back(std::make_unique<char[]>(size));
      next_ = chunks_.back().get();
      free_ = size;
    }
    std::memcpy(next_, text.data(), text.size());
    const std::string_view kept(next_, text.size());
    next_ += text.size();
    free_ -= text.size();
    return kept;
  }

  keyed_hash hash_;
  std::vector<std::uint32_t> slots_;
  std::vector<std::string_view> texts_;
  std::vector<std::uint32_t> hashes_;
  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  std::size_t free_ = 0;
};

}  // namespace fairlead::detail

#endif
