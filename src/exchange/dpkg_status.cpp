// SPDX-License-Identifier: BSL-1.0
#include <fairlead/exchange/dpkg_status.hpp>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

#include "block_reader.hpp"

namespace fairlead {

namespace {

struct package {
  std::string name{};
  std::string version{};
  std::string architecture{};
  std::string depends{};
  std::string pre_depends{};
  std::string provides{};
};

constexpr std::string_view blanks = " \t";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) { return {}; }
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// Splits at `separator`; parts are trimmed, empty ones left out.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (const std::string_view part = trimmed(text.substr(0, end)); !part.empty()) { parts.push_back(part); }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// Joins the blocks to lines and the lines to paragraphs.
class status_parser {
public:
  explicit status_parser(const read_limits& limits) : limits_(limits) {}

  void feed(std::string_view block) {
    for (;;) {
      const std::size_t end = block.find('\n');
      const std::string_view part = block.substr(0, end);
      if (line_.size() + part.size() > limits_.max_line) { too_long(); }
      line_.append(part);
      if (end == std::string_view::npos) { return; }
      take_line();
      offset_ += line_.size() + 1;
      line_.clear();
      block.remove_prefix(end + 1);
    }
  }
  std::vector<package> finish() {
    if (!line_.empty()) { take_line(); }
    take_paragraph();
    return std::move(installed_);
  }

private:
  [[noreturn]] void fail(const std::string& why) const {
    throw error(errc::invalid_document, "line " + std::to_string(number_) + ": " + why, {}, offset_);
  }
  [[noreturn]] void too_long() const {
    throw error(errc::limit_exceeded,
                "line " + std::to_string(number_ + 1) + ": a field is longer than " + std::to_string(limits_.max_line) +
                    " bytes",
                {}, offset_);
  }

  void take_line() {
    ++number_;
    if (trimmed(line_).empty()) {
      take_paragraph();
      return;
    }
    begun_ = true;
    if (line_[0] == ' ' || line_[0] == '\t') {
      if (!continues_) { fail("a line that continues a field, but there is none"); }
      if (field_ != nullptr) {
        if (field_->size() + line_.size() > limits_.max_line) { too_long(); }
        field_->append(" ").append(trimmed(line_));
      }
      return;
    }
    const std::size_t colon = line_.find(':');
    if (colon == std::string::npos || colon == 0) { fail("a field is 'Name: value'"); }
    const std::string_view name = std::string_view(line_).substr(0, colon);
    continues_ = true;
    field_ = field_of(name);
    if (field_ == nullptr) { return; }
    if (!field_->empty()) { fail("the field " + std::string(name) + " is there twice"); }
    *field_ = trimmed(std::string_view(line_).substr(colon + 1));
  }

  std::string* field_of(std::string_view name) {
    const std::array<std::pair<std::string_view, std::string*>, 7> wanted{{{"package", &current_.name},
                                                                           {"status", &status_},
                                                                           {"version", &current_.version},
                                                                           {"architecture", &current_.architecture},
                                                                           {"depends", &current_.depends},
                                                                           {"pre-depends", &current_.pre_depends},
                                                                           {"provides", &current_.provides}}};
    for (const auto& [spelled, field] : wanted) {
      const bool same = std::ranges::equal(
          spelled, name, {}, {}, [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
      if (same) { return field; }
    }
    return nullptr;
  }

  void take_paragraph() {
    if (begun_) {
      require("Package", current_.name, "abcdefghijklmnopqrstuvwxyz0123456789+-.");
      if (split(status_, ' ').size() != 3) { fail("the Status of " + current_.name + " is not three words"); }
      if (status_.ends_with(" installed")) {
        require("Version", current_.version, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.+-~:");
        require("Architecture", current_.architecture, "abcdefghijklmnopqrstuvwxyz0123456789-");
        if (installed_.size() == limits_.max_artifacts) {
          throw error(errc::limit_exceeded, "more than " + std::to_string(limits_.max_artifacts) + " packages");
        }
        installed_.push_back(std::move(current_));
      }
    }
    current_ = {};
    status_.clear();
    begun_ = continues_ = false;
    field_ = nullptr;
  }
  void require(const char* field, const std::string& value, std::string_view allowed) const {
    if (value.empty()) {
      fail(std::string("the paragraph that ends here has no ") + field + "; is this a dpkg status file?");
    }
    if (value.size() > limits_.max_text || value.find_first_not_of(allowed) != std::string::npos) {
      fail(std::string("not a ") + field + ": '" + value.substr(0, 80) + "'");
    }
  }

  const read_limits& limits_;
  std::string line_;
  std::size_t offset_ = 0;  // of the line
  std::size_t number_ = 0;
  bool begun_ = false;
  bool continues_ = false;
  std::string* field_ = nullptr;
  std::string status_;
  package current_;
  std::vector<package> installed_;
};

std::string key_of(const package& from) {
  std::string key = "pkg:deb/debian/";
  const auto append = [&](std::string_view text) {
    for (const char c : text) { c == '+' ? key += "%2B" : key += c; }
  };
  append(from.name);
  key += '@';
  append(from.version);
  return key.append("?arch=").append(from.architecture);
}

// "name:qualifier (>= 1.0)" without the constraint.
struct wanted_package {
  std::string_view name;
  std::string_view architecture;  // empty for any
};
wanted_package parse_relation(std::string_view text) {
  const std::string_view whole = text.substr(0, text.find_first_of(" \t(["));
  const std::size_t colon = whole.find(':');
  if (colon == std::string_view::npos) { return {whole, {}}; }
  const std::string_view qualifier = whole.substr(colon + 1);
  return {whole.substr(0, colon), qualifier == "any" || qualifier == "native" ? std::string_view{} : qualifier};
}

class resolver {
public:
  resolver(std::vector<package> packages, const read_limits& limits) : packages_(std::move(packages)), limits_(limits) {
    for (const package& each : packages_) { keys_.push_back(key_of(each)); }
    for (std::size_t i = 0; i < packages_.size(); ++i) {
      named_[packages_[i].name].push_back(i);
      for (const std::string_view clause : split(packages_[i].provides, ',')) {
        providing_[parse_relation(clause).name].push_back(i);
      }
    }
  }

  artifact_graph graph() {
    artifact_graph result;
    for (std::size_t i = 0; i < packages_.size(); ++i) {
      if (result.find(keys_[i])) {
        throw error(errc::duplicate_artifact, "the package " + keys_[i] + " is there twice");
      }
      ids_.push_back(result.add_artifact({keys_[i], packages_[i].name, packages_[i].version, {}}));
      result.set_completeness(ids_.back(), completeness::known);
    }
    for (std::size_t i = 0; i < packages_.size(); ++i) {
      add(result, i, packages_[i].depends, dependency_kind::runtime);
      add(result, i, packages_[i].pre_depends, dependency_kind::pre);
    }
    return result;
  }

private:
  void add(artifact_graph& result, std::size_t from, std::string_view field, dependency_kind kind) {
    for (const std::string_view clause : split(field, ',')) {
      if (++relations_ > limits_.max_dependencies) {
        throw error(errc::limit_exceeded, "more than " + std::to_string(limits_.max_dependencies) + " dependencies");
      }
      const std::optional<std::size_t> found = first_present(from, clause);
      if (found) {
        result.add_dependency(ids_[from], ids_[*found], kind);
      } else {
        result.add_dangling(ids_[from], clause);
      }
    }
  }
  std::optional<std::size_t> first_present(std::size_t from, std::string_view clause) const {
    for (const std::string_view alternative : split(clause, '|')) {
      const wanted_package wanted = parse_relation(alternative);
      for (const auto* candidates : {&named_, &providing_}) {
        const auto found = candidates->find(wanted.name);
        if (found == candidates->end()) { continue; }
        if (const auto best = best_of(from, found->second, wanted.architecture)) { return best; }
      }
    }
    return std::nullopt;
  }
  // The same architecture, then "all", then any other; among equals the first by key.
  std::optional<std::size_t> best_of(std::size_t from, const std::vector<std::size_t>& candidates,
                                     std::string_view architecture) const {
    std::optional<std::size_t> best;
    const auto rank = [&](std::size_t i) {
      const std::string& has = packages_[i].architecture;
      return has == packages_[from].architecture ? 0 : (has == "all" ? 1 : 2);
    };
    for (const std::size_t each : candidates) {
      if (!architecture.empty() && packages_[each].architecture != architecture) { continue; }
      if (!best || std::pair(rank(each), std::string_view(keys_[each])) <
                       std::pair(rank(*best), std::string_view(keys_[*best]))) {
        best = each;
      }
    }
    return best;
  }

  std::vector<package> packages_;
  const read_limits& limits_;
  std::vector<std::string> keys_;
  std::vector<artifact_id> ids_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> named_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> providing_;
  std::size_t relations_ = 0;
};

artifact_graph read(std::istream& input, const read_limits& limits, const read_progress& progress,
                    std::uint64_t total) {
  status_parser parser(limits);
  detail::block_reader blocks(input, limits, progress, total);
  for (std::string_view block = blocks.next(); !block.empty(); block = blocks.next()) { parser.feed(block); }
  return resolver(parser.finish(), limits).graph();
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
