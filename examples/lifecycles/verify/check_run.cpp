// SPDX-License-Identifier: BSL-1.0
// A run of the unit tests: on the contents that were asked for, and no success that its own report contradicts.
#include <fairlead/lifecycles/verify/check_run.hpp>

#include "../usage.hpp"

using fairlead::verify::check_run;

const usage check_run_usage("verify/check_run", [](std::ostream& out, timestamp now) {
  const auto contents = sha256_of("shop 1.1.0");
  table_machine<check_run> unit{{.check = "unit", .subject = contents}, now};
  check_run::check_finished done{
      .outcome = check_run::result::success,
      .report = {.subject = contents, .passing = 411, .failing = 1, .source = {"junit.xml"}}};
  out << unit.fire(check_run::check_started{sha256_of("shop 1.0.9"), "ci"}) << '\n'
      << unit.fire(check_run::check_started{contents, "ci"}) << '\n'
      << unit.fire(done) << '\n';
  done.outcome = check_run::result::failure;
  out << unit.fire(done) << '\n';
});
