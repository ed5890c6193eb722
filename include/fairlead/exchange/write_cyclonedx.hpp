// SPDX-License-Identifier: BSL-1.0
// Writes a dependency graph as a CycloneDX software bill of materials, so that reading it gives the graph again.
#ifndef FAIRLEAD_EXCHANGE_WRITE_CYCLONEDX_HPP
#define FAIRLEAD_EXCHANGE_WRITE_CYCLONEDX_HPP

#include <filesystem>
#include <iosfwd>
#include <optional>

#include "../artifacts/graph_snapshot.hpp"

namespace fairlead {

/// CycloneDX 1.6 in JSON. `read_cyclonedx` and `freeze` make the same snapshot of it again, but for provenance, which
/// the format has no place for. Equal snapshots give equal bytes: there is no serial number and no moment in them,
/// and everything is in the order of keys, an artifact a line.
///
/// | of the graph | in the document |
/// | --- | --- |
/// | key | `bom-ref`, and `purl` if it is a package URL |
/// | name | `name`; where there is none the key, with the property `fairlead:nameless` |
/// | version | `version` |
/// | digest | `hashes`; what these cannot say is the property `fairlead:digest` |
/// | runtime, provides | `dependsOn`, `provides` |
/// | other kinds | `dependsOn`, and the property `fairlead:dependency:KINDS` of what depends, with the other's key |
/// | dangling references | `dependsOn`; what it cannot say is the property `fairlead:dangling` |
/// | completeness | `compositions`: "complete" or "unknown" |
///
/// What `dependsOn` cannot say is a reference of the source itself, and one to what is described after all.
/// Components are of type "library", as the format has it for what is not known; `subject` is "application".
/// @param subject  what the document is about (`metadata.component`)
/// @throws fairlead::error unknown_artifact for the subject; invalid_text if a text of the graph is not UTF-8, as JSON
///   must be: both before anything is written; unwritable
/// O((V + E) log V) of time; of memory 4 B per artifact, and the texts of what the busiest one depends on.
/// @source https://cyclonedx.org/docs/1.6/json/
void write_cyclonedx(std::ostream& output, const graph_snapshot& graph, std::optional<artifact_position> subject = {});

/// Writes "<file>.new" first and then replaces `file`, which so holds the old contents or the new.
void write_cyclonedx(const std::filesystem::path& file, const graph_snapshot& graph,
                     std::optional<artifact_position> subject = {});

}  // namespace fairlead

#endif
