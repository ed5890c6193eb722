// SPDX-License-Identifier: BSL-1.0
// A lifecycle as text that Mermaid, Graphviz or PlantUML draws, with the current states marked. Byte-stable: it diffs
// in a review.
#ifndef FAIRLEAD_MODEL_DIAGRAM_HPP
#define FAIRLEAD_MODEL_DIAGRAM_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "description.hpp"

namespace fairlead {

/// The languages that `diagram` speaks.
enum class diagram_format : std::uint8_t { mermaid, graphviz, plantuml };

namespace detail {

using highlighted = std::vector<std::string_view>;

inline bool is_among(std::string_view name, const highlighted& names) {
  for (const std::string_view each : names) {
    if (each == name) { return true; }
  }
  return false;
}

// "event [guard, guard] / action, action"
inline std::string label_of(const lifecycle_description& lifecycle, const edge& e) {
  const row_description& row = lifecycle.rows[e.row];
  std::string text(lifecycle.events[e.event]->name);
  std::string_view separator = " [";
  for (const guard_description& guard : row.guards) {
    text.append(separator).append(guard.name);
    separator = ", ";
  }
  if (!row.guards.empty()) { text += ']'; }
  separator = " / ";
  for (const action_description& action : row.actions) {
    text.append(separator).append(action.name);
    separator = ", ";
  }
  return text;
}

// Ids are s0, s1, ...: names such as `note` or `class`, and `::` and `-`, are words of the renderers' own.
inline std::string id_of(std::size_t state) { return "s" + std::to_string(state); }

inline std::string escaped(std::string_view text, std::string_view backslashed, bool entities) {
  std::string result;
  for (const char c : text) {
    if (entities && (c == '"' || c == ';' || c == '#')) {
      result += c == '"' ? "#quot;" : (c == ';' ? "#59;" : "#35;");
      continue;
    }
    if (backslashed.find(c) != std::string_view::npos) { result += '\\'; }
    result += c;
  }
  return result;
}

// The lines that Mermaid and PlantUML have in common. Both draw regions as parts of one state, parted by "--".
// `quoted` makes a text safe; `marked(s)` is what follows the declaration of a state.
template <class Quoted, class Marked>
std::string state_lines(const lifecycle_description& lifecycle, const std::string& indent, Quoted quoted,
                        Marked marked) {
  const auto& states = lifecycle.states;
  const bool parted = lifecycle.region_count > 1;
  std::string text = parted ? indent + "state \"" + quoted(lifecycle.name) + "\" as all {\n" : "";
  for (std::size_t r = 0; r < lifecycle.region_count; ++r) {
    if (r > 0) { text += indent + "--\n"; }
    const auto each_state = [&](auto line) {
      for (std::size_t s = 0; s < states.size(); ++s) {
        if (lifecycle.regions[s] == r) { line(s); }
      }
    };
    each_state([&](std::size_t s) {
      text += indent + "state \"" + quoted(states[s]->name) + "\" as " + id_of(s) + marked(s) + "\n";
    });
    each_state([&](std::size_t s) {
      if (has(states[s]->marks, legend::initial)) { text += indent + "[*] --> " + id_of(s) + "\n"; }
    });
    for (const edge& e : lifecycle.edges) {
      if (lifecycle.regions[e.source] != r) { continue; }
      text += indent + id_of(e.source) + " --> " + id_of(e.target) + " : " + quoted(label_of(lifecycle, e)) + "\n";
    }
    each_state([&](std::size_t s) {
      if (has(states[s]->marks, legend::terminal)) { text += indent + id_of(s) + " --> [*]\n"; }
    });
  }
  return text + (parted ? indent + "}\n" : "");
}

inline std::string mermaid(const lifecycle_description& lifecycle, const highlighted& highlight) {
  std::string text = "stateDiagram-v2\n";
  text += state_lines(
      lifecycle, "  ", [](std::string_view each) { return escaped(each, "", true); }, [](std::size_t) { return ""; });
  std::string current;
  for (std::size_t s = 0; s < lifecycle.states.size(); ++s) {
    if (is_among(lifecycle.states[s]->name, highlight)) { current += "  class " + id_of(s) + " current\n"; }
  }
  if (!current.empty()) {
    text += "  classDef current fill:#ffd54f,stroke:#e65100,stroke-width:3px,color:#000\n" + current;
  }
  return text;
}

inline std::string graphviz(const lifecycle_description& lifecycle, const highlighted& highlight) {
  std::string text = "digraph \"" + escaped(lifecycle.name, "\"\\", false) + "\" {\n";
  text += "  rankdir=LR;\n  node [shape=box, style=rounded];\n";
  for (std::size_t r = 0; r < lifecycle.region_count; ++r) {
    // A region is a box of its own, with a beginning of its own.
    const std::string start = "start" + (r == 0 ? std::string() : std::to_string(r));
    if (lifecycle.region_count > 1) { text += "  subgraph cluster" + std::to_string(r) + " {\n  style=dashed;\n"; }
    text += "  " + start + " [shape=point, width=0.15];\n";
    for (std::size_t s = 0; s < lifecycle.states.size(); ++s) {
      if (lifecycle.regions[s] != r) { continue; }
      const state_description& state = *lifecycle.states[s];
      text += "  " + id_of(s) + " [label=\"" + escaped(state.name, "\"\\", false) + "\"";
      if (has(state.marks, legend::terminal)) { text += ", peripheries=2"; }
      if (is_among(state.name, highlight)) { text += ", style=\"rounded,filled\", fillcolor=\"#ffd54f\", penwidth=3"; }
      text += "];\n";
      if (has(state.marks, legend::initial)) { text += "  " + start + " -> " + id_of(s) + ";\n"; }
    }
    if (lifecycle.region_count > 1) { text += "  }\n"; }
  }
  for (const edge& e : lifecycle.edges) {
    text += "  " + id_of(e.source) + " -> " + id_of(e.target) + " [label=\"" +
            escaped(label_of(lifecycle, e), "\"\\", false) + "\"];\n";
  }
  return text + "}\n";
}

// Quotation marks end a name; PlantUML takes them by their code point.
inline std::string plantuml_text(std::string_view text) {
  std::string result;
  for (const char c : text) { c == '"' ? result += "<U+0022>" : result += c; }
  return result;
}

inline std::string plantuml(const lifecycle_description& lifecycle, const highlighted& highlight) {
  const auto marked = [&](std::size_t s) { return is_among(lifecycle.states[s]->name, highlight) ? " #FFD54F" : ""; };
  return "@startuml\nhide empty description\n" + state_lines(lifecycle, "", plantuml_text, marked) + "@enduml\n";
}

}  // namespace detail

/// The picture of `lifecycle` in `format`, the states named in `highlight` marked as current ones.
/// O(edges); states and arrows in table order. Names that the lifecycle does not have are passed over.
[[nodiscard]] inline std::string diagram(const lifecycle_description& lifecycle, diagram_format format,
                                         const std::vector<std::string_view>& highlight = {}) {
  switch (format) {
    case diagram_format::mermaid:
      return detail::mermaid(lifecycle, highlight);
    case diagram_format::graphviz:
      return detail::graphviz(lifecycle, highlight);
    case diagram_format::plantuml:
      break;
  }
  return detail::plantuml(lifecycle, highlight);
}

}  // namespace fairlead

#endif
