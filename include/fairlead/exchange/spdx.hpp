// SPDX-License-Identifier: BSL-1.0
// Reads the dependency graph out of an SPDX document in JSON. Licences, annotations and the rest are skipped.
#ifndef FAIRLEAD_EXCHANGE_SPDX_HPP
#define FAIRLEAD_EXCHANGE_SPDX_HPP

#include <filesystem>
#include <iosfwd>

#include "../artifacts/artifact_graph.hpp"
#include "read_limits.hpp"
#include "read_progress.hpp"

namespace fairlead {

/// Versions 2.2 and 2.3; 3.0 is another format.
///
/// - Artifacts: `packages`, `files` and `snippets`. The document itself is none.
/// - Key: the purl (`externalRefs`), if no other element of the document has it; else the SPDXID, which means nothing
///   outside of the document.
/// - Name: `name` or `fileName`. Version: `versionInfo`. Digest: of SHA256, SHA512 and SHA384 the first that is stated.
/// - Dependencies: `relationships`, each in the direction of its type, and `hasFiles`. With A for `spdxElementId` and B
///   for `relatedSpdxElement`:
///
///   | types | edge | kind |
///   | --- | --- | --- |
///   | DEPENDS_ON, DYNAMIC_LINK, HAS_PREREQUISITE, DISTRIBUTION_ARTIFACT | A -> B | runtime |
///   | DEPENDENCY_OF, RUNTIME_DEPENDENCY_OF, DATA_FILE_OF, PREREQUISITE_FOR | B -> A | runtime |
///   | STATIC_LINK, GENERATED_FROM, COPY_OF, EXPANDED_FROM_ARCHIVE, FILE_MODIFIED | A -> B | build |
///   | BUILD_DEPENDENCY_OF, BUILD_TOOL_OF, DEPENDENCY_MANIFEST_OF, GENERATES, PATCH_APPLIED | B -> A | build |
///   | TEST_DEPENDENCY_OF, TEST_TOOL_OF, TEST_OF, TEST_CASE_OF | B -> A | test |
///   | DEV_DEPENDENCY_OF, DEV_TOOL_OF | B -> A | dev |
///   | OPTIONAL_DEPENDENCY_OF, OPTIONAL_COMPONENT_OF | B -> A | optional |
///   | PROVIDED_DEPENDENCY_OF | B -> A | peer |
///   | SPECIFICATION_FOR, REQUIREMENT_DESCRIPTION_FOR | B -> A | provides |
///   | CONTAINS | A -> B | contains |
///   | CONTAINED_BY, PACKAGE_OF, FILE_ADDED | B -> A | contains |
///   | DESCENDANT_OF, PATCH_FOR | A -> B | order_only |
///   | ANCESTOR_OF | B -> A | order_only |
///   | AMENDS, DESCRIBED_BY, DESCRIBES, DOCUMENTATION_OF, EXAMPLE_OF, FILE_DELETED, METAFILE_OF, OTHER, VARIANT_OF |
///   none | |
///
/// - Dangling: what is referred to and not described, from the artifact that depends on it (of types without an edge:
///   from the other end); also "DocumentRef-...", as other documents are not read. What the document itself refers to
///   (DESCRIBES, AMENDS, `documentDescribes`) is dangling from the source. If what depends is not described either, it
///   becomes an artifact all the same, and is dangling from the source.
/// - Completeness: known where an artifact says DEPENDS_ON NONE, and does not say DEPENDS_ON NOASSERTION too; unknown
///   for all others, as SPDX presumes nothing from a list of relationships. NONE and NOASSERTION in any other place say
///   nothing about a graph.
///
/// Works in one pass over blocks of 64 KiB and keeps only what the graph needs. Duplicate members, wrong types, unknown
/// types of relationship and repeated SPDXIDs are refused. A byte order mark at the start is skipped.
/// @throws fairlead::error unreadable; invalid_document with a JSON pointer or byte offset; limit_exceeded;
///   duplicate_artifact for an SPDXID that is used twice. A path comes before the place.
/// @source SPDX 2.3, clauses 7, 8, 9 and 11, and its JSON schema (spdx-spec, schemas/spdx-schema.json)
[[nodiscard]] artifact_graph read_spdx(std::istream& input, const read_limits& limits = {},
                                       const read_progress& progress = {});
[[nodiscard]] artifact_graph read_spdx(const std::filesystem::path& file, const read_limits& limits = {},
                                       const read_progress& progress = {});

}  // namespace fairlead

#endif
