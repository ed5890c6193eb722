// SPDX-License-Identifier: BSL-1.0
// Package URLs: what a package is called, whatever manager it comes from. Read, checked by its type's rules, printed.
#ifndef FAIRLEAD_IDENTITY_PACKAGE_URL_HPP
#define FAIRLEAD_IDENTITY_PACKAGE_URL_HPP

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "../config.hpp"
#include "../error.hpp"
#include "purl_parts.hpp"

namespace fairlead {

/// How much a reader of package URLs forgives.
enum class purl_reading : std::uint8_t {
  tolerant,  ///< keys of qualifiers in capitals are read as lower case, as purl-spec's "How to parse" has it
  strict     ///< they are refused, as clause 5.6.6 of the standard has it
};

/// A valid package URL in canonical form. Two are equal if their canonical texts are.
///
/// What a registered type asks for (a namespace, a qualifier, lower case, certain characters) is applied or checked; of
/// a type that is not registered, only the grammar. "Lower case" is that of ASCII. That some types ask for a version is
/// not checked: documents name packages without one, and mean all of its versions.
/// @source ECMA-427, clause 5; github.com/package-url/purl-spec, docs/specification and types
class package_url {
public:
  /// Reads "pkg:type/namespace/name@version?qualifiers#subpath". Slashes before the type are skipped, and so are empty
  /// segments, "." and ".." of the subpath, and qualifiers without a value. A '@' that begins a segment of the
  /// namespace is part of it, so that "pkg:npm/@babel/core" is read as it is meant. Linear in the text, but for sorting
  /// qualifiers.
  /// @throws error  `invalid_text`, with the offset of what is wrong: also for octets that are not UTF-8
  [[nodiscard]] static package_url parse(std::string_view text, purl_reading reading = purl_reading::tolerant);

  /// Makes one from its components, which are normalized like those of a text that is read.
  /// @throws error  `invalid_text`, with the component at fault as its path ("name")
  [[nodiscard]] static package_url build(purl_parts parts);

  /// Normalized, qualifiers sorted by key.
  [[nodiscard]] const purl_parts& parts() const noexcept { return parts_; }
  /// The protocol or manager, in lower case: "npm", "deb", "oci".
  [[nodiscard]] const std::string& type() const noexcept { return parts_.type; }
  [[nodiscard]] const std::string& name() const noexcept { return parts_.name; }
  /// Empty if there is none. An opaque text: which version is later is a matter of the type.
  [[nodiscard]] const std::string& version() const noexcept { return parts_.version; }
  /// The value for `key`, empty if there is none. Linear in the number of qualifiers.
  [[nodiscard]] std::string_view qualifier(std::string_view key) const noexcept;

  /// The canonical text.
  [[nodiscard]] const std::string& to_string() const noexcept { return text_; }

  /// The same package in any version: version, qualifiers and subpath are dropped, but for those qualifiers without
  /// which the type has no valid package URL.
  [[nodiscard]] package_url without_version() const;

  friend bool operator==(const package_url& a, const package_url& b) noexcept { return a.text_ == b.text_; }
  /// By canonical text, so that the versions of one package stand together. It orders no versions.
  friend std::strong_ordering operator<=>(const package_url& a, const package_url& b) noexcept {
    return a.text_.compare(b.text_) <=> 0;
  }

private:
  explicit package_url(purl_parts parts);

  purl_parts parts_;
  std::string text_;
};

}  // namespace fairlead

/// Of the canonical text.
template <>
struct std::hash<fairlead::package_url> {
  [[nodiscard]] std::size_t operator()(const fairlead::package_url& url) const noexcept {
    return std::hash<std::string>{}(url.to_string());
  }
};

#if FAIRLEAD_DEFINE_INLINE
#include "package_url.ipp"
#endif

#endif
