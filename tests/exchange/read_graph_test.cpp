// SPDX-License-Identifier: BSL-1.0
#include <fairlead/exchange/read_graph.hpp>

#include <cstdlib>

#include <doctest/doctest.h>

#include "documents.hpp"

using tests::scratch_file;

namespace {

std::size_t artifacts_in(const std::string& text) {
  const scratch_file file(text);
  return fairlead::read_graph(file.path).artifact_count();
}
fairlead::error refusal(const std::string& text) {
  const scratch_file file(text);
  fairlead::error problem = tests::error_of([&] { (void)fairlead::read_graph(file.path); });
  CHECK(problem.path().starts_with(file.path.string()));
  return problem;
}

}  // namespace

TEST_CASE("every format is known by what is in it, not by its name") {
  CHECK(artifacts_in(
            "\xef\xbb\xbf \n{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [{\"type\": "
            "\"file\", \"name\": \"a\"}]}") == 1);
  CHECK(artifacts_in(R"({"spdxVersion": "SPDX-2.3", "files": [{"SPDXID": "SPDXRef-a", "fileName": "a"}]})") == 1);
  CHECK(artifacts_in(R"({"name": "a", "lockfileVersion": 3, "packages": {"": {"name": "a"}}})") == 1);
  const std::string package = "Package: a\nVersion: 1\nArchitecture: all\n";
  CHECK(artifacts_in(package + "Status: install ok installed\n") == 1);
  CHECK(artifacts_in("\n\n" + package + "\nPackage: b\nStatus: x\nVersion: 1\nArchitecture: all\n") == 2);
  CHECK(artifacts_in("# by hand\r\n\n# twice\nversion = 4\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n") == 1);
  CHECK(artifacts_in("[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n") == 1);
  CHECK(artifacts_in("[root]\nname = \"a\"\nversion = \"1.0.0\"\n") == 1);
}

TEST_CASE("the member that tells the format may be the last of a large document") {
  const std::string padding(300'000, 'x');
  CHECK(artifacts_in(R"({"x": ")" + padding + R"(", "packages": {"": {}}, "lockfileVersion": 3})") == 1);
  CHECK(artifacts_in(R"({"x": {"lockfileVersion": 3}, "specVersion": "1.6", "bomFormat": "CycloneDX"})") == 0);
}

TEST_CASE("a compressed file is recognized as what is in it") {
  if (std::system("command -v gzip > /dev/null") != 0) {
    MESSAGE("skipped: gzip is not on this machine");
    return;
  }
  for (const char* text : {R"({"lockfileVersion": 3, "packages": {"": {}}})",
                           "version = 4\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n"}) {
    const scratch_file plain(text);
    const scratch_file compressed("");
    REQUIRE(std::system(("gzip -c '" + plain.path.string() + "' > '" + compressed.path.string() + "'").c_str()) == 0);
    CHECK(fairlead::read_graph(compressed.path).artifact_count() == 1);
  }
}

TEST_CASE("what is none of these, or empty, or not there, is an error that names the file and what is known") {
  for (const char* text : {"<xml/>", "[1]", "{}", R"({"a": {"bomFormat": "CycloneDX"}})", "a = 1\n", "---\na: b\n"}) {
    CAPTURE(text);
    const auto problem = refusal(text);
    CHECK(problem.code() == fairlead::errc::invalid_document);
    CHECK(problem.message() ==
          "the format is not known; CycloneDX, SPDX and package-lock.json (all JSON), Cargo.lock, dpkg's status and "
          "Packages are");
  }
  for (const char* text : {"", " \n", "# nothing\n"}) { CHECK(refusal(text).message() == "the file is empty"); }
  CHECK(tests::error_of([] { (void)fairlead::read_graph("/no/such/file"); }).code() == fairlead::errc::unreadable);
}

TEST_CASE("what is no JSON, or of a wrong type where the format is told, is refused at its place") {
  CHECK(refusal("{\"a\": ]").message().starts_with("this is not JSON"));
  CHECK(refusal("{\"a\": 1").message() == "the document ends too early; was it truncated?");
  CHECK(refusal(R"({"lockfileVersion": "3"})").path().ends_with(": /lockfileVersion"));
  CHECK(refusal("{\"a\":" + std::string(100'000, '[')).code() == fairlead::errc::limit_exceeded);
}

TEST_CASE("an error within the document comes with the file's path before its place") {
  const scratch_file json(R"({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"name": 7}]})");
  const auto problem = tests::error_of([&] { (void)fairlead::read_graph(json.path); });
  CHECK(problem.path() == json.path.string() + ": /components/0/name");
}

TEST_CASE("of a file, progress tells how large it is, and comes to its end") {
  const std::string text = R"({"lockfileVersion": 3, "packages": {"": {}}, "x": ")" + std::string(200'000, 'y') + "\"}";
  const scratch_file file(text);
  std::vector<std::uint64_t> told;
  (void)fairlead::read_graph(file.path, {}, [&](std::uint64_t bytes_read, std::uint64_t bytes_total) {
    told.push_back(bytes_read);
    CHECK(bytes_total == text.size());
  });
  CHECK(told.size() >= 3);
  CHECK(told.back() == text.size());
}
