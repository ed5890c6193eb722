// SPDX-License-Identifier: BSL-1.0
// Diagrams, documents and evidence against the files in golden/, byte for byte. To write them anew after a change that
// is meant, run the tests with FAIRLEAD_WRITE_GOLDEN=1, and look at what git shows.
#include <fairlead/model.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include <fairlead/lifecycles.hpp>

#include "../support/source_root.hpp"
#include "hotfix.hpp"
#include "parcel.hpp"

namespace {

void require_golden(const std::string& name, const std::string& text) {
  const std::filesystem::path path = tests::source_root() / "tests/model/golden" / name;
  if (std::getenv("FAIRLEAD_WRITE_GOLDEN") != nullptr) { std::ofstream(path, std::ios::binary) << text; }
  std::ifstream input(path, std::ios::binary);
  const std::string golden{std::istreambuf_iterator<char>(input), {}};
  CHECK_MESSAGE(text == golden, name << " is not what it was");
}

template <class Lifecycle>
void require_golden_evidence() {
  require_golden(std::string(fairlead::description_of<Lifecycle>.name) + ".evidence.txt",
                 fairlead::evidence_of<Lifecycle>());
}

}  // namespace

TEST_CASE("diagrams and documents are byte for byte what they were") {
  const auto& hotfix = fairlead::description_of<tests::hotfix>;
  using fairlead::diagram_format;
  using fairlead::document_format;
  require_golden("hotfix.mermaid", diagram(hotfix, diagram_format::mermaid, {"in_review"}));
  require_golden("hotfix.dot", diagram(hotfix, diagram_format::graphviz, {"in_review"}));
  require_golden("hotfix.plantuml", diagram(hotfix, diagram_format::plantuml, {"in_review"}));
  require_golden("hotfix.scxml", document_of(hotfix, document_format::scxml, {"in_review"}));
  require_golden("hotfix.json", document_of(hotfix, document_format::json, {"in_review"}));
  require_golden("hotfix.evidence.md", fairlead::evidence_of<tests::hotfix>(fairlead::evidence_format::markdown));
}

TEST_CASE("diagrams and documents of orthogonal regions are byte for byte what they were") {
  const auto& parcel = fairlead::description_of<tests::parcel>;
  require_golden("parcel.mermaid", diagram(parcel, fairlead::diagram_format::mermaid, {"underway", "held"}));
  require_golden("parcel.dot", diagram(parcel, fairlead::diagram_format::graphviz, {"underway", "held"}));
  require_golden("parcel.plantuml", diagram(parcel, fairlead::diagram_format::plantuml, {"underway", "held"}));
  require_golden("parcel.scxml", document_of(parcel, fairlead::document_format::scxml, {"underway", "held"}));
  require_golden("parcel.json", document_of(parcel, fairlead::document_format::json, {"underway", "held"}));
}

TEST_CASE("the evidence of the stock lifecycles is byte for byte what it was") {
  require_golden_evidence<fairlead::create::release_candidate>();
  require_golden_evidence<fairlead::package::approval>();
  require_golden_evidence<fairlead::package::hold>();
  require_golden_evidence<fairlead::release::deploy_gate>();
  require_golden_evidence<fairlead::release::environment>();
  require_golden_evidence<fairlead::release::deployment>();
}
