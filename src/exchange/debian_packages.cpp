// SPDX-License-Identifier: BSL-1.0
#include <fairlead/exchange/debian_packages.hpp>

#include "block_reader.hpp"
#include "debian_resolver.hpp"

namespace fairlead {

namespace {

artifact_graph read(std::istream& input, const read_limits& limits, const read_progress& progress,
                    std::uint64_t total) {
  std::vector<detail::debian_package> offered;
  detail::debian_control_parser parser("Packages file", limits, [&](detail::debian_package& package) {
    parser.require_identity(package);
    if (!package.sha256.empty()) {
      parser.require("SHA256", package.sha256, "0123456789abcdef");
      if (package.sha256.size() != 64) { parser.fail("the SHA256 of " + package.name + " is not 64 digits"); }
    }
    if (offered.size() == limits.max_artifacts) {
      throw error(errc::limit_exceeded, "more than " + std::to_string(limits.max_artifacts) + " packages");
    }
    offered.push_back(std::move(package));
  });
  detail::block_reader blocks(input, limits, progress, total);
  for (std::string_view block = blocks.next(); !block.empty(); block = blocks.next()) { parser.feed(block); }
  parser.finish();
  return detail::resolve_debian_packages(offered, detail::debian_versions::weighed, limits);
}

}  // namespace

artifact_graph read_debian_packages(std::istream& input, const read_limits& limits, const read_progress& progress) {
  return read(input, limits, progress, 0);
}

artifact_graph read_debian_packages(const std::filesystem::path& file, const read_limits& limits,
                                    const read_progress& progress) {
  return detail::read_from_file(
      file, [&](std::istream& input, std::uint64_t size) { return read(input, limits, progress, size); });
}

}  // namespace fairlead
