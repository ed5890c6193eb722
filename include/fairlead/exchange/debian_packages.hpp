// SPDX-License-Identifier: BSL-1.0
// Reads what a Debian archive offers, and what it depends on, out of a Packages file, as apt keeps them in
// /var/lib/apt/lists.
#ifndef FAIRLEAD_EXCHANGE_DEBIAN_PACKAGES_HPP
#define FAIRLEAD_EXCHANGE_DEBIAN_PACKAGES_HPP

#include <filesystem>
#include <iosfwd>

#include "../artifacts/artifact_graph.hpp"
#include "read_limits.hpp"
#include "read_progress.hpp"

namespace fairlead {

/// - Artifacts: every paragraph; several versions of one package stay apart. Key: the package URL
///   "pkg:deb/debian/NAME@VERSION?arch=ARCHITECTURE", as `read_dpkg_status` has it. Digest: `SHA256`.
/// - Dependencies: `Depends` (runtime) and `Pre-Depends` (pre). Of alternatives "a | b" the first counts that the file
///   holds in a version that fits. A package of the name goes before one that provides it; a versioned relation is met
///   by `Provides: name (= version)` alone. Among several, one of the same architecture goes before "all" before any
///   other; then the highest version of one package; then the first by key. "name:arch" asks for exactly that
///   architecture, "name:any" and "name:native" for none in particular.
/// - If no alternative is there, the whole clause is dangling, as it is written; so is one whose constraint is none.
/// - Completeness: known for all.
///
/// Works in one pass over blocks of 64 KiB. A path may lead to a compressed file (see `read_graph`).
/// @throws fairlead::error unreadable; invalid_document with the byte offset of the line and its number;
///   limit_exceeded; duplicate_artifact for one package twice
/// @source Debian Policy 5.1 (syntax), 5.6.12 (order of versions), 7.1 and 7.5 (relationships); purl-spec, type deb
[[nodiscard]] artifact_graph read_debian_packages(std::istream& input, const read_limits& limits = {},
                                                  const read_progress& progress = {});
[[nodiscard]] artifact_graph read_debian_packages(const std::filesystem::path& file, const read_limits& limits = {},
                                                  const read_progress& progress = {});

}  // namespace fairlead

#endif
