// SPDX-License-Identifier: BSL-1.0
// What the registered types of package URLs ask of their components.
#ifndef FAIRLEAD_IDENTITY_DETAIL_PURL_TYPES_HPP
#define FAIRLEAD_IDENTITY_DETAIL_PURL_TYPES_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "../purl_parts.hpp"

namespace fairlead::detail::purl {

enum class namespace_rule : std::uint8_t { optional, required, prohibited };

/// Components that are not case sensitive, and so are written in lower case. Or-ed together.
enum purl_fold : unsigned { fold_nothing = 0, fold_namespace = 1, fold_name = 2, fold_version = 4 };

struct purl_type {
  std::string_view type;
  namespace_rule rule;
  unsigned fold;
  std::string_view needed_qualifier;  ///< empty if none is
};

/// In the order of their names. Where purl-spec's definition and its tests differ (git: case sensitive in the one, not
/// in the other), this is what the tests say. golang's definition requires a namespace, which its standard library has
/// not.
inline constexpr purl_type purl_types[] = {
    {"alpm", namespace_rule::required, fold_namespace | fold_name, {}},
    {"apk", namespace_rule::required, fold_namespace | fold_name, {}},
    {"bazel", namespace_rule::prohibited, fold_nothing, {}},
    {"bitbucket", namespace_rule::required, fold_namespace | fold_name, {}},
    {"bitnami", namespace_rule::prohibited, fold_name, {}},
    {"brew", namespace_rule::optional, fold_namespace | fold_name, {}},
    {"cargo", namespace_rule::prohibited, fold_nothing, {}},
    {"chrome-extension", namespace_rule::prohibited, fold_name, {}},
    {"cocoapods", namespace_rule::prohibited, fold_nothing, {}},
    {"composer", namespace_rule::required, fold_namespace | fold_name, {}},
    {"conan", namespace_rule::optional, fold_nothing, {}},
    {"conda", namespace_rule::prohibited, fold_nothing, {}},
    {"cpan", namespace_rule::optional, fold_nothing, {}},
    {"cran", namespace_rule::prohibited, fold_nothing, {}},
    {"deb", namespace_rule::required, fold_namespace | fold_name, {}},
    {"docker", namespace_rule::optional, fold_nothing, {}},
    {"gem", namespace_rule::prohibited, fold_nothing, {}},
    {"generic", namespace_rule::optional, fold_nothing, {}},
    {"git", namespace_rule::required, fold_namespace | fold_name, {}},
    {"github", namespace_rule::required, fold_namespace | fold_name, {}},
    {"golang", namespace_rule::optional, fold_namespace | fold_name, {}},
    {"hackage", namespace_rule::prohibited, fold_nothing, {}},
    {"hex", namespace_rule::optional, fold_namespace | fold_name, {}},
    {"huggingface", namespace_rule::required, fold_version, {}},
    {"julia", namespace_rule::prohibited, fold_nothing, "uuid"},
    {"luarocks", namespace_rule::optional, fold_namespace | fold_name, {}},
    {"maven", namespace_rule::required, fold_nothing, {}},
    {"mlflow", namespace_rule::prohibited, fold_nothing, {}},
    {"npm", namespace_rule::optional, fold_namespace | fold_name, {}},
    {"nuget", namespace_rule::prohibited, fold_nothing, {}},
    {"oci", namespace_rule::prohibited, fold_name | fold_version, {}},
    {"opam", namespace_rule::prohibited, fold_nothing, {}},
    {"otp", namespace_rule::prohibited, fold_name, {}},
    {"pub", namespace_rule::prohibited, fold_name, {}},
    {"pypi", namespace_rule::prohibited, fold_name | fold_version, {}},
    {"qpkg", namespace_rule::required, fold_namespace, {}},
    {"rpm", namespace_rule::required, fold_namespace, {}},
    {"swid", namespace_rule::optional, fold_nothing, "tag_id"},
    {"swift", namespace_rule::required, fold_nothing, {}},
    {"vcpkg", namespace_rule::prohibited, fold_nothing, {}},
    {"vscode-extension", namespace_rule::required, fold_namespace | fold_name | fold_version, {}},
    {"yocto", namespace_rule::optional, fold_namespace, {}},
};

/// Null for a type that is not registered here. Linear in the number of types.
[[nodiscard]] constexpr const purl_type* find_purl_type(std::string_view type) noexcept {
  for (const purl_type& each : purl_types) {
    if (each.type == type) { return &each; }
  }
  return nullptr;
}

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
inline void to_lower(std::string& text) noexcept {
  for (char& c : text) { c = lower(c); }
}

/// Git hosts nest groups: the host is the namespace, the path on it the name, slashes and all.
[[nodiscard]] inline bool name_is_a_path(std::string_view type) noexcept { return type == "git"; }

[[nodiscard]] inline std::string_view value_of(const purl_parts& parts, std::string_view key) noexcept {
  for (const purl_qualifier& each : parts.qualifiers) {
    if (each.key == key) { return each.value; }
  }
  return {};
}

/// Lower case and the like. Does nothing to a type that is not registered.
inline void normalize_by_type(purl_parts& parts) {
  const purl_type* const rules = find_purl_type(parts.type);
  if (rules == nullptr) { return; }
  if ((rules->fold & fold_namespace) != 0) { to_lower(parts.namespace_path); }
  if ((rules->fold & fold_name) != 0) { to_lower(parts.name); }
  if ((rules->fold & fold_version) != 0) { to_lower(parts.version); }
  if (parts.type == "pypi") {
    // PEP 503: runs of separators are one dash.
    std::string name;
    for (const char c : parts.name) {
      const bool separator = c == '-' || c == '_' || c == '.';
      if (!separator || name.empty() || name.back() != '-') { name += separator ? '-' : c; }
    }
    parts.name = std::move(name);
  } else if (parts.type == "pub") {
    for (char& c : parts.name) { c = (c >= 'a' && c <= 'z') || is_digit(c) ? c : '_'; }
  } else if (parts.type == "mlflow") {
    // Databricks' model names are not case sensitive, those of other servers are.
    if (value_of(parts, "repository_url").find("databricks") != std::string_view::npos) { to_lower(parts.name); }
  }
}

/// Digits, and up to three times a dot and digits.
[[nodiscard]] inline bool is_chrome_version(std::string_view version) noexcept {
  std::size_t dots = 0;
  char before = '.';
  for (const char c : version) {
    if (!is_digit(c) && (c != '.' || before == '.')) { return false; }
    dots += c == '.' ? 1U : 0U;
    before = c;
  }
  return before != '.' && dots <= 3;
}

/// A component that breaks a rule of its type, and the rule.
struct purl_fault {
  std::string_view component;  ///< empty if there is no fault
  std::string_view rule;
};

/// The first fault of normalized components.
[[nodiscard]] inline purl_fault fault_by_type(const purl_parts& parts) noexcept {
  const purl_type* const rules = find_purl_type(parts.type);
  if (rules == nullptr) { return {}; }
  if (rules->rule == namespace_rule::required && parts.namespace_path.empty()) {
    return {"namespace", "a namespace is required by this type"};
  }
  if (rules->rule == namespace_rule::prohibited && !parts.namespace_path.empty()) {
    return {"namespace", "this type has no namespaces"};
  }
  if (!rules->needed_qualifier.empty() && value_of(parts, rules->needed_qualifier).empty()) {
    return {"qualifiers", parts.type == "julia" ? "a qualifier 'uuid' is required by this type"
                                                : "a qualifier 'tag_id' is required by this type"};
  }
  const std::string_view name = parts.name;
  if (parts.type == "chrome-extension") {
    if (name.size() != 32 || name.find_first_not_of("abcdefghijklmnop") != std::string_view::npos) {
      return {"name", "the name of an extension is 32 letters from a to p"};
    }
    if (!parts.version.empty() && !is_chrome_version(parts.version)) {
      return {"version", "a version of this type is one to four numbers with dots between them"};
    }
  }
  if (parts.type == "cpan" && name.find("::") != std::string_view::npos) {
    return {"name", "a distribution is meant (URI-PackageURL), not a module"};
  }
  if (parts.type == "cocoapods" &&
      (name.front() == '.' || name.find_first_of("+ \t\n\v\f\r") != std::string_view::npos)) {
    return {"name", "the name of a pod has no blanks and no '+', and does not begin with a '.'"};
  }
  return {};
}

}  // namespace fairlead::detail::purl

#endif
