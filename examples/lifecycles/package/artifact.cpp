// SPDX-License-Identifier: BSL-1.0
// A package that is signed, published and yanked, and kept for those who depend on it.
#include <fairlead/lifecycles/package/artifact.hpp>

#include "../usage.hpp"

using fairlead::package::artifact;

const usage artifact_usage("package/artifact", [](std::ostream& out, timestamp now) {
  const auto contents = sha256_of("shop 1.1.0");
  table_machine<artifact> shop{
      {.key = "pkg:deb/shop@1.1.0", .trusted_signers = {{"release key", now + 720h}}, .trusted_builders = {"ci"}}, now};
  out << shop.fire(artifact::pack{contents, 4'096}) << '\n'
      << shop.fire(artifact::sign{{contents, "somebody", {"shop.sig"}}}, now) << '\n'
      << shop.fire(artifact::sign{{contents, "release key", {"shop.sig"}}}, now) << '\n'
      << shop.fire(artifact::publish{.by = "ada",
                                     .sbom = {contents, "ci", {"sbom.json"}},
                                     .provenance = {contents, "ci", {"provenance.json"}},
                                     .summary = {contents, artifact::summary_result::passed, now + 720h, {"vsa.json"}}},
                   now)
      << '\n'
      << shop.fire(artifact::yank{"ada", "it does not start"}, now) << '\n'
      << shop.fire(artifact::erase{.by = "ada"}, now + 24h) << '\n';
});
