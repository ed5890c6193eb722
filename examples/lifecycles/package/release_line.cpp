// SPDX-License-Identifier: BSL-1.0
// A line from its first features to general availability; versions only increase.
#include <fairlead/lifecycles/package/release_line.hpp>

#include "../usage.hpp"

using fairlead::package::release_line;

const usage release_line_usage("package/release_line", [](std::ostream& out, timestamp now) {
  table_machine<release_line> line{{.line = "2.x"}, now};
  const auto contents = sha256_of("shop 2.0.0");
  release_line::promote next{.by = "ada", .version = "2.0.0-alpha.1", .features = {10, 3, {"roadmap"}}};
  out << line.fire(next, now) << '\n';
  next.version = "2.0.0-beta.1";
  out << line.fire(next, now) << '\n';
  next.features.done = 10;
  out << line.fire(next, now) << '\n'
      << line.fire(release_line::promote{.version = "2.0.0-rc.1", .blockers = {{}, now, {"board"}}}, now) << '\n'
      << line.fire(release_line::promote{.version = "2.0.0", .contents = contents}, now) << '\n'
      << line.fire(
             release_line::promote{
                 .version = "2.0.0", .contents = contents, .approval = {contents, {"bob"}, now + 24h}},
             now)
      << '\n';
});
