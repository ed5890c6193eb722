// SPDX-License-Identifier: BSL-1.0
#include <fairlead/identity/version_range.hpp>

#include <initializer_list>

#include <doctest/doctest.h>

using fairlead::range_syntax;
using fairlead::semantic_version;
using fairlead::version_range;

namespace {

std::size_t offset_of_error(const std::string& text, range_syntax syntax) {
  try {
    (void)version_range::parse(text, syntax);
  } catch (const fairlead::error& problem) {
    CHECK(problem.code() == fairlead::errc::invalid_text);
    return problem.offset();
  }
  FAIL("it was read: " << text);
  return 0;
}

void check(const std::string& text, range_syntax syntax, std::initializer_list<const char*> in,
           std::initializer_list<const char*> out) {
  const auto range = version_range::parse(text, syntax);
  CHECK(range.to_string() == text);
  CHECK(range.syntax() == syntax);
  for (const char* version : in) {
    CHECK_MESSAGE(range.contains(semantic_version::parse(version)), text << " holds " << version);
  }
  for (const char* version : out) {
    CHECK_MESSAGE(!range.contains(semantic_version::parse(version)), text << " does not hold " << version);
  }
}

}  // namespace

TEST_CASE("npm's carets, tildes, wildcards and hyphens hold what npm documents") {
  constexpr auto npm = range_syntax::npm;
  check("^1.2.3", npm, {"1.2.3", "1.9.0", "1.2.3+b"}, {"1.2.2", "2.0.0", "2.0.0-0", "1.3.0-rc.1"});
  check("^0.2.3", npm, {"0.2.3", "0.2.9"}, {"0.3.0", "0.2.2"});
  check("^0.0.3", npm, {"0.0.3"}, {"0.0.4", "0.0.2"});
  check("^0.0", npm, {"0.0.0", "0.0.9"}, {"0.1.0"});
  check("^0.x", npm, {"0.0.0", "0.9.9"}, {"1.0.0"});
  check("~1.2.3", npm, {"1.2.3", "1.2.9"}, {"1.3.0", "1.2.2"});
  check("~> 1", npm, {"1.0.0", "1.9.9"}, {"2.0.0"});
  check("1.2.x", npm, {"1.2.0", "1.2.9"}, {"1.3.0", "1.1.9"});
  check("1.2", npm, {"1.2.7"}, {"1.3.0"});
  check("1.2.3", npm, {"1.2.3", "1.2.3+b"}, {"1.2.4", "1.2.3-rc.1"});
  check("1.2 - 2.3", npm, {"1.2.0", "2.3.9"}, {"2.4.0", "1.1.9"});
  check("1.2.3 - 2.3.4", npm, {"1.2.3", "2.3.4"}, {"2.3.5"});
  check(">1.2", npm, {"1.3.0"}, {"1.2.9"});
  check("> =1.2.0", npm, {"1.2.0"}, {"1.1.9"});
  check("<=1.2", npm, {"1.2.9"}, {"1.3.0"});
  check(">= 1.2.3 < 2 || v3.0.0", npm, {"1.2.3", "3.0.0"}, {"2.0.0", "3.0.1"});
  check("", npm, {"0.0.0", "9.9.9"}, {"1.0.0-rc.1"});
  check("<*", npm, {}, {"0.0.0", "1.0.0"});
}

TEST_CASE("a prerelease belongs to a range only if a bound of its numbers was written with one") {
  check("^1.2.3-beta.2", range_syntax::npm, {"1.2.3-beta.2", "1.2.3-rc.1", "1.9.0"}, {"1.2.3-beta.1", "1.2.4-beta.2"});
  check(">1.2.3-rc.1 <1.2.4", range_syntax::npm, {"1.2.3-rc.2", "1.2.3"}, {"1.2.4-rc.1"});
  check("~1.2.3-rc.1", range_syntax::cargo, {"1.2.3-rc.1", "1.2.9"}, {"1.2.4-rc.1", "1.2.3-beta"});
  check(">=1.0.0, <2.0.0-beta", range_syntax::cargo, {"2.0.0-alpha", "1.5.0"}, {"1.5.0-rc.1", "2.0.0-beta"});
}

TEST_CASE("Cargo's requirements hold what Cargo documents") {
  constexpr auto cargo = range_syntax::cargo;
  check("1.2.3", cargo, {"1.2.3", "1.9.0"}, {"1.2.2", "2.0.0"});
  check("0.2", cargo, {"0.2.0", "0.2.9"}, {"0.3.0"});
  check("0", cargo, {"0.0.0", "0.9.0"}, {"1.0.0"});
  check("=1.2", cargo, {"1.2.0", "1.2.9"}, {"1.3.0"});
  check("1.*", cargo, {"1.0.0", "1.9.0"}, {"2.0.0"});
  check(">1.2", cargo, {"1.3.0"}, {"1.2.9"});
  check(">=1.2, <1.5", cargo, {"1.2.0", "1.4.9"}, {"1.5.0", "1.1.9"});
  check("<=1.2", cargo, {"1.2.9", "0.1.0"}, {"1.3.0"});
  check(" * ", cargo, {"0.0.0"}, {"1.0.0-rc.1"});
}

TEST_CASE("what is wrong with a range is told with its place") {
  constexpr auto npm = range_syntax::npm;
  CHECK(offset_of_error("^", npm) == 1);
  CHECK(offset_of_error(">=1.2.3 <", npm) == 9);
  CHECK(offset_of_error("1.2.3.4", npm) == 5);
  CHECK(offset_of_error("1.x.3", npm) == 0);
  CHECK(offset_of_error("01.2.3", npm) == 0);
  CHECK(offset_of_error("1.2.3-01", npm) == 6);
  CHECK(offset_of_error("1.2.3 || ^a", npm) == 10);
  CHECK(offset_of_error("1.2.3 | 2", npm) == 6);
  CHECK(offset_of_error("1 - 2 3", npm) == 6);
  CHECK(offset_of_error("==1.2.3", npm) == 1);
  CHECK(offset_of_error("^18446744073709551615", npm) == 1);
  CHECK(offset_of_error("18446744073709551616", npm) == 0);
  constexpr auto cargo = range_syntax::cargo;
  CHECK(offset_of_error("", cargo) == 0);
  CHECK(offset_of_error("1.2.3,", cargo) == 6);
  CHECK(offset_of_error("1.2.3 2", cargo) == 6);
  CHECK(offset_of_error("1.*.3", cargo) == 4);
  CHECK(offset_of_error("*, 1", cargo) == 1);
  CHECK(offset_of_error("1 || 2", cargo) == 2);
  CHECK(offset_of_error("1.2-rc", cargo) == 3);
}

TEST_CASE("ranges are equal if they are written alike, in one language") {
  CHECK(version_range::parse("1.2.3", range_syntax::npm) == version_range::parse("1.2.3", range_syntax::npm));
  CHECK_FALSE(version_range::parse("1.2.3", range_syntax::npm) == version_range::parse("1.2.3", range_syntax::cargo));
}

TEST_CASE("a hostile range costs no more than its length") {
  std::string text = "1";
  for (int i = 0; i < 100'000; ++i) { text += " || ^1.2.3"; }
  CHECK(version_range::parse(text, range_syntax::npm).alternatives().size() == 100'001);
  try {
    (void)version_range::parse(std::string(1'000'000, '!'), range_syntax::cargo);
    FAIL("it was read");
  } catch (const fairlead::error& problem) { CHECK(std::string_view(problem.what()).size() < 300); }
}
