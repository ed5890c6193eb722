// SPDX-License-Identifier: BSL-1.0
#include <fairlead/identity/digest.hpp>

#include <doctest/doctest.h>

#include <fairlead/error.hpp>

using fairlead::digest;

namespace {

const std::string hexadecimal(64, 'a');

std::size_t offset_of_error(const std::string& text) {
  try {
    (void)digest::parse(text);
  } catch (const fairlead::error& problem) {
    CHECK(problem.code() == fairlead::errc::invalid_text);
    return problem.offset();
  }
  FAIL("it was read");
  return 0;
}

}  // namespace

TEST_CASE("a digest is read and printed unchanged, and tells its parts") {
  for (const std::string& text : {"sha256:" + hexadecimal, "sha512:" + hexadecimal + hexadecimal,
                                  std::string("multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8")}) {
    CHECK(digest::parse(text).to_string() == text);
  }
  const digest one = digest::parse("sha256:" + hexadecimal);
  CHECK(one.algorithm() == "sha256");
  CHECK(one.encoded() == hexadecimal);
  CHECK(one.abbreviated() == "sha256:aaaaaaaaaaaa");
}

TEST_CASE("no digest is a value of its own, read from an empty text") {
  CHECK_FALSE(digest::parse(""));
  CHECK(digest::parse("") == digest{});
  CHECK(digest{}.to_string().empty());
  CHECK(digest{}.abbreviated() == "none");
  CHECK(digest::parse("sha256:" + hexadecimal));
}

TEST_CASE("what is wrong with a digest is told with its place") {
  CHECK(offset_of_error("sha256") == 6);
  CHECK(offset_of_error("sha256:") == 7);
  CHECK(offset_of_error(":" + hexadecimal) == 0);
  CHECK(offset_of_error("SHA256:" + hexadecimal) == 0);
  CHECK(offset_of_error("sha256:" + hexadecimal + "a") == 72);
  CHECK(offset_of_error("sha256:A" + hexadecimal.substr(1)) == 7);
  CHECK(offset_of_error("a++b:x") == 2);
  CHECK(offset_of_error("a+:x") == 2);
  CHECK(offset_of_error("md5:x y") == 5);
}

TEST_CASE("a hostile text does not fill the message") {
  try {
    (void)digest::parse(std::string(1'000'000, '!'));
    FAIL("it was read");
  } catch (const fairlead::error& problem) { CHECK(std::string_view(problem.what()).size() < 300); }
}

TEST_CASE("digests are ordered by their text") {
  CHECK(digest{} < digest::parse("sha256:" + hexadecimal));
  CHECK(digest::parse("sha256:" + hexadecimal) < digest::parse("sha256:" + std::string(64, 'b')));
}
