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
#include <limits>
#include <memory>
#include <random>
#include <span>
#include <string_view>
#include <vector>

#include "../../error.hpp"

namespace fairlead::detail {

// Not by memcpy or memcmp of unknown size: names are so short that calling them would cost more than all the rest.

/// The least significant byte first. @tparam Word  unsigned
template <class Word = std::uint64_t>
[[nodiscard]] Word word_at(const char* bytes) noexcept {
  Word word = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&word, bytes, sizeof(word));
  } else {
    for (std::size_t i = sizeof(word); i-- != 0;) {
      word = static_cast<Word>(word << 8U) | static_cast<unsigned char>(bytes[i]);
    }
  }
  return word;
}
/// The same of 0 to 7 bytes, with zeros behind them.
[[nodiscard]] inline std::uint64_t word_of_few(const char* bytes, std::size_t count) noexcept {
  if (count >= 4) {
    return word_at<std::uint32_t>(bytes) |
           (std::uint64_t{word_at<std::uint32_t>(bytes + count - 4)} << (8 * (count - 4)));
  }
  std::uint64_t word = 0;
  for (std::size_t i = 0; i != count; ++i) { word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i); }
  return word;
}
/// Four words that together hold every one of 8 to 32 bytes, some of them twice: a loop over the words of names, which
/// are of all lengths, would be predicted wrong once for each.
[[nodiscard]] inline std::array<std::uint64_t, 4> words_of_some(const char* bytes, std::size_t count) noexcept {
  return {word_at(bytes), word_at(bytes + std::min<std::size_t>(8, count - 8)),
          word_at(bytes + std::max<std::size_t>(16, count) - 16), word_at(bytes + count - 8)};
}
[[nodiscard]] inline bool same_bytes(const char* a, const char* b, std::size_t size) noexcept {
  if (size < 8) { return word_of_few(a, size) == word_of_few(b, size); }
  for (; size > 32; a += 8, b += 8, size -= 8) {
    if (word_at(a) != word_at(b)) { return false; }
  }
  const auto of_a = words_of_some(a, size);
  const auto of_b = words_of_some(b, size);
  return ((of_a[0] ^ of_b[0]) | (of_a[1] ^ of_b[1]) | (of_a[2] ^ of_b[2]) | (of_a[3] ^ of_b[3])) == 0;
}
[[nodiscard]] inline bool equal_bytes(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && same_bytes(a.data(), b.data(), a.size());
}

/// Names come from files of strangers, and with a key that they cannot know they cannot choose names that collide. The
/// key is drawn once a process: asking for randomness costs more than a small graph.
/// Up to 32 bytes: a sum of products with secret numbers, which two names share with a probability of at most 2^-33
/// (the difference of two such sums is linear in each secret, with a factor below 2^32), then mixed, so that names with
/// sums in a row do not lie in a row. More bytes: SipHash-1-3.
/// @source Lemire, Kaser: Strongly Universal String Hashing is Fast (2014), Multilinear-HM
/// @source Aumasson, Bernstein: SipHash, a fast short-input PRF (2012); 1-3 as in Rust's std
class keyed_hash {
public:
  keyed_hash() : key_(process_key()) {}

  /// @return 64 bits, the high 32 of which are worth most
  [[nodiscard]] std::uint64_t operator()(std::string_view text) const noexcept {
    return text.size() <= 32 ? of_short(text) : of_long(text);
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

  // Keys of their own: nothing of SipHash's can be told from these.
  [[nodiscard]] std::uint64_t of_short(std::string_view text) const noexcept {
    const std::array<std::uint64_t, 4> words =
        text.size() >= 8 ? words_of_some(text.data(), text.size())
                         : std::array<std::uint64_t, 4>{word_of_few(text.data(), text.size())};
    const auto product = [&](std::size_t i) {
      return (key_[3 + 2 * i] + (words[i] & 0xffffffffU)) * (key_[4 + 2 * i] + (words[i] >> 32U));
    };
    const std::uint64_t sum = key_[2] * text.size() + product(0) + product(1) + product(2) + product(3);
    return (sum ^ (sum >> 32U)) * (key_[11] | 1U);
  }

  [[nodiscard]] std::uint64_t of_long(std::string_view text) const noexcept {
    state s{key_[0] ^ 0x736f6d6570736575, key_[1] ^ 0x646f72616e646f6d, key_[0] ^ 0x6c7967656e657261,
            key_[1] ^ 0x7465646279746573};
    const char* at = text.data();
    std::size_t rest = text.size();
    for (; rest >= 8; at += 8, rest -= 8) { s.absorb(word_at(at)); }
    // The last 0 to 7 bytes.
    s.absorb(((word_at(text.data() + text.size() - 8) >> 8U) >> (56 - 8 * rest)) | (std::uint64_t{text.size()} << 56));
    s.v2 ^= 0xff;
    for (int round = 0; round < 3; ++round) { s.mix(); }
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
  }

  using key = std::array<std::uint64_t, 12>;

  static const key& process_key() {
    static const key drawn = [] {
      std::random_device random;
      key fresh{};
      for (std::uint64_t& each : fresh) { each = (std::uint64_t{random()} << 32) | random(); }
      return fresh;
    }();
    return drawn;
  }

  key key_;
};

/// Texts by number, with their numbers before them. What was added never moves, and looking up reads nothing that
/// adding writes: whoever shares a store may read what was there when it was shared, while its owner adds more.
/// @tparam Place  where a text lies: no wider than it must be, so that many places fit into a cache. With fewer bits
///   than 32 it is full sooner.
template <class Place>
class basic_text_store {
public:
  using place = Place;

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::string_view operator[](std::uint32_t number) const noexcept {
    const position in = position_of(number, smallest_block);
    return at(places_[in.block][in.index]).text;
  }
  /// The bytes of `text` from `at` to `at + 7` as a number with the first of them on top; zeros behind its end.
  /// @pre `text` is one of a store: in place of what a short one lacks its number and size are read, which lie before
  /// it
  [[nodiscard]] static std::uint64_t eight_at(std::string_view text, std::size_t at) noexcept {
    const std::size_t end = std::min(at + 8, text.size());
    const std::size_t missing = 8 * std::min<std::size_t>(8, at + 8 - end);  // bits
    std::uint64_t word = word_at(text.data() + end - 8) >> (missing / 2) >> (missing - missing / 2);
    // One instruction; compilers do not see that of a loop.
    word = ((word & 0x00ff00ff00ff00ff) << 8U) | ((word >> 8U) & 0x00ff00ff00ff00ff);
    word = ((word & 0x0000ffff0000ffff) << 16U) | ((word >> 16U) & 0x0000ffff0000ffff);
    return (word << 32U) | (word >> 32U);
  }
  /// What all texts take, for the owner to ask.
  [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }

  struct entry {
    std::uint32_t number;
    std::string_view text;
  };
  [[nodiscard]] entry at(place where) const noexcept { return entry_of(record_at(where)); }
  /// Calls `visit` with each number below `count` and its text, in order: less work than to look up each.
  /// @pre count <= size()
  template <class Visit>
  void each(std::size_t count, Visit&& visit) const {
    const char* chunk = nullptr;
    std::uint64_t first = 0;
    std::uint64_t last = 0;  // places in the chunk; they ascend
    std::uint32_t number = 0;
    for (std::size_t block = 0; number != count; ++block) {
      for (const place where :
           std::span(places_[block].get(), std::min(smallest_block << block, count - std::size_t{number}))) {
        if (where >= last) {
          const position at = position_of(where, smallest_chunk);
          chunk = chunks_[at.block].get();
          first = where - at.index;
          last = first + (smallest_chunk << at.block);
        }
        visit(number++, entry_of(chunk + (where - first) * unit).text);
      }
    }
  }

  /// Copies `text` in, with the number `size()`. @return its place
  /// @throws fairlead::error capacity_exceeded past as many units of four bytes as places can count, two of them before
  ///   each text, or for a text of 4 GiB; with any exception nothing has changed
  place add(std::string_view text) {
    const std::size_t units = (sizeof(header) + text.size() + unit - 1) / unit;
    position to = position_of(next_, smallest_chunk);
    while (to.index + units > (smallest_chunk << to.block)) { to = {to.block + 1, 0}; }
    const std::uint64_t start = to.index + (std::uint64_t{smallest_chunk} << to.block) - smallest_chunk;
    if (start + units > std::numeric_limits<place>::max() ||
        text.size() > std::numeric_limits<decltype(header::size)>::max()) {
      throw error(errc::capacity_exceeded, "more than 16 GiB of texts, or a text of more than 4 GiB: split the graph");
    }
    const position at = position_of(size_, smallest_block);
    if (!places_[at.block]) {
      places_[at.block] = std::make_unique_for_overwrite<place[]>(smallest_block << at.block);
      bytes_ += (smallest_block << at.block) * sizeof(place);
    }
    if (!chunks_[to.block]) {
      chunks_[to.block] = std::make_unique_for_overwrite<char[]>((smallest_chunk << to.block) * unit);
      bytes_ += (smallest_chunk << to.block) * unit;
    }
    const header made{static_cast<std::uint32_t>(size_), static_cast<std::uint32_t>(text.size())};
    char* const record = chunks_[to.block].get() + to.index * unit;
    std::memcpy(record, &made, sizeof(made));
    if (!text.empty()) { std::memcpy(record + sizeof(made), text.data(), text.size()); }
    next_ = start + units;
    ++size_;
    return places_[at.block][at.index] = static_cast<place>(start);
  }

private:
  struct header {
    std::uint32_t number;
    std::uint32_t size;
  };
  struct position {
    std::size_t block, index;
  };
  static constexpr std::size_t unit = 4;  // bytes; places count these
  static constexpr std::size_t smallest_block = 16;
  static constexpr std::size_t smallest_chunk = 1024;

  // Each block is twice as long as the one before.
  [[nodiscard]] static position position_of(std::uint64_t index, std::uint64_t smallest) noexcept {
    const std::uint64_t shifted = index + smallest;
    const auto block = static_cast<std::size_t>(std::bit_width(shifted) - std::bit_width(smallest));
    return {block, static_cast<std::size_t>(shifted - (smallest << block))};
  }
  [[nodiscard]] const char* record_at(place where) const noexcept {
    const position at = position_of(where, smallest_chunk);
    return chunks_[at.block].get() + at.index * unit;
  }
  [[nodiscard]] static entry entry_of(const char* record) noexcept {
    header there;
    std::memcpy(&there, record, sizeof(there));
    return {there.number, {record + sizeof(there), there.size}};
  }

  std::array<std::unique_ptr<place[]>, 29> places_;  // of each number; enough for 2^32
  std::array<std::unique_ptr<char[]>, 24> chunks_;   // enough for 2^32 places
  std::uint64_t next_ = 0;                           // where nothing is yet
  std::size_t size_ = 0;
  std::size_t bytes_ = 0;
};

using text_store = basic_text_store<std::uint32_t>;

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

  /// Where a text lies or would lie, until the next one is added.
  struct spot {
    std::uint32_t number;  ///< `none` if it is not there
    std::uint32_t hash;
    std::size_t slot;
  };

  [[nodiscard]] std::uint32_t find(std::string_view text) const noexcept { return spot_of(text).number; }
  [[nodiscard]] spot spot_of(std::string_view text) const noexcept {
    return spot_of(text, static_cast<std::uint32_t>(hash_(text) >> 32U));
  }

  /// The number of `text`, which is copied in when it is new. Amortised O(size of the text).
  /// @throws fairlead::error capacity_exceeded when the store is full, or for a text of 4 GiB; with any exception
  ///   nothing has changed
  std::uint32_t intern(std::string_view text) {
    const spot there = spot_of(text);
    return there.number == none ? add(text, there) : there.number;
  }
  /// The same for who knows already that it is new. @pre `there` is where it would lie
  std::uint32_t add(std::string_view text, spot there) {
    if ((size() + 1) * 2 > slots_.size()) {
      grow();
      there = spot_of(text, there.hash);
    }
    slots_[there.slot] = {there.hash, texts_->add(text)};
    return static_cast<std::uint32_t>(size() - 1);
  }

private:
  struct slot {
    std::uint32_t hash = 0;
    text_store::place place = none;  // no text ends there

    [[nodiscard]] bool empty() const noexcept { return place == none; }
  };

  // Slots are in the order of hashes, so that growing goes through old and new ones from first to last.
  [[nodiscard]] static std::size_t home_of(std::uint32_t hash, std::size_t slots) noexcept {
    return static_cast<std::size_t>((std::uint64_t{hash} * slots) >> 32U);
  }

  [[nodiscard]] spot spot_of(std::string_view text, std::uint32_t hash) const noexcept {
    if (slots_.empty()) { return {none, hash, 0}; }
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = home_of(hash, slots_.size());; at = (at + 1) & mask) {
      const slot& each = slots_[at];
      if (each.empty()) { return {none, hash, at}; }
      if (each.hash != hash) { continue; }
      const text_store::entry there = texts_->at(each.place);
      if (equal_bytes(there.text, text)) { return {there.number, hash, at}; }
    }
  }

  // Fourfold: a slot that is taken by another text is guessed wrong and costs more than memory for an empty one.
  void grow() {
    if (!texts_) { texts_ = std::make_shared<text_store>(); }
    std::vector<slot> wider(std::max<std::size_t>(16, slots_.size() * 4));
    const std::size_t mask = wider.size() - 1;
    for (const slot& each : slots_) {
      if (each.empty()) { continue; }
      std::size_t at = home_of(each.hash, wider.size());
      while (!wider[at].empty()) { at = (at + 1) & mask; }
      wider[at] = each;
    }
    slots_.swap(wider);
  }

  keyed_hash hash_;
  std::vector<slot> slots_;
  std::shared_ptr<text_store> texts_;
};

}  // namespace fairlead::detail

#endif
