// SPDX-License-Identifier: BSL-1.0
// The list of what the compiler has proved of a lifecycle, for people who must be able to rely on it.
#ifndef FAIRLEAD_MODEL_EVIDENCE_HPP
#define FAIRLEAD_MODEL_EVIDENCE_HPP

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fingerprint.hpp"
#include "proof.hpp"

namespace fairlead {

/// The forms that evidence takes.
enum class evidence_format : std::uint8_t { text, markdown };

namespace detail {

// A rule as it is written, with the names that its states, events and guards have: "no_path<refused, live>".
template <class T>
struct spelling {
  static std::string text() { return std::string(name_of<T>()); }
};
template <class... T>
std::string spelled_list() {
  std::string text;
  ((text += (text.empty() ? "" : ", ") + spelling<T>::text()), ...);
  return text;
}
template <template <class...> class Template, class... Arguments>
struct spelling<Template<Arguments...>> {
  static std::string text() {
    const std::string_view whole = last_name(qualified_name(spelled_type<Template<Arguments...>>()));
    return std::string(whole.substr(0, whole.find('<'))) + "<" + spelled_list<Arguments...>() + ">";
  }
};
template <auto Member, auto Value>
struct spelling<is<Member, Value>> {
  static std::string text() { return std::string(guard_of<is<Member, Value>>.name); }
};
template <class State>
struct spelling<in<State>> {
  static std::string text() { return std::string(guard_of<in<State>>.name); }
};
template <class Guard>
struct spelling<not_<Guard>> {
  static std::string text() { return "!" + spelling<Guard>::text(); }
};
template <class... Guards>
std::string spelled_filter(type_list<Guards...>) {
  return sizeof...(Guards) == 0 ? "" : "::where<" + spelled_list<Guards...>() + ">";
}
template <class Event, class Guard, class Where, class Sources>
struct spelling<event_rule<Event, Guard, Where, Sources>> {
  static std::string text() {
    std::string rule = "event_requires<" + spelled_list<Event, Guard>() + ">" + spelled_filter(Where{});
    if constexpr (!std::is_void_v<Sources>) { rule += "::from<" + spelling<Sources>::text() + ">"; }
    return rule;
  }
};

template <class Sources, class Event, class... Targets>
struct spelling<leading_rule<Sources, Event, Targets...>> {
  static std::string text() {
    std::string rule = "event_leads_only_to<" + spelled_list<Event, Targets...>() + ">";
    if constexpr (!std::is_void_v<Sources>) { rule += "::from<" + spelling<Sources>::text() + ">"; }
    return rule;
  }
};

template <class Invariant>
std::string spelled_invariant() {
  return spelling<rule_of<Invariant>>::text();
}
template <class... Invariants>
std::vector<std::string> spelled_invariants(prove<Invariants...>) {
  return {spelled_invariant<Invariants>()...};
}
template <class... Answers>
std::vector<std::string> spelled_answers(ignored<Answers...>) {
  return {spelling<Answers>::text()...};
}

inline constexpr std::array<std::string_view, 9> check_sentences{
    "G1: every state is reachable from the initial state",
    "G2: from every state a terminal state is reachable, where there is one",
    "G3: nothing leaves a terminal state",
    "G4: every waiting state has a deadline",
    "G5: no deadline can be refused",
    "G6: a deadline that stays does something",
    "G7: rows that compete exclude each other",
    "G8: rows that switch on an enumerator cover all of them",
    "G9: the outcome sets, where there are any, part the terminal states"};

inline void list_items(std::string& text, evidence_format format, std::string_view title,
                       const std::vector<std::string>& items) {
  if (items.empty()) { return; }
  const bool marked = format == evidence_format::markdown;
  text.append(marked ? "\n## " : "\n").append(title).append(marked ? "\n\n" : ":\n");
  for (const std::string& each : items) {
    text.append(marked ? "- `" : "  ").append(each).append(marked ? "`\n" : "\n");
  }
}

}  // namespace detail

/// What has been proved of `Lifecycle` (by calling this at all: it does not compile otherwise), and what was lifted or
/// left out. Byte-stable: the same table gives the same text with every compiler.
template <class Lifecycle>
[[nodiscard]] std::string evidence_of(evidence_format format = evidence_format::text) {
  static_assert(holds<Lifecycle>);
  const lifecycle_description& lifecycle = description_of<Lifecycle>;
  constexpr auto digits = fingerprint_of(description_of<Lifecycle>).to_hexadecimal();
  std::string text = format == evidence_format::markdown ? "# Evidence: " : "evidence: ";
  text.append(lifecycle.name).append(format == evidence_format::markdown ? "\n\n" : "\n");
  text += "version " + std::to_string(lifecycle.version) + ", fingerprint " +
          std::string(digits.data(), digits.size()) + ", " + std::to_string(lifecycle.states.size()) + " states, " +
          std::to_string(lifecycle.events.size()) + " events, " + std::to_string(lifecycle.rows.size()) + " rows\n";
  detail::list_items(text, format, "Checked",
                     std::vector<std::string>(detail::check_sentences.begin(), detail::check_sentences.end()));
  if constexpr (requires { typename Lifecycle::invariants; }) {
    detail::list_items(text, format, "Proved", detail::spelled_invariants(typename Lifecycle::invariants{}));
  }
  // A state may be called so too.
  if constexpr (requires { detail::spelled_invariants(typename Lifecycle::waived{}); }) {
    detail::list_items(text, format, "Waived", detail::spelled_invariants(typename Lifecycle::waived{}));
  }
  if constexpr (requires { typename Lifecycle::ignores; }) {
    detail::list_items(text, format, "Ignored", detail::spelled_answers(typename Lifecycle::ignores{}));
  }
  return text;
}

}  // namespace fairlead

#endif
