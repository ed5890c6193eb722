// SPDX-License-Identifier: BSL-1.0
// Texts stored once and numbered in order of arrival, found again by content. Private to artifacts/ and exchange/.
#ifndef FAIRLEAD_ARTIFACTS_DETAIL_TEXT_TABLE_HPP
#define FAIRLEAD_ARTIFACTS_DETAIL_TEXT_TABLE_HPP

#include <algorithm>
#include <array>
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
/// names that collide. The key is drawn once a process: asking for randomness costs more than a small graph.
/// @source Aumasson, Bernstein: SipHash, a fast short-input PRF (2012); 1-3 as in Rust's std
class keyed_hash {
public:
  keyed_hash() : key_(process_key()) {}

  [[nodiscard]] std::uint64_t operator()(std::string_view text) const noexcept {
    state s{key_[0] ^ 0x736f6d6570736575, key_[1] ^ 0x646f72616e646f6d, key_[0] ^ 0x6c7967656e657261,
            key_[1] ^ 0x7465646279746573};
    const char* at = text.data();
    std::size_t rest = text.size();
    for (; rest >= 8; at += 8, rest -= 8) { s.absorb(load(at)); }
    s.absorb(tail(text, at, rest) | (std::uint64_t{text.size()} << 56));
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

  static std::uint64_t load(const char* bytes) noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof(word));
    return word;
  }
  // The last 0 to 7 bytes. Not by a memcpy of unknown size: calling it would cost as much as all the rest.
  static std::uint64_t tail(std::string_view text, const char* at, std::size_t rest) noexcept {
    if (rest == 0) { return 0; }
    if constexpr (std::endian::native == std::endian::little) {
      if (text.size() >= 8) { return load(at + rest - 8) >> (64 - 8 * rest); }
    }
    std::uint64_t word = 0;
    for (std::size_t i = 0; i != rest; ++i) { word |= std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i); }
    return word;
  }

  static std::array<std::uint64_t, 2> process_key() {
    static const std::array<std::uint64_t, 2> key = [] {
      std::random_device random;
      std::array<std::uint64_t, 2> drawn{};
      for (std::uint64_t& half : drawn) { half = (std::uint64_t{random()} << 32) | random(); }
      return drawn;
    }();
    return key;
  }

  std::array<std::uint64_t, 2> key_;
};

/// Texts by number, with their numbers before them. What was added never moves, and looking up reads nothing that
/// adding writes: whoever shares a store may read what was there when it was shared, while its owner adds more.
class text_store {
public:
  struct header {
    std::uint32_t number;
    std::uint32_t size;
  };

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::string_view operator[](std::uint32_t number) const noexcept {
    const place at = place_of(number);
    return text_of(blocks_[at.block][at.index]);
  }
  /// What all texts take, for the owner to ask.
  [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }

  [[nodiscard]] static header header_of(const char* record) noexcept {
    header there;
    std::memcpy(&there, record, sizeof(there));
    return there;
  }
  [[nodiscard]] static std::string_view text_of(const char* record) noexcept {
    return {record + sizeof(header), header_of(record).size};
  }

  /// Copies `text` in, with the number `size()`. @return its record; with an exception nothing has changed
  const char* add(std::string_view text) {
    const auto number = static_cast<std::uint32_t>(size_);
    const place at = place_of(number);
    if (!blocks_[at.block]) {
      blocks_[at.block] = std::make_unique_for_overwrite<const char*[]>(smallest_block << at.block);
      bytes_ += (smallest_block << at.block) * sizeof(const char*);
    }
    const std::size_t needed = sizeof(header) + text.size();
    if (needed > free_) {
      const std::size_t size = std::max(needed, std::size_t{4096} << std::min<std::size_t>(8, chunks_.size()));
      chunks_.push_back(std::make_unique_for_overwrite<char[]>(size));
      next_ = chunks_.back().get();
      free_ = size;
      bytes_ += size;
    }
    const header made{number, static_cast<std::uint32_t>(text.size())};
    std::memcpy(next_, &made, sizeof(made));
    if (!text.empty()) { std::memcpy(next_ + sizeof(made), text.data(), text.size()); }
    const char* const record = next_;
    next_ += needed;
    free_ -= needed;
    blocks_[at.block][at.index] = record;
    ++size_;
    return record;
  }

private:
  struct place {
    std::size_t block, index;
  };
  static constexpr std::size_t smallest_block = 16;

  // Each block is twice as long as the one before.
  [[nodiscard]] static place place_of(std::uint32_t number) noexcept {
    const std::uint64_t shifted = std::uint64_t{number} + smallest_block;
    const auto block = static_cast<std::size_t>(std::bit_width(shifted) - std::bit_width(smallest_block));
    return {block, static_cast<std::size_t>(shifted) - (smallest_block << block)};
  }

  std::array<std::unique_ptr<const char*[]>, 29> blocks_;  // of records; enough for 2^32
  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  std::size_t free_ = 0;
  std::size_t size_ = 0;
  std::size_t bytes_ = 0;
};

/// Move-only. Views stay valid as long as the texts, however much is added. A moved-from table may only be destroyed
/// or assigned to. Looking up touches memory twice: a slot, and the text with its size and number before it.
class text_table {
public:
  /// The number of no text.
  static constexpr std::uint32_t none = 0xffffffff;

  text_table() = default;
  text_table(text_table&&) = default;
  text_table& operator=(text_table&&) = default;
  ~text_table() = default;

  [[nodiscard]] std::size_t size() const noexcept { return texts_ ? texts_->size() : 0; }
  [[nodiscard]] std::string_view operator[](std::uint32_t number) const noexcept { return (*texts_)[number]; }
  /// To be read by others; null as long as there are none.
  [[nodiscard]] std::shared_ptr<const text_store> texts() const noexcept { return texts_; }

  [[nodiscard]] std::uint32_t find(std::string_view text) const noexcept {
    if (slots_.empty()) { return none; }
    const char* const record = slots_[slot_of(text, hash_(text))].record;
    return record == nullptr ? none : text_store::header_of(record).number;
  }

  /// The number of `text`, which is copied in when it is new. Amortised O(size of the text).
  /// @throws fairlead::error capacity_exceeded at 2^32 - 2 texts; with any exception nothing has changed
  std::uint32_t intern(std::string_view text) {
    if ((size() + 1) * 3 > slots_.size() * 2) { grow(); }
    const std::uint64_t hash = hash_(text);
    const std::size_t slot = slot_of(text, hash);
    if (slots_[slot].record != nullptr) { return text_store::header_of(slots_[slot].record).number; }
    if (size() >= none - 1) {
      throw error(errc::capacity_exceeded, "more than 4,294,967,294 different texts: split the graph");
    }
    slots_[slot] = {hash, texts_->add(text)};
    return static_cast<std::uint32_t>(size() - 1);
  }

private:
  struct slot_entry {
    std::uint64_t hash;
    const char* record;  // null if the slot is empty
  };

  // The slot that holds `text`, or the empty one where it belongs.
  [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint64_t hash) const noexcept {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = static_cast<std::size_t>(hash) & mask;
    while (slots_[slot].record != nullptr &&
           (slots_[slot].hash != hash || text_store::text_of(slots_[slot].record) != text)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  void grow() {
    if (!texts_) { texts_ = std::make_shared<text_store>(); }
    std::vector<slot_entry> wider(std::max<std::size_t>(16, slots_.size() * 2), slot_entry{0, nullptr});
    const std::size_t mask = wider.size() - 1;
    for (const slot_entry& each : slots_) {
      if (each.record == nullptr) { continue; }
      std::size_t slot = static_cast<std::size_t>(each.hash) & mask;
      while (wider[slot].record != nullptr) { slot = (slot + 1) & mask; }
      wider[slot] = each;
    }
    slots_.swap(wider);
  }

  keyed_hash hash_;
  std::vector<slot_entry> slots_;
  std::shared_ptr<text_store> texts_;
};

}  // namespace fairlead::detail

#endif
