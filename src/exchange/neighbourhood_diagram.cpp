// SPDX-License-Identifier: BSL-1.0
#include <fairlead/exchange/neighbourhood_diagram.hpp>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <fairlead/error.hpp>
#include <fairlead/identity/detail/utf8.hpp>

namespace fairlead {

namespace {

struct arrow {
  std::size_t from;  // numbers of boxes
  std::size_t to;
  dependency_kind kinds;
};

struct cut {
  std::size_t at;  // number of a box
  std::size_t count;
  bool needed;  // dependencies of the box, else dependents
};

struct drawing {
  std::vector<artifact_position> boxes;  // the first is in the middle
  std::vector<arrow> arrows;
  std::vector<cut> cuts;
};

class surroundings {
public:
  surroundings(const graph_snapshot& graph, const neighbourhood_limits& limits, dependency_kind kinds)
      : graph_(graph), limits_(limits), kinds_(kinds) {}

  drawing around(artifact_position centre) {
    draw(centre);
    std::vector<artifact_position> needed{centre};
    std::vector<artifact_position> needing{centre};
    std::unordered_set<artifact_position> all_needed{centre};
    std::unordered_set<artifact_position> all_needing{centre};
    for (std::size_t distance = 0; distance < limits_.depth; ++distance) {
      needed = next(needed, true, all_needed);
      needing = next(needing, false, all_needing);
    }
    for (std::size_t box = 0; box < drawing_.boxes.size(); ++box) {
      const artifact_position v = drawing_.boxes[box];
      std::size_t not_drawn = 0;
      each(v, true, [&](artifact_position to, dependency_kind why) {
        const auto other = boxes_.find(to);
        if (other == boxes_.end()) {
          ++not_drawn;
        } else {
          drawing_.arrows.push_back({box, other->second, why});
        }
        return true;
      });
      if (all_needed.contains(v)) { say_cut(box, not_drawn, true); }
      if (all_needing.contains(v)) {
        not_drawn = 0;
        each(v, false, [&](artifact_position from, dependency_kind) {
          not_drawn += boxes_.contains(from) ? 0U : 1U;
          return true;
        });
        say_cut(box, not_drawn, false);
      }
    }
    return std::move(drawing_);
  }

private:
  void draw(artifact_position v) {
    if (boxes_.try_emplace(v, drawing_.boxes.size()).second) { drawing_.boxes.push_back(v); }
  }
  void say_cut(std::size_t box, std::size_t count, bool needed) {
    if (count > 0) { drawing_.cuts.push_back({box, count, needed}); }
  }

  // The neighbours over edges of the kinds asked for, until `visit` says no.
  template <class Visit>
  void each(artifact_position v, bool needed, Visit visit) const {
    const auto others = needed ? graph_.dependencies(v) : graph_.dependents(v);
    const kind_list why = needed ? graph_.dependency_kinds(v) : graph_.dependent_kinds(v);
    for (std::size_t i = 0; i < others.size(); ++i) {
      if (overlaps(why[i], kinds_) && !visit(others[i], why[i])) { return; }
    }
  }

  // What is one step further; it is drawn as long as there is room.
  std::vector<artifact_position> next(const std::vector<artifact_position>& border, bool needed,
                                      std::unordered_set<artifact_position>& all) {
    std::vector<artifact_position> further;
    for (const artifact_position v : border) {
      each(v, needed, [&](artifact_position other, dependency_kind) {
        const bool full = drawing_.boxes.size() == limits_.max_artifacts;
        if ((!full || boxes_.contains(other)) && all.insert(other).second) {
          draw(other);
          further.push_back(other);
        }
        return true;
      });
    }
    return further;
  }

  const graph_snapshot& graph_;
  const neighbourhood_limits& limits_;
  dependency_kind kinds_;
  drawing drawing_{};
  std::unordered_map<artifact_position, std::size_t> boxes_{};
};

std::string printable(std::string_view text) {
  constexpr std::size_t shown = 80;
  const bool utf8 = detail::first_ill_formed(text) == std::string_view::npos;
  const bool long_text = text.size() > shown;
  text = text.substr(0, shown);
  if (long_text && utf8) { text = text.substr(0, detail::first_ill_formed(text)); }
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    result += byte < 0x20 || byte == 0x7f || (byte >= 0x80 && !utf8) ? '?' : c;
  }
  return long_text ? result + "..." : result;
}

std::string label_of(const graph_snapshot& graph, artifact_position v) {
  if (graph.name(v).empty()) { return printable(graph.key(v)); }
  const std::string name = printable(graph.name(v));
  return graph.version(v).empty() ? name : name + " " + printable(graph.version(v));
}

std::string label_of(dependency_kind kinds) {
  std::string text = kinds == dependency_kind::runtime ? "" : to_string(kinds);
  for (std::size_t bar = text.find('|'); bar != std::string::npos; bar = text.find('|')) { text.replace(bar, 1, ", "); }
  return text;
}

std::string more(const cut& of) {
  return std::to_string(of.count) + (of.needed ? " more needed" : " more that need it");
}

// The ids of the ends of the dashed arrow of a cut, in the direction of the arrow.
std::pair<std::string, std::string> ends_of(const cut& of, std::size_t number) {
  const std::string box = detail::id_of(of.at);
  const std::string rest = "more" + std::to_string(number);
  return of.needed ? std::pair(box, rest) : std::pair(rest, box);
}

// Mermaid takes much of punctuation for its own, also between quotation marks.
std::string mermaid_text(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view(" .,-_/:+@").find(c) != std::string_view::npos;
    plain ? result += c : result += "#" + std::to_string(byte) + ";";
  }
  return result;
}

std::string mermaid(const graph_snapshot& graph, const drawing& drawn) {
  std::string text = "flowchart LR\n";
  for (std::size_t box = 0; box < drawn.boxes.size(); ++box) {
    text += "  " + detail::id_of(box) + "[\"" + mermaid_text(label_of(graph, drawn.boxes[box])) + "\"]\n";
  }
  for (const arrow& each : drawn.arrows) {
    const std::string label = label_of(each.kinds);
    text += "  " + detail::id_of(each.from) + " -->" + (label.empty() ? "" : "|\"" + mermaid_text(label) + "\"|") +
            " " + detail::id_of(each.to) + "\n";
  }
  for (std::size_t i = 0; i < drawn.cuts.size(); ++i) {
    const auto [from, to] = ends_of(drawn.cuts[i], i);
    text += "  more" + std::to_string(i) + "([\"" + more(drawn.cuts[i]) + "\"])\n  " + from + " -.-> " + to + "\n";
  }
  return text + "  classDef current fill:#ffd54f,stroke:#e65100,stroke-width:3px,color:#000\n  class " +
         detail::id_of(0) + " current\n";
}

std::string graphviz(const graph_snapshot& graph, const drawing& drawn) {
  const auto quoted = [](const std::string& text) { return "\"" + detail::escaped(text, "\"\\", false) + "\""; };
  std::string text = "digraph " + quoted(label_of(graph, drawn.boxes.front())) + " {\n";
  text += "  rankdir=LR;\n  node [shape=box, style=rounded];\n";
  for (std::size_t box = 0; box < drawn.boxes.size(); ++box) {
    text += "  " + detail::id_of(box) + " [label=" + quoted(label_of(graph, drawn.boxes[box])) +
            (box == 0 ? ", style=\"rounded,filled\", fillcolor=\"#ffd54f\", penwidth=3];\n" : "];\n");
  }
  for (const arrow& each : drawn.arrows) {
    const std::string label = label_of(each.kinds);
    text += "  " + detail::id_of(each.from) + " -> " + detail::id_of(each.to) +
            (label.empty() ? ";\n" : " [label=" + quoted(label) + "];\n");
  }
  for (std::size_t i = 0; i < drawn.cuts.size(); ++i) {
    const auto [from, to] = ends_of(drawn.cuts[i], i);
    text += "  more" + std::to_string(i) + " [label=" + quoted(more(drawn.cuts[i])) +
            ", style=\"rounded,dashed\"];\n  " + from + " -> " + to + " [style=dashed];\n";
  }
  return text + "}\n";
}

std::string plantuml(const graph_snapshot& graph, const drawing& drawn) {
  std::string text = "@startuml\nleft to right direction\n";
  for (std::size_t box = 0; box < drawn.boxes.size(); ++box) {
    text += "rectangle \"" + detail::plantuml_text(label_of(graph, drawn.boxes[box])) + "\" as " + detail::id_of(box) +
            (box == 0 ? " #FFD54F\n" : "\n");
  }
  for (const arrow& each : drawn.arrows) {
    const std::string label = label_of(each.kinds);
    text += detail::id_of(each.from) + " --> " + detail::id_of(each.to) + (label.empty() ? "\n" : " : " + label + "\n");
  }
  for (std::size_t i = 0; i < drawn.cuts.size(); ++i) {
    const auto [from, to] = ends_of(drawn.cuts[i], i);
    text += "rectangle \"" + more(drawn.cuts[i]) + "\" as more" + std::to_string(i) + "\n" + from + " ..> " + to + "\n";
  }
  return text + "@enduml\n";
}

}  // namespace

std::string neighbourhood_diagram(const graph_snapshot& graph, artifact_position centre, diagram_format format,
                                  const neighbourhood_limits& limits, dependency_kind kinds) {
  if (limits.max_artifacts == 0) {
    throw error(errc::invalid_value, "max_artifacts is 0, but the artifact in the middle is always drawn");
  }
  (void)graph.key(centre);
  const drawing drawn = surroundings(graph, limits, kinds).around(centre);
  switch (format) {
    case diagram_format::mermaid:
      return mermaid(graph, drawn);
    case diagram_format::graphviz:
      return graphviz(graph, drawn);
    case diagram_format::plantuml:
      break;
  }
  return plantuml(graph, drawn);
}

}  // namespace fairlead
