// SPDX-License-Identifier: BSL-1.0
#include <fairlead/exchange/read_graph.hpp>

#include <doctest/doctest.h>

#include "documents.hpp"

using tests::scratch_file;

TEST_CASE("the format is known by the first bytes, not by the name") {
  const scratch_file json(
      "\xef\xbb\xbf \n{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [{\"type\": \"file\", "
      "\"name\": \"a\"}]}");
  CHECK(fairlead::read_graph(json.path).artifact_count() == 1);
  const scratch_file status("Package: a\nStatus: install ok installed\nArchitecture: all\nVersion: 1\n");
  CHECK(fairlead::read_graph(status.path).artifact_count() == 1);
}

TEST_CASE("a file that is neither, or empty, or not there, is an error that names it") {
  for (const char* text : {"", " \n", "<xml/>", "[1]"}) {
    const scratch_file other(text);
    const auto problem = tests::error_of([&] { (void)fairlead::read_graph(other.path); });
    CHECK(problem.code() == fairlead::errc::invalid_document);
    CHECK(problem.path() == other.path.string());
  }
  CHECK(tests::error_of([] { (void)fairlead::read_graph("/no/such/file"); }).code() == fairlead::errc::unreadable);
}

TEST_CASE("an error within the document comes with the file's path before its place") {
  const scratch_file json(R"({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"name": 7}]})");
  const auto problem = tests::error_of([&] { (void)fairlead::read_graph(json.path); });
  CHECK(problem.path() == json.path.string() + ": /components/0/name");
}
