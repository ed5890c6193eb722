// SPDX-License-Identifier: BSL-1.0
#include <fairlead/identity/semantic_version.hpp>

#include <array>
#include <random>

#include <doctest/doctest.h>

using fairlead::semantic_version;

namespace {

std::size_t offset_of_error(const std::string& text) {
  try {
    (void)semantic_version::parse(text);
  } catch (const fairlead::error& problem) {
    CHECK(problem.code() == fairlead::errc::invalid_text);
    return problem.offset();
  }
  FAIL("it was read: " << text);
  return 0;
}

}  // namespace

TEST_CASE("precedence is that of semver.org, item 11") {
  constexpr std::array ascending{"1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta",
                                 "1.0.0-beta",  "1.0.0-beta.2",  "1.0.0-beta.11",
                                 "1.0.0-rc.1",  "1.0.0",         "2.0.0",
                                 "2.1.0",       "2.1.1"};
  for (std::size_t a = 0; a < ascending.size(); ++a) {
    for (std::size_t b = 0; b < ascending.size(); ++b) {
      CHECK((semantic_version::parse(ascending[a]) <=> semantic_version::parse(ascending[b])) == (a <=> b));
    }
  }
}

TEST_CASE("numeric identifiers are ordered by value however long they are, and below all others") {
  CHECK(semantic_version::parse("1.0.0-99999999999999999999") < semantic_version::parse("1.0.0-100000000000000000000"));
  CHECK(semantic_version::parse("1.0.0-9") < semantic_version::parse("1.0.0--"));
}

TEST_CASE("build metadata does not count for precedence, but makes versions different") {
  const auto one = semantic_version::parse("1.0.0+a");
  const auto other = semantic_version::parse("1.0.0+b");
  CHECK(one == other);
  CHECK_FALSE(one.identical(other));
  CHECK(one.identical(semantic_version::parse("1.0.0+a")));
}

TEST_CASE("a version is printed as it was read") {
  for (const char* text : {"0.0.0", "1.2.3-rc.1+build.5.sha-0", "1.0.0-0A.is.legal", "1.0.0+0001",
                           "18446744073709551615.0.0", "1.0.0---RC-SNAPSHOT.12.9.1--.12"}) {
    CHECK(semantic_version::parse(text).to_string() == text);
  }
}

TEST_CASE("what is wrong is told with its place") {
  CHECK(offset_of_error("") == 0);
  CHECK(offset_of_error("1") == 1);
  CHECK(offset_of_error("1.2") == 3);
  CHECK(offset_of_error("v1.2.3") == 0);
  CHECK(offset_of_error("01.2.3") == 0);
  CHECK(offset_of_error("1.2.3-") == 6);
  CHECK(offset_of_error("1.2.3-01") == 6);
  CHECK(offset_of_error("1.2.3-a..b") == 8);
  CHECK(offset_of_error("1.2.3+") == 6);
  CHECK(offset_of_error("1.2.3 ") == 5);
  CHECK(offset_of_error("1.2.18446744073709551616") == 4);
}

TEST_CASE("the next release drops prerelease and build, and the lower numbers") {
  const auto version = semantic_version::parse("1.4.7-rc.1+b");
  CHECK(version.next_major().to_string() == "2.0.0");
  CHECK(version.next_minor().to_string() == "1.5.0");
  CHECK(version.next_patch().to_string() == "1.4.8");
}

TEST_CASE("the next prerelease raises the last number, or begins with 0") {
  const auto next = [](const char* version, const char* label) {
    return semantic_version::parse(version).next_prerelease(label).to_string();
  };
  CHECK(next("1.4.7+b", "") == "1.4.8-0");
  CHECK(next("1.4.7", "rc") == "1.4.8-rc.0");
  CHECK(next("1.4.7-rc.9", "") == "1.4.7-rc.10");
  CHECK(next("1.4.7-rc.99999999999999999999", "rc") == "1.4.7-rc.100000000000000000000");
  CHECK(next("1.4.7-rc.1.x", "rc") == "1.4.7-rc.2.x");
  CHECK(next("1.4.7-beta.7", "rc") == "1.4.7-rc.0");
  CHECK(next("1.4.7-beta", "") == "1.4.7-beta.0");
  CHECK(next("1.4.7", "a.b") == "1.4.8-a.b.0");
}

TEST_CASE("no next version is earlier than the one before") {
  const auto code = [](const char* version, fairlead::version_part part, const char* label) {
    try {
      (void)semantic_version::parse(version).bump(part, label);
    } catch (const fairlead::error& problem) { return problem.code(); }
    FAIL("it was raised: " << version);
    return fairlead::errc::unreadable;
  };
  using part = fairlead::version_part;
  CHECK(code("1.4.7-rc.1", part::prerelease, "beta") == fairlead::errc::invalid_value);
  CHECK(code("1.4.7-rc.1", part::prerelease, "r c") == fairlead::errc::invalid_text);
  CHECK(code("1.4.7-rc.1", part::prerelease, "01") == fairlead::errc::invalid_text);
  CHECK(code("18446744073709551615.0.0", part::major_number, "") == fairlead::errc::invalid_value);
  CHECK(code("0.18446744073709551615.0", part::minor_number, "") == fairlead::errc::invalid_value);
  CHECK(code("0.0.18446744073709551615", part::patch_number, "") == fairlead::errc::invalid_value);
  CHECK(code("0.0.18446744073709551615", part::prerelease, "") == fairlead::errc::invalid_value);
}

TEST_CASE("a release is what its prereleases lead to") {
  CHECK(semantic_version::parse("1.4.0-rc.2+b").released().to_string() == "1.4.0");
  CHECK(semantic_version::parse("1.4.7-rc.1+b").bump(fairlead::version_part::minor_number).to_string() == "1.5.0");
}

TEST_CASE("precedence is a total order on random versions") {
  std::mt19937 random(3);
  const auto any = [&] {
    std::string text = std::to_string(random() % 3) + "." + std::to_string(random() % 3) + ".0";
    for (auto i = random() % 3; i > 0; --i) {
      text += (text.find('-') == std::string::npos ? "-" : ".") + std::string(random() % 2 ? "a" : "") +
              std::to_string(random() % 12);
    }
    return semantic_version::parse(text);
  };
  for (int i = 0; i < 3000; ++i) {
    const auto a = any();
    const auto b = any();
    const auto c = any();
    CHECK((a < b) == (b > a));
    if (a < b && b < c) { CHECK(a < c); }
    if (a == b) { CHECK(a.to_string() == b.to_string()); }
  }
}
