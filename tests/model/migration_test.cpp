// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/migration.hpp>

#include <doctest/doctest.h>

#include <fairlead/error.hpp>
#include <fairlead/machine/restore.hpp>
#include <fairlead/machine/table_machine.hpp>
#include <fairlead/model.hpp>

namespace {

using fairlead::released;

// The third version of a lifecycle: "testing" became "verifying", and a count of attempts was added.
struct delivery : fairlead::lifecycle {
  static constexpr std::string_view name = "delivery";
  static constexpr std::uint32_t version = 3;
  struct draft : initial {};
  struct verifying {};
  struct live : terminal {};
  struct submit {};
  struct verified {};
  struct data {
    int attempts = 0;
    friend bool operator==(const data&, const data&) = default;
  };
  struct count_one_attempt {
    template <class Snapshot>
    void operator()(Snapshot& saved) const {
      if (saved.state != "draft") { saved.data.attempts = 1; }
    }
  };
  using transitions = table<row<draft, submit, verifying>, row<verifying, verified, live>>;
  using migrations = fairlead::migrate<fairlead::from_version<1, fairlead::renamed<"testing", verifying>>,
                                       fairlead::from_version<2, count_one_attempt>>;
};
using version_1 = released<1, "draft", "testing", "live">;
using version_2 = released<2, "draft", "verifying", "live">;
static_assert(fairlead::loads<delivery, version_1>);
static_assert(fairlead::loads<delivery, version_2>);

fairlead::table_machine<delivery> restored(std::uint32_t version, const char* state) {
  return fairlead::table_machine<delivery>::restore({"delivery", version, "", state, {}, {}, {}});
}

}  // namespace

TEST_CASE("an instance of an earlier version goes through every migration from its own on") {
  CHECK(restored(1, "testing").is<delivery::verifying>());
  CHECK(restored(1, "testing").data().attempts == 1);
  CHECK(restored(2, "verifying").data().attempts == 1);
  CHECK(restored(1, "draft").data().attempts == 0);
}

TEST_CASE("an instance of this version is taken as it is") {
  CHECK(restored(3, "verifying").data().attempts == 0);
  CHECK_THROWS_WITH((void)restored(3, "testing"),
                    "lifecycle 'delivery' has no state 'testing'; it was saved by a program with other states");
}

TEST_CASE("a name that a later version gave up is unknown to the versions after it") {
  CHECK_THROWS_AS((void)restored(2, "testing"), fairlead::error);
}
