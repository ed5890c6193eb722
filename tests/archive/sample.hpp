// SPDX-License-Identifier: BSL-1.0
// A value with one field of every kind, that the tests of archive/ save and load.
#ifndef FAIRLEAD_TESTS_ARCHIVE_SAMPLE_HPP
#define FAIRLEAD_TESTS_ARCHIVE_SAMPLE_HPP

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <fairlead/identity.hpp>

namespace tests {

enum class mood { calm, busy };

struct crate {
  std::string label{};
  fairlead::digest content{};
  friend bool operator==(const crate&, const crate&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("label", self.label);
    visit("content", self.content);
  }
};

struct sample {
  bool yes = false;
  std::int8_t small = 0;
  std::uint64_t large = 0;
  double ratio = 0;
  mood now = mood::calm;
  fairlead::timestamp at{};
  fairlead::semantic_version version{};
  std::optional<fairlead::actor> who{};
  std::optional<std::string> note{};
  std::vector<crate> crates{};
  std::map<std::string, std::vector<int>> counts{};

  friend bool operator==(const sample&, const sample&) = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("yes", self.yes);
    visit("small", self.small);
    visit("large", self.large);
    visit("ratio", self.ratio);
    visit("now", self.now);
    visit("at", self.at);
    visit("version", self.version);
    visit("who", self.who);
    visit("note", self.note);
    visit("crates", self.crates);
    visit("counts", self.counts);
  }
};

inline sample full_sample() {
  sample value{};
  value.yes = true;
  value.small = -128;
  value.large = UINT64_MAX;
  value.ratio = -0.1;
  value.now = mood::busy;
  value.at = {INT64_MIN};
  value.version = fairlead::semantic_version::parse("1.4.0-rc.1+build.7");
  value.who = fairlead::actor("ada", {"operator"});
  value.crates = {{"one", {}},
                  {std::string("zero\0byte", 9), fairlead::digest::parse("sha256:" + std::string(64, 'a'))}};
  value.counts = {{"primes", {2, 3, -5}}, {"", {}}};
  return value;
}

}  // namespace tests

#endif
