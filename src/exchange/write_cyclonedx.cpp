// SPDX-License-Identifier: BSL-1.0
#include <fairlead/exchange/write_cyclonedx.hpp>

#include <algorithm>
#include <fstream>
#include <ostream>
#include <string>
#include <vector>

#include <fairlead/identity/detail/utf8.hpp>
#include <fairlead/identity/package_url.hpp>
#include <fairlead/model/document.hpp>

#include "cyclonedx_notes.hpp"

namespace fairlead {

namespace {

using detail::json_text;

bool is_package_url(std::string_view key) {
  if (!key.starts_with("pkg:")) { return false; }
  try {
    (void)package_url::parse(key);
    return true;
  } catch (const error&) { return false; }
}

// The algorithm as CycloneDX spells it; empty for a digest that it has no place for.
std::string_view hash_algorithm(std::string_view digest) {
  const std::size_t colon = std::min(digest.find(':'), digest.size());
  const std::string_view name = digest.substr(0, colon);
  const std::string_view digits = digest.substr(std::min(colon + 1, digest.size()));
  if (digits.find_first_not_of("0123456789abcdef") != std::string_view::npos) { return {}; }
  if (name == "sha256" && digits.size() == 64) { return "SHA-256"; }
  if (name == "sha384" && digits.size() == 96) { return "SHA-384"; }
  if (name == "sha512" && digits.size() == 128) { return "SHA-512"; }
  return {};
}

class cyclonedx_writer {
public:
  cyclonedx_writer(std::ostream& output, const graph_snapshot& graph, std::optional<artifact_position> subject)
      : output_(output), graph_(graph), subject_(subject), rank_(graph.artifact_count()) {
    if (subject) { (void)graph.key(*subject); }
    for (std::uint32_t i = 0; i < rank_.size(); ++i) { rank_[graph.by_key()[i]] = i; }
  }

  void write() {
    require_utf8();
    output_ << "{\n  \"bomFormat\": \"CycloneDX\",\n  \"specVersion\": \"1.6\",\n  \"version\": 1";
    write_metadata();
    list("components", [&] {
      for (const artifact_position v : graph_.by_key()) {
        if (v != subject_) {
          line([&] { write_component(v); });
        }
      }
    });
    list("dependencies", [&] {
      for (const artifact_position v : graph_.by_key()) {
        if (has_entry(v)) {
          line([&] { write_entry(v); });
        }
      }
    });
    list("compositions", [&] {
      write_composition("complete", completeness::known);
      write_composition("unknown", completeness::unknown);
    });
    output_ << "\n}\n";
    if (!output_) { throw error(errc::unwritable, "writing failed"); }
  }

private:
  void require_utf8() const {
    const auto require = [](std::string_view text, const char* what) {
      if (detail::first_ill_formed(text) != std::string_view::npos) {
        throw error(errc::invalid_text,
                    std::string("a ") + what + " of the graph is not UTF-8, so JSON cannot hold it");
      }
    };
    for (const artifact_position v : graph_.by_key()) {
      require(graph_.key(v), "key");
      require(graph_.name(v), "name");
      require(graph_.version(v), "version");
      require(graph_.digest(v), "digest");
    }
    for (const dangling_reference& each : graph_.dangling()) { require(each.reference, "dangling reference"); }
  }

  // A member that is a list of lines; left out where there are none.
  template <class Lines>
  void list(std::string_view name, Lines lines) {
    before_first_ = ",\n  " + json_text(name) + ": [\n    ";
    lines();
    if (before_first_.empty()) { output_ << "\n  ]"; }
    before_first_.clear();
  }
  template <class Text>
  void line(Text text) {
    output_ << (before_first_.empty() ? ",\n    " : before_first_);
    before_first_.clear();
    text();
  }

  void write_metadata() {
    std::string properties;
    for (const dangling_reference& each : dangling_of({})) {
      add_property(properties, detail::cyclonedx_notes::dangling, each.reference);
    }
    if (!subject_ && properties.empty()) { return; }
    output_ << ",\n  \"metadata\": {";
    if (subject_) {
      output_ << "\n    \"component\": ";
      write_component(*subject_);
    }
    if (!properties.empty()) { output_ << (subject_ ? "," : "") << "\n    \"properties\": [" << properties << "]"; }
    output_ << "\n  }";
  }

  static void add_property(std::string& properties, std::string_view name, std::string_view value) {
    if (!properties.empty()) { properties += ", "; }
    properties += "{\"name\": " + json_text(name) + ", \"value\": " + json_text(value) + "}";
  }

  void write_component(artifact_position v) {
    const std::string_view key = graph_.key(v);
    const std::string_view name = graph_.name(v);
    const std::string_view digest = graph_.digest(v);
    output_ << "{\"type\": " << (v == subject_ ? "\"application\"" : "\"library\"")
            << ", \"bom-ref\": " << json_text(key) << ", \"name\": " << json_text(name.empty() ? key : name);
    if (!graph_.version(v).empty()) { output_ << ", \"version\": " << json_text(graph_.version(v)); }
    if (is_package_url(key)) { output_ << ", \"purl\": " << json_text(key); }
    std::string properties;
    if (name.empty()) { add_property(properties, detail::cyclonedx_notes::nameless, "true"); }
    if (const std::string_view algorithm = hash_algorithm(digest); !algorithm.empty()) {
      output_ << ", \"hashes\": [{\"alg\": " << json_text(algorithm)
              << ", \"content\": " << json_text(digest.substr(digest.find(':') + 1)) << "}]";
    } else if (!digest.empty()) {
      add_property(properties, detail::cyclonedx_notes::digest, digest);
    }
    for (const auto& [to, kinds] : dependencies_of(v)) {
      const dependency_kind stated = kinds_in_depends_on(kinds);
      if (stated != dependency_kind::none && stated != dependency_kind::runtime) {
        add_property(properties, std::string(detail::cyclonedx_notes::dependency) + to_string(stated), graph_.key(to));
      }
    }
    for (const dangling_reference& each : dangling_of(key)) {
      if (!depends_on_can_say(each)) { add_property(properties, detail::cyclonedx_notes::dangling, each.reference); }
    }
    if (!properties.empty()) { output_ << ", \"properties\": [" << properties << "]"; }
    output_ << "}";
  }

  [[nodiscard]] bool has_entry(artifact_position v) const {
    return graph_.completeness_of(v) == completeness::known || !graph_.dependencies(v).empty() ||
           std::ranges::any_of(dangling_of(graph_.key(v)), [&](const auto& each) { return depends_on_can_say(each); });
  }

  void write_entry(artifact_position v) {
    const auto dependencies = dependencies_of(v);
    std::string depends_on;
    std::string provides;
    const auto add = [](std::string& to, std::string_view reference) {
      to += (to.empty() ? "" : ", ") + json_text(reference);
    };
    for (const auto& [to, kinds] : dependencies) {
      if (kinds_in_depends_on(kinds) != dependency_kind::none) { add(depends_on, graph_.key(to)); }
      if (overlaps(kinds, dependency_kind::provides)) { add(provides, graph_.key(to)); }
    }
    for (const dangling_reference& each : dangling_of(graph_.key(v))) {
      if (depends_on_can_say(each)) { add(depends_on, each.reference); }
    }
    output_ << "{\"ref\": " << json_text(graph_.key(v)) << ", \"dependsOn\": [" << depends_on << "]";
    if (!provides.empty()) { output_ << ", \"provides\": [" << provides << "]"; }
    output_ << "}";
  }

  void write_composition(std::string_view aggregate, completeness of) {
    std::string_view separator = "";
    for (const artifact_position v : graph_.by_key()) {
      if (graph_.completeness_of(v) != of) { continue; }
      if (separator.empty()) {
        line([&] { output_ << "{\"aggregate\": " << json_text(aggregate) << ", \"dependencies\": ["; });
      }
      output_ << separator << "\n      " << json_text(graph_.key(v));
      separator = ",";
    }
    if (!separator.empty()) { output_ << "\n    ]}"; }
  }

  struct edge {
    artifact_position to;
    dependency_kind kinds;
  };
  // In the order of keys, which is not that of positions.
  [[nodiscard]] std::vector<edge> dependencies_of(artifact_position v) const {
    const auto to = graph_.dependencies(v);
    const kind_list kinds = graph_.dependency_kinds(v);
    std::vector<edge> edges;
    edges.reserve(to.size());
    for (std::size_t i = 0; i < to.size(); ++i) { edges.push_back({to[i], kinds[i]}); }
    std::ranges::sort(edges, {}, [&](const edge& each) { return rank_[each.to]; });
    return edges;
  }
  [[nodiscard]] std::span<const dangling_reference> dangling_of(std::string_view from) const {
    const auto found = std::ranges::equal_range(graph_.dangling(), from, {}, &dangling_reference::from);
    return {found.begin(), found.end()};
  }
  // What `dependsOn` refers to and nothing describes is dangling for whoever reads it.
  [[nodiscard]] bool depends_on_can_say(const dangling_reference& dangling) const {
    return !dangling.reference.empty() && !graph_.find(dangling.reference);
  }
  static dependency_kind kinds_in_depends_on(dependency_kind kinds) {
    constexpr auto others = static_cast<dependency_kind>(static_cast<unsigned>(all_dependency_kinds) &
                                                         ~static_cast<unsigned>(dependency_kind::provides));
    return kinds & others;
  }

  std::ostream& output_;
  const graph_snapshot& graph_;
  std::optional<artifact_position> subject_;
  std::vector<std::uint32_t> rank_;
  std::string before_first_{};
};

}  // namespace

void write_cyclonedx(std::ostream& output, const graph_snapshot& graph, std::optional<artifact_position> subject) {
  cyclonedx_writer(output, graph, subject).write();
}

void write_cyclonedx(const std::filesystem::path& file, const graph_snapshot& graph,
                     std::optional<artifact_position> subject) {
  std::filesystem::path fresh = file;
  fresh += ".new";
  std::ofstream output(fresh, std::ios::binary | std::ios::trunc);
  if (!output) { throw error(errc::unwritable, "cannot create the file", fresh.string()); }
  std::error_code problem;
  try {
    cyclonedx_writer(output, graph, subject).write();
    output.close();
    if (!output) { throw error(errc::unwritable, "writing failed", fresh.string()); }
    std::filesystem::rename(fresh, file, problem);
    if (problem) { throw error(errc::unwritable, "cannot replace the file: " + problem.message(), file.string()); }
  } catch (...) {
    std::filesystem::remove(fresh, problem);
    throw;
  }
}

}  // namespace fairlead
