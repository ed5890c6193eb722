// SPDX-License-Identifier: BSL-1.0
#include <fairlead/identity/sha256.hpp>

#include <string>

#include <doctest/doctest.h>

// FIPS 180-4, examples: one block, two blocks, and a million letters.
TEST_CASE("the digest of bytes is that of FIPS 180-4") {
  CHECK(fairlead::sha256_of("").encoded() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(fairlead::sha256_of("abc").to_string() ==
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(fairlead::sha256_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").encoded() ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(fairlead::sha256_of(std::string(1'000'000, 'a')).encoded() ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}
