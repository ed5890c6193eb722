// SPDX-License-Identifier: BSL-1.0
// From the name of an enumerator back to its value. Apart from the names themselves, which tables need without this and
// its <optional>.
#ifndef FAIRLEAD_MODEL_ENUMERATOR_OF_HPP
#define FAIRLEAD_MODEL_ENUMERATOR_OF_HPP

#include <optional>

#include "enumerators.hpp"

namespace fairlead {

/// The enumerator of this name, if there is one. Linear in their number.
template <detail::fixed_enum Enum>
[[nodiscard]] constexpr std::optional<Enum> enumerator_of(std::string_view name) noexcept {
  for (std::size_t i = 0; i < enumerator_names<Enum>.size(); ++i) {
    if (enumerator_names<Enum>[i] == name) { return static_cast<Enum>(i); }
  }
  return std::nullopt;
}

}  // namespace fairlead

#endif
