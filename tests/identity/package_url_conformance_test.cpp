// SPDX-License-Identifier: BSL-1.0
// Every case of package-url/purl-spec's own suite.
#include <fairlead/identity/package_url.hpp>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include "../support/source_root.hpp"

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using fairlead::package_url;
using fairlead::purl_parts;
using fairlead::purl_reading;

std::string text_of(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(key);
  return value == nullptr || value->is_null() ? std::string() : std::string(value->as_string());
}

purl_parts parts_of(const json::object& object) {
  purl_parts parts{.type = text_of(object, "type"),
                   .namespace_path = text_of(object, "namespace"),
                   .name = text_of(object, "name"),
                   .version = text_of(object, "version"),
                   .qualifiers = {},
                   .subpath = text_of(object, "subpath")};
  const json::value* const qualifiers = object.if_contains("qualifiers");
  if (qualifiers != nullptr && qualifiers->is_object()) {
    std::set<std::pair<std::string, std::string>> sorted;
    for (const auto& each : qualifiers->as_object()) { sorted.emplace(each.key(), each.value().as_string()); }
    for (const auto& [key, value] : sorted) { parts.qualifiers.push_back({key, value}); }
  }
  return parts;
}

bool refused(const json::value& input, purl_reading reading) {
  try {
    (void)(input.is_string() ? package_url::parse(std::string_view(input.as_string()), reading)
                             : package_url::build(parts_of(input.as_object())));
  } catch (const fairlead::error& problem) {
    CHECK(problem.code() == fairlead::errc::invalid_text);
    return true;
  }
  return false;
}

void check_case(const json::object& test) {
  const json::value& input = test.at("input");
  const std::string what = text_of(test, "description") + ": " + json::serialize(input);
  CAPTURE(what);
  if (test.at("expected_failure").as_bool()) {
    CHECK(refused(input, purl_reading::strict));
    return;
  }
  REQUIRE_FALSE(refused(input, purl_reading::tolerant));
  const package_url url = input.is_string() ? package_url::parse(std::string_view(input.as_string()))
                                            : package_url::build(parts_of(input.as_object()));
  const json::value& expected = test.at("expected_output");
  if (expected.is_string()) {
    CHECK(url.to_string() == std::string_view(expected.as_string()));
  } else {
    CHECK(url.parts() == parts_of(expected.as_object()));
  }
}

}  // namespace

// The suite reads keys in capitals (maven, and whatever is to be normalized), and refuses them (gem, rpm): in its
// refusals it reads strictly, else tolerantly.
TEST_CASE("every case of purl-spec's suite is read, built or refused as it says") {
  const fs::path suite = tests::source_root() / "../shared/data/purl";
  if (!fs::exists(suite)) {
    MESSAGE("skipped: purl is not on this machine");
    return;
  }
  std::size_t cases = 0;
  std::size_t refused_strictly_alone = 0;
  for (const auto& entry : fs::recursive_directory_iterator(suite)) {
    if (entry.path().extension() != ".json") { continue; }
    std::stringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    const json::value document = json::parse(text.str());
    for (const json::value& each : document.at("tests").as_array()) {
      const json::object& test = each.as_object();
      check_case(test);
      ++cases;
      if (test.at("expected_failure").as_bool() && !refused(test.at("input"), purl_reading::tolerant)) {
        ++refused_strictly_alone;
      }
    }
  }
  CHECK(cases >= 586);
  CHECK(refused_strictly_alone == 2);
}
