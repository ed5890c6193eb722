// SPDX-License-Identifier: BSL-1.0
#include "debian_control.hpp"

#include <algorithm>
#include <array>

#include <fairlead/error.hpp>

#include "block_reader.hpp"

namespace fairlead::detail {

namespace {

constexpr std::string_view blanks = " \t";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) { return {}; }
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

}  // namespace

std::vector<std::string_view> split_field(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (const std::string_view part = trimmed(text.substr(0, end)); !part.empty()) { parts.push_back(part); }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

void debian_control_parser::feed(std::string_view block) {
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

void debian_control_parser::finish() {
  if (!line_.empty()) { take_line(); }
  take_paragraph();
}

void debian_control_parser::fail(const std::string& why) const {
  throw error(errc::invalid_document, "line " + std::to_string(number_) + ": " + why, {}, offset_);
}

void debian_control_parser::too_long() const {
  throw error(
      errc::limit_exceeded,
      "line " + std::to_string(number_ + 1) + ": a field is longer than " + std::to_string(limits_.max_line) + " bytes",
      {}, offset_);
}

void debian_control_parser::require(const char* field, const std::string& value, std::string_view allowed) const {
  if (value.empty()) {
    fail(std::string("the paragraph that ends here has no ") + field + "; is this a " + kind_ + "?");
  }
  if (value.size() > limits_.max_text || value.find_first_not_of(allowed) != std::string::npos) {
    fail(std::string("not a ") + field + ": '" + value.substr(0, 80) + "'");
  }
}

void debian_control_parser::require_identity(const debian_package& package) const {
  require("Version", package.version, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.+-~:");
  require("Architecture", package.architecture, "abcdefghijklmnopqrstuvwxyz0123456789-");
}

void debian_control_parser::take_line() {
  if (++number_ == 1) {
    offset_ += byte_order_mark_size(line_);
    line_.erase(0, byte_order_mark_size(line_));
  }
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

std::string* debian_control_parser::field_of(std::string_view name) {
  const std::array<std::pair<std::string_view, std::string*>, 8> wanted{{{"package", &current_.name},
                                                                         {"status", &current_.status},
                                                                         {"version", &current_.version},
                                                                         {"architecture", &current_.architecture},
                                                                         {"depends", &current_.depends},
                                                                         {"pre-depends", &current_.pre_depends},
                                                                         {"provides", &current_.provides},
                                                                         {"sha256", &current_.sha256}}};
  for (const auto& [spelled, field] : wanted) {
    const bool same = std::ranges::equal(
        spelled, name, {}, {}, [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (same) { return field; }
  }
  return nullptr;
}

void debian_control_parser::take_paragraph() {
  if (begun_) {
    require("Package", current_.name, "abcdefghijklmnopqrstuvwxyz0123456789+-.");
    finished_(current_);
  }
  current_ = {};
  begun_ = continues_ = false;
  field_ = nullptr;
}

}  // namespace fairlead::detail
