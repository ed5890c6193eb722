// SPDX-License-Identifier: BSL-1.0
#include <fairlead/machine/snapshot.hpp>

#include <doctest/doctest.h>

#include <fairlead/error.hpp>
#include <fairlead/machine/restore.hpp>

#include "fragile.hpp"

using fairlead::errc;
using fairlead::machine;
using fairlead::timestamp;
using tests::fragile;

namespace {

machine<fragile> knocked() {
  machine<fragile> glass{};
  REQUIRE(glass.fire(fragile::knock{fragile::fault::none, 3}, timestamp{77}));
  return glass;
}
errc refused_with(fairlead::machine_snapshot<fragile::data> saved) {
  try {
    (void)machine<fragile>::restore(std::move(saved));
  } catch (const fairlead::error& problem) { return problem.code(); }
  FAIL("it was restored");
  return {};
}

}  // namespace

TEST_CASE("a snapshot tells everything by name") {
  const auto saved = knocked().snapshot();
  CHECK(saved.lifecycle == "fragile");
  CHECK(saved.version == 1);
  CHECK(saved.fingerprint.size() == 32);
  CHECK(saved.state == "waiting_for_glue");
  CHECK(saved.entered == timestamp{77});
  CHECK(saved.data.total == 3);
}

TEST_CASE("what is restored equals what was saved, deadline included") {
  const auto glass = knocked();
  const auto restored = machine<fragile>::restore(glass.snapshot());
  CHECK(restored == glass);
  CHECK(restored.due() == glass.due());
}

TEST_CASE("restoring runs no action") {
  auto glass = machine<fragile>::restore(knocked().snapshot());
  CHECK(glass.data().knocks == std::vector<int>{3});
}

TEST_CASE("a snapshot of another lifecycle, a later version or an unknown state is refused") {
  auto saved = knocked().snapshot();
  saved.lifecycle = "vase";
  CHECK(refused_with(saved) == errc::wrong_lifecycle);
  saved = knocked().snapshot();
  saved.version = 2;
  CHECK(refused_with(saved) == errc::schema_too_new);
  saved = knocked().snapshot();
  saved.state = "shattered";
  CHECK(refused_with(saved) == errc::unknown_state);
}

TEST_CASE("a snapshot of version 0, or with what is no fingerprint, is corrupt") {
  auto saved = knocked().snapshot();
  saved.version = 0;
  CHECK(refused_with(saved) == errc::corrupt);
  for (const std::string& print : {std::string("zz"), std::string(31, 'a'), std::string(33, 'a'), std::string(32, 'A'),
                                   std::string(31, 'a') + 'g'}) {
    saved = knocked().snapshot();
    saved.fingerprint = print;
    CHECK(refused_with(saved) == errc::corrupt);
  }
}

TEST_CASE("a snapshot of other rules in the same version is restored, as is one by hand that knows no fingerprint") {
  auto saved = knocked().snapshot();
  for (const std::string& print : {std::string(32, '0'), std::string()}) {
    saved.fingerprint = print;
    CHECK(machine<fragile>::restore(saved) == knocked());
  }
}

TEST_CASE("the refusal of an unknown state names lifecycle and state") {
  auto saved = knocked().snapshot();
  saved.state = "shattered";
  CHECK_THROWS_WITH((void)machine<fragile>::restore(saved),
                    "lifecycle 'fragile' has no state 'shattered'; it was saved by a program with other states");
}
