// SPDX-License-Identifier: BSL-1.0
// The envelope around saved bytes: what they are, in which schema, how many, and whether they are still what was
// written.
#ifndef FAIRLEAD_ARCHIVE_ENVELOPE_HPP
#define FAIRLEAD_ARCHIVE_ENVELOPE_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/crc.hpp>

#include "../error.hpp"

namespace fairlead {

/// What a host calls the things that it saves, and the version of their layout.
struct archive_kind {
  std::string_view name;     ///< 1 to 16 bytes
  std::uint32_t schema = 1;  ///< grows when an older program could no longer read what is written
};

/// CRC-32C of `bytes`. Finds every change of up to 32 neighbouring bits, and all but one in 2^32 of any others: it is
/// no protection against a forger.
/// @source RFC 3720, 12.1 and B.4 (Castagnoli)
[[nodiscard]] inline std::uint32_t crc32c_of(std::string_view bytes) {
  boost::crc_optimal<32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, true, true> sum;
  sum.process_bytes(bytes.data(), bytes.size());
  return sum.checksum();
}

namespace detail {

// Magic 8, kind 16 (padded with zeros), schema 4, CRC of the payload 4, payload length 8, CRC of all before 4; integers
// little endian.
inline constexpr std::string_view envelope_magic{"fairlead", 8};
inline constexpr std::size_t envelope_kind_size = 16;
inline constexpr std::size_t envelope_size = 44;

inline void put_integer(std::string& bytes, std::uint64_t value, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) { bytes += static_cast<char>((value >> (8 * i)) & 0xff); }
}
inline std::uint64_t get_integer(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  }
  return value;
}

}  // namespace detail

/// `payload` with its envelope.
/// @throws error  `invalid_value` if the name of the kind is empty or longer than 16 bytes
[[nodiscard]] inline std::string sealed(archive_kind kind, std::string_view payload) {
  if (kind.name.empty() || kind.name.size() > detail::envelope_kind_size) {
    throw error(errc::invalid_value, "the kind of an archive has a name of 1 to 16 bytes");
  }
  std::string bytes(detail::envelope_magic);
  bytes.append(kind.name).append(detail::envelope_kind_size - kind.name.size(), '\0');
  detail::put_integer(bytes, kind.schema, 4);
  detail::put_integer(bytes, crc32c_of(payload), 4);
  detail::put_integer(bytes, payload.size(), 8);
  detail::put_integer(bytes, crc32c_of(bytes), 4);
  return bytes.append(payload);
}

/// What an envelope holds. The view is into the bytes that were opened.
struct opened_envelope {
  std::uint32_t schema;
  std::string_view payload;
};

/// Looks at an envelope and all that is in it, and allocates nothing.
/// @throws error  `not_a_snapshot`, `wrong_kind`, `schema_too_new` (later than `kind.schema`), `corrupt`; with the
/// offset
[[nodiscard]] inline opened_envelope opened(archive_kind kind, std::string_view bytes) {
  const std::string_view magic = detail::envelope_magic;
  if (bytes.substr(0, magic.size()) != magic.substr(0, bytes.size()) || bytes.empty()) {
    throw error(errc::not_a_snapshot, "this was not saved by fairlead", {}, 0);
  }
  if (bytes.size() < detail::envelope_size) {
    throw error(errc::corrupt, "the data end within the envelope", {}, bytes.size());
  }
  const std::size_t crc_at = detail::envelope_size - 4;
  if (detail::get_integer(bytes, crc_at, 4) != crc32c_of(bytes.substr(0, crc_at))) {
    throw error(errc::corrupt, "the envelope is damaged: its checksum does not match", {}, crc_at);
  }
  std::string_view name = bytes.substr(magic.size(), detail::envelope_kind_size);
  name = name.substr(0, name.find('\0'));
  if (name != kind.name) {
    throw error(errc::wrong_kind, "this is a saved '" + std::string(name) + "', not a '" + std::string(kind.name) + "'",
                {}, magic.size());
  }
  const auto schema = static_cast<std::uint32_t>(detail::get_integer(bytes, 24, 4));
  if (schema > kind.schema) {
    throw error(errc::schema_too_new,
                "saved in schema " + std::to_string(schema) + ", this program knows up to " +
                    std::to_string(kind.schema) + "; use a newer program",
                {}, 24);
  }
  const std::string_view payload = bytes.substr(detail::envelope_size);
  if (detail::get_integer(bytes, 32, 8) != payload.size()) {
    throw error(errc::corrupt, "the data are shorter or longer than their envelope says", {}, bytes.size());
  }
  if (detail::get_integer(bytes, 28, 4) != crc32c_of(payload)) {
    throw error(errc::corrupt, "the data are damaged: their checksum does not match", {}, detail::envelope_size);
  }
  return {schema, payload};
}

}  // namespace fairlead

#endif
