// SPDX-License-Identifier: BSL-1.0
// What became of an event: fired, or why not, and what is possible instead. Text is put together only when asked for.
#ifndef FAIRLEAD_MACHINE_OUTCOME_HPP
#define FAIRLEAD_MACHINE_OUTCOME_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#include "../config.hpp"
#include "../model/description.hpp"
#include "../model/verdict.hpp"
#include "possible_events.hpp"

namespace fairlead {

/// The four things that can become of an event.
enum class outcome_kind : std::uint8_t {
  fired,            ///< a row fired; the machine is in `to()`
  refused,          ///< there are rows for the event here, but a guard of each said no; nothing changed
  no_transition,    ///< there is no row for the event in this state; nothing changed
  already_terminal  ///< the machine is in a terminal state; nothing changed
};

namespace detail {

// Of an event that has no row in the current states.
constexpr outcome_kind kind_without_row(bool all_terminal) noexcept {
  return all_terminal ? outcome_kind::already_terminal : outcome_kind::no_transition;
}

}  // namespace detail

/// Why one candidate row did not fire.
struct refusal {
  std::uint16_t row = 0;          ///< position in the lifecycle's table
  std::uint16_t guard = 0;        ///< position in the row's `when<>` of the first guard that did not pass
  fairlead::verdict why = false;  ///< what that guard answered
};

/// Refusals of one event. Two numbers while there are none, and no code but a test of one: each place that fires an
/// event has an outcome to destroy, so what there is to do for refusals is compiled once. One refusal, the common case,
/// lies in the list itself.
class refusal_list {
public:
  refusal_list() noexcept {}  // NOLINT(modernize-use-equals-default): a union begins without a member
  refusal_list(std::initializer_list<refusal> list);
  refusal_list(const refusal_list& other);
  refusal_list(refusal_list&& other) noexcept {
    if (other.size_ != 0) { take(other); }
  }
  refusal_list& operator=(refusal_list other) noexcept {
    if (size_ != 0) { discard(); }
    if (other.size_ != 0) { take(other); }
    return *this;
  }
  ~refusal_list() {
    if (size_ != 0) { discard(); }
  }

  /// Room for `most`, which is allocated when a second is added. @pre it is empty
  void reserve(std::size_t most) noexcept { room_ = static_cast<std::uint32_t>(most); }
  /// Adds one, for which there is room.
  void push_back(refusal&& one) {
    if (size_ == 0) {
      new (&one_) refusal(std::move(one));
      size_ = 1;
    } else {
      append(std::move(one));
    }
  }
  [[nodiscard]] sequence<refusal> all() const noexcept { return {size_ > 1 ? many_ : &one_, size_}; }

private:
  // Behind others.
  [[gnu::cold]] void append(refusal&& one);
  // Into an empty list, which leaves `other` so.
  void take(refusal_list& other) noexcept;
  [[gnu::cold]] void discard() noexcept;

  std::uint32_t room_ = 0;
  std::uint32_t size_ = 0;
  union {
    refusal one_;    // where there is one
    refusal* many_;  // where there are more
  };
};

/// The answer of `machine::fire` and `machine::evaluate`. Names in it are views of constants: always valid.
class [[nodiscard]] outcome {
public:
  /// Of an event that no guard refused: the states that it `found`, and the edge that `fired` (plus 1; or 0), of each
  /// region.
  template <std::size_t Regions>
  outcome(const lifecycle_description& lifecycle, std::uint16_t event, const std::array<std::uint16_t, Regions>& found,
          const std::array<std::uint16_t, Regions>& fired, outcome_kind kind = outcome_kind::fired) noexcept
      : outcome(lifecycle, event, found) {
    kind_ = kind;
    for (std::size_t r = 0; r < Regions; ++r) { fired_[r] = fired[r]; }
    while (region_ + 1U < Regions && fired_[region_] == 0) { ++region_; }
  }
  /// Of an event that has no row in the states `found`, of which all are terminal, or not.
  template <std::size_t Regions>
  outcome(const lifecycle_description& lifecycle, std::uint16_t event, const std::array<std::uint16_t, Regions>& found,
          bool all_terminal) noexcept
      : outcome(lifecycle, event, found) {
    kind_ = detail::kind_without_row(all_terminal);
  }
  /// Of the event of `edge`, in its source, where its one guard has refused without a reason.
  [[nodiscard]] static outcome plainly_refused(const lifecycle_description& lifecycle, std::size_t edge) noexcept;
  /// Of an event that `ask(fired, refusals)` decides on: it enters the edge that fires in each region, as above, and
  /// adds why other rows do not. So refusals are written where they stay.
  /// @throws what `ask` throws
  template <std::size_t Regions, class Ask>
  static outcome decided(const lifecycle_description& lifecycle, std::uint16_t event,
                         const std::array<std::uint16_t, Regions>& found, const Ask& ask) {
    outcome made(lifecycle, event, found);
    ask(made.fired_, made.refusals_);
    std::uint8_t region = 0;
    while (region < Regions && made.fired_[region] == 0) { ++region; }
    if (region != Regions) {
      made.region_ = region;
      made.refusals_ = {};
    } else if (!made.refusals_.all().empty()) {
      made.kind_ = outcome_kind::refused;
    } else {
      made.kind_ = detail::kind_without_row(all_terminal(lifecycle, found));
    }
    return made;
  }

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
    return lifecycle_->states[from_[region]]->name;
  }
  /// The state afterwards, in `region()`: `from()`, unless a row fired that leads elsewhere.
  [[nodiscard]] std::string_view to() const noexcept { return to(region_); }
  /// The state afterwards in a region. @pre region < the lifecycle's region_count
  [[nodiscard]] std::string_view to(std::size_t region) const noexcept {
    return lifecycle_->states[position_after(region)]->name;
  }
  /// Position of the row that fired in `region()`; meaningful for `fired` only.
  [[nodiscard]] std::size_t row() const noexcept { return edge_of(region_) == nullptr ? 0 : edge_of(region_)->row; }
  /// What fired in a region; null if nothing did. @pre region < the lifecycle's region_count
  [[nodiscard]] const edge* edge_of(std::size_t region) const noexcept {
    return fired_[region] == 0 ? nullptr : &lifecycle_->edges[fired_[region] - 1U];
  }
  /// Position of the state afterwards in a region. @pre region < the lifecycle's region_count
  [[nodiscard]] std::size_t position_after(std::size_t region) const noexcept {
    return fired_[region] == 0 ? from_[region] : edge_of(region)->target;
  }
  /// The lifecycle's table as data, which positions refer to.
  [[nodiscard]] const lifecycle_description& description() const noexcept { return *lifecycle_; }
  /// One entry for each candidate row, in table order; empty unless `refused`.
  [[nodiscard]] sequence<refusal> refusals() const noexcept { return refusals_.all(); }
  /// The name of the guard that a refusal is about.
  [[nodiscard]] std::string_view guard(const refusal& of) const noexcept {
    return lifecycle_->rows[of.row].guards[of.guard].name;
  }

  /// The events that have a row in the states afterwards.
  [[nodiscard]] possible_events possible() const noexcept;

  /// Why the event was refused, without lifecycle, event and state: "not_self: the author may not approve".
  /// The rows that came nearest to firing speak: those with the most guards passed, and among them not those that the
  /// event was not meant for (an `is<>` or `in<>` did not match) if there are others. One line, as `text()`.
  [[nodiscard]] std::string reason() const;

  /// One line for a log or a person, for example
  /// "hotfix: vote refused in in_review: not_self: the author may not approve; possible here: vote, deadline".
  /// Whatever a reason quotes of an event, it holds no control character ("\n" is spelt), and at most 4,000 bytes: the
  /// verdict of a refusal has the reason as it is.
  [[nodiscard]] std::string text() const;

  /// `text()` with a line for every refused candidate row: its guard, and what the guard said.
  [[nodiscard]] std::string lines() const;

private:
  template <std::size_t Regions>
  outcome(const lifecycle_description& lifecycle, std::uint16_t event,
          const std::array<std::uint16_t, Regions>& found) noexcept
      : lifecycle_(&lifecycle), event_(event) {
    static_assert(Regions <= most_regions);
    for (std::size_t r = 0; r < Regions; ++r) { from_[r] = found[r]; }
  }
  template <std::size_t Regions>
  static bool all_terminal(const lifecycle_description& lifecycle,
                           const std::array<std::uint16_t, Regions>& found) noexcept {
    bool all = true;
    for (const std::uint16_t state : found) { all = all && has(lifecycle.states[state]->marks, legend::terminal); }
    return all;
  }
  // "underway -> lost, clear -> held": of each region in which a row fired.
  [[nodiscard]] std::string steps() const;
  // "underway and clear": where the event found the machine.
  [[nodiscard]] std::string places() const;
  // What the rows say that came nearest to firing.
  [[nodiscard]] std::string nearest() const;
  [[nodiscard]] std::string said_by(const refusal& each) const;
  [[nodiscard]] std::string possibilities() const;

  const lifecycle_description* lifecycle_;
  outcome_kind kind_ = outcome_kind::fired;
  std::uint8_t region_ = 0;
  std::uint16_t event_;
  std::array<std::uint16_t, most_regions> from_{};
  std::array<std::uint16_t, most_regions> fired_{};
  refusal_list refusals_{};
};

/// Writes `text()`.
template <class Character, class Traits>
std::basic_ostream<Character, Traits>& operator<<(std::basic_ostream<Character, Traits>& stream, const outcome& of) {
  return stream << of.text();
}

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "outcome.ipp"
#endif

#endif
