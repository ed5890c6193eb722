// SPDX-License-Identifier: BSL-1.0
// What orthogonal regions, and the versions of a lifecycle, are refused for.
#include <fairlead/model.hpp>

struct parcel : fairlead::lifecycle {
  static constexpr std::uint32_t version = 2;
  struct packed : initial {};
  struct sent : terminal {};
  struct clear : initial {};
  struct held {};
  struct send {};
  struct object {};
  struct settle {};
#if defined(FAIL_undeclared)  // FAIL undeclared: fairlead: a lifecycle begins in one state
                              // FAIL undeclared also: one_initial_state<parcel, parcel::packed, parcel::clear>
#elif defined(FAIL_unnamed_beginning)  // FAIL unnamed_beginning: fairlead: a lifecycle begins in one state
                                       // FAIL unnamed_beginning also: one_initial_state<parcel
  using regions = orthogonal<packed, held>;
#else
  using regions = orthogonal<packed, clear>;
#endif
  using transitions = table<
#if defined(FAIL_shared_state)  // FAIL shared_state: fairlead: orthogonal regions share no state
                                // FAIL shared_state also: regions_are_apart<parcel, parcel::held>
      row<packed, object, held>,
#elif defined(FAIL_competing)  // FAIL competing: fairlead G7
      // FAIL competing also: conflict<parcel::packed, parcel::send
      row<packed, send, stay, when<in<held>>>, row<packed, send, stay, when<in<packed>>>,
#endif
#if defined(FAIL_unsafe)
      row<packed, send, sent>,
#else
      row<packed, send, sent, when<in<clear>>>,
#endif
      row<clear, object, held>, row<held, settle, clear>>;

#if defined(FAIL_across_regions)  // FAIL across_regions: fairlead: no walk leads from one orthogonal region to another
  // FAIL across_regions also: states_of_one_region<parcel, fairlead::no_path<parcel::held, parcel::sent>
  using invariants = prove<no_path<held, sent>>;
#elif defined(FAIL_together)  // FAIL together: fairlead: never_together<States...> does not hold
  // FAIL together also: step<fairlead::together<parcel::packed, parcel::clear>, parcel::send>
  using invariants = prove<never_together<sent, held>>;
#elif defined(FAIL_unsafe)  // FAIL unsafe: fairlead: holds_initially<Formula> does not hold
  // FAIL unsafe also: together<parcel::packed, parcel::held>
  using invariants = prove<holds_initially<
      fairlead::ctl::ag<fairlead::ctl::implies<fairlead::ctl::both<fairlead::ctl::at<packed>, fairlead::ctl::at<held>>,
                                               fairlead::ctl::ax<fairlead::ctl::at<packed>>>>>>;
#endif

#if defined(FAIL_no_migration)  // FAIL no_migration: fairlead: a lifecycle of version n says `using migrations
                                // FAIL no_migration also: every_version_migrates<parcel, false>
#else
  using migrations = fairlead::migrate<fairlead::from_version<1, fairlead::renamed<"wrapped", packed>>>;
#endif
};
static_assert(fairlead::holds<parcel>);
static_assert(fairlead::detail::every_version_migrates<parcel>());

#if defined(FAIL_dropped_state)  // FAIL dropped_state: fairlead: instances of a released version may be in the state
                                 // FAIL dropped_state also: released_state_loads<parcel, 1
static_assert(fairlead::loads<parcel, fairlead::released<1, "wrapped", "delayed">>);
#elif defined(FAIL_later_version)  // FAIL later_version: fairlead: loads<Lifecycle, released<Version, ...>>
                                   // FAIL later_version also: released_version_is_known<parcel, 3, false>
static_assert(fairlead::loads<parcel, fairlead::released<3, "packed">>);
#else
static_assert(fairlead::loads<parcel, fairlead::released<1, "wrapped", "clear">>);
#endif
