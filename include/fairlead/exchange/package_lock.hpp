// SPDX-License-Identifier: BSL-1.0
// Reads what a project installs with npm, and what depends on what there, out of its package-lock.json.
#ifndef FAIRLEAD_EXCHANGE_PACKAGE_LOCK_HPP
#define FAIRLEAD_EXCHANGE_PACKAGE_LOCK_HPP

#include <filesystem>
#include <iosfwd>

#include "../artifacts/artifact_graph.hpp"
#include "read_limits.hpp"
#include "read_progress.hpp"

namespace fairlead {

/// lockfileVersion 2 and 3, npm-shrinkwrap.json and node_modules/.package-lock.json included. Of version 2, only what
/// version 3 has too.
///
/// - Artifacts: every entry of `packages` that is no link; the project itself (the entry "") is one of them. A link
///   means what it leads to.
/// - Key: the package URL "pkg:npm/NAME@VERSION", with `vcs_url` where the package comes from a repository, if no other
///   entry has it; else the location ("node_modules/a/node_modules/b"), as copies of one package may depend on
///   different things. A project without a name is ".".
/// - Name: that of the package, also where it is installed under an alias. Digest: of sha256, sha512 and sha384 in
///   `integrity` the first that is stated.
/// - Dependencies: each name leads to what Node.js finds from there: the package's own node_modules first, then that
///   of each folder around it. A name in several lists has the kinds of all:
///
///   | list | kind |
///   | --- | --- |
///   | dependencies | runtime |
///   | optionalDependencies | optional; the same name in `dependencies` counts for nothing |
///   | peerDependencies | peer, and optional if `peerDependenciesMeta` says so and no other list has the name |
///   | devDependencies | dev; those of an installed package are passed over, as npm does not install them |
///
/// - Parts (contains): of the project, packages in its folder and outside of node_modules (workspaces); of a package,
///   those that are bundled with it.
/// - Dangling: names that lead nowhere, unless optional: npm leaves these out where they do not fit.
/// - Completeness: known for all.
///
/// Works in one pass over blocks of 64 KiB. Duplicate members and wrong types are refused where they concern what is
/// read; so is a link that leads nowhere or to another link. A byte order mark at the start is skipped.
/// @throws fairlead::error unreadable; invalid_document with a JSON pointer or byte offset; invalid_text for a name
///   that no package can have; limit_exceeded; duplicate_artifact for a location that is used twice. A path comes
///   before the place.
/// @source docs.npmjs.com, package-lock.json; Node.js, "Loading from node_modules folders"; purl-spec, type npm
[[nodiscard]] artifact_graph read_package_lock(std::istream& input, const read_limits& limits = {},
                                               const read_progress& progress = {});
[[nodiscard]] artifact_graph read_package_lock(const std::filesystem::path& file, const read_limits& limits = {},
                                               const read_progress& progress = {});

}  // namespace fairlead

#endif
