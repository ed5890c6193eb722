// SPDX-License-Identifier: BSL-1.0
// Reads the installed packages of a Debian system, and what they depend on, out of dpkg's status file.
#ifndef FAIRLEAD_EXCHANGE_DPKG_STATUS_HPP
#define FAIRLEAD_EXCHANGE_DPKG_STATUS_HPP

#include <filesystem>
#include <iosfwd>

#include "../artifacts/artifact_graph.hpp"
#include "read_limits.hpp"
#include "read_progress.hpp"

namespace fairlead {

/// - Artifacts: the packages in state "installed"; others count as absent. Key: the package URL
///   "pkg:deb/debian/NAME@VERSION?arch=ARCHITECTURE".
/// - Dependencies: `Depends` (runtime) and `Pre-Depends` (pre). Of alternatives "a | b" the first counts that is
/// installed
///   or provided by an installed package. Version constraints are not weighed: dpkg has done so when it installed.
///   A package of the name goes before one that provides it; among several of one name, one of the same architecture
///   before "all" before any other; then the first by key. "name:arch" asks for exactly that architecture, "name:any"
///   and "name:native" for none in particular.
/// - If no alternative is there, the whole clause is dangling, as it is written.
/// - Completeness: known for all.
///
/// Works in one pass over blocks of 64 KiB.
/// @throws fairlead::error unreadable; invalid_document with the byte offset of the line and its number;
///   limit_exceeded; duplicate_artifact for one package twice
/// @source Debian Policy 5.1 (syntax), 7.1 (relationships); dpkg(1), "package states"; purl-spec, type deb
[[nodiscard]] artifact_graph read_dpkg_status(std::istream& input, const read_limits& limits = {},
                                              const read_progress& progress = {});
[[nodiscard]] artifact_graph read_dpkg_status(const std::filesystem::path& file, const read_limits& limits = {},
                                              const read_progress& progress = {});

}  // namespace fairlead

#endif
