// SPDX-License-Identifier: BSL-1.0
// The pass over a CycloneDX document: Boost.JSON's parser calls back, and what concerns the graph goes into its parts.
#include <fairlead/exchange/cyclonedx.hpp>

#include <algorithm>
#include <array>
#include <bit>

#include <boost/json/basic_parser_impl.hpp>

#include "block_reader.hpp"
#include "cyclonedx_parts.hpp"

namespace fairlead {

namespace {

using detail::cyclonedx_component;
using detail::cyclonedx_parts;

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
  listed
};

struct member {
  place in;
  std::string_view key;
  enum class form : std::uint8_t { text, object, array } wanted;
  place leads_to;  // of objects and arrays
};

using enum place;
using form = member::form;

// All that is read of a document. An object or array within an array has the key "".
constexpr std::array members{
    member{document, "bomFormat", form::text, document},
    member{document, "specVersion", form::text, document},
    member{document, "metadata", form::object, metadata},
    member{document, "components", form::array, components},
    member{document, "services", form::array, services},
    member{document, "dependencies", form::array, dependencies},
    member{document, "compositions", form::array, compositions},
    member{metadata, "component", form::object, component},
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
static_assert(members.size() <= 64, "a bit each");

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

struct handler {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  using error_code = boost::json::error_code;

  explicit handler(const read_limits& read) : limits(read), parts(read) {}

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) {
    if (!(seen_in_document & bit_of(document, "bomFormat"))) { fail("'bomFormat' is missing; is this CycloneDX?"); }
    if (!(seen_in_document & bit_of(document, "specVersion"))) { fail("'specVersion' is missing; is this CycloneDX?"); }
    return true;
  }
  bool on_object_begin(error_code&) { return enter(form::object); }
  bool on_object_end(std::size_t, error_code&) { return leave(); }
  bool on_array_begin(error_code&) { return enter(form::array); }
  bool on_array_end(std::size_t, error_code&) { return leave(); }

  bool on_key_part(boost::json::string_view part, std::size_t, error_code&) {
    if (skipped == 0 && key.size() <= longest_key) { key.append(part.data(), part.size()); }
    return true;
  }
  bool on_key(boost::json::string_view part, std::size_t total, error_code& ec) {
    if (skipped > 0) { return true; }
    on_key_part(part, total, ec);
    open.back().key = key;
    key.clear();
    current = find(open.back().where, open.back().key);
    if (current == nullptr) { return true; }
    const std::uint64_t bit = bit_of(*current);
    if (open.back().seen & bit) { fail("the member is there twice"); }
    open.back().seen |= bit;
    return true;
  }
  bool on_string_part(boost::json::string_view part, std::size_t, error_code&) {
    if (skipped > 0 || value() == nullptr) { return true; }
    require(form::text);
    if (text.size() + part.size() > limits.max_text) {
      throw error(errc::limit_exceeded, "a text is longer than " + std::to_string(limits.max_text) + " bytes",
                  pointer());
    }
    text.append(part.data(), part.size());
    return true;
  }
  bool on_string(boost::json::string_view part, std::size_t total, error_code& ec) {
    on_string_part(part, total, ec);
    if (skipped == 0 && value() != nullptr) { take(text); }
    text.clear();
    return next();
  }
  bool on_number_part(boost::json::string_view, error_code&) { return true; }
  bool on_int64(std::int64_t, boost::json::string_view, error_code&) { return other(); }
  bool on_uint64(std::uint64_t, boost::json::string_view, error_code&) { return other(); }
  bool on_double(double, boost::json::string_view, error_code&) { return other(); }
  bool on_bool(bool, error_code&) { return other(); }
  bool on_null(error_code&) { return other(); }
  bool on_comment_part(boost::json::string_view, error_code&) { return true; }
  bool on_comment(boost::json::string_view, error_code&) { return true; }

  struct context {
    place where;
    form shape;
    std::string key{};
    std::size_t index = 0;
    std::uint64_t seen = 0;
  };

  static constexpr std::size_t longest_key = 32;

  static const member* find(place where, std::string_view wanted) {
    const auto found =
        std::ranges::find_if(members, [&](const member& each) { return each.in == where && each.key == wanted; });
    return found == members.end() ? nullptr : &*found;
  }
  static std::uint64_t bit_of(const member& of) { return std::uint64_t{1} << (&of - members.data()); }
  static std::uint64_t bit_of(place where, std::string_view wanted) { return bit_of(*find(where, wanted)); }

  // What the value that comes now is, if it concerns us.
  const member* value() {
    if (open.empty()) { fail("the document is not an object; is this CycloneDX?"); }
    return open.back().shape == form::array ? find(open.back().where, "") : current;
  }

  bool enter(form shape) {
    if (skipped > 0) {
      ++skipped;
      return true;
    }
    if (open.empty()) {
      if (shape != form::object) { fail("the document is not an object; is this CycloneDX?"); }
      open.push_back({document, form::object});
      return true;
    }
    const member* opened = value();
    if (opened == nullptr) {
      skipped = 1;
      return true;
    }
    require(shape);
    open.push_back({opened->leads_to, shape});
    current = nullptr;
    if (opened->leads_to == component || opened->leads_to == service) { begun.emplace_back(); }
    if (opened->leads_to == hash) { algorithm_named.clear(), content_named.clear(); }
    if (opened->leads_to == dependency) { subject.clear(), targets.clear(); }
    if (opened->leads_to == composition) { aggregate.clear(), members_listed.clear(); }
    return true;
  }

  bool leave() {
    if (skipped > 0) {
      if (--skipped == 0) { next(); }
      return true;
    }
    if (open.back().shape == form::object) { complete(); }
    if (open.size() == 1) { seen_in_document = open.back().seen; }
    open.pop_back();
    return open.empty() || next();
  }
  bool other() {
    if (skipped == 0 && value() != nullptr) { require(static_cast<form>(255)); }
    return next();
  }
  bool next() {
    if (skipped == 0 && !open.empty()) { ++open.back().index; }
    return true;
  }

  void require(form shape) {
    const form wanted = value()->wanted;
    if (wanted == shape) { return; }
    fail(wanted == form::text ? "a text is needed here"
                              : (wanted == form::object ? "an object is needed here" : "an array is needed here"));
  }

  void take(const std::string& said) {
    const std::string_view name = open.back().shape == form::array ? std::string_view{} : current->key;
    switch (open.back().where) {
      case document:
        take_of_document(name, said);
        break;
      case component:
      case service:
        take_of_component(name, said);
        break;
      case hash:
        (name == "alg" ? algorithm_named : content_named) = said;
        break;
      case dependency:
        subject = said;
        break;
      case depends_on:
        targets.push_back({parts.reference(said), dependency_kind::runtime});
        break;
      case provides:
        targets.push_back({parts.reference(said), dependency_kind::provides});
        break;
      case composition:
        aggregate = said;
        break;
      case listed:
        members_listed.push_back(parts.reference(said));
        break;
      default:
        break;
    }
    if (targets.size() > limits.max_dependencies) {
      throw error(errc::limit_exceeded, "more than " + std::to_string(limits.max_dependencies) + " dependencies");
    }
  }
  void take_of_document(std::string_view name, const std::string& said) {
    if (name == "bomFormat" && said != "CycloneDX") { fail("'" + said.substr(0, 80) + "' is not CycloneDX"); }
    if (name == "specVersion" && !is_one_of(known_versions, said)) {
      fail("CycloneDX " + said.substr(0, 80) + " is not known; 1.2 to 1.6 are");
    }
  }
  void take_of_component(std::string_view name, const std::string& said) {
    if (name == "type" || name == "scope") {
      if (name == "type" ? !is_one_of(component_types, said) : !is_one_of(component_scopes, said)) {
        fail("'" + said.substr(0, 80) + "' is no " + std::string(name) + " of a component");
      }
      return;
    }
    if (name == "bom-ref" && said.empty()) { fail("a bom-ref is not empty"); }
    cyclonedx_component& one = begun.back();
    (name == "bom-ref" ? one.bom_ref
     : name == "purl"  ? one.purl
     : name == "group" ? one.group
     : name == "name"  ? one.name
                       : one.version) = said;
  }

  // An object is over.
  void complete() {
    current = nullptr;
    switch (open.back().where) {
      case component:
        if (!(open.back().seen & bit_of(component, "type"))) { fail("'type' is missing"); }
        [[fallthrough]];
      case service:
        if (begun.back().name.empty()) { fail("a component needs a name"); }
        at_place([&] { parts.add_component(std::move(begun.back())); });
        begun.pop_back();
        break;
      case hash:
        take_hash();
        break;
      case dependency: {
        if (!(open.back().seen & bit_of(dependency, "ref"))) { fail("'ref' is missing"); }
        if (subject.empty()) { fail("'ref' is empty"); }
        const std::uint32_t from = parts.reference(subject);
        parts.add_subject(from);
        for (const target& each : targets) {
          at_place([&] { parts.add_link({from, each.reference, each.kind}); });
        }
        break;
      }
      case composition:
        for (const std::uint32_t each : members_listed) {
          parts.add_completeness(each, aggregate == "complete" ? completeness::known : completeness::unknown);
        }
        break;
      default:
        break;
    }
  }
  void take_hash() {
    const auto known = std::ranges::find(algorithms, algorithm_named, &algorithm::spelled);
    if (known == algorithms.end()) {
      fail("'" + algorithm_named.substr(0, 80) + "' is no hash algorithm of CycloneDX");
    }
    std::string digits = content_named;
    for (char& c : digits) { c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; }
    constexpr std::array<std::size_t, 5> lengths{32, 40, 64, 96, 128};
    const bool length_fits = known->digits == 0 ? is_one_of(lengths, digits.size()) : digits.size() == known->digits;
    if (!length_fits || digits.find_first_not_of("0123456789abcdef") != std::string::npos) {
      fail("the content of a " + algorithm_named + " hash is not " +
           (known->digits == 0 ? "" : std::to_string(known->digits) + " ") + "hexadecimal digits");
    }
    const int rank = static_cast<int>(algorithms.end() - known);
    if (!known->prefix.empty() && rank > begun.back().digest_rank) {
      begun.back().digest = std::string(known->prefix) + digits;
      begun.back().digest_rank = rank;
    }
  }
  template <class Function>
  void at_place(Function function) {
    try {
      function();
    } catch (const error& problem) { throw problem.within(pointer()); }
  }
  [[nodiscard]] std::string pointer() const {
    std::string where;
    for (const context& each : open) {
      if (each.shape == form::array) {
        where += "/" + std::to_string(each.index);
      } else if (&each != &open.back() || current != nullptr) {
        where += "/" + each.key;
      }
    }
    return where;
  }
  [[noreturn]] void fail(const std::string& why) const { throw error(errc::invalid_document, why, pointer()); }

  struct target {
    std::uint32_t reference;
    dependency_kind kind;
  };

  const read_limits& limits;
  cyclonedx_parts parts;
  std::vector<context> open{};
  std::size_t skipped = 0;
  std::uint64_t seen_in_document = 0;
  const member* current = nullptr;
  std::string key{};
  std::string text{};
  std::vector<cyclonedx_component> begun{};
  std::string algorithm_named{};
  std::string content_named{};
  std::string subject{};
  std::vector<target> targets{};
  std::string aggregate{};
  std::vector<std::uint32_t> members_listed{};
};

constexpr std::string_view white_space = " \t\r\n";
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

[[noreturn]] void syntax_error(const boost::json::error_code& code, std::uint64_t offset, std::size_t max_depth) {
  const auto at = static_cast<std::size_t>(offset);
  if (code == boost::json::error::too_deep) {
    throw error(errc::limit_exceeded,
                "more than " + std::to_string(max_depth) + " arrays and objects inside each other", {}, at);
  }
  if (code == boost::json::error::incomplete) {
    throw error(errc::invalid_document, "the document ends too early; was it truncated?", {}, at);
  }
  throw error(errc::invalid_document, "this is not JSON: " + code.message(), {}, at);
}

artifact_graph read(std::istream& input, const read_limits& limits, const read_progress& progress,
                    std::uint64_t total) {
  boost::json::parse_options options;
  options.max_depth = limits.max_depth;
  boost::json::basic_parser<handler> parser(options, limits);
  detail::block_reader blocks(input, limits, progress, total);
  boost::json::error_code code;
  std::uint64_t offset = 0;
  bool first = true;
  for (std::string_view block = blocks.next(); !block.empty(); block = blocks.next()) {
    if (first && block.starts_with(byte_order_mark)) {
      offset += byte_order_mark.size();
      block.remove_prefix(byte_order_mark.size());
    }
    first = false;
    if (!parser.done()) {
      const std::size_t used = parser.write_some(true, block.data(), block.size(), code);
      offset += used;
      if (code) { syntax_error(code, offset, limits.max_depth); }
      block.remove_prefix(used);
    }
    const std::size_t more = block.find_first_not_of(white_space);
    if (more != std::string_view::npos) {
      throw error(errc::invalid_document, "something follows the document", {},
                  static_cast<std::size_t>(offset) + more);
    }
    offset += block.size();
  }
  if (!parser.done()) {
    parser.write_some(false, "", 0, code);
    if (code) { syntax_error(code, offset, limits.max_depth); }
  }
  return parser.handler().parts.finish();
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
