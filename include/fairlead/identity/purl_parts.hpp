// SPDX-License-Identifier: BSL-1.0
// The components of a package URL, before it is known to be one.
#ifndef FAIRLEAD_IDENTITY_PURL_PARTS_HPP
#define FAIRLEAD_IDENTITY_PURL_PARTS_HPP

#include <string>
#include <vector>

namespace fairlead {

/// One `key=value`, neither of them percent-encoded.
struct purl_qualifier {
  std::string key;
  std::string value;

  friend bool operator==(const purl_qualifier&, const purl_qualifier&) = default;
};

/// The components of a package URL, none of them percent-encoded. Empty means absent.
struct purl_parts {
  std::string type{};
  std::string namespace_path{};  ///< segments with '/' between them
  std::string name{};
  std::string version{};
  std::vector<purl_qualifier> qualifiers{};  ///< in any order
  std::string subpath{};                     ///< segments with '/' between them

  friend bool operator==(const purl_parts&, const purl_parts&) = default;
};

}  // namespace fairlead

#endif
