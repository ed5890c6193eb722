// SPDX-License-Identifier: BSL-1.0
// A release candidate with one row more, through which it could go live without being approved.
#include <fairlead/lifecycles/create/release_candidate.hpp>
#include <fairlead/model.hpp>

using fairlead::row;
using stock = fairlead::create::release_candidate;
struct ship_it {};
struct start_over {};

struct hasty_candidate
    : fairlead::amend<stock,
#if defined(FAIL_skips_approval)  // FAIL skips_approval: fairlead: always_passes<From, To, Via> does not hold
                      // FAIL skips_approval also: counterexample<hasty_candidate, fairlead::step<fairlead::create::release_candidate::draft, fairlead::create::release_candidate::cut>
                      // FAIL skips_approval also: fairlead::step<fairlead::create::release_candidate::verified, ship_it>, fairlead::reaches<fairlead::create::release_candidate::live>
                      fairlead::add<row<stock::verified, ship_it, stock::live>>
#elif defined(FAIL_reenters_live)  // FAIL reenters_live: fairlead: always_passes<From, To, Via> does not hold
                      // FAIL reenters_live also: counterexample<hasty_candidate, fairlead::step<fairlead::create::release_candidate::rolled_back, ship_it>, fairlead::reaches<fairlead::create::release_candidate::live>
                      fairlead::add<row<stock::rolled_back, ship_it, stock::live>>
#elif defined(FAIL_forgets_the_hold)  // FAIL forgets_the_hold: fairlead: entry_requires<State, Guards...> does not hold
                      // FAIL forgets_the_hold also: step<fairlead::create::release_candidate::approved, ship_it>
                      fairlead::add<row<stock::approved, ship_it, stock::releasing>>
#else
                      fairlead::add<row<stock::candidate, start_over, stock::draft>>
#endif
                      > {
  static constexpr std::string_view name = "hasty_candidate";
};
static_assert(fairlead::holds<hasty_candidate>);
