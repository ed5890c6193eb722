// SPDX-License-Identifier: BSL-1.0
#include <fairlead/exchange/read_graph.hpp>

#include <array>

#include <fairlead/exchange/cyclonedx.hpp>
#include <fairlead/exchange/dpkg_status.hpp>

#include "block_reader.hpp"

namespace fairlead {

artifact_graph read_graph(const std::filesystem::path& file, const read_limits& limits, const read_progress& progress) {
  const std::string start = detail::read_from_file(file, [](std::istream& input, std::uint64_t) {
    std::array<char, 256> bytes{};
    input.read(bytes.data(), bytes.size());
    if (input.bad()) { throw error(errc::unreadable, "reading failed"); }
    return std::string(bytes.data(), static_cast<std::size_t>(input.gcount()));
  });
  std::string_view text = start;
  if (text.starts_with("\xef\xbb\xbf")) { text.remove_prefix(3); }
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (text.starts_with('{')) { return read_cyclonedx(file, limits, progress); }
  if (text.starts_with("Package:")) { return read_dpkg_status(file, limits, progress); }
  throw error(errc::invalid_document,
              text.empty() ? "the file is empty" : "neither CycloneDX JSON ('{') nor a dpkg status file ('Package:')",
              file.string(), 0);
}

}  // namespace fairlead
