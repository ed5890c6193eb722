// SPDX-License-Identifier: BSL-1.0
#include <fairlead/machine/stock.hpp>
#include <fairlead/model/amend.hpp>

#include <doctest/doctest.h>

#ifdef BOOST_MSM_BACK_STATEMACHINE_H
#error "with libfairlead, stock.hpp must not parse Boost.MSM"
#endif

namespace {

// One's own: the library has neither proved nor compiled it.
using fairlead::package::hold;
struct hold_for_ever : fairlead::amend<hold, fairlead::drop<hold::held, hold::subject_closed>> {};
static_assert(fairlead::holds<hold_for_ever>);
static_assert(fairlead::precompiled<hold>);
static_assert(!fairlead::precompiled<hold_for_ever>);

}  // namespace

TEST_CASE("every stock machine runs from the library") {
  CHECK(fairlead::machine<fairlead::create::release_candidate>{}.state() == "draft");
  fairlead::machine<fairlead::package::hold> hold{};
  CHECK(hold.fire(fairlead::package::hold::subject_closed{}));
  CHECK(hold.state() == "retired");
  fairlead::machine<fairlead::release::deploy_gate> gate{};
  CHECK(gate.fire(fairlead::release::deploy_gate::env_decommissioned{}));
  fairlead::machine<fairlead::release::environment> environment{};
  CHECK(environment.fire(fairlead::release::environment::provisioned{}));
  fairlead::machine<fairlead::release::deployment> deployment{{.requester = "ada"}};
  CHECK(deployment.fire(fairlead::release::deployment::cancel{"ada"}));
  fairlead::machine<fairlead::package::approval> approval{{.requester = "ada"}};
  CHECK(approval.fire(fairlead::package::approval::cancel{"ada", "not now"}));
}
