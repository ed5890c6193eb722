// SPDX-License-Identifier: BSL-1.0
// A stable 128-bit hash of a lifecycle's table by names: two programs with one fingerprint run the same rules.
#ifndef FAIRLEAD_MODEL_FINGERPRINT_HPP
#define FAIRLEAD_MODEL_FINGERPRINT_HPP

#include <array>
#include <cstdint>
#include <string_view>

#include "reflection.hpp"

namespace fairlead {

/// A 128-bit hash; not a defence against an adversary.
struct fingerprint {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend constexpr bool operator==(const fingerprint&, const fingerprint&) noexcept = default;

  /// 32 lower-case hexadecimal digits, the most significant first.
  [[nodiscard]] constexpr std::array<char, 32> to_hexadecimal() const noexcept {
    std::array<char, 32> text{};
    for (std::size_t i = 0; i < 32; ++i) {
      const std::uint64_t half = i < 16 ? high : low;
      text[i] = "0123456789abcdef"[(half >> (60 - 4 * (i % 16))) & 15];
    }
    return text;
  }
};

namespace detail {

/// FNV-1a with 128 bits.
/// @source RFC draft-eastlake-fnv: offset basis 0x6c62272e07bb014262b821756295c58d, prime 2^88 + 0x13b
class fnv128 {
public:
  constexpr void add(std::string_view text) noexcept {
    for (const char c : text) { add_byte(static_cast<std::uint8_t>(c)); }
    add_byte(0);  // "ab" + "c" must differ from "a" + "bc"
  }
  [[nodiscard]] constexpr fingerprint value() const noexcept { return value_; }

private:
  constexpr void add_byte(std::uint8_t byte) noexcept {
    value_.low ^= byte;
    const std::uint64_t bottom = (value_.low & 0xffffffffU) * 0x13b;
    const std::uint64_t middle = (value_.low >> 32) * 0x13b + (bottom >> 32);
    const std::uint64_t shifted = value_.low << 24;  // the 2^88 part reaches the upper half only
    value_.high = value_.high * 0x13b + (middle >> 32) + shifted;
    value_.low = (middle << 32) | (bottom & 0xffffffffU);
  }
  fingerprint value_{0x6c62272e07bb0142, 0x62b821756295c58d};
};

constexpr fingerprint sum(fingerprint a, fingerprint b) noexcept {
  const std::uint64_t low = a.low + b.low;
  return {a.high + b.high + (low < a.low ? 1U : 0U), low};
}

constexpr std::string_view marks_text(legend marks) noexcept {
  constexpr std::string_view letters = "0123456789abcdef";
  return letters.substr(static_cast<std::uint8_t>(marks), 1);
}

}  // namespace detail

/// The fingerprint of a described lifecycle. The order of rows and of states does not matter, nor does the version;
/// guards and actions in the order written do.
[[nodiscard]] constexpr fingerprint fingerprint_of(const lifecycle_description& lifecycle) noexcept {
  detail::fnv128 name;
  name.add(lifecycle.name);
  fingerprint total = name.value();
  for (const state_description* state : lifecycle.states) {
    detail::fnv128 hash;
    hash.add("state");
    hash.add(state->name);
    hash.add(detail::marks_text(state->marks));
    total = detail::sum(total, hash.value());
  }
  for (const edge& e : lifecycle.edges) {
    detail::fnv128 hash;
    hash.add(lifecycle.states[e.source]->name);
    hash.add(lifecycle.events[e.event]->name);
    hash.add(e.stays ? std::string_view("") : lifecycle.states[e.target]->name);
    for (const guard_description& guard : lifecycle.rows[e.row].guards) { hash.add(guard.name); }
    hash.add("/");
    for (const action_description& action : lifecycle.rows[e.row].actions) { hash.add(action.name); }
    total = detail::sum(total, hash.value());
  }
  return total;
}

}  // namespace fairlead

#endif
