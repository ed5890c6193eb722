// SPDX-License-Identifier: BSL-1.0
// Two of three approve the same contents; the author is none of them.
#include <fairlead/lifecycles/package/approval.hpp>

#include "../usage.hpp"

using fairlead::package::approval;

const usage approval_usage("package/approval", [](std::ostream& out, timestamp now) {
  const auto contents = sha256_of("shop 1.1.0");
  table_machine<approval> asked{
      {.subject = contents, .author = "ada", .policy = {.quorum = 2, .voters = {"ada", "bob", "eve"}}}, now};
  const auto yes = approval::decision::approved;
  out << asked.fire(approval::vote{"ada", yes, contents}) << '\n'
      << asked.fire(approval::vote{"bob", yes, sha256_of("shop 1.0.9")}) << '\n'
      << asked.fire(approval::vote{"bob", yes, contents}) << '\n'
      << asked.fire(approval::vote{"bob", yes, contents}) << '\n'
      << asked.fire(approval::vote{"eve", yes, contents}) << '\n';
});
