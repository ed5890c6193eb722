// SPDX-License-Identifier: BSL-1.0
// Which package answers to which relation of Debian packages.
#ifndef FAIRLEAD_SRC_EXCHANGE_DEBIAN_RESOLVER_HPP
#define FAIRLEAD_SRC_EXCHANGE_DEBIAN_RESOLVER_HPP

#include <vector>

#include <fairlead/artifacts/artifact_graph.hpp>
#include <fairlead/exchange/read_limits.hpp>

#include "debian_control.hpp"

namespace fairlead::detail {

enum class debian_versions : std::uint8_t {
  not_weighed,  ///< what is installed fits: dpkg has seen to it
  weighed
};

/// The packages with their dependencies, as exchange/dpkg_status.hpp and exchange/debian_packages.hpp say.
/// @throws error  duplicate_artifact, limit_exceeded
artifact_graph resolve_debian_packages(const std::vector<debian_package>& packages, debian_versions versions,
                                       const read_limits& limits);

}  // namespace fairlead::detail

#endif
