// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/detail/text_table.hpp.
#include <fairlead/artifacts/detail/text_table.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using fairlead::detail::keyed_hash;
using fairlead::detail::text_store;
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

TEST_CASE("texts are visited in order of their numbers, as many as are asked for") {
  text_table table;
  std::vector<std::string> texts;
  for (int i = 0; i != 5'000; ++i) {
    texts.push_back(std::to_string(i) + std::string(static_cast<std::size_t>(i % 100 == 0 ? i * 10 : i % 9), 'x'));
    table.intern(texts.back());
  }
  for (const std::size_t count : {0U, 1U, 16U, 17U, 48U, 49U, 4'999U, 5'000U}) {
    std::size_t next = 0;
    table.texts()->each(count, [&](std::uint32_t number, std::string_view text) {
      REQUIRE(number == next);
      REQUIRE(text == texts[next++]);
    });
    CHECK(next == count);
  }
}

TEST_CASE("a store that is full refuses what does not fit, and keeps and finds what it has") {
  fairlead::detail::basic_text_store<std::uint16_t> store;
  std::vector<std::pair<std::uint16_t, std::string>> added;
  std::mt19937 random(3);
  std::size_t refusals = 0;
  while (refusals != 100) {
    std::string text(random() % (refusals == 0 ? 2'000 : 200), 'x');
    text += std::to_string(added.size());
    const std::size_t bytes = store.bytes();
    try {
      added.emplace_back(store.add(text), text);
    } catch (const fairlead::error& problem) {
      CHECK(problem.code() == fairlead::errc::capacity_exceeded);
      CHECK(store.bytes() == bytes);
      ++refusals;
    }
    REQUIRE(store.size() == added.size());
  }
  CHECK(added.size() > 100);
  CHECK(store.bytes() > 200'000);
  for (std::uint32_t number = 0; number != added.size(); ++number) {
    REQUIRE(store[number] == added[number].second);
    REQUIRE(store.at(added[number].first).number == number);
  }
}

TEST_CASE("eight bytes of a text from any place on have zeros behind its end") {
  const std::string_view bytes(
      "\xff"
      "b\0d\x80"
      "fghijklmnopqrst",
      20);
  text_table table;
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    const std::string_view text = table[table.intern(bytes.substr(0, size))];
    for (std::size_t at = 0; at != 30; ++at) {
      std::uint64_t expected = 0;
      for (std::size_t i = at; i != at + 8; ++i) {
        expected = (expected << 8U) | (i < size ? static_cast<unsigned char>(bytes[i]) : 0U);
      }
      CHECK(text_store::eight_at(text, at) == expected);
    }
  }
}

TEST_CASE("a hash depends on every bit of a text and on its length, and on nothing else") {
  const keyed_hash hash;
  std::set<std::uint64_t> seen;
  std::size_t texts = 0;
  const auto add = [&](const std::string& text) {
    ++texts;
    const std::uint64_t found = hash(text);
    seen.insert(found >> 32U);
    for (const std::size_t shift : {std::size_t{1}, std::size_t{5}}) {
      const std::string elsewhere = std::string(shift, '#') + text + "#";
      REQUIRE(hash(std::string_view(elsewhere).substr(shift, text.size())) == found);
    }
    REQUIRE(keyed_hash()(text) == found);
  };
  for (std::size_t size = 0; size != 70; ++size) {
    std::string text(size, '\0');
    add(text);
    for (std::size_t bit = 0; bit != 8 * size; ++bit) {
      text[bit / 8] = static_cast<char>(1U << (bit % 8));
      add(text);
      text[bit / 8] = '\0';
    }
  }
  // Of so few, two share 32 bits once in twenty processes; ten never do.
  CHECK(texts > 19'000);
  CHECK(seen.size() + 10 > texts);
}

TEST_CASE("names that count up do not lie together") {
  const keyed_hash hash;
  for (const char* prefix : {"", "artifact-", "a prefix of forty bytes, if one counts: "}) {
    std::vector<int> places(4'096);
    for (int i = 0; i != 100'000; ++i) {
      ++places[static_cast<std::size_t>(hash(prefix + std::to_string(100'000 + i)) >> 52U)];
    }
    // 24 each; of those that fall by chance, no place gets 90.
    CHECK(*std::max_element(places.begin(), places.end()) < 90);
    CHECK(std::count(places.begin(), places.end(), 0) == 0);
  }
}
