// SPDX-License-Identifier: BSL-1.0
#include <fairlead/archive/envelope.hpp>

#include <doctest/doctest.h>

using fairlead::errc;
using fairlead::error;

namespace {

constexpr fairlead::archive_kind kind{"letter", 3};

errc refusal(std::string_view bytes, fairlead::archive_kind wanted = kind) {
  try {
    (void)fairlead::opened(wanted, bytes);
  } catch (const error& problem) { return problem.code(); }
  FAIL("it was opened");
  return {};
}

}  // namespace

TEST_CASE("CRC-32C is the sum of RFC 3720") {
  CHECK(fairlead::crc32c_of(std::string(32, '\0')) == 0x8a9136aaU);
  CHECK(fairlead::crc32c_of(std::string(32, '\xff')) == 0x62a8ab43U);
  CHECK(fairlead::crc32c_of("123456789") == 0xe3069283U);
}

TEST_CASE("what was sealed is opened") {
  const std::string bytes = fairlead::sealed({"letter", 2}, "hello");
  const auto envelope = fairlead::opened(kind, bytes);
  CHECK(envelope.payload == "hello");
  CHECK(envelope.schema == 2);
  CHECK(fairlead::opened(kind, fairlead::sealed(kind, "")).payload.empty());
}

TEST_CASE("what is not an envelope, or another's, is told apart") {
  CHECK(refusal("") == errc::not_a_snapshot);
  CHECK(refusal("{\"json\": true}") == errc::not_a_snapshot);
  CHECK(refusal("fairle") == errc::corrupt);
  CHECK(refusal(fairlead::sealed({"parcel"}, "hello")) == errc::wrong_kind);
  CHECK(refusal(fairlead::sealed({"letter", 4}, "hello")) == errc::schema_too_new);
  CHECK_THROWS_WITH((void)fairlead::opened(kind, fairlead::sealed({"parcel"}, "x")),
                    "byte 8: this is a saved 'parcel', not a 'letter'");
}

TEST_CASE("no changed bit, missing byte or added byte goes unnoticed") {
  std::string bytes = fairlead::sealed(kind, "hello, world");
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    CHECK_THROWS_AS((void)fairlead::opened(kind, bytes), error);
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
  }
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK_THROWS_AS((void)fairlead::opened(kind, std::string_view(bytes).substr(0, size)), error);
  }
  CHECK(refusal(bytes + "x") == errc::corrupt);
}

TEST_CASE("a kind has a name that fits") {
  CHECK_THROWS_AS((void)fairlead::sealed({""}, ""), error);
  CHECK_THROWS_AS((void)fairlead::sealed({"seventeen letters"}, ""), error);
}
