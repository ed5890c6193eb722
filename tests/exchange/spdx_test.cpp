// SPDX-License-Identifier: BSL-1.0
#include <fairlead/exchange/spdx.hpp>

#include <sstream>

#include <doctest/doctest.h>

#include "documents.hpp"

using fairlead::completeness;
using fairlead::errc;
using tests::check_damage_is_survived;
using tests::check_every_truncation_is_refused;
using tests::check_progress_is_told;
using tests::error_of;
using tests::generated_stream;
using tests::lines_of;

namespace {

using lines = std::vector<std::string>;

fairlead::artifact_graph read(const std::string& text, const fairlead::read_limits& limits = {}) {
  std::istringstream input(text);
  return fairlead::read_spdx(input, limits);
}
std::string document(const std::string& members) { return R"({"spdxVersion": "SPDX-2.3", )" + members + "}"; }
fairlead::error refusal(const std::string& text, const fairlead::read_limits& limits = {}) {
  return error_of([&] { (void)read(text, limits); });
}

// Two packages and what is between them; "A" and "B" stand for their ids.
std::string related(const std::string& a, const std::string& type, const std::string& b) {
  return document(R"("packages": [{"SPDXID": "SPDXRef-A", "name": "a"}, {"SPDXID": "SPDXRef-B", "name": "b"}],
    "relationships": [{"spdxElementId": ")" +
                  a + R"(", "relationshipType": ")" + type + R"(", "relatedSpdxElement": ")" + b + "\"}]");
}
lines edge_of(const std::string& type) {
  lines all = lines_of(read(related("SPDXRef-A", type, "SPDXRef-B")));
  std::erase_if(all, [](const std::string& line) { return line.find("->") == std::string::npos; });
  return all;
}
const std::string forth = "SPDXRef-A -> SPDXRef-B ";
const std::string back = "SPDXRef-B -> SPDXRef-A ";

// Every kind of part that is read, and some that are not.
const std::string whole = document(R"(
  "SPDXID": "SPDXRef-DOCUMENT", "creationInfo": {"creators": ["Tool: x"]}, "documentDescribes": ["SPDXRef-app", "SPDXRef-gone"],
  "packages": [
    {"SPDXID": "SPDXRef-app", "name": "app", "versionInfo": "1", "hasFiles": ["SPDXRef-file"],
     "externalRefs": [{"referenceCategory": "SECURITY", "referenceType": "cpe23Type", "referenceLocator": "cpe:x"},
                      {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:npm/app@1"}],
     "checksums": [{"algorithm": "SHA1", "checksumValue": "00"}, {"algorithm": "SHA512", "checksumValue": ")" +
                                   std::string(128, 'b') + R"("}, {"algorithm": "SHA256", "checksumValue": ")" +
                                   std::string(64, 'A') + R"("}]},
    {"SPDXID": "SPDXRef-lib", "name": "lib"}],
  "files": [{"SPDXID": "SPDXRef-file", "fileName": "./a.c", "fileTypes": ["SOURCE"]}],
  "snippets": [{"SPDXID": "SPDXRef-snippet", "name": "s", "snippetFromFile": "SPDXRef-file", "ranges": [{"x": 1}]}],
  "relationships": [
    {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-app"},
    {"spdxElementId": "SPDXRef-app", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-lib"},
    {"spdxElementId": "DocumentRef-x:SPDXRef-y", "relationshipType": "TEST_DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-app"},
    {"spdxElementId": "SPDXRef-lib", "relationshipType": "DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-ghost", "comment": "c"},
    {"spdxElementId": "SPDXRef-lib", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "NONE"}])");

}  // namespace

TEST_CASE("packages, files, snippets and relationships become a graph, and nothing is lost silently") {
  CHECK(lines_of(read(whole)) ==
        lines{" -> ? SPDXRef-ghost", " -> ? SPDXRef-gone", "SPDXRef-file", "SPDXRef-file -> SPDXRef-snippet (contains)",
              "SPDXRef-ghost", "SPDXRef-ghost -> SPDXRef-lib (runtime)", "SPDXRef-lib", "SPDXRef-snippet",
              "pkg:npm/app@1", "pkg:npm/app@1 -> ? DocumentRef-x:SPDXRef-y", "pkg:npm/app@1 -> SPDXRef-file (contains)",
              "pkg:npm/app@1 -> SPDXRef-lib (runtime)"});
}

TEST_CASE("name, version and the preferred digest are kept") {
  const auto graph = read(whole);
  const auto app = graph.at(*graph.find("pkg:npm/app@1"));
  CHECK(app.name == "app");
  CHECK(app.version == "1");
  CHECK(app.digest == "sha256:" + std::string(64, 'a'));
  CHECK(graph.at(*graph.find("SPDXRef-file")).name == "./a.c");
}

TEST_CASE("each type of relationship has its direction and kind") {
  struct form {
    const char* types;
    const std::string& way;
    const char* kind;
  };
  const std::vector<form> forms{
      {"DEPENDS_ON DYNAMIC_LINK HAS_PREREQUISITE DISTRIBUTION_ARTIFACT", forth, "(runtime)"},
      {"DEPENDENCY_OF RUNTIME_DEPENDENCY_OF DATA_FILE_OF PREREQUISITE_FOR", back, "(runtime)"},
      {"STATIC_LINK GENERATED_FROM COPY_OF EXPANDED_FROM_ARCHIVE FILE_MODIFIED", forth, "(build)"},
      {"BUILD_DEPENDENCY_OF BUILD_TOOL_OF DEPENDENCY_MANIFEST_OF GENERATES PATCH_APPLIED", back, "(build)"},
      {"TEST_DEPENDENCY_OF TEST_TOOL_OF TEST_OF TEST_CASE_OF", back, "(test)"},
      {"DEV_DEPENDENCY_OF DEV_TOOL_OF", back, "(dev)"},
      {"OPTIONAL_DEPENDENCY_OF OPTIONAL_COMPONENT_OF", back, "(optional)"},
      {"PROVIDED_DEPENDENCY_OF", back, "(peer)"},
      {"SPECIFICATION_FOR REQUIREMENT_DESCRIPTION_FOR", back, "(provides)"},
      {"CONTAINS", forth, "(contains)"},
      {"CONTAINED_BY PACKAGE_OF FILE_ADDED", back, "(contains)"},
      {"DESCENDANT_OF PATCH_FOR", forth, "(order_only)"},
      {"ANCESTOR_OF", back, "(order_only)"}};
  std::size_t seen = 0;
  for (const form& each : forms) {
    std::istringstream types(each.types);
    for (std::string type; types >> type; ++seen) {
      CAPTURE(type);
      CHECK(edge_of(type) == lines{each.way + each.kind});
    }
  }
  for (const char* type : {"AMENDS", "DESCRIBED_BY", "DESCRIBES", "DOCUMENTATION_OF", "EXAMPLE_OF", "FILE_DELETED",
                           "METAFILE_OF", "OTHER", "VARIANT_OF"}) {
    CAPTURE(type);
    CHECK(edge_of(type).empty());
    ++seen;
  }
  CHECK(seen == 45);
}

TEST_CASE("what is referred to and not described is dangling, whichever side depends") {
  const auto of = [](const char* a, const char* type, const char* b) {
    lines all = lines_of(read(related(a, type, b)));
    std::erase(all, "SPDXRef-A");
    std::erase(all, "SPDXRef-B");
    return all;
  };
  CHECK(of("SPDXRef-A", "DEPENDS_ON", "SPDXRef-X") == lines{"SPDXRef-A -> ? SPDXRef-X"});
  CHECK(of("SPDXRef-X", "DEPENDENCY_OF", "SPDXRef-A") == lines{"SPDXRef-A -> ? SPDXRef-X"});
  CHECK(of("SPDXRef-X", "DEPENDS_ON", "SPDXRef-A") ==
        lines{" -> ? SPDXRef-X", "SPDXRef-X", "SPDXRef-X -> SPDXRef-A (runtime)"});
  CHECK(of("SPDXRef-X", "DEPENDS_ON", "SPDXRef-Y") ==
        lines{" -> ? SPDXRef-X", "SPDXRef-X", "SPDXRef-X -> ? SPDXRef-Y"});
  CHECK(of("SPDXRef-A", "OTHER", "SPDXRef-X") == lines{"SPDXRef-A -> ? SPDXRef-X"});
  CHECK(of("SPDXRef-X", "OTHER", "SPDXRef-A") == lines{"SPDXRef-A -> ? SPDXRef-X"});
  CHECK(of("SPDXRef-DOCUMENT", "AMENDS", "DocumentRef-o:SPDXRef-DOCUMENT") ==
        lines{" -> ? DocumentRef-o:SPDXRef-DOCUMENT"});
  CHECK(of("SPDXRef-A", "DESCRIBED_BY", "SPDXRef-DOCUMENT").empty());
  CHECK(of("SPDXRef-X", "DESCRIBED_BY", "SPDXRef-DOCUMENT") == lines{" -> ? SPDXRef-X"});
}

TEST_CASE("NONE makes the dependencies of an artifact known, NOASSERTION does not, and neither is an artifact") {
  const auto known = [](const char* type, const char* b) {
    const auto graph = read(related("SPDXRef-A", type, b));
    CHECK(graph.artifact_count() == 2);
    CHECK(graph.dangling().empty());
    return graph.completeness_of(*graph.find("SPDXRef-A")) == completeness::known;
  };
  CHECK(known("DEPENDS_ON", "NONE"));
  CHECK_FALSE(known("DEPENDS_ON", "NOASSERTION"));
  CHECK_FALSE(known("DEPENDS_ON", "SPDXRef-B"));
  CHECK_FALSE(known("CONTAINS", "NONE"));
  CHECK_FALSE(known("DEPENDENCY_OF", "NONE"));
  const auto both = read(document(R"("packages": [{"SPDXID": "SPDXRef-A", "name": "a"}], "relationships": [
    {"spdxElementId": "SPDXRef-A", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "NOASSERTION"},
    {"spdxElementId": "SPDXRef-A", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "NONE"}])"));
  CHECK(both.completeness_of({0}) == completeness::unknown);
}

TEST_CASE("copies of one package stay apart by their SPDXID") {
  const std::string purl =
      R"("externalRefs": [{"referenceType": "http://spdx.org/rdf/references/purl", "referenceLocator": "pkg:npm/p@1"}])";
  const std::string one = R"({"SPDXID": "SPDXRef-1", "name": "p", )" + purl + "}";
  const std::string two = R"({"SPDXID": "SPDXRef-2", "name": "p", )" + purl + "}";
  CHECK(lines_of(read(document("\"packages\": [" + one + "]"))) == lines{"pkg:npm/p@1"});
  CHECK(lines_of(read(document("\"packages\": [" + one + "," + two + "]"))) == lines{"SPDXRef-1", "SPDXRef-2"});
}

TEST_CASE("the order of members does not matter") {
  CHECK(lines_of(read(R"({"relationships": [{"relatedSpdxElement": "SPDXRef-b", "relationshipType": "DEPENDS_ON",
    "spdxElementId": "SPDXRef-a"}], "packages": [{"name": "a", "SPDXID": "SPDXRef-a"}, {"name": "b", "SPDXID": "SPDXRef-b"}],
    "spdxVersion": "SPDX-2.2"})")) == lines{"SPDXRef-a", "SPDXRef-a -> SPDXRef-b (runtime)", "SPDXRef-b"});
}

TEST_CASE("what is no SPDX 2.2 or 2.3 is told apart") {
  CHECK(refusal("").message() == "the document ends too early; was it truncated?");
  CHECK(refusal("[]").message() == "the document is not an object; is this SPDX?");
  CHECK(refusal("{}").message() == "'spdxVersion' is missing; is this SPDX 2.2 or 2.3?");
  CHECK(refusal(R"({"spdxVersion": "SPDX-2.1"})").message() == "'SPDX-2.1' is not known; SPDX-2.2 and SPDX-2.3 are");
  CHECK(refusal(R"({"spdxVersion": 2})").path() == "/spdxVersion");
}

TEST_CASE("a wrong type or a missing or doubled member is refused with its place") {
  const auto at = [&](const std::string& members) { return refusal(document(members)).path(); };
  CHECK(at(R"("packages": {})") == "/packages");
  CHECK(at(R"("packages": [7])") == "/packages/0");
  CHECK(at(R"("packages": [{"name": "a"}])") == "/packages/0");
  CHECK(at(R"("packages": [{"SPDXID": "a"}])") == "/packages/0/SPDXID");
  CHECK(at(R"("packages": [{"SPDXID": "SPDXRef-a", "name": null}])") == "/packages/0/name");
  CHECK(at(R"("packages": [{"SPDXID": "SPDXRef-a", "SPDXID": "SPDXRef-b"}])") == "/packages/0/SPDXID");
  CHECK(at(R"("packages": [{"SPDXID": "SPDXRef-a", "checksums": [{"algorithm": "SHA256", "checksumValue": "x"}]}])") ==
        "/packages/0/checksums/0");
  CHECK(at(R"("packages": [{"SPDXID": "SPDXRef-a", "hasFiles": [""]}])") == "/packages/0/hasFiles/0");
  CHECK(at(R"("files": [{"SPDXID": "SPDXRef-a"}, {"SPDXID": "SPDXRef-a"}])") == "/files/1");
  CHECK(at(R"("packages": [{"SPDXID": "SPDXRef-DOCUMENT"}])") == "/packages/0");
  CHECK(at(R"("documentDescribes": "a")") == "/documentDescribes");
  CHECK(at(R"("relationships": [{"spdxElementId": "SPDXRef-a", "relationshipType": "OTHER"}])") == "/relationships/0");
  const auto unknown = refusal(related("SPDXRef-A", "LIKES", "SPDXRef-B"));
  CHECK(unknown.path() == "/relationships/0");
  CHECK(unknown.message() == "'LIKES' is no type of relationship in SPDX 2.2 or 2.3");
}

TEST_CASE("the limits are kept") {
  const auto code = [&](const fairlead::read_limits& limits) { return refusal(whole, limits).code(); };
  CHECK(code({.max_bytes = whole.size() - 1}) == errc::limit_exceeded);
  CHECK(code({.max_depth = 4}) == errc::limit_exceeded);
  CHECK(code({.max_text = 12}) == errc::limit_exceeded);
  CHECK(code({.max_artifacts = 3}) == errc::limit_exceeded);
  CHECK(code({.max_dependencies = 8}) == errc::limit_exceeded);
  CHECK(read(whole, {.max_bytes = whole.size(), .max_depth = 5, .max_artifacts = 4, .max_dependencies = 9})
            .artifact_count() == 5);
}

TEST_CASE("depth and length cost neither stack nor memory") {
  generated_stream deep(R"({"spdxVersion": "SPDX-2.3", "deep": )", "[", 1'000'000, "");
  CHECK(error_of([&] { (void)fairlead::read_spdx(deep); }).code() == errc::limit_exceeded);
  generated_stream text(R"({"spdxVersion": "SPDX-2.3", "packages": [{"name": ")", "x", std::uint64_t{100} << 20, "");
  const auto problem = error_of([&] { (void)fairlead::read_spdx(text); });
  CHECK(problem.code() == errc::limit_exceeded);
  CHECK(problem.path() == "/packages/0/name");
  generated_stream key(R"({"spdxVersion": "SPDX-2.3", ")", "x", std::uint64_t{100} << 20, "");
  CHECK(error_of([&] { (void)fairlead::read_spdx(key); }).code() == errc::limit_exceeded);
}

TEST_CASE("every truncation is refused") {
  check_every_truncation_is_refused(whole, [](const std::string& text) { return read(text); });
}

TEST_CASE("no damage leads to anything but a graph or one error") {
  check_damage_is_survived(whole, [](const std::string& text) { return read(text); });
}

TEST_CASE("progress is told after every block") {
  generated_stream input(R"({"spdxVersion": "SPDX-2.3", "x": ")", "y", 200'000, "\"}");
  check_progress_is_told(
      input, [](std::istream& from, const auto& progress) { return fairlead::read_spdx(from, {}, progress); });
}
