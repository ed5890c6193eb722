// SPDX-License-Identifier: BSL-1.0
// Reads the dependency graph out of a CycloneDX software bill of materials in JSON. Licences, vulnerabilities, evidence
// and the rest of the document are skipped.
#ifndef FAIRLEAD_EXCHANGE_CYCLONEDX_HPP
#define FAIRLEAD_EXCHANGE_CYCLONEDX_HPP

#include <filesystem>
#include <iosfwd>

#include "../artifacts/artifact_graph.hpp"
#include "read_limits.hpp"
#include "read_progress.hpp"

namespace fairlead {

/// Versions 1.2 to 1.6: the parts that are read are the same in all of them.
///
/// - Artifacts: `metadata.component`, `components` and `services`, nested ones included. That one lies inside another
///   makes no dependency.
/// - Key: the purl, if no other component of the document has it as purl or bom-ref; else the bom-ref. So copies of one
///   package at several places stay apart, as their dependencies may differ. Without either, "group/name@version",
///   followed by "#" and the digest where there is one.
/// - Name: "group/name", or the name. Digest: of SHA-256, SHA-512 and SHA-384 the first that is stated.
/// - Dependencies: `dependsOn` (runtime) and `provides` (provides). A `ref` that nothing describes becomes an artifact
///   all the same, so that what it depends on is not lost, and is dangling with the source itself referring; any
///   other reference that nothing describes is dangling from the artifact that refers.
/// - Completeness: known for what has an entry in `dependencies` or is listed by a composition with the aggregate
///   "complete"; unknown for all others, and for what is listed by a composition with any other aggregate.
/// - Properties that `write_cyclonedx` leaves say what the rest of the format cannot.
///
/// Works in one pass over blocks of 64 KiB and keeps only what the graph needs. Duplicate members, wrong types and
/// repeated bom-refs are refused where they concern what is read. A byte order mark at the start is skipped.
/// @throws fairlead::error unreadable; invalid_document with a JSON pointer or byte offset; limit_exceeded;
///   duplicate_artifact for a bom-ref that is used twice, or what `artifact_graph` throws. A path comes before the
///   place.
/// @source https://cyclonedx.org/docs/1.6/json/
[[nodiscard]] artifact_graph read_cyclonedx(std::istream& input, const read_limits& limits = {},
                                            const read_progress& progress = {});
[[nodiscard]] artifact_graph read_cyclonedx(const std::filesystem::path& file, const read_limits& limits = {},
                                            const read_progress& progress = {});

}  // namespace fairlead

#endif
