// SPDX-License-Identifier: BSL-1.0
#include "site.hpp"

#include <fairlead/archive/file.hpp>
#include <fairlead/error.hpp>
#include <fairlead/identity/sha256.hpp>

namespace release_train {

namespace {

constexpr std::uint64_t largest_manifest = std::uint64_t{1} << 30;

bool runs_as_placed(const manifest& running, const placement& wanted) {
  const auto found = running.find(wanted.key);
  return found != running.end() && found->second == wanted.content;
}

}  // namespace

std::string text_of(const manifest& contents) {
  std::string text;
  for (const auto& [key, content] : contents) { text.append(content.to_string()).append(" ").append(key).append("\n"); }
  return text;
}

fairlead::digest digest_of(const manifest& contents) { return fairlead::sha256_of(text_of(contents)); }

site::site(const std::filesystem::path& folder, std::string_view environment)
    : file_(folder / (std::string(environment) + ".manifest")) {}

manifest site::read() const {
  const std::string text = fairlead::read_file(file_, largest_manifest);
  manifest contents;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::size_t space = text.find(' ', at);
    if (end == std::string::npos || space >= end) {
      throw fairlead::error(fairlead::errc::invalid_document, "a line of a manifest is 'digest key'", file_.string(),
                            at);
    }
    contents.emplace_hint(contents.end(), text.substr(space + 1, end - space - 1),
                          fairlead::digest::parse(std::string_view(text).substr(at, space - at)));
    at = end + 1;
  }
  return contents;
}

void site::install(const manifest& contents) const {
  std::filesystem::create_directories(file_.parent_path());
  fairlead::write_file(file_, text_of(contents));
}

void site::deploy(const std::vector<placement>& wave) const {
  manifest contents = read();
  for (const placement& each : wave) { contents[each.key] = each.content; }
  fairlead::write_file(file_, text_of(contents));
}

fairlead::health_report site::check(const std::vector<placement>& wave) const {
  const manifest running = read();
  fairlead::health_report report{digest_of(running), 0, static_cast<std::uint32_t>(wave.size()), {file_.string(), {}}};
  for (const placement& each : wave) { report.passing += runs_as_placed(running, each) ? 1U : 0U; }
  return report;
}

fairlead::health_report site::check_all() const {
  const manifest running = read();
  const auto total = static_cast<std::uint32_t>(running.size());
  return {digest_of(running), total, total, {file_.string(), {}}};
}

std::string site::first_unhealthy(const std::vector<placement>& wave) const {
  const manifest running = read();
  for (const placement& each : wave) {
    if (!runs_as_placed(running, each)) { return each.key; }
  }
  return {};
}

}  // namespace release_train
