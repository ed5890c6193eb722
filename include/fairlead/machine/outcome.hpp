// SPDX-License-Identifier: BSL-1.0
// What became of an event: fired, or why not, and what is possible instead. Text is put together only when asked for.
#ifndef FAIRLEAD_MACHINE_OUTCOME_HPP
#define FAIRLEAD_MACHINE_OUTCOME_HPP

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../model/description.hpp"
#include "../model/verdict.hpp"

namespace fairlead {

/// The four things that can become of an event.
enum class outcome_kind : std::uint8_t {
  fired,            ///< a row fired; the machine is in `to()`
  refused,          ///< there are rows for the event here, but a guard of each said no; nothing changed
  no_transition,    ///< there is no row for the event in this state; nothing changed
  already_terminal  ///< the machine is in a terminal state; nothing changed
};

/// Why one candidate row did not fire.
struct refusal {
  std::uint16_t row;      ///< position in the lifecycle's table
  std::uint16_t guard;    ///< position in the row's `when<>` of the first guard that did not pass
  fairlead::verdict why;  ///< what that guard answered
};

/// The answer of `machine::fire` and `machine::evaluate`. Names in it are views of constants: always valid.
class [[nodiscard]] outcome {
public:
  /// A row fired.
  outcome(const lifecycle_description& lifecycle, const edge& fired) noexcept
      : lifecycle_(&lifecycle),
        kind_(outcome_kind::fired),
        event_(fired.event),
        from_(fired.source),
        to_(fired.target),
        row_(fired.row) {}
  /// No row fired in `state`; which kind that is follows from the arguments.
  outcome(const lifecycle_description& lifecycle, std::uint16_t event, std::uint16_t state,
          std::vector<refusal> refusals) noexcept
      : lifecycle_(&lifecycle),
        kind_(!refusals.empty()                                       ? outcome_kind::refused
              : has(lifecycle.states[state]->marks, legend::terminal) ? outcome_kind::already_terminal
                                                                      : outcome_kind::no_transition),
        event_(event),
        from_(state),
        to_(state),
        row_(0),
        refusals_(std::move(refusals)) {}

  [[nodiscard]] outcome_kind kind() const noexcept { return kind_; }
  /// True if a row fired.
  [[nodiscard]] explicit operator bool() const noexcept { return kind_ == outcome_kind::fired; }
  [[nodiscard]] std::string_view lifecycle() const noexcept { return lifecycle_->name; }
  [[nodiscard]] std::string_view event() const noexcept { return lifecycle_->events[event_]->name; }
  /// The state that the event found.
  [[nodiscard]] std::string_view from() const noexcept { return lifecycle_->states[from_]->name; }
  /// The state afterwards: `from()`, unless a row fired that leads elsewhere.
  [[nodiscard]] std::string_view to() const noexcept { return lifecycle_->states[to_]->name; }
  /// Position of the row that fired; meaningful for `fired` only.
  [[nodiscard]] std::size_t row() const noexcept { return row_; }
  /// One entry for each candidate row, in table order; empty unless `refused`.
  [[nodiscard]] std::span<const refusal> refusals() const noexcept { return refusals_; }
  /// The name of the guard that a refusal is about.
  [[nodiscard]] std::string_view guard(const refusal& of) const noexcept {
    return lifecycle_->rows[of.row].guards[of.guard].name;
  }

  /// Names of the events that have a row in `to()`, in table order. Their guards may still say no.
  [[nodiscard]] std::vector<std::string_view> possible() const {
    std::vector<std::string_view> names;
    for (std::size_t e = 0; e < lifecycle_->events.size(); ++e) {
      if (lifecycle_->has_row(to_, e)) { names.push_back(lifecycle_->events[e]->name); }
    }
    return names;
  }

  /// Why the event was refused, without lifecycle, event and state: "not_self: the author may not approve".
  /// The rows that came nearest to firing speak: those with the most guards passed, and among them not those that the
  /// event was not meant for (an `is<>` or `in<>` did not match) if there are others.
  [[nodiscard]] std::string reason() const {
    std::uint16_t nearest = 0;
    for (const refusal& each : refusals_) { nearest = each.guard > nearest ? each.guard : nearest; }
    std::string text;
    for (const bool selectors : {false, true}) {
      for (const refusal& each : refusals_) {
        if (each.guard != nearest || lifecycle_->rows[each.row].guards[each.guard].selects != selectors) { continue; }
        const std::string said = said_by(each);
        if (text.find(said) == std::string::npos) { text += (text.empty() ? "" : "; or ") + said; }
      }
      if (!text.empty()) { break; }
    }
    return text;
  }

  /// One line for a log or a person, for example
  /// "hotfix: vote refused in in_review: not_self: the author may not approve; possible here: vote, deadline".
  [[nodiscard]] std::string text() const {
    const std::string head = std::string(lifecycle()) + ": " + std::string(event());
    switch (kind_) {
      case outcome_kind::fired:
        return head + (from_ == to_ ? ": stays in " + std::string(to())
                                    : ": " + std::string(from()) + " -> " + std::string(to()));
      case outcome_kind::refused:
        return head + " refused in " + std::string(from()) + ": " + reason() + possibilities();
      case outcome_kind::no_transition:
        return head + " has no transition in " + std::string(from()) + possibilities();
      case outcome_kind::already_terminal:
        break;
    }
    return head + " comes too late: " + std::string(from()) + " is terminal";
  }

private:
  [[nodiscard]] std::string said_by(const refusal& each) const {
    std::string text(guard(each));
    text += ": ";
    switch (each.why.kind()) {
      case verdict_kind::wait:
        text += "not yet: ";
        break;
      case verdict_kind::blocked_by:
        text += "blocked by ";
        break;
      case verdict_kind::needs_approval:
        text += "needs approval: ";
        break;
      case verdict_kind::cannot_determine:
        text += "cannot determine: ";
        break;
      case verdict_kind::pass:
      case verdict_kind::refuse:
        break;
    }
    return text.append(each.why.reason().empty() ? std::string_view("does not hold") : each.why.reason());
  }
  [[nodiscard]] std::string possibilities() const {
    std::string text;
    for (const std::string_view name : possible()) {
      text.append(text.empty() ? "; possible here: " : ", ").append(name);
    }
    return text.empty() ? "; nothing is possible here" : text;
  }

  const lifecycle_description* lifecycle_;
  outcome_kind kind_;
  std::uint16_t event_;
  std::uint16_t from_;
  std::uint16_t to_;
  std::uint16_t row_;
  std::vector<refusal> refusals_;
};

/// Writes `text()`.
template <class Character, class Traits>
std::basic_ostream<Character, Traits>& operator<<(std::basic_ostream<Character, Traits>& stream, const outcome& of) {
  return stream << of.text();
}

}  // namespace fairlead

#endif
