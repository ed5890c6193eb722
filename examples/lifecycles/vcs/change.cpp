// SPDX-License-Identifier: BSL-1.0
// A change is reviewed by somebody else, and merged as exactly the commit that was tested.
#include <fairlead/lifecycles/vcs/change.hpp>

#include "../usage.hpp"

using fairlead::vcs::change;

const usage change_usage("vcs/change", [](std::ostream& out, timestamp now) {
  const auto revision = sha256_of("patch set 1");
  const auto tip = sha256_of("tip of main");
  const auto merged = sha256_of("patch set 1 on the tip of main");
  using fairlead::vcs::vote_value;
  table_machine<change> mend{{.branch = "main",
                              .author = "ada",
                              .policy = {.requirements = {{"Code-Review", {1, {"ada", "bob"}}}}, .checks = {"unit"}}},
                             now};
  change::gate_passed gate{revision, sha256_of("another try"), {merged, tip, 1}, {{"unit", merged, 0, {"junit.xml"}}}};
  out << mend.fire(change::new_patchset{"ada", revision}) << '\n'
      << mend.fire(change::mark_ready{"ada"}) << '\n'
      << mend.fire(change::review{"ada", revision, "Code-Review", vote_value::approve}) << '\n'
      << mend.fire(change::review{"bob", revision, "Code-Review", vote_value::approve}) << '\n'
      << mend.fire(change::enqueue{"ada",
                                   {{"unit", revision, 0, {"junit.xml"}}},
                                   {revision, tip, {}, {"trial"}},
                                   {"main", fairlead::vcs::branch_condition::open, tip, now, {"refs"}}},
                   now)
      << '\n'
      << mend.fire(gate) << '\n';
  gate.tested = merged;
  out << mend.fire(gate) << '\n';
});
