// SPDX-License-Identifier: BSL-1.0
// Declarations that would say nothing, since they cannot be read.
#include <chrono>

#include <fairlead/identity/duration.hpp>
#include <fairlead/machine/table_machine.hpp>
#include <fairlead/model.hpp>

// clang-format off
struct written : fairlead::lifecycle {
  struct start : initial {
#if defined(FAIL_name_of_a_number)  // FAIL name_of_a_number: fairlead: `name` is a constant text that is not empty
    // FAIL name_of_a_number also: names_can_be_read<written::start, false>
    static constexpr int name = 1;
#elif defined(FAIL_empty_name)  // FAIL empty_name: fairlead: `name` is a constant text that is not empty
    // FAIL empty_name also: names_can_be_read<written::start, false>
    static constexpr const char* name = "";
#elif defined(FAIL_patience_without_deadline)  // FAIL patience_without_deadline: fairlead: when `patience` has run out, the deadline row of the state fires
    // FAIL patience_without_deadline also: patience_has_a_deadline<written, written::start>
    static constexpr auto patience = fairlead::hours{1};
#endif
  };
  struct middle : waiting {
#if defined(FAIL_patience_of_a_number)  // FAIL patience_of_a_number: fairlead: `patience` is a constant duration of more than zero
    // FAIL patience_of_a_number also: patience_can_be_read<written::middle, false>
    static constexpr int patience = 48;
#elif defined(FAIL_no_patience)  // FAIL no_patience: fairlead: `patience` is a constant duration of more than zero
    // FAIL no_patience also: patience_can_be_read<written::middle, false>
    static constexpr auto patience = fairlead::hours{0};
#elif defined(FAIL_negative_patience)  // FAIL negative_patience: fairlead: `patience` is a constant duration of more than zero
    // FAIL negative_patience also: patience_can_be_read<written::middle, false>
    static constexpr auto patience = std::chrono::hours{-48};
#elif defined(FAIL_patience_of_each_object)  // FAIL patience_of_each_object: fairlead: `patience` is a constant duration of more than zero
    // FAIL patience_of_each_object also: patience_can_be_read<written::middle, false>
    fairlead::hours patience{48};
#else
    static constexpr auto patience = std::chrono::hours{48};
#endif
  };
  struct end : terminal {};
  struct go {
#if defined(FAIL_name_that_changes)  // FAIL name_that_changes: fairlead: `name` is a constant text that is not empty
    // FAIL name_that_changes also: names_can_be_read<written::go, false>
    static inline std::string_view name = "gone";
#else
    std::string_view name;
#endif
  };
#if defined(FAIL_unknown_event)  // FAIL unknown_event: submitted
  // FAIL unknown_event also: fairlead: a lifecycle needs `using transitions = table
  using transitions = table<row<start, submitted, middle>, row<middle, deadline, end>>;
#elif defined(FAIL_unknown_template)  // FAIL unknown_template: tabel
  // FAIL unknown_template also: fairlead: a lifecycle needs `using transitions = table
  using transitions = tabel<row<start, go, middle>, row<middle, deadline, end>>;
#elif defined(FAIL_transition)  // FAIL transition: fairlead: a lifecycle needs `using transitions = table
  // FAIL transition also: transitions_are_a_table<written, false>
  using transition = table<row<start, go, middle>, row<middle, deadline, end>>;
#elif defined(FAIL_transitions_hidden)  // FAIL transitions_hidden: fairlead: a lifecycle needs `using transitions = table
  // FAIL transitions_hidden also: transitions_are_a_table<written, false>
private:
  using transitions = table<row<start, go, middle>, row<middle, deadline, end>>;
#else
  using transitions = table<row<start, go, middle>, row<middle, deadline, end>>;
#endif

#if defined(FAIL_version_below_zero)  // FAIL version_below_zero: fairlead: `version` is a constant number from 1 on
  // FAIL version_below_zero also: version_can_be_read<written, false>
  static constexpr int version = -1;
#elif defined(FAIL_version_zero)  // FAIL version_zero: fairlead: `version` is a constant number from 1 on
  // FAIL version_zero also: version_can_be_read<written, false>
  static constexpr unsigned version = 0;
#elif defined(FAIL_version_that_changes)  // FAIL version_that_changes: fairlead: `version` is a constant number from 1 on
  // FAIL version_that_changes also: version_can_be_read<written, false>
  static inline unsigned version = 2;
#elif defined(FAIL_version_as_text)  // FAIL version_as_text: fairlead: `version` is a constant number from 1 on
  // FAIL version_as_text also: version_can_be_read<written, false>
  static constexpr auto version = "1.0";
#endif

private:
#if defined(FAIL_name_hidden)  // FAIL name_hidden: fairlead: a lifecycle declares what is named here where nobody can read it
  // FAIL name_hidden also: declarations_can_be_read<written, fairlead::checks::declaration::name>
  static constexpr std::string_view name = "hidden";
#elif defined(FAIL_version_hidden)  // FAIL version_hidden: fairlead: a lifecycle declares what is named here where nobody can read it
  // FAIL version_hidden also: declarations_can_be_read<written, fairlead::checks::declaration::version>
  static constexpr unsigned version = 2;
#elif defined(FAIL_data_hidden)  // FAIL data_hidden: fairlead: a lifecycle declares what is named here where nobody can read it
  // FAIL data_hidden also: declarations_can_be_read<written, fairlead::checks::declaration::data>
  struct data {};
#elif defined(FAIL_invariants_hidden)  // FAIL invariants_hidden: fairlead: a lifecycle declares what is named here where nobody can read it
  // FAIL invariants_hidden also: declarations_can_be_read<written, fairlead::checks::declaration::invariants>
  using invariants = prove<no_path<start, end>>;
#elif defined(FAIL_outcomes_hidden)  // FAIL outcomes_hidden: fairlead: a lifecycle declares what is named here where nobody can read it
  // FAIL outcomes_hidden also: declarations_can_be_read<written, fairlead::checks::declaration::outcomes>
  using outcomes = partition<success<start>>;
#elif defined(FAIL_ignores_hidden)  // FAIL ignores_hidden: fairlead: a lifecycle declares what is named here where nobody can read it
  // FAIL ignores_hidden also: declarations_can_be_read<written, fairlead::checks::declaration::ignores>
  using ignores = ignored<>;
#elif defined(FAIL_regions_hidden)  // FAIL regions_hidden: fairlead: a lifecycle declares what is named here where nobody can read it
  // FAIL regions_hidden also: declarations_can_be_read<written, fairlead::checks::declaration::regions>
  using regions = orthogonal<start, end>;
#elif defined(FAIL_migrations_hidden)  // FAIL migrations_hidden: fairlead: a lifecycle declares what is named here where nobody can read it
  // FAIL migrations_hidden also: declarations_can_be_read<written, fairlead::checks::declaration::migrations>
  struct migrations {};
#endif
};
static_assert(fairlead::holds<written>);

// What runs a lifecycle says the same, and little more.
struct run : fairlead::lifecycle {
  struct start : initial {};
  struct end : terminal {};
  struct go {};
#if defined(FAIL_machine_of_unknown_event)  // FAIL machine_of_unknown_event: submitted
  // FAIL machine_of_unknown_event also: fairlead: a lifecycle needs `using transitions = table
  using transitions = table<row<start, submitted, end>>;
#elif defined(FAIL_machine_without_table)  // FAIL machine_without_table: fairlead: a lifecycle needs `using transitions = table
  // FAIL machine_without_table also: transitions_are_a_table<run, false>
#else
  using transitions = table<row<start, go, end>>;
#endif
};
inline bool runs() {
  fairlead::table_machine<run> machine;
  return static_cast<bool>(machine.fire(run::go{}));
}
// clang-format on
