// SPDX-License-Identifier: BSL-1.0
#include <fairlead/model/joint_states.hpp>

#include <doctest/doctest.h>

#include "hotfix.hpp"
#include "parcel.hpp"

namespace {

using namespace fairlead::ctl;
using fairlead::proves;
using tests::parcel;
using p = parcel;

static_assert(fairlead::holds<parcel>);
static_assert(fairlead::description_of<parcel>.region_count == 2);
static_assert(fairlead::detail::joint_exploration<parcel>::count == 8, "four by two, and all can be reached");
static_assert(fairlead::detail::node_graph<tests::hotfix>::count == 6, "of one region, the nodes are its states");

// A hold may come while the parcel is under way, but nothing is delivered or sent while it is held.
static_assert(!proves<parcel, fairlead::never_together<p::underway, p::held>>);
static_assert(!proves<parcel, fairlead::never_together<p::delivered, p::held>>, "it may be objected to afterwards");
static_assert(
    proves<parcel,
           fairlead::holds_initially<ag<implies<both<at<p::packed>, at<p::held>>, negation<ex<at<p::underway>>>>>>>);
static_assert(!proves<parcel, fairlead::holds_initially<ag<implies<at<p::held>, ef<at<p::delivered>>>>>>);

// A recall moves both regions at once: no step goes from underway and clear to packed and clear.
static_assert(proves<parcel, fairlead::holds_initially<ag<implies<both<at<p::underway>, at<p::clear>>,
                                                                  negation<ex<both<at<p::packed>, at<p::clear>>>>>>>>);

constexpr auto walk = fairlead::never_together<p::underway, p::held>::search<parcel>();
static_assert(walk.found && walk.length == 2);
using path = fairlead::detail::spelled_walk<
    parcel, fairlead::detail::found_walk<parcel, fairlead::never_together<p::underway, p::held>>>;
static_assert(std::is_same_v<
              path, fairlead::counterexample<parcel, fairlead::step<fairlead::together<p::packed, p::clear>, p::send>,
                                             fairlead::step<fairlead::together<p::underway, p::clear>, p::object>,
                                             fairlead::reaches<fairlead::together<p::underway, p::held>>>>);

// in<> of two regions can hold together, so rows that ask for them compete.
static_assert(fairlead::exclusive(fairlead::description_of<parcel>, fairlead::detail::guard_of<parcel::in<p::clear>>,
                                  fairlead::detail::guard_of<parcel::in<p::held>>));
static_assert(!fairlead::exclusive(fairlead::description_of<parcel>, fairlead::detail::guard_of<parcel::in<p::clear>>,
                                   fairlead::detail::guard_of<parcel::in<p::packed>>));

}  // namespace

TEST_CASE("what regions can be in together is found by walking over all of them") {
  using explored = fairlead::detail::joint_exploration<parcel>;
  CHECK(explored::all.order[0] == fairlead::reflection<parcel>::initial_states);
  for (const auto& step : explored::edges) { CHECK(step.target < explored::count); }
}
