// SPDX-License-Identifier: BSL-1.0
// A critical vulnerability: what users should do, for how long the risk may be accepted, and the version that mends it.
#include <fairlead/lifecycles/verify/finding.hpp>

#include "../usage.hpp"

using fairlead::verify::finding;

const usage finding_usage("verify/finding", [](std::ostream& out, timestamp now) {
  table_machine<finding> backdoor{{.vulnerability = "CVE-2024-3094",
                                   .product = "pkg:deb/debian/xz-utils",
                                   .version = "5.6.1",
                                   .risk_owners = {"eve"}},
                                  now};
  finding::determined affected{.by = "bob", .status = finding::determination::affected};
  out << backdoor.fire(affected) << '\n';
  affected.action_statement = "go back to 5.4.5";
  out << backdoor.fire(affected) << '\n'
      << backdoor.fire(finding::accept_risk{"eve", "it is not exposed", now + 720h}, now) << '\n'
      << backdoor.fire(finding::fix_verified{"5.6.1", {.reference = "scan 17"}}) << '\n'
      << backdoor.fire(finding::fix_verified{"5.6.2", {.reference = "scan 18"}}) << '\n';
});
