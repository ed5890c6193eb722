// SPDX-License-Identifier: BSL-1.0
// An outcome as one JSON object, for logs and for hosts that show it elsewhere.
#ifndef FAIRLEAD_MACHINE_OUTCOME_JSON_HPP
#define FAIRLEAD_MACHINE_OUTCOME_JSON_HPP

#include <string>

#include "../model/document.hpp"
#include "outcome.hpp"

namespace fairlead {

/// The spelling of a kind in JSON: "fired", "refused", "no_transition", "already_terminal".
[[nodiscard]] constexpr std::string_view name_of_outcome(outcome_kind kind) noexcept {
  switch (kind) {
    case outcome_kind::fired:
      return "fired";
    case outcome_kind::refused:
      return "refused";
    case outcome_kind::no_transition:
      return "no_transition";
    case outcome_kind::already_terminal:
      return "already_terminal";
  }
  return "unknown";
}

namespace detail {

inline std::string json_of(const outcome& of, const refusal& each) {
  const row_description& row = of.description().rows[each.row];
  std::string text = "{\"target\": " + json_text(row.target == nullptr ? std::string_view("stay") : row.target->name);
  text += ", \"guard\": " + json_text(of.guard(each));
  text += ", \"verdict\": " + json_text(name_of_verdict(each.why.kind()));
  text += ", \"reason\": " + json_text(each.why.reason());
  if (each.why.kind() == verdict_kind::wait) { text += ", \"until\": " + std::to_string(each.why.until().nanoseconds); }
  return text + "}";
}

}  // namespace detail

/// `of` on one line: lifecycle, event, kind; `regions` with from and to of each; `actions` of the row that fired there;
/// `refusals` with guard, verdict, reason and (for `wait`, in nanoseconds since 1970) until; `possible` events. Members
/// that would be empty are left out. Always valid: what is no UTF-8 in a reason becomes U+FFFD.
[[nodiscard]] inline std::string to_json(const outcome& of) {
  const lifecycle_description& lifecycle = of.description();
  std::string text = "{\"lifecycle\": " + detail::json_text(of.lifecycle());
  text += ", \"event\": " + detail::json_text(of.event());
  text += ", \"outcome\": " + detail::json_text(name_of_outcome(of.kind())) + ", \"regions\": [";
  for (std::size_t r = 0; r < lifecycle.region_count; ++r) {
    text += std::string(r == 0 ? "" : ", ") + "{\"from\": " + detail::json_text(of.from(r)) +
            ", \"to\": " + detail::json_text(of.to(r));
    if (const edge* taken = of.edge_of(r)) {
      const row_description& row = lifecycle.rows[taken->row];
      if (!row.actions.empty()) { text += ", \"actions\": " + detail::json_list(row.actions); }
    }
    text += "}";
  }
  text += "]";
  for (const refusal& each : of.refusals()) {
    text += (&each == of.refusals().data() ? ", \"refusals\": [" : ", ") + detail::json_of(of, each);
  }
  if (!of.refusals().empty()) { text += "]"; }
  std::string possible;
  for (const std::string_view name : of.possible()) {
    possible += (possible.empty() ? "" : ", ") + detail::json_text(name);
  }
  if (!possible.empty()) { text += ", \"possible\": [" + possible + "]"; }
  return text + "}";
}

}  // namespace fairlead

#endif
