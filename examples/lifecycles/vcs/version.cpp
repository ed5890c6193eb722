// SPDX-License-Identifier: BSL-1.0
// A version whose number does not say what has changed is not released; one that is, is only ever yanked.
#include <fairlead/lifecycles/vcs/version.hpp>

#include "../usage.hpp"

using fairlead::vcs::version;

const usage version_usage("vcs/version", [](std::ostream& out, timestamp now) {
  const auto contents = sha256_of("shop 1.5.0");
  table_machine<version> next{{.package = "shop", .previous = "1.4.2"}, now};
  version::finalize last{"ada", "1.5.0", contents, {"1.4.2", contents, 1, 3, {"api.diff"}}};
  out << next.fire(version::cut_prerelease{"ada", "1.4.0-rc.1", contents}) << '\n'
      << next.fire(version::cut_prerelease{"ada", "1.5.0-rc.1", contents}) << '\n'
      << next.fire(last) << '\n';
  last.api.breaking = 0;
  out << next.fire(last) << '\n'
      << next.fire(last) << '\n'
      << next.fire(version::yank{"bob", "it does not start"}) << '\n';
});
