// SPDX-License-Identifier: BSL-1.0
// What of a CycloneDX document concerns the graph, and how it goes into its parts.
#include <fairlead/exchange/cyclonedx.hpp>

#include <algorithm>
#include <array>

#include "cyclonedx_parts.hpp"
#include "json_walk.hpp"

namespace fairlead {

namespace {

using detail::cyclonedx_component;
using detail::cyclonedx_parts;
using detail::excerpt;
using detail::malformed;
using form = detail::json_form;

// Where in the document the parser is; everything else is skipped.
enum class place : std::uint8_t {
  document,
  metadata,
  components,
  component,
  services,
  service,
  hashes,
  hash,
  dependencies,
  dependency,
  depends_on,
  provides,
  compositions,
  composition,
  listed,
  properties,
  property,
  metadata_properties,
  metadata_property
};

using enum place;
using member = detail::json_member<place>;

// All that is read of a document. An object or array within an array has the key "".
constexpr std::array cyclonedx_members{
    member{document, "bomFormat", form::text, document},
    member{document, "specVersion", form::text, document},
    member{document, "metadata", form::object, metadata},
    member{document, "components", form::array, components},
    member{document, "services", form::array, services},
    member{document, "dependencies", form::array, dependencies},
    member{document, "compositions", form::array, compositions},
    member{metadata, "component", form::object, component},
    member{metadata, "properties", form::array, metadata_properties},
    member{metadata_properties, "", form::object, metadata_property},
    member{metadata_property, "name", form::remark, metadata_property},
    member{metadata_property, "value", form::remark, metadata_property},
    member{components, "", form::object, component},
    member{component, "type", form::text, component},
    member{component, "scope", form::text, component},
    member{component, "bom-ref", form::text, component},
    member{component, "purl", form::text, component},
    member{component, "group", form::text, component},
    member{component, "name", form::text, component},
    member{component, "version", form::text, component},
    member{component, "hashes", form::array, hashes},
    member{component, "components", form::array, components},
    member{component, "properties", form::array, properties},
    member{properties, "", form::object, property},
    member{property, "name", form::remark, property},
    member{property, "value", form::remark, property},
    member{services, "", form::object, service},
    member{service, "bom-ref", form::text, service},
    member{service, "group", form::text, service},
    member{service, "name", form::text, service},
    member{service, "version", form::text, service},
    member{service, "services", form::array, services},
    member{hashes, "", form::object, hash},
    member{hash, "alg", form::text, hash},
    member{hash, "content", form::text, hash},
    member{dependencies, "", form::object, dependency},
    member{dependency, "ref", form::text, dependency},
    member{dependency, "dependsOn", form::array, depends_on},
    member{dependency, "provides", form::array, provides},
    member{depends_on, "", form::text, depends_on},
    member{provides, "", form::text, provides},
    member{compositions, "", form::object, composition},
    member{composition, "aggregate", form::text, composition},
    member{composition, "dependencies", form::array, listed},
    member{listed, "", form::text, listed},
};
struct algorithm {
  std::string_view spelled;
  std::size_t digits;       // 0 for several lengths
  std::string_view prefix;  // of a digest; empty for what is not taken
};
// Those that are taken come first, in order of preference.
// @source CycloneDX 1.6, hash-alg and hash-content
constexpr std::array algorithms{algorithm{"SHA-256", 64, "sha256:"},
                                algorithm{"SHA-512", 128, "sha512:"},
                                algorithm{"SHA-384", 96, "sha384:"},
                                algorithm{"SHA-1", 40, ""},
                                algorithm{"MD5", 32, ""},
                                algorithm{"SHA3-256", 64, ""},
                                algorithm{"SHA3-384", 96, ""},
                                algorithm{"SHA3-512", 128, ""},
                                algorithm{"BLAKE2b-256", 64, ""},
                                algorithm{"BLAKE2b-384", 96, ""},
                                algorithm{"BLAKE2b-512", 128, ""},
                                algorithm{"BLAKE3", 0, ""}};
constexpr std::array<std::string_view, 5> known_versions{"1.2", "1.3", "1.4", "1.5", "1.6"};
// @source CycloneDX 1.6, component: type and scope
constexpr std::array<std::string_view, 13> component_types{"application",
                                                           "framework",
                                                           "library",
                                                           "container",
                                                           "platform",
                                                           "operating-system",
                                                           "device",
                                                           "device-driver",
                                                           "firmware",
                                                           "file",
                                                           "machine-learning-model",
                                                           "data",
                                                           "cryptographic-asset"};
constexpr std::array<std::string_view, 3> component_scopes{"required", "optional", "excluded"};

template <class Values, class Value>
bool is_one_of(const Values& values, const Value& value) {
  return std::ranges::find(values, value) != values.end();
}

class cyclonedx_format {
public:
  using place = fairlead::place;
  static constexpr const auto& members = cyclonedx_members;
  static constexpr std::string_view called = "CycloneDX";

  explicit cyclonedx_format(const read_limits& limits) : limits_(limits), parts_(limits) {}

  void begin(place opened, std::string_view) {
    if (opened == component || opened == service) { begun_.emplace_back(); }
    if (opened == hash) { algorithm_.clear(), content_.clear(); }
    if (opened == dependency) { subject_.clear(), targets_.clear(); }
    if (opened == composition) { aggregate_.clear(), listed_.clear(); }
    if (opened == property || opened == metadata_property) { property_name_.clear(), property_value_.clear(); }
  }

  void take(place in, std::string_view key, const std::string& said) {
    switch (in) {
      case document:
        take_of_document(key, said);
        break;
      case component:
      case service:
        take_of_component(key, said);
        break;
      case hash:
        (key == "alg" ? algorithm_ : content_) = said;
        break;
      case property:
      case metadata_property:
        (key == "name" ? property_name_ : property_value_) = said;
        break;
      case dependency:
        subject_ = said;
        break;
      case depends_on:
        targets_.push_back({parts_.reference(said), dependency_kind::runtime});
        break;
      case provides:
        targets_.push_back({parts_.reference(said), dependency_kind::provides});
        break;
      case composition:
        aggregate_ = said;
        break;
      case listed:
        listed_.push_back(parts_.reference(said));
        break;
      default:
        break;
    }
    if (targets_.size() > limits_.max_dependencies) {
      throw error(errc::limit_exceeded, "more than " + std::to_string(limits_.max_dependencies) + " dependencies");
    }
  }

  template <class Has>
  void end(place closed, Has has) {
    switch (closed) {
      case document:
        if (!has("bomFormat")) { malformed("'bomFormat' is missing; is this CycloneDX?"); }
        if (!has("specVersion")) { malformed("'specVersion' is missing; is this CycloneDX?"); }
        break;
      case component:
        if (!has("type")) { malformed("'type' is missing"); }
        [[fallthrough]];
      case service:
        if (begun_.back().name.empty()) { malformed("a component needs a name"); }
        parts_.add_component(std::move(begun_.back()));
        begun_.pop_back();
        break;
      case hash:
        take_hash();
        break;
      case property:
        parts_.add_note(begun_.back(), property_name_, property_value_);
        break;
      case metadata_property:
        if (property_name_ == detail::cyclonedx_notes::dangling) { parts_.add_dangling(property_value_); }
        break;
      case dependency:
        if (!has("ref")) { malformed("'ref' is missing"); }
        take_dependency();
        break;
      case composition:
        for (const std::uint32_t each : listed_) {
          parts_.add_completeness(each, aggregate_ == "complete" ? completeness::known : completeness::unknown);
        }
        break;
      default:
        break;
    }
  }

  [[nodiscard]] artifact_graph finish() const { return parts_.finish(); }

private:
  static void take_of_document(std::string_view key, const std::string& said) {
    if (key == "bomFormat" && said != "CycloneDX") { malformed("'" + excerpt(said) + "' is not CycloneDX"); }
    if (key == "specVersion" && !is_one_of(known_versions, said)) {
      malformed("CycloneDX " + excerpt(said) + " is not known; 1.2 to 1.6 are");
    }
  }
  void take_of_component(std::string_view key, const std::string& said) {
    if (key == "type" || key == "scope") {
      if (key == "type" ? !is_one_of(component_types, said) : !is_one_of(component_scopes, said)) {
        malformed("'" + excerpt(said) + "' is no " + std::string(key) + " of a component");
      }
      return;
    }
    if (key == "bom-ref" && said.empty()) { malformed("a bom-ref is not empty"); }
    cyclonedx_component& one = begun_.back();
    (key == "bom-ref" ? one.bom_ref
     : key == "purl"  ? one.purl
     : key == "group" ? one.group
     : key == "name"  ? one.name
                      : one.version) = said;
  }
  void take_dependency() {
    if (subject_.empty()) { malformed("'ref' is empty"); }
    const std::uint32_t from = parts_.reference(subject_);
    parts_.add_subject(from);
    for (const target& each : targets_) { parts_.add_link({from, each.reference, each.kind}); }
  }
  void take_hash() {
    const auto known = std::ranges::find(algorithms, algorithm_, &algorithm::spelled);
    if (known == algorithms.end()) { malformed("'" + excerpt(algorithm_) + "' is no hash algorithm of CycloneDX"); }
    std::string digits = content_;
    for (char& c : digits) { c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; }
    constexpr std::array<std::size_t, 5> lengths{32, 40, 64, 96, 128};
    const bool length_fits = known->digits == 0 ? is_one_of(lengths, digits.size()) : digits.size() == known->digits;
    if (!length_fits || digits.find_first_not_of("0123456789abcdef") != std::string::npos) {
      malformed("the content of a " + algorithm_ + " hash is not " +
                (known->digits == 0 ? "" : std::to_string(known->digits) + " ") + "hexadecimal digits");
    }
    const int rank = static_cast<int>(algorithms.end() - known);
    if (!known->prefix.empty() && rank > begun_.back().digest_rank) {
      begun_.back().digest = std::string(known->prefix) + digits;
      begun_.back().digest_rank = rank;
    }
  }

  struct target {
    std::uint32_t reference;
    dependency_kind kind;
  };

  const read_limits& limits_;
  cyclonedx_parts parts_;
  std::vector<cyclonedx_component> begun_{};  // components within each other
  std::string algorithm_{};
  std::string content_{};
  std::string property_name_{};
  std::string property_value_{};
  std::string subject_{};
  std::vector<target> targets_{};
  std::string aggregate_{};
  std::vector<std::uint32_t> listed_{};
};

artifact_graph read(std::istream& input, const read_limits& limits, const read_progress& progress,
                    std::uint64_t total) {
  cyclonedx_format format(limits);
  detail::walk_json(format, input, limits, progress, total);
  return format.finish();
}

}  // namespace

artifact_graph read_cyclonedx(std::istream& input, const read_limits& limits, const read_progress& progress) {
  return read(input, limits, progress, 0);
}

artifact_graph read_cyclonedx(const std::filesystem::path& file, const read_limits& limits,
                              const read_progress& progress) {
  return detail::read_from_file(
      file, [&](std::istream& input, std::uint64_t size) { return read(input, limits, progress, size); });
}

}  // namespace fairlead
