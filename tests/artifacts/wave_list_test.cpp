// SPDX-License-Identifier: BSL-1.0
// Tests of artifacts/wave_list.hpp.
#include <fairlead/artifacts/wave_list.hpp>

#include <vector>

#include <doctest/doctest.h>

TEST_CASE("a list of waves gives each wave and all artifacts in order") {
  const fairlead::wave_list waves({4, 7, 9, 1}, {2, 3, 4});
  REQUIRE(waves.size() == 3);
  CHECK(!waves.empty());
  std::vector<std::vector<fairlead::artifact_position>> seen;
  for (const auto wave : waves) { seen.emplace_back(wave.begin(), wave.end()); }
  CHECK(seen == std::vector<std::vector<fairlead::artifact_position>>{{4, 7}, {9}, {1}});
  CHECK(waves.artifacts().size() == 4);
  CHECK(waves == fairlead::wave_list({4, 7, 9, 1}, {2, 3, 4}));
  CHECK(waves != fairlead::wave_list({4, 7, 9, 1}, {1, 3, 4}));
}

TEST_CASE("a list without waves is empty") {
  const fairlead::wave_list waves;
  CHECK(waves.empty());
  CHECK(waves.begin() == waves.end());
  CHECK(waves.artifacts().empty());
}
