// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/detail/text_table.hpp.
#include <fairlead/artifacts/detail/text_table.hpp>

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using fairlead::detail::text_table;

TEST_CASE("whatever its length and its bytes, a text is found by itself and by nothing else") {
  std::mt19937 random(5);
  const std::string_view bytes("\0a\x7f\x80\xff", 5);
  text_table table;
  std::map<std::string, std::uint32_t> expected;
  for (int round = 0; round != 60'000; ++round) {
    // Short ones repeat, long ones differ in one byte.
    std::string text(random() % 40, 'a');
    for (char& each : text) {
      if (text.size() < 8 || random() % text.size() == 0) { each = bytes[random() % bytes.size()]; }
    }
    const auto next = static_cast<std::uint32_t>(expected.size());
    const auto known = expected.find(text);
    REQUIRE(table.find(text) == (known == expected.end() ? text_table::none : known->second));
    REQUIRE(table.intern(text) == expected.try_emplace(text, next).first->second);
    REQUIRE(table.size() == expected.size());
  }
  CHECK(expected.size() > 10'000);
  CHECK(expected.size() < 50'000);
  for (const auto& [text, number] : expected) { REQUIRE(table[number] == text); }
}

TEST_CASE("a text may be larger than all that was there before, and small ones follow") {
  text_table table;
  std::vector<std::string> texts;
  for (const int size : {0, 1, 4'084, 4'085, 4'088, 4'089, 10'000'000, 3, 65'536, 20'000'000, 5}) {
    texts.emplace_back(static_cast<std::size_t>(size), 'x');
    CHECK(table.intern(texts.back()) == texts.size() - 1);
  }
  for (std::uint32_t number = 0; number != texts.size(); ++number) {
    CHECK((table[number] == texts[number]));
    CHECK(table.find(texts[number]) == number);
  }
  CHECK(table.find(std::string(4'086, 'x')) == text_table::none);
  CHECK(table.texts()->bytes() < 150'000'000);
}
