// SPDX-License-Identifier: BSL-1.0
// The one exception type of fairlead: what could not be read, written or built, where, and what to do about it.
// What a lifecycle refuses is not an error but an `outcome` (machine/outcome.hpp).
#ifndef FAIRLEAD_ERROR_HPP
#define FAIRLEAD_ERROR_HPP

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace fairlead {

/// What kind of failure an `error` reports. The numbers never leave the process: persist `name_of_code`.
enum class errc : std::uint8_t {
  invalid_text,        ///< a text does not follow its grammar (version, package URL, digest, timestamp, ...)
  invalid_document,    ///< a document is not what it claims to be: malformed, truncated, or of a wrong type
  limit_exceeded,      ///< the input is larger, deeper or more numerous than the stated limits allow
  unreadable,          ///< the file or stream could not be opened or read
  unwritable,          ///< the file or stream could not be created, written or synced
  not_a_snapshot,      ///< the bytes are no archive of fairlead's
  wrong_kind,          ///< an archive of another kind of value
  schema_too_new,      ///< written by a later schema than this program knows
  corrupt,             ///< a checksum, length or canonical form does not hold
  unknown_state,       ///< a snapshot names a state that the lifecycle does not have
  unknown_event,       ///< a name that no event of the lifecycle has
  wrong_lifecycle,     ///< a snapshot of another lifecycle
  unknown_member,      ///< an id that no member of the fleet has
  unknown_artifact,    ///< a name that the artifact graph does not hold
  duplicate_artifact,  ///< one artifact twice, with contents that differ
  dependency_cycle,    ///< a cycle where the policy allows none
  capacity_exceeded,   ///< more vertices or edges than an index can count
  invalid_value        ///< a value outside its range or policy
};

/// The spelling of a code in messages and files, for example "invalid_text".
[[nodiscard]] constexpr std::string_view name_of_code(errc code) noexcept {
  switch (code) {
    case errc::invalid_text:
      return "invalid_text";
    case errc::invalid_document:
      return "invalid_document";
    case errc::limit_exceeded:
      return "limit_exceeded";
    case errc::unreadable:
      return "unreadable";
    case errc::unwritable:
      return "unwritable";
    case errc::not_a_snapshot:
      return "not_a_snapshot";
    case errc::wrong_kind:
      return "wrong_kind";
    case errc::schema_too_new:
      return "schema_too_new";
    case errc::corrupt:
      return "corrupt";
    case errc::unknown_state:
      return "unknown_state";
    case errc::unknown_event:
      return "unknown_event";
    case errc::wrong_lifecycle:
      return "wrong_lifecycle";
    case errc::unknown_member:
      return "unknown_member";
    case errc::unknown_artifact:
      return "unknown_artifact";
    case errc::duplicate_artifact:
      return "duplicate_artifact";
    case errc::dependency_cycle:
      return "dependency_cycle";
    case errc::capacity_exceeded:
      return "capacity_exceeded";
    case errc::invalid_value:
      return "invalid_value";
  }
  return "unknown_code";
}

namespace detail {

// `text` as one line for a terminal or a log: control characters are spelt ("\n", "\x1b"), and of what is longer than
// 4,000 bytes then the middle is left out, which the line says. All else stays as it is, ill-formed UTF-8 too.
inline std::string one_line(std::string_view text) {
  constexpr std::size_t most = 4'000;
  constexpr std::size_t head = 3'000;
  constexpr std::size_t tail = 900;
  std::string line;
  line.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto byte = static_cast<unsigned char>(text[i]);
    // U+0080 to U+009F: terminals take them for the beginnings of commands, as they take ESC.
    const bool further = byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) - 0x80U < 0x20;
    if (byte >= 0x20 && byte != 0x7f && !further) {
      line += text[i];
      continue;
    }
    if (further) { byte = static_cast<unsigned char>(text[++i]); }
    line += '\\';
    if (byte == '\n' || byte == '\r' || byte == '\t') {
      line += byte == '\n' ? 'n' : byte == '\r' ? 'r' : 't';
    } else {
      line.append(1, 'x').append(1, "0123456789abcdef"[byte >> 4]).append(1, "0123456789abcdef"[byte & 15]);
    }
  }
  if (line.size() <= most) { return line; }
  const auto before_character = [&](std::size_t at) {
    for (int i = 0; i < 3 && (static_cast<unsigned char>(line[at]) & 0xc0) == 0x80; ++i) { --at; }
    return at;
  };
  const std::size_t from = before_character(head);
  const std::size_t to = before_character(line.size() - tail);
  return line.replace(from, to - from, " [" + std::to_string(to - from) + " bytes left out] ");
}

}  // namespace detail

/// Thrown wherever fairlead cannot do what was asked; the call that throws has changed nothing.
/// `what()` is one line, fit to be shown to a user: place, then problem, then (where there is one) the remedy. Whatever
/// strangers' texts it quotes, it holds no control character, and at most 4,000 bytes.
class error : public std::runtime_error {
public:
  /// `offset()` of an error that has no byte position.
  static constexpr std::size_t no_offset = static_cast<std::size_t>(-1);

  /// @param path  file, or place inside a document such as "/components/3/purl"; may be empty
  /// @param offset  bytes from the start of the input, 0-based; `no_offset` if unknown
  error(errc code, const std::string& message, std::string path = {}, std::size_t offset = no_offset)
      : std::runtime_error(line(message, path, offset)),
        code_(code),
        offset_(offset),
        path_(std::move(path)),
        message_(message) {}

  [[nodiscard]] errc code() const noexcept { return code_; }
  /// Bytes from the start of the input, 0-based, or `no_offset`.
  [[nodiscard]] std::size_t offset() const noexcept { return offset_; }
  /// File or place inside a document; empty when the input was a bare text. As it is: it may hold control characters.
  [[nodiscard]] const std::string& path() const noexcept { return path_; }
  /// The problem without its place: for a caller that knows the place better. As it is, as `path()`, and of any length.
  [[nodiscard]] const std::string& message() const noexcept { return message_; }

  /// The same error, told from further out: `outer` is put before the path ("file.json" + "/components/3").
  [[nodiscard]] error within(const std::string& outer) const {
    return {code_, message_, path_.empty() ? outer : outer + ": " + path_, offset_};
  }

private:
  static std::string line(const std::string& message, const std::string& path, std::size_t offset) {
    std::string text = path;
    if (offset != no_offset) { text += (text.empty() ? "byte " : ": byte ") + std::to_string(offset); }
    return detail::one_line(text.empty() ? message : text + ": " + message);
  }

  errc code_;
  std::size_t offset_;
  std::string path_;
  std::string message_;
};

}  // namespace fairlead

#endif
