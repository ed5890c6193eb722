// SPDX-License-Identifier: BSL-1.0
// A build that has succeeded only because the digest and the provenance of what it made are known.
#include <fairlead/lifecycles/create/build.hpp>

#include "../usage.hpp"

using fairlead::create::build;

const usage build_usage("create/build", [](std::ostream& out, timestamp now) {
  table_machine<build> package{{.id = "4711", .needs = {"linux"}, .expected = {"pkg:deb/shop@1.1.0"}}, now};
  build::build_finished done{.outcome = build::result::success, .outputs = {{"pkg:deb/shop@1.1.0", sha256_of("shop")}}};
  out << package.fire(build::build_started{{.id = "w1", .labels = {"windows"}}}) << '\n'
      << package.fire(build::build_started{{.id = "w2", .labels = {"linux"}}}) << '\n';
  auto untraced = package;
  out << untraced.fire(done) << ": " << untraced.data().reason << '\n';
  done.provenance.reference = "https://ci.example/4711/provenance";
  out << package.fire(done) << '\n';
});
