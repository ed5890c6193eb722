// SPDX-License-Identifier: BSL-1.0
// A protected branch takes a merge only by its rules, and none while it is frozen, but for an exception.
#include <fairlead/lifecycles/vcs/branch.hpp>

#include "../usage.hpp"

using fairlead::vcs::branch;

const usage branch_usage("vcs/branch", [](std::ostream& out, timestamp now) {
  const auto tip = sha256_of("tip of main");
  const auto commit = sha256_of("I42 on the tip of main");
  table_machine<branch> trunk{{.name = "main", .author = "ada", .authorities = {"eve"}, .tip = tip}, now};
  branch::merge merge{.by = "ci",
                      .change = {.change = "I42", .branch = "main", .author = "bob", .commit = {commit, tip, 2}}};
  out << trunk.fire(branch::protect{"ada", {.linear_history = true}}) << '\n' << trunk.fire(merge) << '\n';
  merge.change.commit.parents = 1;
  out << trunk.fire(branch::freeze{"bob", "release week", now + 72h}, now) << '\n'
      << trunk.fire(branch::freeze{"eve", "release week", now + 72h}, now) << '\n'
      << trunk.fire(merge) << '\n';
  merge.exception = fairlead::override_statement{"eve", "it mends the release", "REL-3"};
  out << trunk.fire(merge) << '\n' << trunk.fire(branch::thaw{"eve", "released"}) << '\n';
});
