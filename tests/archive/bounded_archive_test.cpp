// SPDX-License-Identifier: BSL-1.0
#include <fairlead/archive/bounded_archive.hpp>

#include <functional>
#include <memory>

#include <doctest/doctest.h>

#include "sample.hpp"

using fairlead::bounded_input_archive;
using fairlead::bounded_output_archive;
using fairlead::errc;

namespace {

template <class T>
std::string saved(const T& value) {
  bounded_output_archive archive;
  archive(value);
  return archive.finish();
}
template <class T>
T loaded(std::string_view bytes, const fairlead::load_limits& limits = {}) {
  T value{};
  bounded_input_archive archive(bytes, limits);
  archive(value);
  archive.finish();
  return value;
}
template <class T>
errc refusal(std::string_view bytes, const fairlead::load_limits& limits = {}) {
  try {
    (void)loaded<T>(bytes, limits);
  } catch (const fairlead::error& problem) { return problem.code(); }
  FAIL("it was loaded");
  return {};
}

template <int Fields>
struct shaped {
  int first = 1;
  int second = 2;
  friend bool operator==(const shaped&, const shaped&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    if constexpr (Fields == 21) { visit("second", self.second); }
    visit("first", self.first);
    if constexpr (Fields == 12) { visit("second", self.second); }
  }
};

struct nest {
  std::vector<nest> inside{};
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("inside", self.inside);
  }
};

struct host_type {
  std::uint16_t number = 0;
  std::string text{};
  template <class Archive>
  void serialize(Archive& archive) {
    archive(cereal::make_nvp("number", number), cereal::make_nvp("text", text));
  }
};

}  // namespace

TEST_CASE("what is loaded equals what was saved") {
  for (const tests::sample& value : {tests::sample{}, tests::full_sample()}) {
    const auto again = loaded<tests::sample>(saved(value));
    CHECK(again == value);
    CHECK(again.version.identical(value.version));
  }
}

TEST_CASE("equal values give equal bytes, and saving what was loaded gives the same bytes") {
  const std::string bytes = saved(tests::full_sample());
  CHECK(saved(tests::full_sample()) == bytes);
  CHECK(saved(loaded<tests::sample>(bytes)) == bytes);
}

TEST_CASE("fields are found by name, in whatever order a type lists them") {
  const auto turned = loaded<shaped<21>>(saved(shaped<12>{7, 8}));
  CHECK(turned.first == 7);
  CHECK(turned.second == 8);
}

TEST_CASE("a field that is missing or not known is refused by name") {
  CHECK_THROWS_WITH((void)loaded<shaped<12>>(saved(shaped<1>{})), "the field is missing");
  CHECK(refusal<shaped<1>>(saved(shaped<12>{})) == errc::corrupt);
}

TEST_CASE("a host's type with cereal functions of its own is saved by name as well") {
  const auto again = loaded<host_type>(saved(host_type{65'535, "x"}));
  CHECK(again.number == 65'535);
  CHECK(again.text == "x");
}

TEST_CASE("every truncation is refused") {
  const std::string bytes = saved(tests::full_sample());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK_THROWS_AS((void)loaded<tests::sample>(std::string_view(bytes).substr(0, size)), fairlead::error);
  }
  CHECK(refusal<tests::sample>(bytes + '\0') == errc::corrupt);
}

TEST_CASE("every changed bit is refused or gives a valid value, and costs nothing") {
  std::string bytes = saved(tests::full_sample());
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    try {
      const auto value = loaded<tests::sample>(bytes);
      CHECK(static_cast<int>(value.now) <= 1);
    } catch (const fairlead::error&) {}
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
  }
}

TEST_CASE("a claimed size is checked before anything is allocated for it") {
  const std::string huge("\x00\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 10);
  CHECK(refusal<std::vector<std::string>>(huge) == errc::corrupt);
  CHECK(refusal<std::string>(huge) == errc::limit_exceeded);
  CHECK(refusal<std::vector<int>>("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f") == errc::corrupt);
}

TEST_CASE("the limits are kept") {
  const std::string three = saved(std::vector<int>{1, 2, 3});
  CHECK(loaded<std::vector<int>>(three, {.max_elements = 3}).size() == 3);
  CHECK(refusal<std::vector<int>>(three, {.max_elements = 2}) == errc::limit_exceeded);
  CHECK(refusal<std::vector<int>>(three, {.max_bytes = 4}) == errc::limit_exceeded);
  CHECK(refusal<std::string>(saved(std::string("abc")), {.max_text = 2}) == errc::limit_exceeded);
  CHECK(refusal<shaped<12>>(saved(shaped<12>{}), {.max_fields = 1}) == errc::limit_exceeded);
}

TEST_CASE("depth is bounded however deep the bytes go") {
  nest deep{};
  for (int i = 0; i < 60; ++i) {
    nest outer{};
    outer.inside.push_back(std::move(deep));
    deep = std::move(outer);
  }
  const std::string bytes = saved(deep);
  CHECK(loaded<nest>(bytes).inside.size() == 1);
  CHECK(refusal<nest>(bytes, {.max_depth = 60}) == errc::limit_exceeded);
}

TEST_CASE("a number out of the range of its type is refused, never narrowed") {
  CHECK(refusal<std::uint8_t>(saved(std::uint16_t{256})) == errc::corrupt);
  CHECK(refusal<std::int8_t>(saved(-129)) == errc::corrupt);
  CHECK(refusal<bool>(saved(2U)) == errc::corrupt);
  CHECK(loaded<std::int64_t>(saved(INT64_MIN)) == INT64_MIN);
}

TEST_CASE("after an error the archive tells in which field it was") {
  tests::sample broken = tests::full_sample();
  std::string bytes = saved(broken);
  const std::size_t at = bytes.rfind("sha256:");
  bytes[at + 10] = '!';
  tests::sample value{};
  bounded_input_archive archive(bytes);
  CHECK_THROWS_AS(archive(value), fairlead::error);
  CHECK(archive.failed_path() == "/crates/1/content");
}
