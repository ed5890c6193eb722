// SPDX-License-Identifier: BSL-1.0
#include <fairlead/archive/serialize.hpp>

#include <sstream>

#include <cereal/archives/json.hpp>
#include <cereal/archives/portable_binary.hpp>
#include <doctest/doctest.h>

#include <fairlead/lifecycles.hpp>
#include <fairlead/machine/snapshot.hpp>

#include "sample.hpp"

static_assert(fairlead::has_fields<tests::sample>);
static_assert(fairlead::has_fields<fairlead::create::release_candidate::data>);
static_assert(fairlead::has_fields<fairlead::machine_snapshot<fairlead::package::approval::data>>);
static_assert(!fairlead::has_fields<std::string>);
static_assert(fairlead::has_text<fairlead::digest>);
static_assert(!fairlead::has_text<fairlead::timestamp>);

TEST_CASE("a value passes through cereal's own archives unchanged") {
  tests::sample before = tests::full_sample();
  before.crates.back().label = "text";  // cereal's JSON loses what follows a zero byte
  std::stringstream binary;
  cereal::PortableBinaryOutputArchive{binary}(before);
  tests::sample after{};
  cereal::PortableBinaryInputArchive{binary}(after);
  CHECK(after == before);
  CHECK(after.version.identical(before.version));

  std::stringstream json;
  { cereal::JSONOutputArchive{json}(cereal::make_nvp("sample", before)); }
  tests::sample again{};
  cereal::JSONInputArchive{json}(cereal::make_nvp("sample", again));
  CHECK(again == before);
}

TEST_CASE("other archives see names too: of fields, enumerators and versions") {
  std::stringstream json;
  { cereal::JSONOutputArchive{json}(cereal::make_nvp("sample", tests::full_sample())); }
  for (const char* text : {"\"now\": \"busy\"", "\"version\": \"1.4.0-rc.1+build.7\"", "\"label\": \"one\""}) {
    CHECK(json.str().find(text) != std::string::npos);
  }
}

TEST_CASE("a name that no enumerator has is refused") {
  std::stringstream json(R"({"mood": {"now": "furious"}})");
  cereal::JSONInputArchive archive{json};
  archive.setNextName("mood");
  archive.startNode();
  tests::mood now{};
  fairlead::detail::named_enum<tests::mood> wrapped{now};
  CHECK_THROWS_WITH_AS(archive(cereal::make_nvp("now", wrapped)), "'furious' is none of the names it may be",
                       fairlead::error);
}
