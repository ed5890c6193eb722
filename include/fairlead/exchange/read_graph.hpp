// SPDX-License-Identifier: BSL-1.0
// Reads a dependency graph from a file in whichever format of exchange/ it is.
#ifndef FAIRLEAD_EXCHANGE_READ_GRAPH_HPP
#define FAIRLEAD_EXCHANGE_READ_GRAPH_HPP

#include <filesystem>

#include "../artifacts/artifact_graph.hpp"
#include "read_limits.hpp"
#include "read_progress.hpp"

namespace fairlead {

/// Goes by what is in the file, not by its name:
///
/// | what is there | format |
/// | --- | --- |
/// | a JSON object with `bomFormat` | CycloneDX |
/// | a JSON object with `spdxVersion` | SPDX |
/// | a JSON object with `lockfileVersion` | package-lock.json |
/// | a first line, comments aside, of `version`, `[[package]]` or `[root]` | Cargo.lock |
/// | a first paragraph (of at most 64 KiB) of fields with `Package` and `Status` | dpkg's status |
/// | such a paragraph without `Status` | Packages |
///
/// The file may be compressed with gzip, xz, lz4 or zstd, whose tool then must be there. It is opened more than
/// once, and JSON is read twice as far as the member that tells; so it cannot be a pipe.
/// @throws fairlead::error invalid_document if it is none of these; unreadable; and what the reader of the format
/// throws
[[nodiscard]] artifact_graph read_graph(const std::filesystem::path& file, const read_limits& limits = {},
                                        const read_progress& progress = {});

}  // namespace fairlead

#endif
