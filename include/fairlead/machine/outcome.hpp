// SPDX-License-Identifier: BSL-1.0
// What became of an event: fired, or why not, and what is possible instead. Text is put together only when asked for.
#ifndef FAIRLEAD_MACHINE_OUTCOME_HPP
#define FAIRLEAD_MACHINE_OUTCOME_HPP

#include <array>
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

/// What one event found and did, region by region; positions in the lifecycle's tables. A lifecycle of one region uses
/// the first element alone.
struct region_moves {
  static constexpr std::size_t most = 4;  ///< as many regions as `orthogonal` takes
  static constexpr std::uint16_t no_row = 0xffff;
  std::array<std::uint16_t, most> from{};
  std::array<std::uint16_t, most> to{};
  std::array<std::uint16_t, most> row{no_row, no_row, no_row, no_row};  ///< `no_row` where none fired
};

/// The answer of `machine::fire` and `machine::evaluate`. Names in it are views of constants: always valid.
class [[nodiscard]] outcome {
public:
  /// A row fired, in one region or several.
  outcome(const lifecycle_description& lifecycle, std::uint16_t event, const region_moves& moves) noexcept
      : lifecycle_(&lifecycle), kind_(outcome_kind::fired), event_(event), moves_(moves) {
    while (region_ + 1U < lifecycle.region_count && moves_.row[region_] == region_moves::no_row) { ++region_; }
  }
  /// No row fired in the states of `moves`; which kind that is follows from the arguments.
  outcome(const lifecycle_description& lifecycle, std::uint16_t event, const region_moves& moves,
          std::vector<refusal> refusals) noexcept
      : lifecycle_(&lifecycle),
        kind_(!refusals.empty()             ? outcome_kind::refused
              : all_ended(lifecycle, moves) ? outcome_kind::already_terminal
                                            : outcome_kind::no_transition),
        event_(event),
        moves_(moves),
        refusals_(std::move(refusals)) {}

  [[nodiscard]] outcome_kind kind() const noexcept { return kind_; }
  /// True if a row fired.
  [[nodiscard]] explicit operator bool() const noexcept { return kind_ == outcome_kind::fired; }
  [[nodiscard]] std::string_view lifecycle() const noexcept { return lifecycle_->name; }
  [[nodiscard]] std::string_view event() const noexcept { return lifecycle_->events[event_]->name; }
  /// The first region in which a row fired; 0 if none did.
  [[nodiscard]] std::size_t region() const noexcept { return region_; }
  /// The state that the event found, in `region()`.
  [[nodiscard]] std::string_view from() const noexcept { return from(region_); }
  /// The state that the event found in a region. @pre region < the lifecycle's region_count
  [[nodiscard]] std::string_view from(std::size_t region) const noexcept {
    return lifecycle_->states[moves_.from[region]]->name;
  }
  /// The state afterwards, in `region()`: `from()`, unless a row fired that leads elsewhere.
  [[nodiscard]] std::string_view to() const noexcept { return to(region_); }
  /// The state afterwards in a region. @pre region < the lifecycle's region_count
  [[nodiscard]] std::string_view to(std::size_t region) const noexcept {
    return lifecycle_->states[moves_.to[region]]->name;
  }
  /// Position of the row that fired in `region()`; meaningful for `fired` only.
  [[nodiscard]] std::size_t row() const noexcept { return moves_.row[region_]; }
  /// All that was found and done, by position.
  [[nodiscard]] const region_moves& moves() const noexcept { return moves_; }
  /// The lifecycle's table as data, which positions refer to.
  [[nodiscard]] const lifecycle_description& description() const noexcept { return *lifecycle_; }
  /// One entry for each candidate row, in table order; empty unless `refused`.
  [[nodiscard]] std::span<const refusal> refusals() const noexcept { return refusals_; }
  /// The name of the guard that a refusal is about.
  [[nodiscard]] std::string_view guard(const refusal& of) const noexcept {
    return lifecycle_->rows[of.row].guards[of.guard].name;
  }

  /// Names of the events that have a row in the states afterwards, in table order. Their guards may still say no.
  [[nodiscard]] std::vector<std::string_view> possible() const {
    std::vector<std::string_view> names;
    for (std::size_t e = 0; e < lifecycle_->events.size(); ++e) {
      bool any = false;
      for (std::size_t r = 0; r < lifecycle_->region_count; ++r) { any = any || lifecycle_->has_row(moves_.to[r], e); }
      if (any) { names.push_back(lifecycle_->events[e]->name); }
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
        return head + ": " + steps();
      case outcome_kind::refused:
        return head + " refused in " + places() + ": " + reason() + possibilities();
      case outcome_kind::no_transition:
        return head + " has no transition in " + places() + possibilities();
      case outcome_kind::already_terminal:
        break;
    }
    return head + " comes too late: " + places() + (lifecycle_->region_count == 1 ? " is terminal" : " are terminal");
  }

  /// `text()` with a line for every refused candidate row: its guard, and what the guard said.
  [[nodiscard]] std::string lines() const {
    std::string all = text() + "\n";
    for (const refusal& each : refusals_) {
      const row_description& row = lifecycle_->rows[each.row];
      all.append("  -> ").append(row.target == nullptr ? std::string_view("stay") : row.target->name).append(": ");
      all.append(said_by(each)).append("\n");
    }
    return all;
  }

private:
  static bool all_ended(const lifecycle_description& lifecycle, const region_moves& moves) noexcept {
    bool all = true;
    for (std::size_t r = 0; r < lifecycle.region_count; ++r) {
      all = all && has(lifecycle.states[moves.from[r]]->marks, legend::terminal);
    }
    return all;
  }
  // "underway -> lost, clear -> held": of each region in which a row fired.
  [[nodiscard]] std::string steps() const {
    std::string text;
    for (std::size_t r = 0; r < lifecycle_->region_count; ++r) {
      if (moves_.row[r] == region_moves::no_row) { continue; }
      text += text.empty() ? "" : ", ";
      text += moves_.from[r] == moves_.to[r] ? "stays in " + std::string(to(r))
                                             : std::string(from(r)) + " -> " + std::string(to(r));
    }
    return text;
  }
  // "underway and clear": where the event found the machine.
  [[nodiscard]] std::string places() const {
    std::string text(from(0));
    for (std::size_t r = 1; r < lifecycle_->region_count; ++r) { text.append(" and ").append(from(r)); }
    return text;
  }
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
  std::uint8_t region_ = 0;
  std::uint16_t event_;
  region_moves moves_;
  std::vector<refusal> refusals_{};
};

/// Writes `text()`.
template <class Character, class Traits>
std::basic_ostream<Character, Traits>& operator<<(std::basic_ostream<Character, Traits>& stream, const outcome& of) {
  return stream << of.text();
}

}  // namespace fairlead

#endif
