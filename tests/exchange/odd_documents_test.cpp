// SPDX-License-Identifier: BSL-1.0
// What nobody would write on purpose, to every reader alike.
#include <functional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <fairlead/artifacts/freeze.hpp>
#include <fairlead/exchange/cargo_lock.hpp>
#include <fairlead/exchange/cyclonedx.hpp>
#include <fairlead/exchange/debian_packages.hpp>
#include <fairlead/exchange/dpkg_status.hpp>
#include <fairlead/exchange/package_lock.hpp>
#include <fairlead/exchange/spdx.hpp>

#include "documents.hpp"

using fairlead::artifact_graph;
using fairlead::errc;
using tests::error_of;
using tests::generated_stream;
using tests::lines_of;

namespace {

struct reader {
  const char* name;
  std::function<artifact_graph(std::istream&)> read;
  const char* document;  // two artifacts, one of which depends on the other

  [[nodiscard]] artifact_graph operator()(const std::string& text) const {
    std::istringstream input(text);
    return read(input);
  }
};

const std::vector<reader>& readers() {
  static const std::vector<reader> all{
      {"CycloneDX", [](std::istream& input) { return fairlead::read_cyclonedx(input); },
       "{\"bomFormat\": \"CycloneDX\",\n \"specVersion\": \"1.6\",\n \"components\": [\n"
       "  {\"type\": \"library\", \"bom-ref\": \"a\", \"name\": \"a\"},\n"
       "  {\"type\": \"library\", \"bom-ref\": \"b\", \"name\": \"b\"}],\n"
       " \"dependencies\": [{\"ref\": \"a\", \"dependsOn\": [\"b\"]}]}\n"},
      {"SPDX", [](std::istream& input) { return fairlead::read_spdx(input); },
       "{\"spdxVersion\": \"SPDX-2.3\",\n \"packages\": [\n  {\"SPDXID\": \"SPDXRef-a\", \"name\": \"a\"},\n"
       "  {\"SPDXID\": \"SPDXRef-b\", \"name\": \"b\"}],\n \"relationships\": [{\"spdxElementId\": \"SPDXRef-a\",\n"
       "  \"relationshipType\": \"DEPENDS_ON\", \"relatedSpdxElement\": \"SPDXRef-b\"}]}\n"},
      {"package-lock.json", [](std::istream& input) { return fairlead::read_package_lock(input); },
       "{\"lockfileVersion\": 3,\n \"packages\": {\n"
       "  \"\": {\"name\": \"a\", \"version\": \"1.0.0\", \"dependencies\": {\"b\": \"*\"}},\n"
       "  \"node_modules/b\": {\"version\": \"1.0.0\"}}}\n"},
      {"Cargo.lock", [](std::istream& input) { return fairlead::read_cargo_lock(input); },
       "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\ndependencies = [\n \"b\",\n]\n\n"
       "[[package]]\nname = \"b\"\nversion = \"1.0.0\"\n"},
      {"dpkg status", [](std::istream& input) { return fairlead::read_dpkg_status(input); },
       "Package: a\nStatus: install ok installed\nArchitecture: all\nVersion: 1\nDepends: b\n\n"
       "Package: b\nStatus: install ok installed\nArchitecture: all\nVersion: 1\n"},
      {"Packages", [](std::istream& input) { return fairlead::read_debian_packages(input); },
       "Package: a\nArchitecture: all\nVersion: 1\nDepends: b\n\nPackage: b\nArchitecture: all\nVersion: 1\n"},
  };
  return all;
}

}  // namespace

TEST_CASE("what holds no artifact is an empty graph or one error, and so is a document of another format") {
  const std::string mark = "\xef\xbb\xbf";
  std::vector<std::string> all{"",
                               "\n",
                               "\r\n\r\n",
                               " ",
                               mark,
                               mark + "\n",
                               std::string(1, '\0'),
                               std::string(4096, '\0'),
                               "{}",
                               "[]",
                               "null",
                               "true",
                               "0",
                               "-1e999",
                               "\"x\"",
                               "{",
                               "}",
                               "[[",
                               "]]",
                               ":",
                               "a: ",
                               "=",
                               "\xff\xfe{\0}",
                               mark + mark};
  for (const reader& each : readers()) { all.emplace_back(each.document); }
  for (const reader& read : readers()) {
    for (const std::string& text : all) {
      CAPTURE(read.name);
      CAPTURE(text);
      if (text == read.document) { continue; }
      try {
        const artifact_graph graph = read(text);
        // A paragraph of dpkg's status is one of Packages as well.
        const bool is_close = std::string(read.name) == "Packages" && text.find("Status: ") != std::string::npos;
        CHECK(graph.artifact_count() == (is_close ? 2 : 0));
      } catch (const fairlead::error& problem) { CHECK_FALSE(problem.message().empty()); }
    }
  }
}

TEST_CASE("carriage returns at the ends of lines and a byte order mark change nothing") {
  for (const reader& read : readers()) {
    CAPTURE(read.name);
    const auto expected = lines_of(read(read.document));
    CHECK(expected.size() == 3);
    std::string text;
    for (const char each : std::string(read.document)) {
      text += each == '\n' ? std::string("\r\n") : std::string(1, each);
    }
    CHECK(lines_of(read(text)) == expected);
    CHECK(lines_of(read("\xef\xbb\xbf" + text)) == expected);
  }
}

TEST_CASE("a million repetitions of one dependency are one edge") {
  generated_stream cyclonedx(R"({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
      {"type": "library", "bom-ref": "a", "name": "a"}, {"type": "library", "bom-ref": "b", "name": "b"}],
      "dependencies": [{"ref": "a", "dependsOn": [)",
                             R"("b",)", 4'000'000, R"("b"]}]})");
  generated_stream debian(
      "Package: b\nArchitecture: all\nVersion: 1\n\nPackage: a\nArchitecture: all\nVersion: 1\nDepends: ", "b,",
      600'000, "b\n");
  for (const artifact_graph& graph :
       {fairlead::read_cyclonedx(cyclonedx), fairlead::read_debian_packages(debian, {.max_line = 1'000'000})}) {
    const auto snapshot = fairlead::freeze(graph, fairlead::cycle_policy::reject);
    CHECK(snapshot.artifact_count() == 2);
    CHECK(snapshot.dependency_count() == 1);
  }
}

TEST_CASE("who depends on itself is told apart, and makes neither an edge nor a cycle") {
  for (const reader& read : readers()) {
    CAPTURE(read.name);
    std::string text = read.document;
    const std::vector<std::pair<std::string, std::string>> changes{
        {"\"dependsOn\": [\"b\"]", "\"dependsOn\": [\"a\"]"},
        {"\"relatedSpdxElement\": \"SPDXRef-b\"", "\"relatedSpdxElement\": \"SPDXRef-a\""},
        {"\n \"b\",", "\n \"a\","},
        {"Depends: b", "Depends: a"}};
    for (const auto& [from, to] : changes) {
      if (const auto at = text.find(from); at != std::string::npos) { text.replace(at, from.size(), to); }
    }
    if (text == read.document) { continue; }  // package-lock.json: see package_lock_test.cpp
    const artifact_graph graph = read(text);
    CHECK(graph.artifact_count() == 2);
    CHECK(graph.dependencies().empty());
    CHECK(graph.self_dependencies().size() == 1);
  }
}

TEST_CASE("a zero byte in a name ends neither the name nor the program") {
  for (const reader& read : readers()) {
    const std::string whole = read.document;
    for (const std::string& zero : {std::string("\\u0000"), std::string(1, '\0')}) {
      for (std::size_t at = whole.find('a'); at != std::string::npos; at = whole.find('a', at + 1)) {
        CAPTURE(read.name);
        CAPTURE(at);
        try {
          const artifact_graph graph = read(whole.substr(0, at) + zero + whole.substr(at));
          const auto snapshot = fairlead::freeze(graph, fairlead::cycle_policy::condense);
          for (fairlead::artifact_position v = 0; v != snapshot.artifact_count(); ++v) {
            CHECK(snapshot.find(snapshot.key(v)) == v);
          }
        } catch (const fairlead::error& problem) { CHECK_FALSE(problem.message().empty()); }
      }
    }
  }
}
