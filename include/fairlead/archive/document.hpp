// SPDX-License-Identifier: BSL-1.0
// One value as bytes and back: the bounded archive within an envelope. This is the only door for bytes from outside.
#ifndef FAIRLEAD_ARCHIVE_DOCUMENT_HPP
#define FAIRLEAD_ARCHIVE_DOCUMENT_HPP

#include <string>
#include <string_view>

#include "bounded_archive.hpp"
#include "envelope.hpp"

namespace fairlead {

/// `value`, saved by names, in an envelope. Equal values give equal bytes.
/// @throws error  `invalid_value` for the kind, `limit_exceeded` past 4 GiB
template <class T>
[[nodiscard]] std::string to_bytes(archive_kind kind, const T& value) {
  bounded_output_archive archive;
  archive(value);
  return sealed(kind, archive.finish());
}

/// The value that `to_bytes` saved.
/// @throws error  what `opened` throws; `corrupt` or `limit_exceeded`, or what the `parse` of a text in it throws, with
///   the place in the value ("/candidate/data/version") and the offset
template <class T>
[[nodiscard]] T from_bytes(archive_kind kind, std::string_view bytes, const load_limits& limits = {}) {
  const opened_envelope envelope = opened(kind, bytes);
  T value{};
  try {
    bounded_input_archive archive(envelope.payload, limits);
    try {
      archive(value);
      archive.finish();
    } catch (const error& problem) {
      throw error(problem.code(), problem.message(), archive.failed_path(), archive.offset());
    }
  } catch (const error& problem) {
    throw error(problem.code(), problem.message(), problem.path(), detail::envelope_size + problem.offset());
  }
  return value;
}

}  // namespace fairlead

#endif
