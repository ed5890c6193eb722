// SPDX-License-Identifier: BSL-1.0
#include <fairlead/archive/document.hpp>

#include <random>

#include <doctest/doctest.h>

#include <fairlead/lifecycles.hpp>
#include <fairlead/machine/restore.hpp>
#include <fairlead/machine/stock.hpp>

#include "sample.hpp"

// Hazard: cereal's JSON and XML trust what they read, and JSON takes whatever rapidjson another header brought first.
#if defined(CEREAL_ARCHIVES_JSON_HPP_) || defined(CEREAL_ARCHIVES_XML_HPP_)
#error "no header of fairlead's may bring cereal's text archives along"
#endif

namespace {

constexpr fairlead::archive_kind kind{"sample", 1};

}  // namespace

TEST_CASE("a value goes to bytes and back") {
  CHECK(fairlead::from_bytes<tests::sample>(kind, fairlead::to_bytes(kind, tests::full_sample())) ==
        tests::full_sample());
}

TEST_CASE("a machine goes to bytes and back by its snapshot, and works on") {
  using fairlead::package::approval;
  fairlead::machine<approval> before{
      {.subject = {}, .author = "ada", .requester = "bert", .policy = {.quorum = 2, .voters = {"cleo", "dora"}}},
      fairlead::timestamp{5}};
  const auto approve = [](const char* who) {
    return approval::vote{who, approval::decision::approved, {}, "fine", {}};
  };
  REQUIRE(before.fire(approve("cleo")));
  const std::string bytes = fairlead::to_bytes({"approval"}, before.snapshot());
  CHECK(bytes.find("requested") != std::string::npos);
  auto after = fairlead::machine<approval>::restore(
      fairlead::from_bytes<fairlead::machine<approval>::snapshot_type>({"approval"}, bytes));
  CHECK(after == before);
  CHECK(after.due() == before.due());
  CHECK_FALSE(after.fire(approve("cleo")));
  CHECK(after.fire(approve("dora")));
  CHECK(after.is<approval::approved>());
}

TEST_CASE("an error tells the place in the value and in the bytes") {
  auto broken = fairlead::to_bytes(kind, tests::full_sample());
  std::string payload(broken.substr(fairlead::detail::envelope_size));
  payload[payload.rfind("sha256:") + 10] = '!';
  try {
    (void)fairlead::from_bytes<tests::sample>(kind, fairlead::sealed(kind, payload));
    FAIL("it was loaded");
  } catch (const fairlead::error& problem) {
    CHECK(problem.code() == fairlead::errc::invalid_text);
    CHECK(problem.path() == "/crates/1/content");
    CHECK(problem.offset() != fairlead::error::no_offset);
  }
}

TEST_CASE("every error tells the offset, also one within the names") {
  const std::string whole = fairlead::to_bytes(kind, tests::full_sample());
  const std::string payload = whole.substr(fairlead::detail::envelope_size);
  for (std::size_t size = 0; size < payload.size(); ++size) {
    try {
      (void)fairlead::from_bytes<tests::sample>(kind, fairlead::sealed(kind, payload.substr(0, size)));
      FAIL("it was loaded");
    } catch (const fairlead::error& problem) {
      CHECK(problem.offset() >= fairlead::detail::envelope_size);
      CHECK(problem.offset() <= fairlead::detail::envelope_size + size);
    }
  }
  CHECK_THROWS_WITH((void)fairlead::from_bytes<tests::sample>(kind, fairlead::sealed(kind, "\x02\x01z")),
                    "byte 47: the data end too early");
}

TEST_CASE("no random damage is ever accepted") {
  const std::string whole = fairlead::to_bytes(kind, tests::full_sample());
  std::mt19937 random(11);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = whole;
    for (unsigned changes = 1 + random() % 8; changes > 0; --changes) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    if (bytes == whole) { continue; }
    REQUIRE_THROWS_AS((void)fairlead::from_bytes<tests::sample>(kind, bytes), fairlead::error);
  }
}

TEST_CASE("no damage behind a right checksum crashes or costs more than the limits") {
  const std::string whole = fairlead::to_bytes(kind, tests::full_sample());
  const std::string payload = whole.substr(fairlead::detail::envelope_size);
  std::mt19937 random(12);
  int loaded = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = payload;
    for (unsigned changes = 1 + random() % 4; changes > 0; --changes) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    try {
      (void)fairlead::from_bytes<tests::sample>(kind, fairlead::sealed(kind, bytes));
      ++loaded;
    } catch (const fairlead::error&) {}
  }
  CHECK(loaded < 20'000);
}
