// SPDX-License-Identifier: BSL-1.0
// A lifecycle as a document that other tools read: SCXML and JSON. What people look at is diagram.hpp.
#ifndef FAIRLEAD_MODEL_DOCUMENT_HPP
#define FAIRLEAD_MODEL_DOCUMENT_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "../identity/detail/utf8.hpp"
#include "description.hpp"
#include "diagram.hpp"

namespace fairlead {

/// The languages in which a lifecycle is handed on.
enum class document_format : std::uint8_t { scxml, json };

namespace detail {

inline std::string xml_text(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\n':
        result += "&#10;";
        break;
      case '\t':
        result += "&#9;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

// A name that XML takes as an id, or s0, s1, ... for one that it does not.
inline std::string xml_id(const lifecycle_description& lifecycle, std::size_t state) {
  const std::string_view name = lifecycle.states[state]->name;
  bool good = !name.empty() && (name[0] < '0' || name[0] > '9') && name[0] != '-' && name[0] != '.';
  for (const char c : name) {
    good = good && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                    c == '-' || c == '.');
  }
  return good ? std::string(name) : id_of(state);
}

inline std::string scxml_condition(const row_description& row) {
  std::string text;
  for (const guard_description& guard : row.guards) {
    text += text.empty() ? "" : " and ";
    text += guard.negated ? "not " + std::string(guard.name.substr(1)) : std::string(guard.name);
  }
  return text;
}

inline void scxml_transition(std::string& text, const lifecycle_description& lifecycle, const edge& e) {
  const row_description& row = lifecycle.rows[e.row];
  text += "    <transition event=\"" + xml_text(lifecycle.events[e.event]->name) + "\"";
  if (!row.guards.empty()) { text += " cond=\"" + xml_text(scxml_condition(row)) + "\""; }
  if (!e.stays) { text += " target=\"" + xml_id(lifecycle, e.target) + "\""; }
  if (row.actions.empty()) {
    text += "/>\n";
    return;
  }
  text += ">\n";
  for (const action_description& action : row.actions) {
    text += action.is_signal ? "      <send event=\"" + xml_text(action.name) + "\"/>\n"
                             : "      <log label=\"action\" expr=\"'" + xml_text(action.name) + "'\"/>\n";
  }
  text += "    </transition>\n";
}

inline std::string scxml_states(const lifecycle_description& lifecycle, std::size_t region,
                                const highlighted& current) {
  std::string text;
  for (std::size_t s = 0; s < lifecycle.states.size(); ++s) {
    if (lifecycle.regions[s] != region) { continue; }
    const char* element = has(lifecycle.states[s]->marks, legend::terminal) ? "final" : "state";
    text.append("  <").append(element).append(" id=\"").append(xml_id(lifecycle, s)).append("\"");
    if (is_among(lifecycle.states[s]->name, current)) { text += " fairlead:current=\"true\""; }
    text += ">\n";
    for (const edge& e : lifecycle.edges) {
      if (e.source == s) { scxml_transition(text, lifecycle, e); }
    }
    text.append("  </").append(element).append(">\n");
  }
  return text;
}

inline std::string scxml(const lifecycle_description& lifecycle, const highlighted& current) {
  const auto initial = [&](std::size_t region) {
    std::size_t s = 0;
    while (lifecycle.regions[s] != region || !has(lifecycle.states[s]->marks, legend::initial)) { ++s; }
    return xml_id(lifecycle, s);
  };
  const bool parallel = lifecycle.region_count > 1;
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scxml xmlns=\"http://www.w3.org/2005/07/scxml\"";
  text += " xmlns:fairlead=\"urn:fairlead\" version=\"1.0\" datamodel=\"null\" name=\"" + xml_text(lifecycle.name) +
          "\" initial=\"" + (parallel ? "regions" : initial(0)) + "\">\n";
  if (!parallel) { return text + scxml_states(lifecycle, 0, current) + "</scxml>\n"; }
  text += "<parallel id=\"regions\">\n";
  for (std::size_t r = 0; r < lifecycle.region_count; ++r) {
    text += "<state id=\"region." + std::to_string(r) + "\" initial=\"" + initial(r) + "\">\n" +
            scxml_states(lifecycle, r, current) + "</state>\n";
  }
  return text + "</parallel>\n</scxml>\n";
}

// `text` as a string of JSON, which is always UTF-8: what is ill-formed in `text` becomes U+FFFD.
inline std::string json_text(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result = "\"";
  while (!text.empty()) {
    const utf8_piece piece = first_piece(text);
    const auto byte = static_cast<unsigned char>(text.front());
    if (!piece.well_formed) {
      result += "\xEF\xBF\xBD";
    } else if (byte < 0x20) {
      result.append("\\u00").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    } else {
      if (byte == '"' || byte == '\\') { result += '\\'; }
      result += text.substr(0, piece.size);
    }
    text.remove_prefix(piece.size);
  }
  return result + "\"";
}

template <class Names>
std::string json_list(const Names& names) {
  std::string text = "[";
  for (const auto& each : names) { text += (text.size() > 1 ? ", " : "") + json_text(each.name); }
  return text + "]";
}

inline std::string json(const lifecycle_description& lifecycle, const highlighted& current) {
  std::string text = "{\n  \"name\": " + json_text(lifecycle.name) +
                     ",\n  \"version\": " + std::to_string(lifecycle.version) + ",\n  \"states\": [\n";
  for (std::size_t s = 0; s < lifecycle.states.size(); ++s) {
    const state_description& state = *lifecycle.states[s];
    text += std::string(s == 0 ? "" : ",\n") + "    {\"name\": " + json_text(state.name);
    if (lifecycle.region_count > 1) { text += ", \"region\": " + std::to_string(lifecycle.regions[s]); }
    if (has(state.marks, legend::initial)) { text += ", \"initial\": true"; }
    if (has(state.marks, legend::terminal)) { text += ", \"terminal\": true"; }
    if (has(state.marks, legend::waiting)) { text += ", \"waiting\": true"; }
    if (has(state.marks, legend::needs_operator)) { text += ", \"needs_operator\": true"; }
    if (is_among(state.name, current)) { text += ", \"current\": true"; }
    text += "}";
  }
  text += "\n  ],\n  \"transitions\": [\n";
  for (const edge& e : lifecycle.edges) {
    const row_description& row = lifecycle.rows[e.row];
    text += std::string(&e == lifecycle.edges.data() ? "" : ",\n") +
            "    {\"source\": " + json_text(lifecycle.states[e.source]->name) +
            ", \"event\": " + json_text(lifecycle.events[e.event]->name) +
            ", \"target\": " + json_text(lifecycle.states[e.target]->name);
    if (e.stays) { text += ", \"stays\": true"; }
    text += ", \"guards\": " + json_list(row.guards) + ", \"actions\": " + json_list(row.actions) + "}";
  }
  return text + "\n  ]\n}\n";
}

}  // namespace detail

/// `lifecycle` as a document, the states named in `current` marked. Guards are told by name, since only the program
/// knows what they ask. O(edges); byte-stable, in table order.
/// @source W3C, State Chart XML (SCXML), 1 September 2015; the marks are attributes of the namespace urn:fairlead
[[nodiscard]] inline std::string document_of(const lifecycle_description& lifecycle, document_format format,
                                             const std::vector<std::string_view>& current = {}) {
  return format == document_format::scxml ? detail::scxml(lifecycle, current) : detail::json(lifecycle, current);
}

}  // namespace fairlead

#endif
