// SPDX-License-Identifier: BSL-1.0
// Diagrams are byte-stable, mark the current state, and survive hostile names.
#include <doctest/doctest.h>

#include <fairlead/model/diagram.hpp>

#include "hotfix.hpp"

using namespace fairlead;

namespace {

struct quoted : lifecycle {
  static constexpr std::string_view name = "say \"hi\"";
  struct class_state : initial {
    static constexpr std::string_view name = "class";
  };
  struct odd {
    static constexpr std::string_view name = "a\"b\\c;d#e::f";
  };
  struct go {};
  using transitions = table<row<class_state, go, odd>, row<odd, go, class_state>>;
};

}  // namespace

TEST_CASE("the Mermaid diagram of a lifecycle shows guards, actions, ends, and where it stands") {
  CHECK(diagram(description_of<tests::hotfix>, diagram_format::mermaid, {"in_review"}) ==
        R"(stateDiagram-v2
  state "draft" as s0
  state "in_review" as s1
  state "approved" as s2
  state "refused" as s3
  state "live" as s4
  state "rolled_back" as s5
  [*] --> s0
  s0 --> s1 : submit / record_content
  s1 --> s1 : comment / note
  s1 --> s2 : vote [choice=approve, not_self] / notify
  s1 --> s3 : vote [choice=reject]
  s1 --> s3 : deadline
  s2 --> s3 : deadline
  s2 --> s4 : deploy [siren=silent]
  s4 --> s5 : fail
  s3 --> [*]
  s5 --> [*]
  classDef current fill:#ffd54f,stroke:#e65100,stroke-width:3px,color:#000
  class s1 current
)");
}

TEST_CASE("the PlantUML diagram of a lifecycle shows the same") {
  const std::string text = diagram(description_of<tests::hotfix>, diagram_format::plantuml, {"in_review"});
  CHECK(text.starts_with(
      "@startuml\nhide empty description\nstate \"draft\" as s0\nstate \"in_review\" as s1 #FFD54F\n"));
  CHECK(text.find("[*] --> s0\n") != std::string::npos);
  CHECK(text.find("s1 --> s2 : vote [choice=approve, not_self] / notify\n") != std::string::npos);
  CHECK(text.ends_with("s3 --> [*]\ns5 --> [*]\n@enduml\n"));
}

TEST_CASE("several machines of one lifecycle are shown in one diagram") {
  const std::string text =
      diagram(description_of<tests::hotfix>, diagram_format::mermaid, {"live", "draft", "unknown"});
  CHECK(text.find("class s0 current") != std::string::npos);
  CHECK(text.find("class s4 current") != std::string::npos);
  CHECK(text.find("class s1 current") == std::string::npos);
}

TEST_CASE("without a current state none is marked") {
  const std::string mermaid = diagram(description_of<tests::hotfix>, diagram_format::mermaid);
  CHECK(mermaid.find("current") == std::string::npos);
  const std::string graphviz = diagram(description_of<tests::hotfix>, diagram_format::graphviz);
  CHECK(graphviz.find("filled") == std::string::npos);
}

TEST_CASE("the Graphviz diagram of a lifecycle marks one state and draws every edge") {
  const std::string text = diagram(description_of<tests::hotfix>, diagram_format::graphviz, {"live"});
  CHECK(text.find("s4 [label=\"live\", style=\"rounded,filled\"") != std::string::npos);
  std::size_t arrows = 0;
  for (std::size_t at = text.find(" -> "); at != std::string::npos; at = text.find(" -> ", at + 1)) { ++arrows; }
  CHECK(arrows == description_of<tests::hotfix>.edges.size() + 1);
}

TEST_CASE("names that a renderer would trip over are escaped, and never used as ids") {
  const std::string mermaid = diagram(description_of<quoted>, diagram_format::mermaid, {"class"});
  CHECK(mermaid.find("state \"class\" as s0") != std::string::npos);
  CHECK(mermaid.find("a#quot;b\\c#59;d#35;e::f") != std::string::npos);
  const std::string graphviz = diagram(description_of<quoted>, diagram_format::graphviz);
  CHECK(graphviz.find("digraph \"say \\\"hi\\\"\"") != std::string::npos);
  CHECK(graphviz.find("label=\"a\\\"b\\\\c;d#e::f\"") != std::string::npos);
}
