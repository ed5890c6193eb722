// SPDX-License-Identifier: BSL-1.0
#include <fairlead/exchange/dpkg_status.hpp>

#include "block_reader.hpp"
#include "debian_resolver.hpp"

namespace fairlead {

namespace {

artifact_graph read(std::istream& input, const read_limits& limits, const read_progress& progress,
                    std::uint64_t total) {
  std::vector<detail::debian_package> installed;
  detail::debian_control_parser parser("dpkg status file", limits, [&](detail::debian_package& package) {
    if (detail::split_field(package.status, ' ').size() != 3) {
      parser.fail("the Status of " + package.name + " is not three words");
    }
    if (!package.status.ends_with(" installed")) { return; }
    parser.require_identity(package);
    if (installed.size() == limits.max_artifacts) {
      throw error(errc::limit_exceeded, "more than " + std::to_string(limits.max_artifacts) + " packages");
    }
    installed.push_back(std::move(package));
  });
  detail::block_reader blocks(input, limits, progress, total);
  for (std::string_view block = blocks.next(); !block.empty(); block = blocks.next()) { parser.feed(block); }
  parser.finish();
  return detail::resolve_debian_packages(installed, detail::debian_versions::not_weighed, limits);
}

}  // namespace

artifact_graph read_dpkg_status(std::istream& input, const read_limits& limits, const read_progress& progress) {
  return read(input, limits, progress, 0);
}

artifact_graph read_dpkg_status(const std::filesystem::path& file, const read_limits& limits,
                                const read_progress& progress) {
  return detail::read_from_file(
      file, [&](std::istream& input, std::uint64_t size) { return read(input, limits, progress, size); });
}

}  // namespace fairlead
