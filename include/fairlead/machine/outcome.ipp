// SPDX-License-Identifier: BSL-1.0
// Definitions of outcome.hpp.
#ifndef FAIRLEAD_MACHINE_OUTCOME_IPP
#define FAIRLEAD_MACHINE_OUTCOME_IPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "../error.hpp"
#include "outcome.hpp"

namespace fairlead {

FAIRLEAD_INLINE refusal_list::refusal_list(std::initializer_list<refusal> list) {
  reserve(list.size());
  for (const refusal& each : list) { push_back(refusal(each)); }
}

FAIRLEAD_INLINE refusal_list::refusal_list(const refusal_list& other) {
  reserve(other.size_);
  for (const refusal& each : other.all()) { push_back(refusal(each)); }
}

FAIRLEAD_INLINE void refusal_list::append(refusal&& one) {
  if (size_ == 1) {
    refusal* const many = new refusal[room_];
    many[0] = std::move(one_);
    one_.~refusal();
    many_ = many;
  }
  many_[size_++] = std::move(one);
}

FAIRLEAD_INLINE void refusal_list::take(refusal_list& other) noexcept {
  room_ = other.room_;
  size_ = other.size_;
  if (size_ == 1) {
    new (&one_) refusal(std::move(other.one_));
    other.one_.~refusal();
  } else {
    many_ = other.many_;
  }
  other.size_ = 0;
}

FAIRLEAD_INLINE void refusal_list::discard() noexcept {
  if (size_ > 1) {
    delete[] many_;
  } else {
    one_.~refusal();
  }
  size_ = 0;
}

FAIRLEAD_INLINE outcome outcome::plainly_refused(const lifecycle_description& lifecycle, std::size_t edge) noexcept {
  const fairlead::edge& of = lifecycle.edges[edge];
  outcome made(lifecycle, of.event, std::array{of.source});
  made.kind_ = outcome_kind::refused;
  made.refusals_.push_back({of.row, 0, false});
  return made;
}

FAIRLEAD_INLINE possible_events outcome::possible() const noexcept {
  std::array<std::uint16_t, most_regions> states{};
  for (std::size_t r = 0; r < lifecycle_->region_count; ++r) {
    states[r] = static_cast<std::uint16_t>(position_after(r));
  }
  return {*lifecycle_, states};
}

FAIRLEAD_INLINE std::string outcome::reason() const { return detail::one_line(nearest()); }

FAIRLEAD_INLINE std::string outcome::nearest() const {
  std::uint16_t passed = 0;
  for (const refusal& each : refusals()) { passed = each.guard > passed ? each.guard : passed; }
  std::string text;
  for (const bool selectors : {false, true}) {
    for (const refusal& each : refusals()) {
      if (each.guard != passed || lifecycle_->rows[each.row].guards[each.guard].selects != selectors) { continue; }
      const std::string said = said_by(each);
      if (text.find(said) == std::string::npos) { text += (text.empty() ? "" : "; or ") + said; }
    }
    if (!text.empty()) { break; }
  }
  return text;
}

FAIRLEAD_INLINE std::string outcome::text() const {
  std::string text = std::string(lifecycle()) + ": " + std::string(event());
  switch (kind_) {
    case outcome_kind::fired:
      text += ": " + steps();
      break;
    case outcome_kind::refused:
      text += " refused in " + places() + ": " + nearest() + possibilities();
      break;
    case outcome_kind::no_transition:
      text += " has no transition in " + places() + possibilities();
      break;
    case outcome_kind::already_terminal:
      text += " comes too late: " + places() + (lifecycle_->region_count == 1 ? " is terminal" : " are terminal");
      break;
  }
  return detail::one_line(text);
}

FAIRLEAD_INLINE std::string outcome::lines() const {
  std::string all = text() + "\n";
  for (const refusal& each : refusals()) {
    const row_description& row = lifecycle_->rows[each.row];
    const std::string target(row.target == nullptr ? std::string_view("stay") : row.target->name);
    all += detail::one_line("  -> " + target + ": " + said_by(each)) + "\n";
  }
  return all;
}

FAIRLEAD_INLINE std::string outcome::steps() const {
  std::string text;
  for (std::size_t r = 0; r < lifecycle_->region_count; ++r) {
    if (edge_of(r) == nullptr) { continue; }
    text += text.empty() ? "" : ", ";
    text += from_[r] == position_after(r) ? "stays in " + std::string(to(r))
                                          : std::string(from(r)) + " -> " + std::string(to(r));
  }
  return text;
}

FAIRLEAD_INLINE std::string outcome::places() const {
  std::string text(from(0));
  for (std::size_t r = 1; r < lifecycle_->region_count; ++r) { text.append(" and ").append(from(r)); }
  return text;
}

FAIRLEAD_INLINE std::string outcome::said_by(const refusal& each) const {
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

FAIRLEAD_INLINE std::string outcome::possibilities() const {
  std::string text;
  for (const std::string_view name : possible()) {
    text.append(text.empty() ? "; possible here: " : ", ").append(name);
  }
  return text.empty() ? "; nothing is possible here" : text;
}

}  // namespace fairlead

#endif
