// SPDX-License-Identifier: BSL-1.0
// A gate that is not passed without its check, and waived for a while by somebody who may.
#include <fairlead/lifecycles/verify/quality_gate.hpp>

#include "../usage.hpp"

using fairlead::verify::quality_gate;

const usage quality_gate_usage("verify/quality_gate", [](std::ostream& out, timestamp now) {
  const auto contents = sha256_of("shop 1.1.0");
  table_machine<quality_gate> gate{
      {.subject = contents, .author = "ada", .required = {"unit"}, .waiver_authorities = {"eve"}}, now};
  using found = quality_gate::finding;
  out << gate.fire(quality_gate::evaluated{found::pass}) << '\n'
      << gate.fire(quality_gate::evaluated{found::fail, {{"unit", contents, 2, {"junit.xml"}}}}) << '\n'
      << gate.fire(quality_gate::waive{"ada", "both are flaky", now + 48h}, now) << '\n'
      << gate.fire(quality_gate::waive{"eve", "both are flaky", now + 9'999h}, now) << '\n'
      << gate.fire(quality_gate::waive{"eve", "both are flaky", now + 48h}, now) << '\n'
      << gate.fire(quality_gate::waiver_expired{}) << '\n';
});
