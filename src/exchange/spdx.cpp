// SPDX-License-Identifier: BSL-1.0
// What of an SPDX document concerns the graph, and how it goes into its parts.
#include <fairlead/exchange/spdx.hpp>

#include <algorithm>
#include <array>

#include "json_walk.hpp"
#include "spdx_parts.hpp"

namespace fairlead {

namespace {

using detail::excerpt;
using detail::malformed;
using detail::spdx_element;
using detail::spdx_parts;
using form = detail::json_form;

// Where in the document the parser is; everything else is skipped.
enum class place : std::uint8_t {
  document,
  described,
  packages,
  package_element,
  files,
  file_element,
  snippets,
  snippet_element,
  checksums,
  checksum,
  external_references,
  external_reference,
  contained_files,
  relationships,
  relationship
};
using enum place;
using member = detail::json_member<place>;

// All that is read of a document. An object within an array has the key "".
constexpr std::array spdx_members{
    member{document, "spdxVersion", form::text, document},
    member{document, "documentDescribes", form::array, described},
    member{document, "packages", form::array, packages},
    member{document, "files", form::array, files},
    member{document, "snippets", form::array, snippets},
    member{document, "relationships", form::array, relationships},
    member{described, "", form::text, described},
    member{packages, "", form::object, package_element},
    member{package_element, "SPDXID", form::text, package_element},
    member{package_element, "name", form::text, package_element},
    member{package_element, "versionInfo", form::text, package_element},
    member{package_element, "checksums", form::array, checksums},
    member{package_element, "externalRefs", form::array, external_references},
    member{package_element, "hasFiles", form::array, contained_files},
    member{files, "", form::object, file_element},
    member{file_element, "SPDXID", form::text, file_element},
    member{file_element, "fileName", form::text, file_element},
    member{file_element, "checksums", form::array, checksums},
    member{snippets, "", form::object, snippet_element},
    member{snippet_element, "SPDXID", form::text, snippet_element},
    member{snippet_element, "name", form::text, snippet_element},
    member{snippet_element, "snippetFromFile", form::text, snippet_element},
    member{checksums, "", form::object, checksum},
    member{checksum, "algorithm", form::text, checksum},
    member{checksum, "checksumValue", form::text, checksum},
    member{external_references, "", form::object, external_reference},
    member{external_reference, "referenceType", form::text, external_reference},
    member{external_reference, "referenceLocator", form::text, external_reference},
    member{contained_files, "", form::text, contained_files},
    member{relationships, "", form::object, relationship},
    member{relationship, "spdxElementId", form::text, relationship},
    member{relationship, "relationshipType", form::text, relationship},
    member{relationship, "relatedSpdxElement", form::text, relationship},
};

struct algorithm {
  std::string_view spelled;
  std::size_t digits;
  std::string_view prefix;  // of a digest
};
// Those that are taken, in order of preference; a document may use others, and they say nothing here.
// @source SPDX 2.3, 7.10
constexpr std::array algorithms{algorithm{"SHA256", 64, "sha256:"}, algorithm{"SHA512", 128, "sha512:"},
                                algorithm{"SHA384", 96, "sha384:"}};

class spdx_format {
public:
  using place = fairlead::place;
  static constexpr const auto& members = spdx_members;
  static constexpr std::string_view called = "SPDX";

  explicit spdx_format(const read_limits& limits) : limits_(limits), parts_(limits) {}

  void begin(place opened, std::string_view) {
    if (opened == package_element || opened == file_element || opened == snippet_element) {
      element_ = {};
      contained_.clear();
      source_.clear();
    }
    if (opened == checksum || opened == external_reference) { type_.clear(), value_.clear(); }
    if (opened == relationship) { a_.clear(), type_.clear(), b_.clear(); }
  }

  void take(place in, std::string_view key, const std::string& said) {
    switch (in) {
      case document:
        if (said != "SPDX-2.2" && said != "SPDX-2.3") {
          malformed("'" + excerpt(said) + "' is not known; SPDX-2.2 and SPDX-2.3 are");
        }
        break;
      case described:
        require_reference(said);
        parts_.add_relationship("SPDXRef-DOCUMENT", *detail::find_spdx_relationship_type("DESCRIBES"), said);
        break;
      case package_element:
      case file_element:
      case snippet_element:
        take_of_element(key, said);
        break;
      case contained_files:
        require_reference(said);
        if (contained_.size() == limits_.max_dependencies) { too_many(); }
        contained_.push_back(said);
        break;
      case checksum:
      case external_reference:
        (key == "algorithm" || key == "referenceType" ? type_ : value_) = said;
        break;
      case relationship:
        (key == "relationshipType" ? type_ : (key == "spdxElementId" ? a_ : b_)) = said;
        break;
      default:
        break;
    }
  }

  template <class Has>
  void end(place closed, Has has) {
    switch (closed) {
      case document:
        if (!has("spdxVersion")) { malformed("'spdxVersion' is missing; is this SPDX 2.2 or 2.3?"); }
        break;
      case package_element:
      case file_element:
      case snippet_element:
        take_element();
        break;
      case checksum:
        take_checksum();
        break;
      case external_reference:
        // "http://spdx.org/rdf/references/purl" is how 2.2 may spell it.
        if ((type_ == "purl" || type_.ends_with("/purl")) && value_.starts_with("pkg:") && element_.purl.empty()) {
          element_.purl = value_;
        }
        break;
      case relationship:
        take_relationship(has);
        break;
      default:
        break;
    }
  }

  [[nodiscard]] artifact_graph finish() const { return parts_.finish(); }

private:
  static void require_reference(const std::string& said) {
    if (said.empty()) { malformed("a reference is not empty"); }
  }
  [[noreturn]] void too_many() const {
    throw error(errc::limit_exceeded, "more than " + std::to_string(limits_.max_dependencies) + " relationships");
  }
  void take_of_element(std::string_view key, const std::string& said) {
    // That it begins so keeps an SPDXID from being taken for a package URL, NONE or NOASSERTION.
    if (key == "SPDXID" && !said.starts_with("SPDXRef-")) {
      malformed("'" + excerpt(said) + "' is no SPDXID: it begins with \"SPDXRef-\"");
    }
    (key == "SPDXID"            ? element_.id
     : key == "versionInfo"     ? element_.version
     : key == "snippetFromFile" ? source_
                                : element_.name) = said;
  }
  void take_element() {
    if (element_.id.empty()) { malformed("'SPDXID' is missing"); }
    const auto& contains = *detail::find_spdx_relationship_type("CONTAINS");
    for (const std::string& each : contained_) { parts_.add_relationship(element_.id, contains, each); }
    if (!source_.empty()) { parts_.add_relationship(source_, contains, element_.id); }
    parts_.add_element(std::move(element_));
  }
  void take_checksum() {
    const auto known = std::ranges::find(algorithms, type_, &algorithm::spelled);
    if (known == algorithms.end()) { return; }
    for (char& c : value_) { c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; }
    if (value_.size() != known->digits || value_.find_first_not_of("0123456789abcdef") != std::string::npos) {
      malformed("the value of a " + type_ + " checksum is not " + std::to_string(known->digits) +
                " hexadecimal digits");
    }
    const int rank = static_cast<int>(algorithms.end() - known);
    if (rank > element_.digest_rank) {
      element_.digest = std::string(known->prefix) + value_;
      element_.digest_rank = rank;
    }
  }
  template <class Has>
  void take_relationship(Has has) {
    for (const char* needed : {"spdxElementId", "relationshipType", "relatedSpdxElement"}) {
      if (!has(needed)) { malformed("'" + std::string(needed) + "' is missing"); }
    }
    require_reference(a_);
    require_reference(b_);
    const auto* type = detail::find_spdx_relationship_type(type_);
    if (type == nullptr) { malformed("'" + excerpt(type_) + "' is no type of relationship in SPDX 2.2 or 2.3"); }
    parts_.add_relationship(a_, *type, b_);
  }

  const read_limits& limits_;
  spdx_parts parts_;
  spdx_element element_{};
  std::vector<std::string> contained_{};
  std::string source_{};  // the file that a snippet is of
  std::string a_{};
  std::string type_{};  // of a relationship, checksum or external reference
  std::string b_{};
  std::string value_{};
};

artifact_graph read(std::istream& input, const read_limits& limits, const read_progress& progress,
                    std::uint64_t total) {
  spdx_format format(limits);
  detail::walk_json(format, input, limits, progress, total);
  return format.finish();
}

}  // namespace

artifact_graph read_spdx(std::istream& input, const read_limits& limits, const read_progress& progress) {
  return read(input, limits, progress, 0);
}

artifact_graph read_spdx(const std::filesystem::path& file, const read_limits& limits, const read_progress& progress) {
  return detail::read_from_file(
      file, [&](std::istream& input, std::uint64_t size) { return read(input, limits, progress, size); });
}

}  // namespace fairlead
