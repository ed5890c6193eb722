// SPDX-License-Identifier: BSL-1.0
// A release candidate with one row more, through which it could go live without being approved.
#include <fairlead/lifecycles/create/release_candidate.hpp>

template <class Table, class... More>
struct extended;
template <class... Rows, class... More>
struct extended<fairlead::table<Rows...>, More...> {
  using type = fairlead::table<Rows..., More...>;
};

struct hasty_candidate : fairlead::create::release_candidate {
  static constexpr std::string_view name = "hasty_candidate";
  struct ship_it {};
  struct start_over {};

  using transitions = extended<release_candidate::transitions,
#if defined(FAIL_skips_approval)  // FAIL skips_approval: fairlead: always_passes<From, To, Via> does not hold
                               // FAIL skips_approval also: counterexample<hasty_candidate, fairlead::step<fairlead::create::release_candidate::draft, fairlead::create::release_candidate::cut>
                               // FAIL skips_approval also: fairlead::step<fairlead::create::release_candidate::verified, hasty_candidate::ship_it>, fairlead::reaches<fairlead::create::release_candidate::live>
                               row<verified, ship_it, live>
#elif defined(FAIL_reenters_live)  // FAIL reenters_live: fairlead: always_passes<From, To, Via> does not hold
                               // FAIL reenters_live also: counterexample<hasty_candidate, fairlead::step<fairlead::create::release_candidate::rolled_back, hasty_candidate::ship_it>, fairlead::reaches<fairlead::create::release_candidate::live>
                               row<rolled_back, ship_it, live>
#elif defined(FAIL_forgets_the_hold)  // FAIL forgets_the_hold: fairlead: entry_requires<State, Guards...> does not hold
                               // FAIL forgets_the_hold also: step<fairlead::create::release_candidate::approved, hasty_candidate::ship_it>
                               row<approved, ship_it, releasing, when<>>
#else
                               row<candidate, start_over, draft>
#endif
                               >::type;
};
static_assert(fairlead::holds<hasty_candidate>);
