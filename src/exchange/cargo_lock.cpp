// SPDX-License-Identifier: BSL-1.0
// What of a Cargo.lock concerns the graph, and how it goes into its parts.
#include <fairlead/exchange/cargo_lock.hpp>

#include <algorithm>
#include <utility>

#include "cargo_lock_parts.hpp"
#include "toml_reader.hpp"

namespace fairlead {

namespace {

using detail::cargo_lock_parts;
using detail::cargo_package;
using detail::toml_item;

class cargo_lock_reader {
public:
  cargo_lock_reader(std::istream& input, const read_limits& limits, const read_progress& progress, std::uint64_t total)
      : toml_(input, limits, progress, total), parts_(limits) {}

  artifact_graph read() {
    for (toml_item item = toml_.next(); item != toml_item::end; item = toml_.next()) {
      if (item == toml_item::table || item == toml_item::array_of_tables) {
        finish_package();
        enter(item);
        continue;
      }
      switch (in_) {
        case section::top:
          if (toml_.name() == "version") { check_version(item); }
          break;
        case section::package:
          take_of_package(item);
          break;
        case section::metadata:
          if (item == toml_item::text) { take_checksum(); }
          break;
        case section::other:
          break;
      }
    }
    finish_package();
    if (parts_.package_count() == 0 && !versioned_) {
      toml_.fail("no package and no version is there; is this Cargo.lock?");
    }
    return parts_.finish();
  }

private:
  enum class section : std::uint8_t { top, package, metadata, other };

  void enter(toml_item item) {
    const bool listed = item == toml_item::array_of_tables;
    in_ = toml_.name() == (listed ? "package" : "root") ? section::package
          : toml_.name() == "metadata" && !listed       ? section::metadata
                                                        : section::other;
    package_ = {};
    listed_ = replaced_ = false;
  }

  void check_version(toml_item item) {
    if (item != toml_item::number || toml_.number() < 1 || toml_.number() > 4) {
      toml_.fail("this version of Cargo.lock is not known; 1 to 4 are");
    }
    versioned_ = true;
  }

  void take_of_package(toml_item item) {
    const std::string& key = toml_.name();
    if (item == toml_item::element) {
      if (key == "dependencies") { take_reference(); }
    } else if (key == "dependencies") {
      require(item == toml_item::list, "a list of texts");
      if (std::exchange(listed_, true)) { twice(); }
    } else if (key == "replace") {
      require(item == toml_item::text, "a text");
      if (std::exchange(replaced_, true)) { twice(); }
      take_reference();
    } else if (key == "checksum") {
      require(item == toml_item::text, "a text");
      if (!package_.digest.empty()) { twice(); }
      package_.digest = digest();
    } else if (key == "name" || key == "version" || key == "source") {
      require(item == toml_item::text, "a text");
      take_identity(key == "name" ? package_.name : key == "version" ? package_.version : package_.source);
    }
  }
  // Blanks and parentheses part a name, version and source from each other where a package is referred to.
  void take_identity(std::string& field) {
    if (!field.empty()) { twice(); }
    if (toml_.text().empty() || toml_.text().find_first_of(" ()") != std::string::npos) {
      toml_.fail("'" + toml_.name() + "' is not empty, and without blanks and parentheses");
    }
    field = toml_.text();
  }
  void take_reference() {
    const std::string& text = toml_.text();
    const auto blanks = std::ranges::count(text, ' ');
    if (text.empty() || blanks > 2 || (blanks == 2 && (text.back() != ')' || text[text.rfind(' ') + 1] != '('))) {
      toml_.fail("'" + text.substr(0, 80) + "' is no package; one is like NAME, NAME VERSION or NAME VERSION (SOURCE)");
    }
    package_.needs.push_back(parts_.reference(text));
  }
  void take_checksum() {
    constexpr std::string_view start = "checksum ";
    if (!toml_.name().starts_with(start) || toml_.text() == "<none>") { return; }
    parts_.add_digest(std::string_view(toml_.name()).substr(start.size()), digest());
  }

  void finish_package() {
    if (in_ != section::package) { return; }
    if (package_.name.empty() || package_.version.empty()) {
      toml_.fail("the package that ends before here has no " + std::string(package_.name.empty() ? "name" : "version"));
    }
    parts_.add_package(std::move(package_));
  }

  [[nodiscard]] std::string digest() const {
    if (toml_.text().size() != 64 || toml_.text().find_first_not_of("0123456789abcdef") != std::string::npos) {
      toml_.fail("a checksum is 64 hexadecimal digits");
    }
    return "sha256:" + toml_.text();
  }
  void require(bool holds, const std::string& wanted) const {
    if (!holds) { toml_.fail("'" + toml_.name() + "' is " + wanted); }
  }
  [[noreturn]] void twice() const { toml_.fail("'" + toml_.name() + "' is there twice"); }

  detail::toml_reader toml_;
  cargo_lock_parts parts_;
  section in_ = section::top;
  bool versioned_ = false;
  cargo_package package_{};
  bool listed_ = false;
  bool replaced_ = false;
};

}  // namespace

artifact_graph read_cargo_lock(std::istream& input, const read_limits& limits, const read_progress& progress) {
  return cargo_lock_reader(input, limits, progress, 0).read();
}

artifact_graph read_cargo_lock(const std::filesystem::path& file, const read_limits& limits,
                               const read_progress& progress) {
  return detail::read_from_file(file, [&](std::istream& input, std::uint64_t size) {
    return cargo_lock_reader(input, limits, progress, size).read();
  });
}

}  // namespace fairlead
