// SPDX-License-Identifier: BSL-1.0
// Reads what a Rust project is built from, and what depends on what there, out of its Cargo.lock.
#ifndef FAIRLEAD_EXCHANGE_CARGO_LOCK_HPP
#define FAIRLEAD_EXCHANGE_CARGO_LOCK_HPP

#include <filesystem>
#include <iosfwd>

#include "../artifacts/artifact_graph.hpp"
#include "read_limits.hpp"
#include "read_progress.hpp"

namespace fairlead {

/// Versions 1 to 4.
///
/// - Artifacts: every `[[package]]`, and the `[root]` of early documents. Those of `[[patch.unused]]` are none.
/// - Key: the package URL "pkg:cargo/NAME@VERSION", with `vcs_url` where the package comes from a repository, and with
///   `repository_url` where from another registry than crates.io, if no other package has it; else "NAME VERSION
///   (SOURCE)" as Cargo refers to it, or "NAME VERSION" without a source.
/// - Digest: `checksum`, in version 1 that of `[metadata]`.
/// - Dependencies: `dependencies` and `replace`, all of them runtime: the document does not tell those for building,
///   testing and optional ones apart. "NAME" is the only package of that name, "NAME VERSION" that of the version; one
///   without a source goes before others, as with Cargo. A package that depends on itself (for its tests) is no edge.
/// - Dangling: what leads to no package. What may be several is refused.
/// - Completeness: known for all.
///
/// Works in one pass over blocks of 64 KiB. Of TOML, it reads what Cargo writes: tables, and keys with texts, whole
/// numbers, true, false and lists of texts; so nothing in it is nested.
/// @throws fairlead::error unreadable; invalid_document with the byte offset of the line and its number; invalid_text
///   for a name that no package can have; limit_exceeded; duplicate_artifact for one package twice
/// @source Cargo, src/cargo/core/resolver/encode.rs; TOML 1.0.0; purl-spec, type cargo
[[nodiscard]] artifact_graph read_cargo_lock(std::istream& input, const read_limits& limits = {},
                                             const read_progress& progress = {});
[[nodiscard]] artifact_graph read_cargo_lock(const std::filesystem::path& file, const read_limits& limits = {},
                                             const read_progress& progress = {});

}  // namespace fairlead

#endif
