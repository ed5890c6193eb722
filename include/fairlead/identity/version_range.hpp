// SPDX-License-Identifier: BSL-1.0
// Ranges of semantic versions, as npm and Cargo write them: which versions a dependency accepts.
#ifndef FAIRLEAD_IDENTITY_VERSION_RANGE_HPP
#define FAIRLEAD_IDENTITY_VERSION_RANGE_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../config.hpp"
#include "../error.hpp"
#include "semantic_version.hpp"

namespace fairlead {

/// Whose language a range is written in. They look alike and mean different things: "1.2.3" is that version to npm, and
/// what is compatible with it to Cargo.
enum class range_syntax : std::uint8_t {
  npm,   ///< "^1.2.3", "~1.2", "1.x", "1.2 - 2.3.4", ">=1 <3", "||" between alternatives
  cargo  ///< "1.2.3", "~1.2", "1.*", ">=1, <3"
};

/// A set of versions. Whether a prerelease belongs to it is npm's and Cargo's rule alike: only if a bound of the same
/// three numbers, in the same alternative, was written with a prerelease. So "^1.2.3-rc.1" holds 1.2.3-rc.2, but not
/// 1.2.4-rc.1.
///
/// Beyond npm and Cargo numbers up to 2^64 - 1 are read (those that need a next one: up to 2^64 - 2), and any number of
/// bounds. Not read is what npm reads by the accident of its replacements ("1.2.3*", "~ >1").
/// @source npmjs.com, semver 7, "Ranges"; docs.rs, semver 1, VersionReq
class version_range {
public:
  /// Linear in the text.
  /// @throws error  `invalid_text`, with the offset of what is wrong
  [[nodiscard]] static version_range parse(std::string_view text, range_syntax syntax);

  /// Linear in the number of bounds. Build metadata does not count.
  [[nodiscard]] bool contains(const semantic_version& version) const;

  [[nodiscard]] range_syntax syntax() const noexcept { return syntax_; }
  /// As it was read.
  [[nodiscard]] const std::string& to_string() const noexcept { return text_; }

  /// Written alike; that two texts hold the same versions is not looked for.
  friend bool operator==(const version_range& a, const version_range& b) noexcept {
    return a.syntax_ == b.syntax_ && a.text_ == b.text_;
  }

  /// How a version must stand to a bound.
  enum class relation : std::uint8_t { less, less_or_equal, equal, greater_or_equal, greater };

  /// One condition on a version.
  struct bound {
    relation wanted = relation::equal;
    semantic_version version{};
    /// How many numbers of `version` count, 1 to 3. Of fewer than 3, all versions that begin so are equal to it, and no
    /// prerelease is.
    std::uint8_t numbers = 3;
    bool lets_prereleases_in = false;  ///< those of `version`'s numbers
  };

  /// What is meant: a version belongs to the range if it meets all bounds of one alternative.
  [[nodiscard]] const std::vector<std::vector<bound>>& alternatives() const noexcept { return alternatives_; }

private:
  version_range(std::string_view text, range_syntax syntax, std::vector<std::vector<bound>> alternatives)
      : text_(text), syntax_(syntax), alternatives_(std::move(alternatives)) {}

  std::string text_;
  range_syntax syntax_;
  std::vector<std::vector<bound>> alternatives_;
};

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "version_range.ipp"
#endif

#endif
