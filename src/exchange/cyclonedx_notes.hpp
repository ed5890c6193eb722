// SPDX-License-Identifier: BSL-1.0
// What a graph holds and CycloneDX has no member for: properties of components (and, of `dangling`, of the metadata)
// that the writer leaves and the reader finds again.
#ifndef FAIRLEAD_SRC_EXCHANGE_CYCLONEDX_NOTES_HPP
#define FAIRLEAD_SRC_EXCHANGE_CYCLONEDX_NOTES_HPP

#include <string_view>

namespace fairlead::detail::cyclonedx_notes {

inline constexpr std::string_view prefix = "fairlead:";
inline constexpr std::string_view nameless = "fairlead:nameless";       // "true": the name only repeats the key
inline constexpr std::string_view digest = "fairlead:digest";           // one that `hashes` cannot say
inline constexpr std::string_view dangling = "fairlead:dangling";       // a reference that `dependsOn` cannot say
inline constexpr std::string_view dependency = "fairlead:dependency:";  // + kinds; the value is the other's bom-ref

}  // namespace fairlead::detail::cyclonedx_notes

#endif
