// SPDX-License-Identifier: BSL-1.0
#include <fairlead/machine/surroundings.hpp>

#include <doctest/doctest.h>

#include "../model/hotfix.hpp"

using fairlead::detail::sibling_scopes;
using fairlead::detail::surroundings;
using tests::hotfix;
using tests::siren;

static_assert(sibling_scopes<hotfix>::all.count == 1);
static_assert(sibling_scopes<siren>::all.count == 0);

TEST_CASE("in<> asks the sibling of the state's lifecycle, and says where it stands instead") {
  const fairlead::detail::state_numbers<hotfix> own{};
  surroundings<hotfix> around{&own, {}};
  around.siblings[0] = &fairlead::detail::state_of<siren::silent>;
  CHECK(around.holds<siren::silent>());
  CHECK(around.is_in<siren::silent>().passes());
  around.siblings[0] = &fairlead::detail::state_of<siren::wailing>;
  CHECK_FALSE(around.holds<siren::silent>());
  CHECK(around.is_in<siren::silent>().reason() == "siren is wailing");
}

TEST_CASE("in<> of the lifecycle itself asks its own region") {
  const fairlead::detail::state_numbers<siren> own{fairlead::position_of_state<siren, siren::silent>};
  const surroundings<siren> around{&own, {}};
  CHECK(around.holds<siren::silent>());
  CHECK_FALSE(around.holds<siren::wailing>());
}
