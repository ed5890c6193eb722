// SPDX-License-Identifier: BSL-1.0
// The readers on documents that nobody here wrote: real SBOMs, CycloneDX's own examples, this machine's packages.
#include <fairlead/exchange.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include <fairlead/artifacts/freeze.hpp>
#include <fairlead/artifacts/graph_difference.hpp>

#include "../support/source_root.hpp"
#include "documents.hpp"

namespace {

namespace fs = std::filesystem;

fs::path data() { return tests::source_root() / "../shared/data"; }

bool absent(const fs::path& what) {
  if (fs::exists(what)) { return false; }
  MESSAGE("skipped: " << what.filename().string() << " is not on this machine");
  return true;
}

struct counts {
  const char* file;
  std::size_t artifacts;
  std::size_t dependencies;
  std::size_t cycles;
  std::size_t dangling;
};

}  // namespace

TEST_CASE("real SBOMs give the graphs that were counted independently") {
  if (absent(data() / "sbom")) { return; }
  for (const counts& expected :
       {counts{"keycloak-10.0.2-bom.json", 904, 994, 0, 0},
        counts{"juice-shop-via_npm-bare-bom.1.4.json", 1116, 1775, 1, 0},
        counts{"proton-bridge-proton-bridge-v1.8.0.bom.json", 202, 232, 1, 0},
        counts{"dropwizard-1.3.15-bom.json", 168, 170, 0, 0}, counts{"laravel-7.12.0-bom.1.4.json", 63, 113, 0, 0}}) {
    CAPTURE(expected.file);
    const auto graph = fairlead::read_graph(data() / "sbom" / expected.file);
    const auto snapshot = fairlead::freeze(graph, fairlead::cycle_policy::condense);
    CHECK(snapshot.artifact_count() == expected.artifacts);
    CHECK(snapshot.dependency_count() == expected.dependencies);
    CHECK(snapshot.cycles().size() == expected.cycles);
    CHECK(snapshot.dangling().size() == expected.dangling);
  }
}

TEST_CASE("services are artifacts too: what only they describe is not dangling") {
  if (absent(data() / "sbom")) { return; }
  const auto graph = fairlead::read_graph(data() / "sbom/Saaapigateway-microservices-datastores-bom.json");
  CHECK(graph.artifact_count() == 7);
  CHECK(graph.dependencies().size() == 6);
  CHECK(graph.dangling().empty());
}

TEST_CASE("every valid example of CycloneDX loads, and invalid ones that concern a graph are refused") {
  // Invalid by the schema, but in parts that a graph does not need.
  const std::set<std::string> of_no_concern{
      "component-swid",   "issue-type",         "license-choice", "license-declared-concluded-mix",
      "license-encoding", "license-id",         "patch-type",     "license-missing-id-and-name",
      "metadata-license", "metadata-timestamp", "properties",     "serialnumber",
      "service-data"};
  std::set<std::string> loaded;
  if (absent(data() / "cyclonedx")) { return; }
  std::map<std::string, std::size_t> seen;
  for (const auto& entry : fs::recursive_directory_iterator(data() / "cyclonedx")) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || entry.path().extension() != ".json") { continue; }
    CAPTURE(entry.path().string());
    if (name.starts_with("valid-")) {
      ++seen["valid"];
      CHECK_NOTHROW((void)fairlead::read_cyclonedx(entry.path()));
    } else if (name.starts_with("invalid-")) {
      try {
        (void)fairlead::read_cyclonedx(entry.path());
        loaded.insert(name.substr(8, name.rfind('-') - 8));
      } catch (const fairlead::error& problem) {
        ++seen["refused"];
        CHECK_FALSE(problem.path().empty());
      }
    }
  }
  CHECK(seen["valid"] > 100);
  CHECK(seen["refused"] > 30);
  CHECK(loaded == of_no_concern);
}

TEST_CASE("this machine's packages give the graph that a slow and separate reading gives") {
  const fs::path status = "/var/lib/dpkg/status";
  if (absent(status)) { return; }
  std::ifstream input(status);
  std::size_t installed = 0;
  std::string name;
  std::set<std::string> names;
  for (std::string line; std::getline(input, line);) {
    if (line.starts_with("Package: ")) { name = line.substr(9); }
    if (line.starts_with("Status: ") && line.ends_with(" installed")) {
      ++installed;
      names.insert(name);
    }
  }
  const auto graph = fairlead::read_graph(status);
  CHECK(graph.artifact_count() == installed);
  for (std::uint32_t i = 0; i < graph.artifact_count(); ++i) {
    REQUIRE(names.contains(std::string(graph.at({i}).name)));
  }
  const auto snapshot = fairlead::freeze(graph, fairlead::cycle_policy::condense);
  CHECK(snapshot.artifact_count() == installed);
  CHECK(snapshot.wave_count() > 1);
}

TEST_CASE("real documents are written as CycloneDX and read back") {
  std::vector<fs::path> files{"/var/lib/dpkg/status"};
  if (!absent(data() / "sbom")) {
    for (const auto& entry : fs::directory_iterator(data() / "sbom")) { files.push_back(entry.path()); }
  }
  for (const fs::path& file : files) {
    if (absent(file)) { continue; }
    CAPTURE(file.string());
    const auto before = fairlead::freeze(fairlead::read_graph(file), fairlead::cycle_policy::condense);
    std::stringstream document;
    fairlead::write_cyclonedx(document, before);
    const auto after = fairlead::freeze(fairlead::read_cyclonedx(document), fairlead::cycle_policy::condense);
    CHECK(fairlead::difference(before, after).empty());
    CHECK(std::ranges::equal(before.dangling(), after.dangling()));
    std::ostringstream again;
    fairlead::write_cyclonedx(again, after);
    CHECK(again.str() == document.str());
  }
}
