// SPDX-License-Identifier: BSL-1.0
#include <fairlead/exchange/cyclonedx.hpp>

#include <algorithm>
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

fairlead::artifact_graph read(const std::string& text, const fairlead::read_limits& limits = {}) {
  std::istringstream input(text);
  return fairlead::read_cyclonedx(input, limits);
}
std::string document(const std::string& members) {
  return R"({"bomFormat": "CycloneDX", "specVersion": "1.5", )" + members + "}";
}
fairlead::error refusal(const std::string& text, const fairlead::read_limits& limits = {}) {
  return error_of([&] { (void)read(text, limits); });
}
using lines = std::vector<std::string>;

// Every kind of part that is read, and some that are not.
const std::string whole = document(R"(
  "metadata": {"tools": [{"name": "x"}], "component": {"type": "application", "bom-ref": "app", "name": "app"}},
  "components": [
    {"bom-ref": "a", "type": "library", "name": "a", "purl": "pkg:npm/a@1", "version": "1",
     "hashes": [{"alg": "MD5", "content": "00000000000000000000000000000000"}, {"alg": "SHA-256", "content": ")" +
                                   std::string(64, 'A') + R"("}],
     "licenses": [{"license": {"id": "MIT"}}],
     "components": [{"bom-ref": "a|b", "type": "library", "group": "org", "name": "b", "purl": "pkg:npm/b@1"}]},
    {"bom-ref": "b", "type": "library", "name": "b", "purl": "pkg:npm/b@1"},
    {"type": "library", "group": "org", "name": "c", "version": "2"}],
  "services": [{"bom-ref": "s", "name": "service", "authenticated": true}],
  "dependencies": [
    {"ref": "app", "dependsOn": ["a", "s", "gone"], "provides": ["b"]},
    {"ref": "a", "dependsOn": []},
    {"ref": "ghost", "dependsOn": ["a"]}],
  "compositions": [{"aggregate": "incomplete", "dependencies": ["a"]}, {"dependencies": ["b"], "aggregate": "complete"}])");

}  // namespace

TEST_CASE("components, services and dependencies become a graph, and nothing is lost silently") {
  CHECK(lines_of(read(whole)) == lines{" -> ? ghost", "app", "app -> ? gone", "app -> b (provides)",
                                       "app -> pkg:npm/a@1 (runtime)", "app -> s (runtime)", "a|b", "b", "ghost",
                                       "ghost -> pkg:npm/a@1 (runtime)", "org/c@2", "pkg:npm/a@1", "s"});
}

TEST_CASE("name, version and the strongest known digest are kept") {
  const auto graph = read(whole);
  const auto a = graph.at(*graph.find("pkg:npm/a@1"));
  CHECK(a.name == "a");
  CHECK(a.version == "1");
  CHECK(a.digest == "sha256:" + std::string(64, 'a'));
  CHECK(graph.at(*graph.find("a|b")).name == "org/b");
}

TEST_CASE("what has an entry is complete, unless a composition says otherwise") {
  const auto graph = read(whole);
  const auto of = [&](const char* key) { return graph.completeness_of(*graph.find(key)); };
  CHECK(of("app") == completeness::known);
  CHECK(of("pkg:npm/a@1") == completeness::unknown);
  CHECK(of("b") == completeness::known);
  CHECK(of("s") == completeness::unknown);
}

TEST_CASE("copies of one package stay apart by their bom-ref") {
  CHECK(lines_of(read(document(R"("components": [
    {"bom-ref": "one", "type": "file", "name": "p", "purl": "pkg:npm/p@1"}, {"bom-ref": "two", "type": "file", "name": "p", "purl": "pkg:npm/p@1"}])"))) ==
        lines{"one", "two"});
}

TEST_CASE("a component without bom-ref is referred to by its package URL") {
  CHECK(
      lines_of(read(document(
          R"("components": [{"type": "file", "name": "p", "purl": "pkg:npm/p@1"}, {"type": "file", "bom-ref": "q", "name": "q"}],
    "dependencies": [{"ref": "q", "dependsOn": ["pkg:npm/p@1"]}])"))) ==
      lines{"pkg:npm/p@1", "q", "q -> pkg:npm/p@1 (runtime)"});
}

TEST_CASE("an artifact may be referred to before it is described") {
  CHECK(lines_of(read(document(R"("dependencies": [{"dependsOn": ["b"], "ref": "a"}],
    "components": [{"type": "file", "bom-ref": "a", "name": "a"}, {"type": "file", "bom-ref": "b", "name": "b"}])"))) ==
        lines{"a", "a -> b (runtime)", "b"});
}

TEST_CASE("versions 1.2 to 1.6 are read, with or without a byte order mark") {
  for (const char* version : {"1.2", "1.3", "1.4", "1.5", "1.6"}) {
    const std::string text = std::string(R"({"bomFormat": "CycloneDX", "specVersion": ")") + version + "\"} \r\n\t";
    CHECK(read(text).artifact_count() == 0);
    CHECK(read("\xef\xbb\xbf" + text).artifact_count() == 0);
  }
}

TEST_CASE("what is no CycloneDX is told apart") {
  CHECK(refusal("").message() == "the document ends too early; was it truncated?");
  CHECK(refusal("[]").code() == errc::invalid_document);
  CHECK(refusal("7").code() == errc::invalid_document);
  CHECK(refusal("{}").message() == "'bomFormat' is missing; is this CycloneDX?");
  CHECK(refusal(R"({"bomFormat": "SPDX", "specVersion": "1.5"})").path() == "/bomFormat");
  CHECK(refusal(R"({"bomFormat": "CycloneDX", "specVersion": "9.0"})").message() ==
        "CycloneDX 9.0 is not known; 1.2 to 1.6 are");
  CHECK(refusal(R"({"bomFormat": "CycloneDX"})").message() == "'specVersion' is missing; is this CycloneDX?");
  CHECK(refusal(document("\"components\": []") + "x").message() == "something follows the document");
  CHECK(refusal("{\"a\" 1}").offset() == 5);
}

TEST_CASE("a wrong type or a missing or doubled member is refused with its place") {
  const auto at = [&](const std::string& members) { return refusal(document(members)).path(); };
  CHECK(at(R"("components": {})") == "/components");
  CHECK(at(R"("components": [{"type": "file", "name": "a"}, 7])") == "/components/1");
  CHECK(at(R"("components": [{"name": 7}])") == "/components/0/name");
  CHECK(at(R"("components": [{"type": "file", "name": "a"}, {"type": "file", "bom-ref": "a"}])") == "/components/1");
  CHECK(at(R"("components": [{"name": "a"}])") == "/components/0");
  CHECK(at(R"("components": [{"type": "thing"}])") == "/components/0/type");
  CHECK(at(R"("components": [{"scope": "near"}])") == "/components/0/scope");
  CHECK(at(R"("components": [{"bom-ref": ""}])") == "/components/0/bom-ref");
  CHECK(at(R"("components": [{"name": "a", "name": "b"}])") == "/components/0/name");
  CHECK(at(R"("components": [{"name": "a", "components": [{"name": null}]}])") == "/components/0/components/0/name");
  CHECK(at(R"("components": [{"name": "a", "hashes": [{"alg": "SHA-256", "content": "xyz"}]}])") ==
        "/components/0/hashes/0");
  CHECK(at(R"("components": [{"hashes": [{"alg": "FOO", "content": "00"}]}])") == "/components/0/hashes/0");
  CHECK(at(R"("metadata": [])") == "/metadata");
  CHECK(at(R"("dependencies": [{"dependsOn": []}])") == "/dependencies/0");
  CHECK(at(R"("dependencies": [{"ref": "a", "dependsOn": ["b", 7]}])") == "/dependencies/0/dependsOn/1");
}

TEST_CASE("a bom-ref that is used twice is refused by name") {
  const auto problem = refusal(document(
      R"("components": [{"type": "file", "bom-ref": "a", "name": "a"}, {"type": "file", "bom-ref": "a", "name": "b"}])"));
  CHECK(problem.code() == errc::duplicate_artifact);
  CHECK(problem.path() == "/components/1");
  CHECK(problem.message() == "the bom-ref 'a' is used twice; in one document it is unique");
}

TEST_CASE("what a stranger's document holds sends no commands to the terminal on which its error is shown") {
  const std::string ref = R"("a\u001b[2J\n")";
  const std::string component = R"({"bom-ref": )" + ref + R"(, "type": "library", "name": "a"})";
  const auto problem = refusal(document(R"("components": [)" + component + ", " + component + "]"));
  CHECK(problem.message().find("\x1b[2J\n") != std::string::npos);
  CHECK(std::string(problem.what()).find(R"(the bom-ref 'a\x1b[2J\n' is used twice)") != std::string::npos);
}

TEST_CASE("the limits are kept") {
  const auto code = [&](const fairlead::read_limits& limits) { return refusal(whole, limits).code(); };
  CHECK(code({.max_bytes = whole.size() - 1}) == errc::limit_exceeded);
  CHECK(code({.max_depth = 5}) == errc::limit_exceeded);
  CHECK(code({.max_text = 10}) == errc::limit_exceeded);
  CHECK(code({.max_artifacts = 4}) == errc::limit_exceeded);
  CHECK(code({.max_dependencies = 4}) == errc::limit_exceeded);
  CHECK(read(whole,
             {.max_bytes = whole.size(), .max_depth = 6, .max_text = 64, .max_artifacts = 6, .max_dependencies = 5})
            .artifact_count() == 7);
}

TEST_CASE("a million levels end in one error, not on the stack") {
  generated_stream input(R"({"bomFormat": "CycloneDX", "deep": )", "[", 1'000'000, "");
  const auto problem = error_of([&] { (void)fairlead::read_cyclonedx(input); });
  CHECK(problem.code() == errc::limit_exceeded);
  CHECK(problem.offset() < 400);
  generated_stream objects(R"({"bomFormat": "CycloneDX", "components": [)", R"({"components":[)", 4'000'000, "");
  CHECK(error_of([&] { (void)fairlead::read_cyclonedx(objects); }).code() == errc::limit_exceeded);
}

TEST_CASE("half a gigabyte of what is not read costs time, but no memory") {
  constexpr std::uint64_t size = std::uint64_t{500} << 20;
  generated_stream text(R"({"bomFormat": "CycloneDX", "specVersion": "1.5", "x": ")", "0123456789abcdef", size, "\"}");
  CHECK(fairlead::read_cyclonedx(text).artifact_count() == 0);
  generated_stream truncated(R"({"bomFormat": "CycloneDX", "specVersion": "1.5", "x": [)", R"({"a":[1,null,"b"]},)",
                             size / 8, "");
  const auto problem = error_of([&] { (void)fairlead::read_cyclonedx(truncated); });
  CHECK(problem.message() == "the document ends too early; was it truncated?");
  CHECK(problem.offset() > size / 9);
}

TEST_CASE("a text that is read is refused as soon as it is too long") {
  generated_stream input(R"({"bomFormat": "CycloneDX", "components": [{"name": ")", "x", std::uint64_t{100} << 20, "");
  const auto problem = error_of([&] { (void)fairlead::read_cyclonedx(input); });
  CHECK(problem.code() == errc::limit_exceeded);
  CHECK(problem.path() == "/components/0/name");
}

TEST_CASE("every truncation is refused") {
  check_every_truncation_is_refused(whole, [](const std::string& text) { return read(text); });
}

TEST_CASE("no damage leads to anything but a graph or one error") {
  check_damage_is_survived(whole, [](const std::string& text) { return read(text); });
}

TEST_CASE("progress is told after every block") {
  generated_stream input(R"({"bomFormat": "CycloneDX", "specVersion": "1.5", "x": ")", "y", 200'000, "\"}");
  check_progress_is_told(
      input, [](std::istream& from, const auto& progress) { return fairlead::read_cyclonedx(from, {}, progress); });
}

TEST_CASE("what progress throws ends the reading") {
  std::istringstream input(whole);
  CHECK_THROWS_AS((void)fairlead::read_cyclonedx(input, {}, [](std::uint64_t, std::uint64_t) { throw 7; }), int);
}

TEST_CASE("a file that is not there is an error that names it") {
  const auto problem = error_of([] { (void)fairlead::read_cyclonedx(std::filesystem::path("/no/such/file")); });
  CHECK(problem.code() == errc::unreadable);
  CHECK(problem.path() == "/no/such/file");
  CHECK(error_of([] { (void)fairlead::read_cyclonedx(std::filesystem::path("/")); }).code() == errc::unreadable);
}
